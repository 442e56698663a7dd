"""What an answer means for a link: it is alive, it failed, or nobody can tell from here."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from eventnotes.links.network.client import Answer
from eventnotes.links.network.phrases import is_wall_page
from eventnotes.links.network.titles import Page
from eventnotes.model.addresses import NOT_PUBLIC
from eventnotes.model.lock import Known

_GUARDED = frozenset({401, 403, 405, 406, 407, 429, 451, 999})
"""Statuses that speak of the visitor, not of the resource."""
_UNAVAILABLE = 503
NOT_FOUND = "not found"


class Verdict(Enum):
    """What a look at a link says of it."""

    ALIVE = "alive"
    FAILED = "failed"
    UNCHECKED = "not checked"
    """It was asked for, and the answer does not tell."""
    NOT_PUBLIC = NOT_PUBLIC
    """It leads to an address that is not public, and was not asked for any further."""
    UNASKED = "not asked"
    """It was not asked for; what was known stays as it is."""


class Finding(NamedTuple):
    """What one run found out about a link."""

    verdict: Verdict
    status: str
    """For the lock file; for what was not asked, the reason in words."""
    final: str = ""
    type: str = ""
    page: Page = Page()


def judge(answer: Answer) -> tuple[Verdict, str]:
    """Return what an answer means, and its status in the words of the lock file."""
    status = str(answer.status) if answer.status else answer.trouble
    if answer.trouble == NOT_PUBLIC:
        return Verdict.NOT_PUBLIC, status
    if answer.good:
        return Verdict.ALIVE, status
    if answer.status in _GUARDED or answer.unwelcome or answer.trouble == "cookies":
        return Verdict.UNCHECKED, status
    if answer.status == _UNAVAILABLE and (
        "Retry-After" in answer.headers
        or is_wall_page({name.lower() for name in answer.headers}, answer.body)
    ):
        return Verdict.UNCHECKED, status
    return Verdict.FAILED, status


def record(known: Known, finding: Finding, today: str) -> Known:
    """Return what is known after a run.

    :param today: ISO day; of the failed runs of one day, one counts.
    """
    if finding.verdict is Verdict.UNASKED:
        return known
    last = known.failed or known.checked
    known = known._replace(status=finding.status, checked=today)
    if finding.verdict is Verdict.NOT_PUBLIC:
        known = known.without_page()  # which may have been that of an address inside
    if finding.verdict in (Verdict.UNCHECKED, Verdict.NOT_PUBLIC):
        return known._replace(failed=last if known.failures else "")
    if finding.verdict is Verdict.FAILED:
        again = bool(known.failures) and last == today
        return known._replace(
            failures=known.failures + (not again),
            failing=known.failing or today,
            failed="",
        )
    known = known._replace(
        alive=today, failing="", failed="", failures=0, final=finding.final, type=finding.type
    )
    page = finding.page
    if page.title:  # a page without one was not let in, or has nothing to say
        known = known._replace(title=page.title, site=page.site, author=page.author, date=page.date)
    return known
