"""Events of one name and year, which get their month, or their day, into their ids.

Which files there are is known before any is read, and of those that may meet a look at the text
tells whether they have an event. So an id never depends on the order in which pages are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx.environment import BuildEnvironment

from eventnotes.model import ids

_EVENT = re.compile(
    r"^[ \t]*(?:(?:`{3,}|~{3,}|:{3,})[ \t]*\{(?:notes:)?event\}|\.\.[ \t]+(?:notes:)?event::)"
    r"(?P<options>(?:.*\n)(?:[ \t]*\S.*\n|[ \t]*\n(?=[ \t]*:))*)",
    re.MULTILINE,
)
_OWN_ID = re.compile(r"^[ \t]*:ids?:[ \t]*\S", re.MULTILINE)


def ids_with_months(env: BuildEnvironment) -> dict[str, str]:
    """Return by page the id of its event where the page's name gives one that others have."""
    found: dict[str, str] = {}
    for pages in _alike(env.found_docs):
        events = {name: ids.date_of(name) for name in sorted(pages) if _has_event(env, name)}
        dates = list(events.values())
        months = [date[:7] for date in dates]
        if len(events) > 1:
            for name, date in events.items():
                if len(date) > 4:
                    kept = 10 if months.count(date[:7]) > 1 else 7
                    found[name] = ids.event_id(name, kept)
    return found


def _alike(names: Iterable[str]) -> list[list[str]]:
    """Return the pages whose names give one id, several each."""
    rough: dict[tuple[str, str], list[str]] = {}
    for name in names:
        key = ids.rough_name(name)
        if key is not None:
            rough.setdefault(key, []).append(name)
    found: dict[str, list[str]] = {}
    for pages in rough.values():
        for name in pages if len(pages) > 1 else ():
            found.setdefault(ids.event_id(name), []).append(name)
    return [pages for pages in found.values() if len(pages) > 1]


def _has_event(env: BuildEnvironment, name: str) -> bool:
    """Tell whether a page has an event that takes its id from the page's name."""
    try:
        with open(env.doc2path(name), encoding="utf-8", errors="replace") as file:
            text = file.read() + "\n"
    except OSError:
        return False
    event = _EVENT.search(text)
    return event is not None and _OWN_ID.search(event["options"]) is None
