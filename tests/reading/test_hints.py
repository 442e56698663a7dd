"""Hints: what can be read and may be meant otherwise. They are said, and fail no build.

Each input is a page in Markdown and one in reStructuredText; all of them are built once.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from building import MakeSite, Site


class Case(NamedTuple):
    """One talk, in an event."""

    name: str
    talk: str
    """Its options, a line each."""
    hints: tuple[str, ...]
    """Parts of what is said of it, one for each hint."""
    event: str = ":date: 2026-03-28 to 2026-03-29"


def times(name: str, zone: str, day: str, start: str, *hints: str) -> Case:
    """Return a talk at a time."""
    lines = [f":date: {day}", *([f":timezone: {zone}"] if zone else [])]
    return Case(name, f":start: {start}", hints, "\n".join(lines))


def people(name: str, speakers: str, *hints: str) -> Case:
    """Return a talk with speakers."""
    return Case(name, f":speakers: {speakers}", hints)


KNOWN = (
    "# Known\n\n## One\n\n```{talk}\n"
    ":speakers: Ada Example (Mako)\n:org: Known Works; Johnson and Johnson\n```\n"
)
"""What the rest of the site names."""

CASES = [
    times("gap", "Europe/Berlin", "2026-03-29", "02:30", "leave out 02:30 on 2026-03-29", "03:30"),
    times("gap-us", "America/New_York", "2026-03-08", "2:15 am", "leave out 02:15", "03:15"),
    times("gap-lord-howe", "Australia/Lord_Howe", "2026-10-04", "02:10", "show 02:40"),
    times("gap-cairo", "Africa/Cairo", "2026-04-24", "00:20", "leave out 00:20", "show 01:20"),
    times("gap-past", "Europe/Berlin", "2026-03-29", "03:00"),
    times("gap-before", "Europe/Berlin", "2026-03-29", "01:59"),
    times("gap-no-zone", "", "2026-03-29", "02:30"),
    times("autumn", "Europe/Berlin", "2026-10-25", "02:30"),
    times("before", "", "2026-05-04", "2026-05-03 14:00", "starts on 2026-05-03, before the event"),
    times("before-month", "", "2026-05", "2026-04-30", "starts on 2026-04-30, before the event"),
    times("after", "", "2026-05-04 to 2026-05-06", "2026-05-07", "2026-05-07, after the event's"),
    times("year", "", "2026", "2025-12-31 23:00", "starts on 2025-12-31, before"),
    times(
        "by-zone", "Asia/Tokyo", "2026-05-04", "2026-05-04T20:00Z", "2026-05-05, after the event"
    ),
    times("within", "", "2026-05-04 to 2026-05-06", "2026-05-05 10:00"),
    times("other-day", "", "2026-05", "2026-05-31"),
    times("utc", "", "2026-05-04", "2026-05-04T09:30Z", "start is in UTC; ':timezone:'"),
    times("utc-basic", "", "2026-05-04", "20260504T093000Z", "start is in UTC"),
    times("utc-word", "", "2026-05-04", "9:30 am UTC", "start is in UTC"),
    times("utc-settled", "Europe/Berlin", "2026-05-04", "2026-05-04T09:30Z"),
    people("domain", "Stuart Frisby, Booking.com", "write 'Stuart Frisby (Booking.com)'"),
    people("domain-ai", "Ana Maria; deepset.ai", "write 'Ana Maria (deepset.ai)'"),
    people("company", "Ana Maria, ACME Corp", "write 'Ana Maria (ACME Corp)'"),
    people("company-de", "Ana Maria, Müller & Söhne GmbH", "write 'Ana Maria (Müller & Söhne GmbH"),
    people("company-ja", "山田太郎、例株式会社", "write '山田太郎 (例株式会社)'"),
    people("university", "Ana Maria, Uppsala University", "write 'Ana Maria (Uppsala University"),
    people("known", "Ana Maria, Known Works", "write 'Ana Maria (Known Works)'"),
    people("known-word", "Ana Maria, Mako", "'Mako' is read as a person and may be an org"),
    people("known-first", "Mako, Ana Maria", "write 'Name (Mako)', or ':org: Mako'"),
    people("known-and", "Johnson and Johnson", "may be an organisation; write 'Name (Johnson and"),
    people("dash", "Xi Yu - Booking.com", "if 'Booking.com' is where they were", "(Booking.com)'"),
    people("em-dash", "Xi Yu — Unheard Of", "write 'Xi Yu (Unheard Of)'"),
    people("at", "Xi Yu at Mako", "write 'Xi Yu (Mako)'"),
    people("at-sign", "Xi Yu @Mako (CTO)", "write 'Xi Yu (Mako, CTO)'"),
    people("bar", "Xi Yu | Mako", "write 'Xi Yu (Mako)'"),
    people("slash-org", "Xi Yu / Mako", "if 'Mako' is where they were, write 'Xi Yu (Mako)'"),
    people("role-first", "Xi Yu (Senior Director, Mako)", "write 'Xi Yu (Mako, Senior Director)'"),
    people("role-alone", "Xi Yu (CTO)", "write 'Xi Yu (Organisation, CTO)'"),
    people("roles", "Xi Yu (CTO, Founder)", "write 'Xi Yu (Organisation, CTO, Founder)'"),
    people("team", "Xi Yu (Data, Booking.com)", "other way round, write 'Xi Yu (Booking.com, Data"),
    people("role-as-person", "Xi Yu, CTO", "write 'Xi Yu (Organisation, CTO)'"),
    people("turned-form", "Xi Yu (Senior Director, Booking.com)"),
    people("several", "Bob Li & Carl Mo and Dave Xu", "write 'Bob Li; Carl Mo; Dave Xu'"),
    people("several-slash", "Ann A/ Bo B", "if they are several, write 'Ann A; Bo B'"),
    people("several-und", "Ann A und Bo B (Mako)", "write 'Ann A (Mako); Bo B (Mako)'"),
    people("several-wide", "Ann A＆Bo B", "write 'Ann A; Bo B'"),
    people("several-with", "Ann A with Bo B", "write 'Ann A; Bo B'"),
    people("et-al", "Ann Ang et al.", "write 'Ann Ang'"),
    people("others", "Ann Ang and others (Mako)", "write 'Ann Ang (Mako)'"),
    people("turned", "Müller, Hans (ACME)", "if they are one, write 'Hans Müller (ACME)'"),
    people("turned-initial", "Knuth, Donald E. (ACME, chair)", "'Donald E. Knuth (ACME, chair)'"),
    people("turned-two", "Knuth, Donald", "if they are one, write 'Donald Knuth'"),
    people("turned-known", "Ana Maria, Example, Ada", "write 'Ada Example'"),
    people("plain", "Ana Maria (Mako, CTO), Bo Ek (Known Works), Anand Kumar, Björn Ander"),
    people("particles", "Ludwig van der Berg; José Ortega y Gasset, Jean-Luc O'Neil"),
    people("plain-orgs", "Ana Maria (Mako, research scientist); Bo Ek (R&D Institute, Lab lead)"),
    people("first-names", "Michael, Jane Doe (ACME), Bo Ek"),
    people("ids", "people/wei-zhang-hkust; someone (Mako)"),
    times("offset", "", "2026-05-04", "2026-05-04T09:30+02:00"),
]


def pages(cases: list[Case]) -> dict[str, str]:
    """Return two pages for each case; the talk begins on line 8 or 9."""
    files: dict[str, str] = {}
    for case in cases:
        event, talk = (text.replace("\n", "\n   ") for text in (case.event, case.talk))
        files[f"events/md-{case.name}.md"] = (
            f"# E {case.name}\n\n```{{event}}\n{case.event}\n```\n\n"
            f"## Talk {case.name}\n\n```{{talk}}\n{case.talk}\n```\n"
        )
        title = f"E {case.name} rst"
        files[f"events/rst-{case.name}.rst"] = (
            f"{title}\n{'=' * len(title)}\n\n.. event::\n   {event}\n\n"
            f"Talk {case.name}\n{'-' * 40}\n\n.. talk::\n   {talk}\n"
        )
    return files


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build all cases; a hint is no warning."""
    return shared_site({**pages(CASES), "known.md": KNOWN})


