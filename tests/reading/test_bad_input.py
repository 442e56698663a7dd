"""What an author can get wrong: one warning with its place each, and nothing else is lost.

Values that can't be read have a page each; all of these pages are built once.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from building import CONF, MakeSite, Site, free_sphinx, maker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventnotes.domain import PrivacyError
from eventnotes.model.people import Mention, Name

HEAD = "# Event\n\n```{event}\n:date: 2025-03-17\n```\n\n"
LONG = 10_000
EXT = Path(__file__).parents[2] / "_ext"


# -- values that can't be read -------------------------------------------------------------


class Bad(NamedTuple):
    """A directive with one bad line among good ones."""

    name: str
    directive: str
    option: str
    value: str
    subtype: str
    allowed: tuple[str, ...]
    """Parts of the message that tell what is allowed."""


ROUND = {
    "event": [":place: Good Town", ":host: Good Host"],
    "talk": [":room: Good Room", ":speakers: Good Speaker"],
    "link": [":site: Good Site", ":title: Good Title"],
}
SHOWN = {
    "event": ["Good Town", "Good Host"],
    "talk": ["Good Room", "Good Speaker"],
    "link": ["Good Site", "Good Title"],
}

VALUES = [
    *(
        Bad(f"{option}-{number}", kind, option, value, subtype, (allowed,))
        for kind, option, subtype, allowed in (
            ("talk", "speakers", "person", "Name (Organisation)"),
            ("talk", "absent", "person", "Name (Organisation)"),
            ("talk", "org", "argument", "a letter or a digit"),
            ("talk", "topics", "argument", "a letter or a digit"),
            ("talk", "format", "empty", "a letter or a digit"),
            ("event", "sponsors", "argument", "a letter or a digit"),
            ("event", "series", "empty", "a letter or a digit"),
        )
        for number, value in enumerate(("--", "...", "¡!", "$", "・・"))
    ),
    Bad("org-brackets", "talk", "org", "()", "argument", ("a letter or a digit",)),
    Bad("topic-brackets", "event", "topics", "[]", "argument", ("a letter or a digit",)),
    Bad("person-org", "talk", "absent", "Ada Miller (--)", "person", ("a letter or a digit",)),
    Bad("date-words", "event", "date", "last spring", "date", ("2025-03-17", "2025-03")),
    Bad("date-month-13", "event", "date", "2025-13", "date", ("2025-03-17",)),
    Bad("date-month-0", "event", "date", "2025-00", "date", ("2025-03-17",)),
    Bad("date-day-0", "event", "date", "2025-03-00", "date", ("2025-03-17",)),
    Bad("date-30-february", "event", "date", "2025-02-30", "date", ("2025-03-17",)),
    Bad("date-backwards", "event", "date", "2025-03-21 to 2025-03-17", "date", ("before",)),
    Bad("date-half", "event", "date", "2025-03-17 to", "date", ("to",)),
    Bad("published", "event", "published", "soon", "date", ("2025-03-17",)),
    Bad("link-date", "link", "date", "2025-03-17 to 2025-03-18", "date", ("2025-03-17",)),
    Bad("link-date-0", "link", "date", "2025-00", "date", ("2025-03-17",)),
    Bad("start-words", "talk", "start", "after lunch", "start", ("14:00", "Tue 14:00")),
    Bad("start-25", "talk", "start", "25:00", "start", ("14:00",)),
    Bad("start-day-0", "talk", "start", "2025-03-00", "start", ("14:00",)),
    Bad("planned", "talk", "planned", "short", "duration", ("5 min", "PT45M")),
    Bad("planned-ambiguous", "talk", "planned", "1:20", "duration", ("1:20:00",)),
    Bad("planned-nothing", "talk", "planned", "0", "duration", ("5 min",)),
    Bad("actual", "talk", "actual", "-5 min", "duration", ("5 min",)),
    Bad("actual-endless", "talk", "actual", "9" * 400 + " h", "duration", ("5 min",)),
    Bad("rating-6", "talk", "rating", "6", "score", ("0 to 5", "4/5")),
    Bad("rating-6-of-5", "event", "rating", "6/5 Great", "score", ("0 to 5", "4/5")),
    Bad("rating-minus", "talk", "rating", "-1", "score", ("0 to 5",)),
    Bad("rating-of-nothing", "talk", "rating", "1/0", "score", ("0 to 5",)),
    Bad("person-open", "talk", "moderator", "Jo Do (X", "person", ("Name (Organisation)",)),
    Bad("person-closed", "talk", "absent", "Jo Do X)", "person", ("Name (Organisation)",)),
    Bad("person-nameless", "talk", "absent", "(X)", "person", ("Name (Organisation)",)),
    Bad("author", "link", "authors", "Jo Do (X) y", "person", ("Name (Organisation)",)),
    Bad("url-word", "event", "url", "example.org", "url", ("https://",)),
    Bad("url-script", "talk", "url", "javascript:alert(1)", "url", ("https://",)),
    Bad("url-ftp", "talk", "recording", "ftp://a.example/x", "url", ("https://",)),
    Bad("url-quote", "talk", "slides", 'https://a.example/"onclick=', "url", ("https://",)),
    Bad("url-password", "event", "slides", "https://a:b@a.example/", "url", ("https://",)),
    Bad("url-half", "link", "archive", "https://", "url", ("https://",)),
    Bad("url-bracket", "talk", "paper", "http://[::1", "url", ("https://",)),
    Bad("id-upper", "event", "id", "Beyond CUDA", "id", ("a-z", "'beyond-cuda'")),
    Bad("id-underscore", "talk", "id", "my_talk", "id", ("a-z", "'my-talk'")),
    Bad("id-accent", "link", "id", "über", "id", ("a-z", "'uber'")),
    Bad("id-japanese", "talk", "id", "日本語", "id", ("a-z",)),
    Bad("id-slashes", "talk", "id", "a/b/c", "id", ("a-z",)),
    Bad("id-event-slash", "event", "id", "a/b", "id", ("a-z",)),
    Bad(
        "attended", "event", "attended", "in persn", "word", ("did you mean 'in person'", "not yet")
    ),
    Bad("attended-talk", "talk", "attended", "kind of", "word", ("in person", "not yet")),
    Bad("kind", "link", "kind", "vidoe", "word", ("did you mean 'video'", "dataset")),
    Bad("language", "talk", "language", "English!", "language", ("pt-BR",)),
    Bad("timezone", "event", "timezone", "Europe/Berlim", "timezone", ("'Europe/Berlin'",)),
    Bad("timezone-path", "event", "timezone", "../../etc/passwd", "timezone", ("Europe/Berlin",)),
    Bad("timezone-folder", "event", "timezone", "Europe", "timezone", ("Europe/Berlin",)),
    Bad("unknown", "event", "plaec", "Anytown", "option", ("did you mean 'place'",)),
    Bad("unknown-talk", "talk", "speker", "Anyone", "option", ("did you mean 'speaker'",)),
    Bad("unknown-link", "link", "achive", "Anything", "option", ("did you mean 'archive'",)),
]


def bad_page(bad: Bad) -> tuple[str, int]:
    """Return a page with a bad line between two good ones, and the line's number."""
    first, last = ROUND[bad.directive]
    if bad.directive == "link":
        last += f" {bad.name}"  # the title makes the id
    lines = [first, f":{bad.option}: {bad.value}", last]
    head = "# Event\n\n"
    if bad.directive != "event":
        head += "```{event}\n```\n\n"
    if bad.directive == "talk":
        head += "## Talk\n\n"
    argument = " https://a.example/x" if bad.directive == "link" else ""
    head += f"```{{{bad.directive}}}{argument}\n"
    return head + "\n".join([*lines, "```", "", "After."]) + "\n", head.count("\n") + 2


