"""How this program behaves as a guest of other people's servers, in numbers."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from eventnotes import __version__

NAME = "eventnotes"
"""What rules in a robots.txt call this program."""
AGENT = f"{NAME}/{__version__} (looks whether the links in someone's notes still lead somewhere)"
_LONGEST = 100
MOST_REDIRECTS = 10
MOST_SILENCES = 6
"""Time-outs in a row after which a host is not asked again in this run."""


class Manners(NamedTuple):
    """What may differ from run to run; times are in seconds."""

    timeout: float
    """The longest a request may take, its answer included."""
    pause: float
    """Between two requests to one host."""
    hosts: int = 20
    """How many are asked at the same time."""
    patience: float = 60.0
    """The longest to wait in a run for one host that asks for time."""

    @property
    def backoff(self) -> float:
        """How long to wait for a host that has enough of us and does not say for how long."""
        return 5 * self.pause


def retry_after(value: str, now: datetime.datetime) -> float | None:
    """Return the seconds that a ``Retry-After`` asks for (RFC 9110 §10.2.3), or None.

    :param now: an aware time, for a value that is a date.
    """
    value = value.strip()[:_LONGEST]
    if re.fullmatch(r"[0-9]{1,10}", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # "-0000": the time is in UTC
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(0.0, (moment - now).total_seconds())
