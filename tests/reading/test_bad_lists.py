"""What an author can get wrong in a list: one warning with its line, and the rest is shown.

Each mistake has a page in Markdown and one in reStructuredText; all of them are built once.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from building import MakeSite, Site

EVENT = (
    "# Event\n\n```{event}\n:date: 2025-03-17\n:series: Kernel nights\n```\n\n"
    "## One\n\n```{talk}\n:speakers: Ada Example (Mako)\n:topics: GPU\n```\n\n"
    "## Two\n\n```{talk}\n```\n"
)
BOTH = (
    "2 talks Talk Who Event Score One GPU Ada Example · Mako Event 17 Mar 2025 "
    "Two Event 17 Mar 2025"
)
NONE = "No talks here."


class Bad(NamedTuple):
    """A list with one bad line."""

    name: str
    option: str
    subtype: str
    says: tuple[str, ...]
    """Parts of the message: the value, what is allowed, the nearest."""
    shown: str = BOTH
    """What is on the page for all that."""


LINES = [
    Bad("limit-minus", ":limit: -1", "number", ("'-1'", "whole number from 1")),
    Bad("limit-0", ":limit: 0", "number", ("'0'", "whole number from 1")),
    Bad("limit-x", ":limit: x", "number", ("'x'", "whole number from 1")),
    Bad("limit-half", ":limit: 1.5", "number", ("'1.5'", "whole number from 1")),
    Bad("limit-long", f":limit: {'9' * 5000}", "number", ("9…'", "whole number from 1")),
    Bad("limit-empty", ":limit:", "empty", ("limit has no value",)),
    Bad("as", ":as: tabel", "word", ("'tabel'", "table, list, timeline", "did you mean 'table'")),
    Bad("as-cards", ":as: cards", "word", ("'cards'", "table, list, timeline, schedule")),
    Bad(
        "schedule-group",
        ":group: topic\n:as: schedule",
        "option",
        ("a schedule is grouped by event, not by topic",),
        "Without a time One Ada Example Two",
    ),
    Bad(
        "schedule-sort",
        ":sort: title\n:as: schedule",
        "option",
        ("a schedule is in the order of time; sort says which talks 'limit' leaves",),
        "Without a time One Ada Example Two",
    ),
    Bad("sort", ":sort: size", "word", ("'size'", "date, title, event")),
    Bad("sort-twice", ":sort: --date", "word", ("'--date'", "did you mean 'date'")),
    Bad("sort-dash", ":sort: -", "word", ("'-'", "date, title, event")),
    Bad("group", ":group: colour", "word", ("'colour'", "year, event, topic")),
    Bad("option", ":colour: red", "option", ("no option 'colour' (red)",)),
    Bad("option-near", ":topc: GPU", "option", ("'topc'", "did you mean 'topic'"), NONE),
    Bad(
        "column",
        ":columns: title, colour",
        "word",
        ("'colour'", "speakers"),
        "2 talks Talk One GPU Two",
    ),
    Bad("kind", ":kind: vidoe", "word", ("'vidoe'", "did you mean 'video'"), NONE),
    Bad("attended", ":attended: maybe", "word", ("'maybe'", "in person", "yes"), NONE),
    Bad("score-9", ":min-rating: 9", "score", ("'9'", "0 to 5"), NONE),
    Bad("score-words", ":min-rating: good", "score", ("'good'", "0 to 5"), NONE),
    Bad("since-13", ":since: 2025-13", "date", ("'2025-13'", "2025-03-17", "1..12"), NONE),
    Bad("since-30", ":since: 2025-02-30", "date", ("'2025-02-30'", "2025-03-17"), NONE),
    Bad("until-soon", ":until: soon", "date", ("'soon'", "a month (2025-03)"), NONE),
    Bad("until-range", ":until: 2025 to 2026", "date", ("'2025 to 2026'", "a year (2025)"), NONE),
    Bad("limit-twice", ":limit: 5\n:limit: 1", "repeated", ("limit is there twice", "'1'")),
    Bad(
        *(
            "columns-list",
            ":columns: title\n:as: list",
            "option",
            ("columns are for ':as: table'",),
        ),
        "One Ada Example · Mako · Event · 17 March 2025 Two Event · 17 March 2025",
    ),
]
# A filter that is lost shows nothing rather than everything.
LINES += [
    Bad("kind-far", ":kind: film", "word", ("'film'",), NONE),
    Bad("empty", ":topic:", "empty", ("topic has no value",), NONE),
    Bad("synonym", ":speaker: Ada Example", "option", ("did you mean 'person'",), NONE),
    Bad("synonym-since", ":from: 2025", "option", ("did you mean 'since'",), NONE),
    Bad("no-colon", "topic: GPU", "stray-option", ("write ':topic: GPU'",), NONE),
    Bad("no-second-colon", ":person Ada Example", "stray-option", ("write ':person: Ada",), NONE),
    Bad("yaml", "---\norg: Mako\n---", "stray-option", ("write ':org: Mako'",), NONE),
    Bad("not-kind", ":not-kind: vidoe", "word", ("did you mean 'video'",), NONE),
    Bad("not-kinds", ":not-kind: vidoe, article", "word", ("did you mean 'video'",), NONE),
    Bad("not-attended", ":not-attended: maybe", "word", ("in person",), NONE),
    Bad("not-empty", ":not-person:", "empty", ("not-person has no value",), NONE),
    Bad("separators", ":event: ; ,;", "empty", ("event has no value",), NONE),
    Bad("separators-word", ":format: ,", "empty", ("format has no value",), NONE),
    Bad("not-separators", ":not-org: ;;", "empty", ("not-org has no value",), NONE),
    Bad("columns-separators", ":columns: , ,", "empty", ("columns has no value",)),
    Bad("not-near", ":not-topc: GPU", "option", ("did you mean 'not-topic'",), NONE),
    Bad("form-near", ":sotr: title", "option", ("did you mean 'sort'",)),
]
FILTERS = [
    Bad("not-person", ":not-person: Ada Exampel", "filter", ("nearest: 'Ada Example'",), NONE),
    Bad("not-org", ":not-org: Makro", "filter", ("no not-org is called 'Makro'",), NONE),
    Bad("not-topic", ":not-topic: GPU, Zzzz", "filter", ("'Zzzz'",), NONE),
    Bad("not-event", ":not-event: Evnt", "filter", ("nearest: 'Event'",), NONE),
    Bad("not-series", ":not-series: Kernel night", "filter", ("'Kernel nights'",), NONE),
    Bad("not-format", ":not-format: keynot", "filter", ("nearest: 'keynote'",), NONE),
    Bad("person", ":person: Ada Exampel", "filter", ("'Ada Exampel'", "'Ada Example'"), NONE),
    Bad("org", ":org: Makro", "filter", ("'Makro'", "nearest: 'Mako'"), NONE),
    Bad("topic", ":topic: GPUs", "filter", ("'GPUs'", "nearest: 'GPU'"), NONE),
    Bad("event", ":event: Evnt", "filter", ("'Evnt'", "nearest: 'Event'"), NONE),
    Bad("series", ":series: Kernel night", "filter", ("nearest: 'Kernel nights'",), NONE),
    Bad("format", ":format: keynot", "filter", ("'keynot'", "nearest: 'keynote'"), NONE),
    Bad("far", f":topic: {'x' * 5000}", "filter", ("no topic is called 'xxx", "…'"), NONE),
    Bad("kind-of-id", ":person: orgs/mako", "filter", ("'orgs/mako'",), NONE),
    Bad(
        *("one-of-two", ":topic: GPU, Zzzz", "filter", ("'Zzzz'",)),
        "1 talk Talk Who Event Score One GPU Ada Example · Mako Event 17 Mar 2025",
    ),
]
EVERY = [*LINES, *FILTERS]


GOOD = [
    (":not-topic: GPU", "1 talk Talk Who Event Score Two Event 17 Mar 2025"),
    (":not-person: Ada Example", "1 talk Talk Who Event Score Two Event 17 Mar 2025"),
    (":not-orgs: orgs/mako", "1 talk Talk Who Event Score Two Event 17 Mar 2025"),
    (":not-event: Event", NONE),
    (":not-series: Kernel nights", NONE),
    (":not-format: keynote", BOTH),
    (":not-kind: video, paper", BOTH),
    (":not-attended: yes", BOTH),
]
"""Filters that leave out what fits, and what is left."""


@pytest.fixture(scope="module")
def bad(shared_site: MakeSite) -> Site:
    """Build two pages for each mistake."""
    files = {"events/e.md": EVENT}
    for each in EVERY:
        indented = each.option.replace("\n", "\n   ")
        files[f"md-{each.name}.md"] = f"# P\n\n```{{talks}}\n{each.option}\n```\n\nAfter.\n"
        files[f"rst-{each.name}.rst"] = f"P\n=\n\n.. talks::\n   {indented}\n\nAfter.\n"
    for number, (lines, _) in enumerate(GOOD):
        files[f"md-good-{number}.md"] = f"# P\n\n```{{talks}}\n{lines}\n```\n\nAfter.\n"
        files[f"rst-good-{number}.rst"] = f"P\n=\n\n.. talks::\n   {lines}\n\nAfter.\n"
    return shared_site(files, warnings=True)


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.name)
@pytest.mark.parametrize("language", ["md", "rst"])
def test_a_mistake_is_one_warning_at_its_line(bad: Site, each: Bad, language: str) -> None:
    page = f"{language}-{each.name}.{language}:"
    (warning,) = [line for line in bad.warnings if line.startswith(page)]
    line = 4 if language == "md" else 5
    if each.subtype == "filter":
        line -= 1  # the list's own: what it lists is only known when it is written
    elif each.subtype == "repeated":
        line += 1
    assert warning.startswith(f"{page}{line}: WARNING: talks: ")
    assert warning.endswith(f"[notes.{each.subtype}]")
    assert [part for part in each.says if part not in warning] == []
    assert len(warning) < 500


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.name)
@pytest.mark.parametrize("language", ["md", "rst"])
def test_the_rest_of_the_list_is_shown(bad: Site, each: Bad, language: str) -> None:
    words = bad.text(f"{language}-{each.name}.html")
    assert words == f"P ¶ {each.shown} After."


@pytest.mark.parametrize("number", range(len(GOOD)))
@pytest.mark.parametrize("language", ["md", "rst"])
def test_a_filter_with_not_leaves_out_what_fits(bad: Site, number: int, language: str) -> None:
    assert bad.text(f"{language}-good-{number}.html") == f"P ¶ {GOOD[number][1]} After."


def test_nothing_else_is_warned_about(bad: Site) -> None:
    assert len(bad.warnings) == 2 * len(EVERY)


@pytest.mark.parametrize("plural", ["people", "links", "ratings", "takeaways", "events"])
def test_a_list_takes_no_option_that_means_nothing_for_it(site: MakeSite, plural: str) -> None:
    page = f"# P\n\n```{{{plural}}}\n:speakers: Ada Example\n```\n"
    built = site({"events/e.md": EVENT, "p.md": page}, warnings=["notes.option"])
    assert built.warnings[0].startswith("p.md:4: WARNING: ")


@pytest.mark.parametrize(
    ("name", "source", "line"),
    [
        ("p.md", "# P\n\n```{talks} Caption\n:limit: 5\n\nWords *here*.\n```\n", 3),
        ("p.rst", "P\n=\n\n.. talks:: Caption\n   :limit: 5\n\n   Words *here*.\n", 4),
    ],
)
def test_a_body_is_kept_and_warned_about(site: MakeSite, name: str, source: str, line: int) -> None:
    built = site({"events/e.md": EVENT, name: source}, warnings=["notes.argument"])
    assert built.warnings[0].startswith(f"{name}:{line}: WARNING: talks: takes no text")
    assert built.text("p.html") == f"P ¶ Caption {BOTH} Words here ."


def test_a_caption_that_can_not_be_read_is_warned_about_like_any_text(site: MakeSite) -> None:
    page = "# P\n\n:::{talks} By {person}`Nobody Here`\n:::\n"
    built = site({"events/e.md": EVENT, "p.md": page}, warnings=["notes.reference"])
    assert built.text("p.html") == f"P ¶ By Nobody Here {BOTH}"


def test_an_unknown_filter_is_not_forgotten_while_its_page_is_not_written(site: MakeSite) -> None:
    files = {"events/e.md": EVENT, "p.md": "# P\n\n```{talks}\n:topic: ROCm\n```\n"}
    built = site(files, warnings=["notes.filter"])
    built.write({"events/e.md": EVENT.replace("GPU", "GPU, ROCm")})
    built.rebuild()
    assert "One" in built.text("p.html")
    built.write({"events/e.md": EVENT})
    built.rebuild(["notes.filter"])
    assert built.text("p.html") == f"P ¶ {NONE}"