@pytest.fixture(scope="module")
def bad_values(shared_site: MakeSite) -> Site:
    """Build a page for each of them."""
    files = {f"events/{bad.name}.md": bad_page(bad)[0] for bad in VALUES}
    expected = [f"notes.{bad.subtype}" for bad in VALUES]
    return shared_site(files, warnings=expected, name="bad-values")


@pytest.mark.parametrize("bad", VALUES, ids=lambda bad: bad.name)
def test_a_bad_value_is_one_warning_and_all_others_stay(bad_values: Site, bad: Bad) -> None:
    made, page = bad_values, f"events/{bad.name}"
    number = bad_page(bad)[1]
    (warning,) = (line for line in made.warnings if line.startswith(f"{page}.md:"))
    assert warning.startswith(f"{page}.md:{number}: WARNING: ")
    assert warning.endswith(f" [notes.{bad.subtype}]")
    assert bad.value[:50] in warning
    assert [part for part in bad.allowed if part not in warning.replace(bad.value, "", 1)] == []
    shown = made.text(f"{page}.html")
    assert [words for words in [*SHOWN[bad.directive], "After."] if words not in shown] == []
    assert f">{bad.value}<" not in made.read(f"{page}.html")


# -- wrong places and missing words --------------------------------------------------------


class Wrong(NamedTuple):
    """A page that is wrong in one way."""

    name: str
    text: str
    warnings: tuple[tuple[int, str, str], ...]
    """Line, subtype and a part of the message of each."""
    shown: tuple[str, ...] = ()
    talks: tuple[str, ...] | None = None
    """The titles of the talks that are recorded, where the contract says which."""


CARD = "```{talk}\n:room: Room 1\n```\n"
TITLED = ":::{talk} Misplaced\n:room: Room 1\n\nWords.\n:::\n"


def indented(text: str, first: str, rest: str) -> str:
    """Return *text* with something before each of its lines."""
    lines = text.rstrip("\n").split("\n")
    return "\n".join([first + lines[0], *(rest + line for line in lines[1:])]) + "\n"


NO_TITLE = "doesn't have a title|without a title"
"""What Sphinx itself says about an empty page in a toctree."""