def hints(site: Site, page: str) -> list[str]:
    """Return the hints at a page."""
    found = (line for line in site.said if line.startswith(f"{page}:") and "hint: " in line)
    return [line for line in found if "[notes.spelling]" not in line]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("language", ["md", "rst"])
def test_a_hint_says_what_may_be_meant(built: Site, case: Case, language: str) -> None:
    page = f"events/{language}-{case.name}.{language}"
    found = hints(built, page)
    assert len(found) == min(1, len(case.hints)), found
    said = " ".join(found)
    assert [part for part in case.hints if part not in said] == []


def test_a_hint_names_its_line_and_its_kind(built: Site) -> None:
    (md,) = hints(built, "events/md-gap.md")
    assert md == (
        "events/md-gap.md:10: hint: talk: clocks in Europe/Berlin leave out 02:30 on 2026-03-29 "
        "and show 03:30 [notes.time]"
    )
    (rst,) = hints(built, "events/rst-gap.rst")
    assert rst.startswith("events/rst-gap.rst:11: hint: talk: ")


def test_who_is_described_has_been_thought_about(site: MakeSite) -> None:
    talk = "# E\n\n```{event}\n```\n\n## T\n\n```{talk}\n:speakers: Bob & Carl; Xi Yu (CTO)\n```\n"
    about = "# People\n\n```{about} people/bob-carl\n```\n\n```{about} orgs/cto\n```\n"
    assert len(hints(site({"e.md": talk}, name="without"), "e.md")) == 2
    assert hints(site({"e.md": talk, "people.md": about}), "e.md") == []


