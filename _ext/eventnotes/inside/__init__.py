"""All that leans on the inside of Sphinx, MyST-Parser and furo, and may change without notice.

Each module says in its docstring what it leans on and for which reason, which versions it was
written against, and what happens without it. ``tests/inside`` has a test of each, which names the
module where an assumption no longer holds. Nothing here knows of notes.
"""