WRONG = [
    Wrong("no-section", CARD, ((1, "title", "talk"),), ("Room 1",)),
    Wrong(
        "no-section-after-words", f"Words.\n\n{CARD}", ((3, "title", "talk"),), ("Room 1", "Words.")
    ),
    Wrong("in-the-events-section", HEAD + CARD, ((7, "place", "talk"),), ("Room 1",)),
    Wrong(
        "two-events",
        HEAD + "Words.\n\n```{event}\n:place: Town 2\n```\n",
        ((9, "second", "event"),),
        ("Words.", "Town 2"),
    ),
    Wrong(
        "event-without-title",
        "```{event}\n:place: Town 2\n```\n",
        ((1, "title", "event"),),
        ("Town 2",),
    ),
    Wrong(
        "event-with-an-argument",
        "# E\n\n```{event} GTC\n:place: Town 2\n```\n",
        ((3, "argument", "'GTC'"),),
        ("Town 2",),
    ),
    Wrong(
        "rating-too-high",
        HEAD + "```{rating} 7/5\n\nBecause.\n```\n",
        ((7, "score", "'7/5'"),),
        ("Because.",),
    ),
    Wrong("rating-too-high-alone", HEAD + "```{rating} 7\n```\n", ((7, "score", "'7'"),)),
    Wrong("rating-empty", HEAD + "```{rating}\n```\n", ((7, "argument", "4/5"),)),
    Wrong(
        "link-without-address",
        HEAD + "```{link}\n:title: Docs\n```\n",
        ((7, "argument", "https://"),),
        ("Docs",),
    ),
    Wrong(
        "link-to-a-script",
        HEAD + "```{link} javascript:alert(1)\n:title: Docs\n```\n",
        ((7, "url", "javascript:alert(1)"),),
        ("Docs",),
    ),
    Wrong(
        "link-to-a-word",
        HEAD + "```{link} example.org\n\nWords.\n```\n",
        ((7, "url", "example.org"),),
        ("Words.",),
    ),
    Wrong("takeaway-empty", HEAD + ":::{takeaway}\n:::\n", ((7, "empty", "takeaway"),)),
    Wrong(
        "takeaway-bad-id",
        HEAD + ":::{takeaway}\n:id: A B\n\nWords.\n:::\n",
        ((8, "id", "'A B'"),),
        ("Words.",),
    ),
    Wrong(
        "about-nobody",
        HEAD + "```{about}\n\nWords.\n```\n",
        ((7, "argument", "people/"),),
        ("Words.",),
    ),
    Wrong(
        "about-an-event",
        HEAD + "```{about} events/gtc\n\nWords.\n```\n",
        ((7, "argument", "'events/gtc'"),),
        ("Words.",),
    ),
    Wrong(
        "about-a-name",
        HEAD + "```{about} people/Jo Do\n\nWords.\n```\n",
        ((7, "argument", "'people/Jo Do'"),),
        ("Words.",),
    ),
    Wrong(
        "update-without-date",
        HEAD + ":::{update}\nWords.\n:::\n",
        ((7, "date", "2025-03-17"),),
        ("Words.",),
    ),
    Wrong(
        "update-bad-date",
        HEAD + ":::{update} soon\nWords.\n:::\n",
        ((7, "date", "'soon'"),),
        ("Words.",),
    ),
    Wrong(
        "update-month-0",
        HEAD + ":::{update} 2025-00\nWords.\n:::\n",
        ((7, "date", "'2025-00'"),),
        ("Words.",),
    ),
    Wrong(
        "titled-in-a-list",
        HEAD + indented(TITLED, "- ", "  ") + "- next\n",
        ((7, "place", "'Misplaced'"),),
        ("Misplaced", "Room 1", "Words.", "next"),
    ),
    Wrong(
        "titled-in-a-quote",
        HEAD + indented(TITLED, "> ", "> "),
        ((7, "place", "'Misplaced'"),),
        ("Misplaced", "Room 1", "Words."),
    ),
    Wrong(
        "titled-in-a-directive",
        HEAD + f"::::{{note}}\n{TITLED}::::\n",
        ((8, "place", "'Misplaced'"),),
        ("Misplaced", "Room 1", "Words."),
    ),
    Wrong(
        "titled-in-a-takeaway",
        HEAD + f"::::{{takeaway}}\n{TITLED}::::\n",
        ((8, "place", "'Misplaced'"),),
        ("Misplaced", "Room 1", "Words."),
    ),
    Wrong(
        "in-a-list",
        f"{HEAD}## T\n\n{indented(CARD, '- ', '  ')}",
        ((9, "place", "talk"),),
        ("Room 1",),
    ),
    Wrong(
        "in-a-quote",
        f"{HEAD}## T\n\n{indented(CARD, '> ', '> ')}",
        ((9, "place", "talk"),),
        ("Room 1",),
    ),
    Wrong(
        "in-a-directive",
        f"{HEAD}## T\n\n::::{{note}}\nA note.\n\n{CARD}::::\n",
        ((12, "place", "talk"),),
        ("Room 1", "A note."),
    ),
    Wrong(
        "a-good-one-inside-a-bad-one",
        HEAD
        + "- item\n\n  ::::{talk} Outer\n\n  :::{talk} Inner\n  :room: Room 1\n  :::\n  ::::\n\n"
        + ":::{talk} Good\n:::\n",
        ((9, "place", "'Outer'"), (11, "place", "'Inner'")),
        ("Outer", "Inner", "Room 1", "Good"),
    ),
    Wrong("empty", "", ()),
    Wrong("only-space", "  \n\n\t\n", ()),
    Wrong("only-a-title", "# E\n", (), ("E",)),
    Wrong("only-a-hash", "#\n", ()),
    Wrong("event-alone", "# E\n\n```{event}\n```\n", (), ("E",)),
    Wrong(
        "event-with-an-empty-title",
        "#\n\n```{event}\n:place: Town 2\n```\n",
        ((3, "title", "event"),),
        ("Town 2",),
    ),
    Wrong(
        "talk-under-an-empty-heading", HEAD + "##\n\n" + CARD, ((9, "place", "talk"),), ("Room 1",)
    ),
    Wrong(
        "talks-and-no-event",
        "# Talks\n\n## Lonely talk\n\n```{talk}\n:room: Room 1\n```\n",
        (),
        ("Lonely talk", "Room 1"),
        ("Lonely talk",),
    ),
    Wrong("bare-colons", HEAD + ":::\nWords.\n:::\n", ((7, "fence", ":::"),), ("Words.",)),
    Wrong(
        "never-closed",
        HEAD + ":::{takeaway}\nWords.\n",
        ((7, "fence", "never closed"),),
        ("Words.",),
    ),
    *(
        Wrong(
            f"never-closed-in-a-file-without-a-last-newline-{name}",
            HEAD + f"{block}\nWords.\n\nLast words.",
            ((7, "fence", "never closed"),),
            shown,
        )
        for name, block, shown in (
            ("takeaway", ":::{takeaway}", ("Words.", "Last words.")),
            ("private", ":::{private}", ()),
            ("private with a long fence", ":::::::::{private}", ()),
            ("private in backticks", "```{private}", ()),
            ("note", "````{note}", ("Words.", "Last words.")),
        )
    ),
    Wrong("never-closed-and-empty", HEAD + ":::{private}", ((7, "fence", "never closed"),), ()),
    Wrong("closed-without-a-last-newline", HEAD + ":::{private}\nWords.\n:::", (), ()),
    Wrong(
        "unknown-roles",
        HEAD + "{talk}`nothing-here`, {person}`Nobody Known`\n",
        ((7, "reference", "'nothing-here'"), (7, "reference", "'Nobody Known'")),
        ("nothing-here", "Nobody Known"),
    ),
]


@pytest.mark.parametrize("each", WRONG, ids=lambda each: each.name)
def test_what_stands_wrong_is_named_with_its_place_and_drawn(site: MakeSite, each: Wrong) -> None:
    made = site({"events/e.md": each.text}, warnings=True, suppress_warnings=["toc.no_title"])
    found = [line for line in made.warnings if not re.search(NO_TITLE, line)]
    assert len(found) == len(each.warnings), found
    for line, (number, subtype, part) in zip(found, each.warnings, strict=True):
        assert line.startswith(f"events/e.md:{number}: WARNING: ")
        assert line.endswith(f"[notes.{subtype}]")
        assert part in line
    shown = made.text("events/e.html")
    assert [words for words in each.shown if words not in shown] == []
    if each.talks is not None:
        notes = made.domain.pages["events/e"]
        assert tuple(talk.title for talk in notes.talks) == each.talks


