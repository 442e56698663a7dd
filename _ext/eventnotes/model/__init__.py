"""What a note is: plain values, and how to read them from text.

Nothing in this room imports Sphinx or docutils.
"""
