"""What comes in: notes, schedules and folders of other sites become pages, and new pages begin.

A format (``formats``) reads a source into drafts (``draft``); the one writer (``writer``) makes
pages of these; ``target`` gives them names and ids that are free, and ``files`` writes what was not
there. Which fields there are and how each is read is what ``kinds`` says: no list stands here.
It reads and writes files, knows nothing of Sphinx, and no build imports it.
"""
