"""Notes by several authors: who wrote and who went, and the verdict of each, never a mean of them.

Each case is a page in Markdown and one in reStructuredText; all of them are built once.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

import pytest
from building import MakeSite, Site

from eventnotes.api import notes
from eventnotes.model.records import Rating

TEAM = ":by: Ann Miller; Bo Ek\n:attended-by: Bo Ek, Cy Ek (Mako)\n"
Said = tuple[tuple[str, float | None, str], ...]


class Case(NamedTuple):
    """The lines of a talk's ratings, and what comes of them."""

    name: str
    lines: str
    each: Said = ()
    """Whose, the score and the reason of each."""
    shown: tuple[str, ...] = ()
    warnings: tuple[tuple[int, str, str], ...] = ()
    """The line among them, from 0, the kind and a part of the message."""
    team: str = TEAM
    alone: Rating | None = None
    """What one author thinks, where nobody is named."""


CASES = [
    Case(
        "two",
        ":rating: 4/5 Clear. (Ann)\n:rating: 2/5 Too fast. (Bo Ek)",
        (("Ann Miller", 0.8, "Clear."), ("Bo Ek", 0.4, "Too fast.")),
        ("Rating: 2–4 of 5 (Ann Miller 4 , Bo Ek 2 )", "Ann Miller: Clear.", "Bo Ek: Too fast."),
    ),
    Case(
        "three",
        ":rating: ★★★★★ (Cy)\n:rating: 8/10, *well* made (people/bo-ek)\n:rating: 4.5 (Ann Miller)",
        (("Cy Ek", 1.0, ""), ("Bo Ek", 0.8, "*well* made"), ("Ann Miller", 0.9, "")),
        ("Rating: 4–5 of 5 (Cy Ek 5 , Bo Ek 4 , Ann Miller 4.5 )", "Bo Ek: well made"),
    ),
    Case(
        "one-of-them",
        ":rating: 4/5 Clear. (Bo)",
        (("Bo Ek", 0.8, "Clear."),),
        ("Rating: 4 of 5 (Bo Ek 4 )", "Bo Ek: Clear."),
    ),
    Case(
        "agreed",
        ":rating: 4/5 (Bo)\n:rating: 8/10 (Ann)",
        (("Bo Ek", 0.8, ""), ("Ann Miller", 0.8, "")),
        ("Rating: 4 of 5 (Bo Ek 4 , Ann Miller 4 )",),
    ),
    Case(
        "words",
        ":rating: Loud. (Bo)\n:rating: 3/5 (Cy)",
        (("Bo Ek", None, "Loud."), ("Cy Ek", 0.6, "")),
        ("Rating: 3 of 5 (Cy Ek 3 )", "Bo Ek: Loud."),
    ),
    Case(
        "full-width",
        ":rating: ４／５ よい（Ann）",
        (("Ann Miller", 0.8, "よい"),),
        ("Ann Miller: よい",),
    ),
    Case(
        "twice",
        ":rating: 4/5 (Ann)\n:rating: 1/5 (Ann Miller)",
        (("Ann Miller", 0.8, ""),),
        warnings=((1, "repeated", "'1/5 (Ann Miller)' is left out: who rated rates twice"),),
    ),
    Case(
        "stranger",
        ":rating: 4/5 (Ann)\n:rating: 1/5 Bad. (Zoe)",
        (("Ann Miller", 0.8, ""),),
        warnings=((1, "repeated", "is none of ':by:' and ':attended-by:'"),),
    ),
    Case(
        "nobody-named",
        ":rating: 4/5 (Ann)\n:rating: 1/5",
        (("Ann Miller", 0.8, ""),),
        warnings=((1, "repeated", "'1/5' is left out"),),
    ),
    Case(
        "bad-score",
        ":rating: 9/5 (Ann)\n:rating: 2/5 (Bo)",
        (("Bo Ek", 0.4, ""),),
        warnings=((0, "score", "'9/5'"),),
    ),
    Case(
        "ambiguous",
        ":rating: 4/5 Fine. (Bo)",
        alone=Rating("4/5", 0.8, "Fine. (Bo)"),
        team=":by: Bo Ek; Bo Li\n",
    ),
    Case("no-team", ":rating: 4/5 Fine. (Ann)", alone=Rating("4/5", 0.8, "Fine. (Ann)"), team=""),
    Case("remark", ":rating: 4/5 Fine (mostly)", alone=Rating("4/5", 0.8, "Fine (mostly)")),
    Case(
        "no-team-twice",
        ":rating: 4/5 (Ann)\n:rating: 1/5 (Bo)",
        alone=Rating("4/5", 0.8, "(Ann)"),
        warnings=((1, "repeated", "rating is there twice; '1/5 (Bo)'"),),
        team="",
    ),
]


def pages() -> dict[str, str]:
    """Return two pages for each case."""
    files: dict[str, str] = {}
    for case in CASES:
        files[f"events/{case.name}-md.md"] = (
            f"# E\n\n```{{event}}\n:date: 2025\n{case.team}```\n\n"
            f"## T\n\n```{{talk}}\n{case.lines}\n```\n"
        )
        team, lines = (text.replace("\n", "\n   ") for text in (case.team, case.lines))
        files[f"events/{case.name}-rst.rst"] = (
            f"E\n=\n\n.. event::\n   :date: 2025\n   {team}\n\nT\n-\n\n.. talk::\n   {lines}\n"
        )
    return files


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    """Build all cases once."""
    return shared_site(pages(), warnings=True)