@pytest.mark.parametrize(
    "text",
    [
        indented(TITLED, "- ", "  "),
        indented(TITLED, "> ", "> "),
        f"::::{{note}}\n{TITLED}::::\n",
    ],
)
def test_a_misplaced_talk_has_a_rubric_for_a_title(site: MakeSite, text: str) -> None:
    made = site({"events/e.md": HEAD + text}, warnings=["notes.place"])
    assert re.search(r'<p class="[^"]*rubric[^"]*"[^>]*>Misplaced', made.read("events/e.html"))
    assert "Misplaced" not in made.app.env.tocs["events/e"].astext()


@pytest.mark.parametrize(
    ("first", "rest"),
    [("- ", "  "), ("* * ", "    "), ("   ", "   "), (".. note::\n\n   ", "   ")],
)
def test_a_misplaced_talk_is_one_warning_in_restructuredtext_too(
    site: MakeSite, first: str, rest: str
) -> None:
    head = "Event\n=====\n\n.. event::\n   :date: 2025-03-17\n\nText\n\n"
    talk = ".. talk:: Misplaced\n   :room: Room 1\n\n   Words.\n"
    text = head + indented(talk, first, rest)
    made = site({"events/e.rst": text}, warnings=["notes.place"])
    number = 1 + text[: text.index(".. talk::")].count("\n")
    assert made.warnings[0].startswith(f"events/e.rst:{number}: WARNING: ")
    shown = made.text("events/e.html")
    assert [words for words in ("Misplaced", "Room 1", "Words.") if words not in shown] == []


# -- references that lead nowhere ----------------------------------------------------------

NAMES = HEAD + (
    "## Past and future\n\n"
    "```{talk}\n:speakers: Jensen Huang (NVIDIA)\n:topics: GPU compilers\n```\n\n"
    "```{link} https://a.example/x\n:title: The Docs\n```\n\n"
    ":::{takeaway}\n:id: quirks\n\nMind them.\n:::\n"
)


@pytest.mark.parametrize(
    ("role", "target", "near"),
    [
        ("person", "Jenson Huang", "'Jensen Huang'"),
        ("person", "people/jensen-hung", "'people/jensen-huang'"),
        ("org", "NVDIA", "'NVIDIA'"),
        ("topic", "GPU compiler", "'GPU compilers'"),
        ("talk", "Past & future", "'Past and future'"),
        ("talk", "e/past-and-futur", "'e/past-and-future'"),
        ("event", "Evnet", "'Event'"),
        ("link", "links/the-doc", "'links/the-docs'"),
        ("takeaway", "e/quirk", "'e/quirks'"),
    ],
)
def test_a_role_that_names_nothing_names_the_nearest(
    site: MakeSite, role: str, target: str, near: str
) -> None:
    files = {"events/e.md": NAMES, "ref.md": f"# R\n\nWords {{{role}}}`{target}` words.\n"}
    made = site(files, warnings=["notes.reference"])
    assert made.warnings[0].startswith("ref.md:3: WARNING: ")
    assert repr(target) in made.warnings[0]
    assert near in made.warnings[0].partition("nearest")[2]
    assert f"Words {target} words." in made.text("ref.html").replace("&", "&")


def test_a_role_unlike_anything_is_one_warning_without_a_guess(site: MakeSite) -> None:
    files = {"events/e.md": NAMES, "ref.rst": "R\n=\n\n:notes:talk:`zzzzzzzzzz`\n"}
    made = site(files, warnings=["notes.reference"])
    assert made.warnings[0].startswith("ref.rst:4: WARNING: ")
    assert "nearest" not in made.warnings[0]


def test_a_plain_reference_to_an_unknown_id_is_a_warning(site: MakeSite) -> None:
    made = site({"events/e.md": NAMES, "ref.md": "# R\n\n[](#e/nothing)\n"}, warnings=True)
    assert len(made.warnings) == 1
    assert made.warnings[0].startswith("ref.md:3: WARNING: ")
    assert "e/nothing" in made.warnings[0]


# -- fences --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ":::{talk} Outer\n\n:::{takeaway}\nWords.\n:::\n\nMore.\n:::\n",
        "```{note}\n\n```{talk} Inner\n```\n\nMore.\n```\n",
        "::::{note}\n\n::::{takeaway}\nWords.\n::::\n\nMore.\n::::\n",
    ],
)
def test_equal_fences_inside_a_fence_are_a_warning(site: MakeSite, text: str) -> None:
    made = site({"events/e.md": HEAD + text}, warnings=True)
    fences = [line for line in made.warnings if line.endswith("[notes.fence]")]
    assert any(line.startswith("events/e.md:7: WARNING: ") for line in fences), made.warnings
    assert "More." in made.text("events/e.html")


PRIVATE_LEAKS = {
    "without-braces": HEAD + ":::private\nSecret words.\n:::\n",
    "without-braces-backticks": HEAD + "```private\nSecret words.\n```\n",
    "with-a-domain": HEAD + ":::notes:private\nSecret words.\n:::\n",
    "equal-fence": HEAD + ":::{private}\n\n:::{note}\nA.\n:::\n\nSecret words.\n:::\n",
    "in-a-list": HEAD + "- item\n\n  :::private\n  Secret words.\n  :::\n",
    "in-a-directive": HEAD + "::::{note}\n:::private\nSecret words.\n:::\n::::\n",
    "in-a-talk": HEAD + "::::{talk} T\n:::private\nSecret words.\n:::\n::::\n",
}


