"""``{rating}``: criteria that can't be read, options that are none, and a second rating.

Each case is a page in Markdown and one in reStructuredText.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from building import MakeSite, Site

from eventnotes.model.records import Rating


class Case(NamedTuple):
    """The lines of a rating block under a talk, and what comes of them."""

    name: str
    lines: str
    rating: Rating | None
    warnings: tuple[tuple[int, str, str], ...] = ()
    """Line after the block's first, subtype and a part of the message."""
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


SET = "eventnotes_rating_criteria"
CRITERIA = [
    Case(
        "scores",
        ":content: 5\n:slides: 8/10",
        Rating("4/5", 0.8, "", (("Content", 1.0), ("slides", 0.8))),
    ),
    Case(
        "word",
        ":slides: nice\n:Content: 5",
        Rating("4/5", 0.8, "", (("Content", 1.0),)),
        ((1, "score", SET),),
        hidden=("nice",),
    ),
    Case(
        "words",
        ":content: worth it, all of it",
        Rating("4/5", 0.8, ""),
        ((1, "score", "'worth it, all"),),
    ),
    Case(
        "score-and-words",
        ":delivery: 2/5 too fast\n\nBody.",
        Rating("4/5", 0.8, "Body.", (("delivery", 0.4),)),
        ((1, "score", "'too fast' is left out"),),
        ("Body.", "delivery 2"),
        ("too fast",),
    ),
    Case("no-score", ":content: 9/5", Rating("4/5", 0.8, ""), ((1, "score", "'9/5'"),)),
    Case(
        "stars-and-words",
        ":slides: ★★★★★ wow",
        Rating("4/5", 0.8, "", (("slides", 1.0),)),
        ((1, "score", "'wow'"),),
    ),
    Case(
        "not-one",
        ":food: 5",
        Rating("4/5", 0.8, ""),
        ((1, "option", f"{SET} in conf.py has: Content, delivery, slides"),),
    ),
    Case(
        "near-one",
        ":contents: 5",
        Rating("4/5", 0.8, ""),
        ((1, "option", "did you mean 'content'?"),),
    ),
]
WITHOUT = [
    Case(
        "content",
        ":content: 5",
        Rating("4/5", 0.8, ""),
        ((1, "option", f"{SET} in conf.py has: nothing yet"),),
    ),
    Case(
        "slides",
        ":slides: nice\n\nBody.",
        Rating("4/5", 0.8, "Body."),
        ((1, "option", SET),),
        ("Body.",),
        ("nice",),
    ),
    Case(
        "two",
        ":depth: 3\n:pace: 2/5",
        Rating("4/5", 0.8, ""),
        ((1, "option", SET), (2, "option", SET)),
    ),
    Case(
        "talks-own", ":room: Hall", Rating("4/5", 0.8, ""), ((1, "option", SET),), hidden=("Hall",)
    ),
    Case("none", "Body.", Rating("4/5", 0.8, "Body."), shown=("Body.",)),
]


def pages(cases: list[Case]) -> dict[str, str]:
    """Return two pages for each case; the block begins on line 11 or 13."""
    files: dict[str, str] = {}
    for case in cases:
        files[f"events/{case.name}-md.md"] = (
            "# E\n\n```{event}\n:date: 2025\n```\n\n## T\n\n```{talk}\n```\n"
            f":::{{rating}} 4/5\n{case.lines}\n:::\n"
        )
        lines = case.lines.replace("\n", "\n   ")
        files[f"events/{case.name}-rst.rst"] = (
            "E\n=\n\n.. event::\n   :date: 2025\n\nT\n-\n\n.. talk::\n\n"
            f"Words.\n\n.. rating:: 4/5\n   {lines}\n"
        )
    return files


@pytest.fixture(scope="module")
def criteria(shared_site: MakeSite) -> Site:
    """Build the cases of a site with criteria."""
    names = ["Content", "delivery", "slides"]
    return shared_site(pages(CRITERIA), warnings=True, eventnotes_rating_criteria=names)


@pytest.fixture(scope="module")
def without(shared_site: MakeSite) -> Site:
    """Build the cases of a site that names none."""
    return shared_site(pages(WITHOUT), warnings=True, name="without")