def first_line(site: Site, path: str) -> int:
    """Return the number of the line with the first rating."""
    lines = (site.root / path).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if ":rating:" in line)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("language", ["md", "rst"])
def test_each_author_has_a_verdict(built: Site, case: Case, language: str) -> None:
    page, path = f"events/{case.name}-{language}", f"events/{case.name}-{language}.{language}"
    found = [line for line in built.warnings if line.startswith(f"{path}:")]
    assert len(found) == len(case.warnings), found
    for line, (number, kind, part) in zip(found, case.warnings, strict=True):
        assert line.startswith(f"{path}:{first_line(built, path) + number}: WARNING: talk: ")
        assert part in line
        assert line.endswith(f"[notes.{kind}]")
    rating = built.domain.pages[page].talks[0].rating
    assert rating is not None
    if case.alone is not None:
        assert rating == case.alone
        return
    assert tuple((vote.name, vote.fraction, vote.reason) for vote in rating.each) == case.each
    assert rating.fraction is None
    text = built.text(f"{page}.html")
    assert [words for words in case.shown if words not in text] == []


EVENT = """\
# Evening

```{event}
:date: 2025-03-17
:by: Ann Miller; Bo Ek
:attended-by: Bo Ek, Cy Ek (Mako, she/her)
:rating: 5/5 Good. (Bo)
:rating: 2/5 (Ann)
```

## One

```{talk}
:speakers: Ann Miller
:rating: 1/5 (Ann)
:rating: 5/5 (Bo)
```

## Two

```{talk}
:rating: 4/5 Alone.
```

## Three

```{talk}
:rating: Words. (Ann)
```
"""
LISTS = """\
# Lists

```{talks}
:sort: -rating
:columns: title, rating
```

```{talks} Good
:as: list
:min-rating: 3/5
```

```{events}
:as: table
:columns: title, rating
```

```{ratings}
:as: table
```
"""


def test_lists_show_the_ends_and_the_number_and_no_mean(site: MakeSite) -> None:
    made = site({"events/evening.md": EVENT, "lists.md": LISTS})
    text = made.text("lists.html")
    assert re.search(r"Two .*4.* One 1–5 of 5 \(2\) Three", text)
    assert "Evening 2–5 of 5 (2)" in text
    assert "2 talks" not in text.partition("Good")[2].partition("Event")[0]
    assert re.search(r"All talks 3 3\.3 1–5", text)  # three ratings, of two talks
    page = made.text("events/evening.html")
    assert "Notes by: Ann Miller , Bo Ek" in page
    assert "Attended by: Bo Ek , Cy Ek ( she/her ) ( Mako )" in page


def test_authors_lead_to_who_they_are_and_make_no_entries(site: MakeSite) -> None:
    made = site({"events/evening.md": EVENT})
    assert "people/ann-miller" in made.entries
    assert "people/cy-ek" not in made.entries
    assert "orgs/mako" not in made.entries
    line = made.read("events/evening.html").partition("Notes by:")[2].partition("</p>")[0]
    assert line.count('href="') == 1
    made.write({"who.md": "# Who\n\n```{about} people/bo-ek\n:name: Bo Ek\n```\n"})
    made.rebuild()
    line = made.read("events/evening.html").partition("Notes by:")[2].partition("</p>")[0]
    assert line.count('href="') == 2


def test_other_programs_get_each_verdict_and_no_score_of_all(site: MakeSite) -> None:
    made = site({"events/evening.md": EVENT}, html_baseurl="https://notes.example.org/")
    (event,) = notes(made.app.env).events
    assert [mention.name for mention in event.by] == ["Ann Miller", "Bo Ek"]
    assert [mention.name for mention in event.attended_by] == ["Bo Ek", "Cy Ek"]
    assert event.rating is not None
    assert (event.rating.score, event.rating.written) == (None, "5/5 (Bo Ek), 2/5 (Ann Miller)")
    corpus = json.loads(made.read("eventnotes.json"))
    (said,) = corpus["events"]
    assert said["rating"]["each"] == [
        {"name": "Bo Ek", "score": 1.0, "written": "5/5", "reason": "Good."},
        {"name": "Ann Miller", "score": 0.4, "written": "2/5"},
    ]
    data = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', made.read("events/evening.html")
    )
    assert data is not None
    reviews = json.loads(data[1])["review"]
    assert [(r["author"]["name"], r["reviewRating"]["ratingValue"]) for r in reviews] == [
        ("Bo Ek", 5.0),
        ("Ann Miller", 2.0),
    ]


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_every_builder_says_the_same(site: MakeSite, builder: str) -> None:
    made = site({"events/evening.md": EVENT}, builder=builder)
    text = "\n".join(
        path.read_text("utf-8") for path in [*made.out.rglob("*.txt"), *made.out.glob("*.tex")]
    )
    said = " ".join(text.split())
    assert "Bo Ek: Good." in said
    assert "Notes by: " in said
    assert re.search(r"2(–|\\textendash\{\})5 of 5", said)