@pytest.mark.parametrize("name", PRIVATE_LEAKS)
def test_words_that_may_not_be_hidden_stop_the_build(
    site: MakeSite, tmp_path: Path, name: str
) -> None:
    with pytest.raises(PrivacyError, match=r"events/e\.md:\d+"):
        site({"events/e.md": PRIVATE_LEAKS[name]}, warnings=True)
    out = tmp_path / "site/_build/html"
    assert [path for path in out.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("parallel", ["1", "2"])
def test_a_stopped_build_says_why_without_a_traceback(tmp_path: Path, parallel: str) -> None:
    conf = [f"{name} = {value!r}\n" for name, value in CONF.items()]
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text("".join(conf), encoding="utf-8")
    (source / "index.md").write_text(PRIVATE_LEAKS["without-braces"], encoding="utf-8")
    for number in range(8):
        (source / f"p{number}.md").write_text(":orphan:\n\n# P\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-j", parallel, "-d", "../dt", ".", "../out"]
    environment = {"PYTHONPATH": str(EXT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=source, capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode != 0
    assert re.search(r"index\.md:7: .*\{private\}", done.stderr)
    assert "Traceback" not in done.stderr + done.stdout
    assert "Secret" not in done.stderr + done.stdout
    assert not list((tmp_path / "out").rglob("*.html"))


def test_a_stopped_build_stops_again_until_it_is_mended(site: MakeSite, tmp_path: Path) -> None:
    with pytest.raises(PrivacyError):
        site({"events/e.md": PRIVATE_LEAKS["without-braces"]}, warnings=True)
    again = Site(tmp_path / "site", "html", CONF)
    with pytest.raises(PrivacyError):
        again.rebuild(True)
    again.write({"events/e.md": HEAD + ":::{private}\nSecret words.\n:::\n\nPublic words.\n"})
    again.rebuild()
    assert "Public words." in again.text("events/e.html")
    assert "Secret" not in again.read("events/e.html")


# -- titles --------------------------------------------------------------------------------

TITLES = {
    "markup": ("*a* **b** `c`", "a b c", "e/a-b-c"),
    "quotes": ("\"a\" 'b'", "\"a\" 'b'", "e/a-b"),
    "script": (
        "\\<script>alert(1)\\</script>",
        "<script>alert(1)</script>",
        "e/script-alert-1-script",
    ),
    "entity": ("a &amp; b &lt;i&gt;", "a & b <i>", "e/a-b-i"),
    "emoji": ("🎉 party 👩‍💻", "🎉 party 👩‍💻", "e/party"),
    "right-to-left": ("שלום עולם a", "שלום עולם a", "e/a-770d600c"),
    "right-to-left-mark": ("a \u202egpj", "a \u202egpj", "e/a-gpj"),
    "backslash": (r"a \\ b", "a \\ b", "e/a-b"),
    "angle": ("a < b > c", "a < b > c", "e/a-b-c"),
    "dots": ("a.b. c.", "a.b. c.", "e/a-b-c"),
    "colon": ("a: b :c:", "a: b :c:", "e/a-b-c"),
    "digits": ("2025 1", "2025 1", "e/2025-1"),
}


@pytest.mark.parametrize("form", ["heading", "argument", "option"])
@pytest.mark.parametrize("name", TITLES)
def test_a_title_of_any_kind_is_shown_and_recorded(site: MakeSite, name: str, form: str) -> None:
    source, title, identifier = TITLES[name]
    if form == "option":  # the heading makes the id
        identifier = "e/h"
    text = {
        "heading": f"## {source}\n\n```{{talk}}\n:room: Room 1\n```\n",
        "argument": f":::{{talk}} {source}\n:room: Room 1\n:::\n",
        "option": f"## H\n\n```{{talk}}\n:room: Room 1\n:title: {source}\n```\n",
    }[form]
    made = site(
        {"events/e.md": HEAD + text, "r.md": f"# R\n\n[](#{identifier})\n"}, smartquotes=False
    )
    entry = made.entries[identifier]
    assert entry.title == title
    assert title in made.text("events/e.html")
    assert title in made.text("r.html")
    assert "<script>alert" not in made.read("events/e.html")
    assert "<script>alert" not in made.read("r.html")


def test_raw_html_in_a_title_is_what_it_is_in_markdown(site: MakeSite) -> None:
    made = site({"events/e.md": HEAD + "## A <b>bold</b> claim\n\n```{talk}\n```\n"})
    assert "A <b>bold</b> claim" in made.read("events/e.html")
    assert [t.title for t in made.domain.pages["events/e"].talks] == ["A bold claim"]


def test_a_title_of_several_lines_is_one_line(site: MakeSite) -> None:
    head = "E\n=\n\n.. event::\n\n"
    text = head + ".. talk:: One title\n   on two lines\n   :room: Room 1\n\n   Words.\n"
    made = site({"events/e.rst": text})
    (talk,) = made.domain.pages["events/e"].talks
    assert (talk.title, talk.room, talk.id) == (
        "One title on two lines",
        "Room 1",
        "e/one-title-on-two-lines",
    )
    assert "Words." in made.text("events/e.html")
    assert "Room 1" in made.text("events/e.html")


def test_a_title_in_an_option_of_several_lines_is_one_line(site: MakeSite) -> None:
    made = site(
        {"events/e.md": HEAD + "## H\n\n```{talk}\n:title: One title\n  on two lines\n```\n"}
    )
    assert [t.title for t in made.domain.pages["events/e"].talks] == ["One title on two lines"]


def test_a_setext_title_of_several_lines_is_one_line(site: MakeSite) -> None:
    made = site({"events/e.md": HEAD + "One title\non two lines\n---\n\n```{talk}\n```\n"})
    assert [t.title for t in made.domain.pages["events/e"].talks] == ["One title on two lines"]
    for _, title, *_ in made.domain.get_objects():
        assert "\n" not in title


@pytest.mark.parametrize(
    ("syntax", "source", "identifier", "title"),
    [
        ("rst", "It is *bad", "e/it-is-bad", "It is *bad"),
        ("rst", "It is `bad", "e/it-is-bad", "It is `bad"),
        ("rst", "T :foo:`y`", "e/t-foo-y", "T :foo:`y`"),
        ("md", "T {foo}`y`", None, None),
        ("md", "T {nothing", "e/t-nothing", "T {nothing"),
    ],
)
@pytest.mark.parametrize("form", ["heading", "argument", "option"])
def test_what_the_parser_says_about_a_title_does_not_get_into_it(
    site: MakeSite, syntax: str, source: str, identifier: str | None, title: str | None, form: str
) -> None:
    event = {"md": HEAD, "rst": "E\n=\n\n.. event::\n   :place: Town\n\n"}[syntax]
    text = {
        ("md", "heading"): f"## {source}\n\n```{{talk}}\n:room: Room 1\n```\n",
        ("md", "argument"): f":::{{talk}} {source}\n:room: Room 1\n:::\n",
        ("md", "option"): f"## H\n\n:::{{talk}}\n:title: {source}\n:room: Room 1\n:::\n",
        ("rst", "heading"): f"{source}\n{'-' * 40}\n\n.. talk::\n   :room: Room 1\n",
        ("rst", "argument"): f".. talk:: {source}\n   :room: Room 1\n",
        ("rst", "option"): f"H\n-\n\n.. talk::\n   :title: {source}\n   :room: Room 1\n",
    }[syntax, form]
    made = site({f"events/e.{syntax}": event + text}, warnings=True)
    (talk,) = made.domain.pages["events/e"].talks
    for word in ("WARNING", "ERROR", "INFO", "interpreted", str(made.root)):
        assert word not in talk.title
    assert len(talk.id) < 20
    if identifier:  # which the heading makes
        assert (talk.id, talk.title) == ("e/h" if form == "option" else identifier, title)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (":::{talk} T {foo}`y`\n:room: Room 1\n:::\n", 7),
        (":::{talk} T\n:room: Room 1\n:rating: 4/5 {foo}`y`\n:::\n", 9),
        ("## H\n\n```{talk}\n:room: Room 1\n:title: {foo}`y`\n```\n", 11),
        (":::{takeaway}\n:id: x\n\n{foo}`y`\n:::\n", 10),
        (":::{takeaway} {foo}`y`\n:::\n", 7),
        ("```{rating} 4/5 {foo}`y`\n```\n", 7),
        ("```{rating} 4/5\n\n{foo}`y`\n```\n", 9),
    ],
)
def test_mistakes_in_markup_are_told_with_their_line(
    site: MakeSite, text: str, number: int
) -> None:
    made = site({"events/e.md": HEAD + text}, warnings=["myst.role_unknown"])
    assert made.warnings[0].startswith(f"events/e.md:{number}: WARNING: ")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (":::{talk} T {person}`Nobody Known`\n:::\n", 7),
        (":::{talk} T\n:room: Room 1\n:rating: 4/5 {person}`Nobody Known`\n:::\n", 9),
        (":::{takeaway}\n:id: x\n\n{person}`Nobody Known`\n:::\n", 10),
        ("## T\n\n{person}`Nobody Known`\n", 9),
    ],
)
def test_a_role_to_nothing_is_told_with_its_line(site: MakeSite, text: str, number: int) -> None:
    made = site({"events/e.md": HEAD + text}, warnings=["notes.reference"])
    assert made.warnings[0].startswith(f"events/e.md:{number}: WARNING: ")


