"""Whether private words are in what was built: a check of the outcome that trusts no reader.

A second reading, much simpler than the parsers' own, takes every run of words of the sources that
could be private, and keeps hashes of words only. What was built is held against them. It imports
nothing of how pages are read or written; :mod:`eventnotes.leaks.check` ties it to Sphinx.
"""

from __future__ import annotations


class LeakError(SystemExit):
    """Private words are in what was built; it ends the program with a message."""
