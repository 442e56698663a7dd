"""The pages of entries that their list has no room for: who has one, and what it is called.

A name has a page of its own where many talks bear it, and where its entry would stand in a list.
Whom an author describes has a place already.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Container, Iterable, Mapping

from eventnotes.kinds.tables import KIND_OF_PLURAL
from eventnotes.model.profiles import Profile
from eventnotes.model.records import Listing, PageNotes

MOST_TALKS = 10
"""The most talks that an entry has without one, where a site says nothing else."""
_MARKS = ("", "entry-", "list-entry-")
"""What to put before a name, where another page is called so."""


def entry_pages(
    profiles: Iterable[Profile],
    homes: Mapping[str, Listing],
    pages: Mapping[str, PageNotes],
    described: Container[str],
    docnames: Collection[str],
    most: int,
) -> dict[str, str]:
    """Return by id the pages of the names that more than *most* talks bear.

    :param homes: by kind, the list that its names live in.
    :param described: those who are described somewhere.
    :param docnames: the names of all pages that are there already.
    """
    found: dict[str, str] = {}
    taken = set(docnames)
    busy = (profile.entry for profile in profiles if _is_busy(profile, most))
    for entry in sorted(busy, key=lambda entry: entry.id):
        home = homes.get(entry.kind)
        if home is None or entry.id in described or entry.page != home.page:
            continue
        if KIND_OF_PLURAL.get(home.query.kind) != entry.kind:  # a series lives in a list of events
            continue
        number = pages[home.page].lists.index(home)
        name = entry.id.partition("/")[2]
        for mark in itertools.chain(_MARKS, map("{}-".format, itertools.count(2))):
            page = part_page(home.page, number, mark + name, docnames)
            if page not in taken:
                break
        taken.add(page)
        found[entry.id] = page
    return found


def _is_busy(profile: Profile, most: int) -> bool:
    """Tell whether more than *most* talks bear a name; private ones are never counted."""
    talks = profile.talks
    return len(talks) > most and sum(not row.private for row in talks) > most


def part_page(page: str, number: int, name: str, docnames: Collection[str] = ()) -> str:
    """Return the name of the page for a part of list *number*, from 0, on *page*.

    >>> part_page("people", 0, "a")
    'people/a'
    >>> part_page("events/index", 0, "2025")
    'events/2025'
    """
    folder = page.removesuffix("/index")
    base = f"{folder}/" if folder not in docnames else f"{page}/"
    return f"{base}{number + 1}-{name}" if number else f"{base}{name}"