# -- ten thousand characters ---------------------------------------------------------------

WORDS = "word " * (LONG // 5)
ENDLESS = "x" * LONG
FIELDS = {
    "event": ["id", "series", "url", "topics", "language", "date", "published", "timezone",
              "place", "venue", "host", "sponsors", "attended", "recording", "slides", "rating"],
    "talk": ["id", "title", "topics", "language", "room", "url", "speakers", "moderator", "absent",
             "org", "format", "planned-format", "start", "planned", "actual", "recording",
             "slides", "paper", "code", "attended", "rating", "unknown"],
    "link": ["id", "title", "authors", "site", "date", "topics", "kind", "archive"],
    "takeaway": ["id", "topics"],
    "about": ["name", "aliases", "url"],
}  # fmt: skip
LONG_VALUES = {
    "words": WORDS,
    "letters": ENDLESS,
    "digits": "9" * LONG,
    "brackets": "(" * LONG,
    "square": "[" * LONG,
    "stars": "*" * LONG,
    "stars-of-a-score": "★" * LONG,
    "quotes": '"' * LONG,
    "angles": "<" * LONG,
    "backticks": "a " + "`" * LONG,
    "commas": "a," * (LONG // 2),
    "address": "https://a.example/" + "a" * LONG,
    "spaces": "a" + " " * LONG + "b",
    "comment-marks": "<!-- -->" * (LONG // 8),
}


@pytest.fixture(scope="module")
def long(shared_site: MakeSite) -> Iterator[Site]:
    """Build a page for each kind of value, with it in every option there is."""
    files = {}
    for name, value in LONG_VALUES.items():
        lines = ["# Event", ""]
        for directive, options in FIELDS.items():
            argument = {"link": " https://a.example/x", "about": f" people/a-{name}"}.get(
                directive, ""
            )
            if directive == "talk":
                lines += ["## Talk", ""]
            lines += [f"`````{{{directive}}}{argument}"]
            lines += [f":{option}: {value}" for option in options]
            lines += ["", f"Body of {directive}.", "`````", ""]
        files[f"events/{name}.md"] = "\n".join(lines)
    return shared_site(files, warnings=True, name="long")


@pytest.mark.parametrize("name", LONG_VALUES)
def test_ten_thousand_characters_in_any_field_are_read_or_refused(long: Site, name: str) -> None:
    text = long.text(f"events/{name}.html")
    for directive in FIELDS:
        assert f"Body of {directive}." in text
    page = f"events/{name}"
    assert len(long.domain.pages[page].talks) == 1
    ours = [line for line in long.warnings if line.startswith(f"{page}.md:") and "[notes." in line]
    assert [line for line in ours if len(line) > 1_000] == []


@pytest.mark.parametrize(
    "text",
    [
        f"## {WORDS}\n\n```{{talk}}\n:room: Room 1\n```\n",
        f"## {ENDLESS}\n\n```{{talk}}\n:room: Room 1\n```\n",
        f"```{{talk}} {WORDS}\n:room: Room 1\n```\n",
        f"```{{talk}} {'[' * LONG}\n:room: Room 1\n```\n",
        f"```{{talk}} T\n:room: Room 1\n```\n\n```{{rating}} 4/5 {WORDS}\n```\n",
        f"```{{talk}} T\n:room: Room 1\n```\n\n:::{{takeaway}} {WORDS}\n:::\n",
        f"```{{talk}} T\n:room: Room 1\n```\n\n:::{{takeaway}}\n{'日本語' * (LONG // 3)}\n:::\n",
        f"## T\n\n```{{talk}}\n:room: Room 1\n:title: {WORDS}\n```\n",
    ],
)
def test_ten_thousand_characters_in_a_title_or_a_body_are_kept(site: MakeSite, text: str) -> None:
    made = site({"events/e.md": HEAD + text})
    assert "Room 1" in made.text("events/e.html")
    for name, title, *_ in made.domain.get_objects():
        assert title.strip()
        assert len(name) < 200


@pytest.mark.parametrize("target", [WORDS.strip(), ENDLESS])
def test_ten_thousand_characters_in_a_role_are_one_short_warning(
    site: MakeSite, target: str
) -> None:
    made = site({"events/e.md": HEAD, "r.md": f"# R\n\n{{talk}}`{target}`\n"}, warnings=True)
    assert made.subtypes == ["notes.reference"]
    assert len(made.warnings[0]) < 400


# -- settings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("eventnotes_rating_scale", 0),
        ("eventnotes_rating_scale", -5),
        ("eventnotes_rating_scale", 101),
        ("eventnotes_rating_scale", 4.5),
        ("eventnotes_rating_scale", "five"),
        ("eventnotes_rating_scale", None),
        ("eventnotes_rating_scale", True),
        ("eventnotes_rating_criteria", "Clarity"),
        ("eventnotes_rating_criteria", [1, 2]),
        ("eventnotes_rating_criteria", 5),
        ("eventnotes_rating_criteria", None),
    ],
)
def test_a_wrong_setting_is_a_warning_and_its_default_holds(
    site: MakeSite, setting: str, value: Any
) -> None:
    text = HEAD + "## T\n\n```{talk}\n:rating: 4\n```\n"
    made = site({"conf.py": f"{setting} = {value!r}\n", "events/e.md": text}, warnings=True)
    ours = [line for line in made.warnings if line.endswith("[notes.config]")]
    assert len(ours) == 1, made.warnings
    assert setting in ours[0]
    assert repr(value) in ours[0]
    assert "allowed" in ours[0]
    assert "4 of 5" in made.text("events/e.html")


@pytest.mark.parametrize("value", ["no", "", 0, None, "False"])
def test_what_is_not_true_shows_no_private_words(site: MakeSite, value: Any) -> None:
    text = HEAD + ":::{private}\nSecret words.\n:::\n"
    conf = f"eventnotes_private = {value!r}\n"
    made = site({"conf.py": conf, "events/e.md": text}, warnings=True)
    assert "Secret" not in made.read("events/e.html")


@pytest.mark.parametrize("scale", [1, 3, 10, 100])
def test_scores_are_shown_on_the_scale_of_the_site(site: MakeSite, scale: int) -> None:
    made = site({"events/e.md": HEAD + "## T\n\n```{talk}\n:rating: 10/10\n```\n"},
                eventnotes_rating_scale=scale)  # fmt: skip
    assert f"{scale} of {scale}" in made.text("events/e.html")


# -- one bad thing of each kind in reStructuredText ----------------------------------------


def test_bad_input_in_restructuredtext_is_told_in_the_same_words(site: MakeSite) -> None:
    text = """\
Event
=====

.. event::
   :date: someday
   :place: Good Town
   :plaec: Anytown
   :rating: 9/5
   :url: nowhere

Talk
----

.. talk::
   :planned: short
   :speakers: Jo Do (X; Ann Lee (Y)
   :id: No Id
   :room: Good Room

.. rating:: 7/5

   Because.

:talk:`nothing`
"""
    made = site({"events/e.rst": text}, warnings=True)
    numbers = [line.split(":")[1] for line in made.warnings]
    places = zip(numbers, made.subtypes, strict=True)
    assert sorted(places) == sorted(
        [
            ("5", "notes.date"),
            ("7", "notes.option"),
            ("8", "notes.score"),
            ("9", "notes.url"),
            ("15", "notes.duration"),
            ("16", "notes.person"),
            ("17", "notes.id"),
            ("20", "notes.score"),
            ("24", "notes.reference"),
        ]
    )
    (talk,) = made.domain.pages["events/e"].talks
    assert talk.speakers == (Mention("people/ann-lee", "Ann Lee", Name("orgs/y", "Y")),)
    shown = made.text("events/e.html")
    assert [w for w in ("Good Town", "Good Room", "Because.") if w not in shown] == []


# -- anything at all -----------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(f"{fence}{{{name}}}" for fence in ("```", ":::", "::::") for name in FIELDS),
        *(f"{fence}{{{name}}} Some words" for fence in (":::", "::::") for name in FIELDS),
        "```{link} https://a.example/",
        "```{rating} 4/5",
        ":::{rating} 9/5 words",
        ":::{update} 2025-03-17",
        "```{about} people/jo-do",
        ":::{private}",
        ":::private",
        "```",
        ":::",
        "::::",
        "~~~",
        ":::{note}",
        ":::{admonition} Title",
        "# Title",
        "## Title",
        "#### Title",
        "##",
        "- item",
        "  continued",
        "> quote",
        "(label)=",
        "<!-- comment -->",
        "<!--",
        "-->",
        "% comment",
        "+++",
        "---",
        "***",
        "| a | b |",
        "[^note]: words",
        "words[^note]",
        "<script>alert(1)</script>",
        "[](#event)",
        "[words](#nothing/at-all)",
        "{talk}`Some words`",
        "{person}`Jo Do`",
        "{private}`words`",
        "![image](#x)",
        "\\",
        "",
        "",
        "words",
    ]
)
VALUE = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
    st.text(alphabet="0123456789:/-.,;()[]{}<>`\"'#@!*_% TtohPM★☆½", max_size=40),
    st.sampled_from(
        [
            "2025-03-17",
            "2025-00",
            "2025-03-00 to 2025-03-01",
            "4/5",
            "4 `x` [y](#z)",
            "Jo Do (X)",
            "someone",
            "people/a-b",
            "a/b",
            "https://a.example/x",
            "Tue 14:00",
            "1 h 20",
        ]
    ),
)