def test_hints_come_with_the_page_that_was_read(site: MakeSite) -> None:
    talk = "# E {}\n\n```{{event}}\n```\n\n## T\n\n```{{talk}}\n:speakers: Ana Maria, {}\n```\n"
    made = site({"a.md": talk.format("A", "Mako"), "b.md": talk.format("B", "Bo Ek")})
    assert [line for line in made.said if "hint: " in line] == []
    made.write({"b.md": talk.format("B", "Bo Ek (Mako)")})
    assert [line for line in made.rebuild().said if "hint: " in line] == []
    made.write({"a.md": talk.format("A", "Mako, Cy Li")})
    assert len(hints(made.rebuild(), "a.md")) == 1


def test_hints_of_a_kind_can_be_silenced(site: MakeSite) -> None:
    chosen = [case for case in CASES if case.name in {"gap", "before"}]
    for words in (["notes.time"], ["notes"], ["notes.*"]):
        made = site(pages(chosen), suppress_warnings=words, name=words[0].replace("*", "all"))
        assert [line for line in made.said if "hint: " in line] == []


def test_an_event_without_a_date_is_told_what_leaves_it_out(site: MakeSite) -> None:
    pages = {
        "none.md": "# None\n\n```{event}\n:place: Vienna\n```\n",
        "rst.rst": "None\n====\n\n.. event::\n",
        "given.md": "# Given\n\n```{event}\n:date: 2025\n```\n",
        "written.md": "# Written\n\n```{event}\n:published: 2025-03-01\n```\n",
        "2025-03-17-named.md": "# Named\n\n```{event}\n```\n",
    }
    made = site(pages, html_baseurl="https://notes.example.org/", warnings=True)
    found = [line for line in made.said if "hint: " in line]
    assert found == [
        f"{place}: hint: event: it has no date, so no feed and no calendar has it, and lists have "
        "it last; write one, as in ':date: 2025-03-17' [notes.date]"
        for place in ("none.md:3", "rst.rst:4")
    ]
    silent = site(pages, name="unpublished", warnings=True)
    assert [line for line in silent.said if "hint: " in line] == []
