"""When a link is asked for again."""

from __future__ import annotations

import datetime
import hashlib

from eventnotes.model.lock import Known

_FAILING = 2.0
_UNTOLD = 7.0
_JITTER = 0.2


def is_due(key: str, known: Known | None, today: datetime.date, ttl: float) -> bool:
    """Tell whether a link is to be asked for.

    :param ttl: for how many days an answer is good, more or less.

    So that runs spread, each key has a time to live of its own, up to a fifth shorter or longer.
    One that failed is due after 2 days, so that three runs can tell whether it is dead; one of
    which nothing could be told after 7.
    """
    if known is None or not known.checked:
        return True
    age = (today - datetime.date.fromisoformat(known.checked)).days
    if age < 0:
        return True  # by a clock that was wrong
    if known.failures and not known.dead:
        ttl = min(ttl, _FAILING)
    elif known.checked != known.alive and not known.dead:
        ttl = min(ttl, _UNTOLD)
    else:
        ttl *= 1 + _JITTER * _spread(key)
    return age >= ttl


def _spread(key: str) -> float:
    """Return a number from -1 to 1 that belongs to *key* on every machine."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big") / 0x7FFFFFFF - 1
