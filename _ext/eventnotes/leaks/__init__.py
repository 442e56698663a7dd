"""Whether private words are in what was built: a check of the outcome that trusts no reader.

A second reading, much simpler than the parsers' own, takes every run of words of the sources that
could be private, and keeps hashes of words only. What was built is held against them. It imports
nothing of how pages are read or written; :mod:`eventnotes.leaks.check` ties it to Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventnotes.faults.boundary import Guarded


class LeakError(SystemExit):
    """Private words are in what was built; it ends the program with a message."""


def register(safe: Guarded) -> None:
    """Register it; the order in each block is the order in which it runs."""
    from eventnotes.leaks import check, drafts, phrases

    safe.connect("builder-inited", phrases.check_phrases, private=True)
    safe.connect("env-get-outdated", drafts.leave_out_drafts, priority=100, private=True)
    # after what others write
    safe.connect("build-finished", check.check_output, priority=900, private=True)