def check(built: Site, case: Case, language: str) -> None:
    """Look at one page of a case."""
    page = f"events/{case.name}-{language}"
    path, first = f"{page}.{language}", {"md": 11, "rst": 14}[language]
    found = [line for line in built.warnings if line.startswith(f"{path}:")]
    assert len(found) == len(case.warnings), found
    for line, (number, subtype, part) in zip(found, case.warnings, strict=True):
        assert line.startswith(f"{path}:{first + number}: WARNING: rating: ")
        assert line.endswith(f"[notes.{subtype}]")
        assert part in line
    assert built.domain.pages[page].talks[0].rating == case.rating
    text = built.text(f"{page}.html")
    assert [words for words in case.shown if words not in text] == []
    assert [words for words in case.hidden if words in text] == []


@pytest.mark.parametrize("case", CRITERIA, ids=lambda case: case.name)
@pytest.mark.parametrize("language", ["md", "rst"])
def test_a_criterion_takes_a_score(criteria: Site, case: Case, language: str) -> None:
    check(criteria, case, language)


@pytest.mark.parametrize("case", WITHOUT, ids=lambda case: case.name)
@pytest.mark.parametrize("language", ["md", "rst"])
def test_criteria_are_named_in_the_settings(without: Site, case: Case, language: str) -> None:
    check(without, case, language)


def test_words_that_begin_as_a_criterion_stay_words(site: MakeSite) -> None:
    files = {k: v for k, v in pages([TEXT]).items() if k.endswith(".md")}
    check(site(files, warnings=True, eventnotes_rating_criteria=["Content"]), TEXT, "md")


TEXT = Case(
    "text",
    "Content: clear.",
    Rating("4/5", 0.8, "Content: clear."),
    ((1, "stray-option", "as an option it is ':content: clear.'"),),
    ("Content: clear.",),
)
FIRST = "# E\n\n```{event}\n:date: 2025\n```\n\n## T\n\n```{talk}\n```\n\n"
RST = "E\n=\n\n.. event::\n   :date: 2025\n\nT\n-\n\n.. talk::\n\n"
SECOND = {
    "block.md": FIRST + ":::{rating} 4/5\nFirst.\n:::\n\n:::{rating} 1/5\nSecond words.\n:::\n",
    "option.md": FIRST.replace("{talk}\n", "{talk}\n:rating: 4/5 First.\n")
    + "```{rating} 1/5 Second words.\n```\n",
    "note.md": FIRST + ":::{rating} 4/5\nFirst.\n:::\n\n"
    "::::{note}\nKept.\n\n:::{rating} 1/5\nSecond words. [^1]\n:::\n::::\n\n[^1]: A footnote.\n",
    "sub.md": FIRST + ":::{rating} 4/5\nFirst.\n:::\n\n### Sub\n\n"
    "::::{rating} 1/5\nSecond words.\n\n:::{takeaway}\nSecond words learned.\n:::\n::::\n",
    "block.rst": f"{RST}.. rating:: 4/5\n\n   First.\n\n.. rating:: 1/5\n\n   Second words.\n",
    "option.rst": RST.replace("talk::\n", "talk::\n   :rating: 4/5 First.\n")
    + ".. rating:: 1/5 Second words.\n",
    "quote.rst": f"{RST}.. rating:: 4/5\n\n   First.\n\n   Kept.\n\n.. rating:: 1/5\n\n"
    "   Second words.\n",
    "event.md": "# E\n\n```{event}\n:rating: 4/5 First.\n```\n\n"
    ":::{rating} 1/5\nSecond words.\n:::\n",
}


@pytest.fixture(scope="module")
def second(shared_site: MakeSite) -> Site:
    """Build pages with two ratings of one thing, each a warning."""
    files = {
        f"events/{name.replace('.', '-')}.{name[-3:].strip('.')}": t for name, t in SECOND.items()
    }
    return shared_site(files, warnings=["notes.second"] * len(files), name="second")


@pytest.mark.parametrize("name", SECOND)
def test_of_a_second_rating_the_words_alone_are_drawn(second: Site, name: str) -> None:
    page = f"events/{name.replace('.', '-')}"
    text = second.text(f"{page}.html")
    assert "First." in text
    assert "4 of 5" in text
    assert "Second words" in text
    assert "1 of 5" not in text
    assert ("Kept." in text) == ("Kept." in SECOND[name])
    learned = ["Second words learned."] if "learned" in SECOND[name] else []
    assert [takeaway.title for takeaway in second.domain.pages[page].takeaways] == learned