def option_of(kind: str) -> st.SearchStrategy[str]:
    """Return lines with an option of *kind* and some value."""
    return st.builds(lambda name, value: f":{name}: {value}", st.sampled_from(FIELDS[kind]), VALUE)


ANY_LINE = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
OPTION = st.sampled_from(list(FIELDS)).flatmap(option_of)
CARDS = st.sampled_from(list(FIELDS)).flatmap(
    lambda kind: st.tuples(
        st.just(kind), st.lists(st.one_of(option_of(kind), option_of(kind), ANY_LINE), max_size=12)
    )
)
INDENT = st.sampled_from(["", "", "", "  ", "    ", "> ", "- "])
LINE = st.tuples(INDENT, st.one_of(PIECES, PIECES, OPTION, OPTION, ANY_LINE))
MARKDOWN = st.lists(LINE, max_size=25).map(
    lambda pairs: "\n".join(indent + line for indent, line in pairs)
)


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a site whose one event page is written anew for each example."""
    folder = tmp_path_factory.mktemp("fuzz")
    made = maker(folder)({"events/e.md": HEAD, "events/r.rst": "R\n=\n"}, warnings=True)
    yield made
    free_sphinx()


def survive(made: Site, path: str, text: str) -> None:
    """Build with *text* as the page; only an error about private words may come out."""
    (made.root / path).write_text(text, encoding="utf-8")
    try:
        made.app.build(force_all=True)
    except PrivacyError:
        return
    except Exception:
        (made.root / path).write_text("", encoding="utf-8")  # let the next example begin afresh
        raise
    for name, title, _, page, anchor, _ in made.domain.get_objects():
        assert re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)?", name)
        assert title.strip()
        assert len(title.splitlines()) == 1
        assert f'id="{anchor}"' in made.read(f"{page}.html")


quick = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@quick
@given(
    options=st.lists(st.one_of(OPTION, ANY_LINE), max_size=12), kind=st.sampled_from(list(FIELDS))
)
def test_no_option_text_makes_a_traceback(playground: Site, options: list[str], kind: str) -> None:
    argument = {"link": " https://a.example/x", "about": " people/jo-do"}.get(kind, "")
    lines = "\n".join(options)
    head = "# Event\n\n## T\n" if kind == "talk" else "# Event\n"
    survive(playground, "events/e.md", f"{head}\n`````{{{kind}}}{argument}\n{lines}\n`````\n")


@quick
@given(
    options=st.lists(st.one_of(OPTION, ANY_LINE), max_size=12), kind=st.sampled_from(list(FIELDS))
)
def test_no_option_text_makes_a_traceback_in_restructuredtext(
    playground: Site, options: list[str], kind: str
) -> None:
    argument = {"link": " https://a.example/x", "about": " people/jo-do"}.get(kind, "")
    lines = "\n".join(f"   {line}" for option in options for line in option.splitlines())
    survive(playground, "events/e.md", HEAD)
    survive(playground, "events/r.rst", f"R\n=\n\n.. {kind}::{argument}\n{lines}\n\n   Words.\n")


@quick
@given(text=MARKDOWN, head=st.sampled_from(["", "# Title\n\n", HEAD]))
def test_no_page_makes_a_traceback(playground: Site, text: str, head: str) -> None:
    survive(playground, "events/e.md", head + text)


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_file_in_another_encoding_is_named_and_left_out(
    site: MakeSite, tmp_path: Path, parallel: int
) -> None:
    bad = tmp_path / "site/events/bad.md"
    bad.parent.mkdir(parents=True)
    bad.write_bytes("# Café\n".encode("latin-1"))
    index = "# Notes\n\n```{toctree}\nevents/good\n```\n"
    files = {"index.md": index, "events/good.md": f"{HEAD}Words.\n"}
    made = site(files, warnings=["notes.encoding"], parallel=parallel)
    assert made.warnings[0].startswith("events/bad.md:1: WARNING: the file is not UTF-8")
    assert "Words." in made.text("events/good.html")
    assert not (made.out / "events/bad.html").exists()


@pytest.mark.parametrize("cache", [1.5, None, ["photos"], {}, "a\0b"])
def test_a_cache_of_photos_that_is_no_path_is_a_warning(site: MakeSite, cache: object) -> None:
    # Sphinx itself says something of the type of most of them
    built = site({"a.md": "# A\n"}, warnings=True, eventnotes_photo_cache=cache)
    ours = [line for line in built.warnings if "[notes.config]" in line]
    assert ours == [
        f"WARNING: eventnotes_photo_cache is {cache!r}; allowed: the path of a folder, as text "
        "[notes.config]"
    ]
    assert (built.root / "_build" / "doctrees").is_dir()


def test_escapes_and_nul_of_restructuredtext_are_in_no_output(site: MakeSite) -> None:
    event = "T\n=\n\n.. event::\n   :date: 2025\n   :place: x\0y\n   :topics: a\0b\n\n"
    talk = "Sub\n---\n\n.. talk:: A\0 title\n   :speaker: Ada\0 Example\n   :rating: 4 Good\\\n\n"
    files = {
        "a.rst": f"{event}Of *one*\\ s -- \\\n\n{talk}.. takeaway::\n\n   Never\\ *once* \\\n",
        "all.md": "# All\n\n```{events}\n:as: cards\n```\n\n```{takeaways}\n```\n",
    }
    built = site(files, html_baseurl="https://notes.example.org/")
    texts = {".html", ".json", ".txt", ".xml", ".js", ".ics", ".bib"}
    found = {path for path in built.out.rglob("*") if path.suffix in texts}
    said = {path: path.read_bytes() for path in found}
    assert [path for path, data in said.items() if b"\0" in data or b"\\u0000" in data] == []
    assert "Of ones –" in built.read("llms.txt")
    assert [each.title for each in built.domain.pages["a"].takeaways] == ["Neveronce"]
    assert "Never<em>once</em>" in built.read("all.html")
