"""Writes a generated site down as a Sphinx source tree: as cards, with or without lists, or plain.

The pages of events say the same words in the same order. The ``conf.py`` of cards and plain MyST
differ in the extension and in the domain that its short names need, and in nothing else; lists
add their pages (`bench.lists`) and the extension that draws cards in a grid.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from bench import generate, lists
from bench.generate import Event, Rating, Speaker, Talk, slug

Form = Literal["lists", "cards", "plain"]
#: All forms; a ratio is that of an earlier one to the last.
FORMS: Final[tuple[Form, ...]] = ("lists", "cards", "plain")

#: The Sphinx extensions of each form.
EXTENSIONS: Final[Mapping[Form, Sequence[str]]] = {
    "lists": ["myst_parser", "eventnotes.site", "sphinx_design"],
    "cards": ["myst_parser", "eventnotes.site"],
    "plain": ["myst_parser"],
}

#: Where the extension's package lies.
EXTENSION_ROOT: Final = Path(__file__).resolve().parent.parent / "_ext"

_CONF: Final = """\
import sys

sys.path.insert(0, {extension_root!r})

project = "Notes"
author = "Somebody"
copyright = "Somebody"
language = "en"
extensions = {extensions!r}
{domain}
myst_enable_extensions = ["colon_fence", "fieldlist"]
html_theme = "furo"
html_title = "Notes"
html_baseurl = "https://notes.example.org/"
html_copy_source = False
"""

_INDEX: Final = """\
# Notes

What was said, and what it was worth.

```{toctree}
:glob:
:maxdepth: 1

events/*
```
"""


@dataclass(frozen=True, slots=True)
class Site:
    """One source tree with its outputs, and the page that changes go to."""

    form: Form
    root: Path
    events: tuple[Event, ...]

    @property
    def source(self) -> Path:
        """The source directory."""
        return self.root / "src"

    @property
    def output(self) -> Path:
        """Where the HTML goes."""
        return self.root / "html"

    @property
    def doctrees(self) -> Path:
        """Where the environment and the doctrees go."""
        return self.root / "doctrees"

    @property
    def middle(self) -> Event:
        """The event whose page is changed."""
        return generate.middle(self.events)

    def page(self, event: Event) -> Path:
        """The source of an event's page."""
        return self.source / "events" / f"{event.id}.md"

    def built_page(self, event: Event) -> Path:
        """An event's page in the output."""
        return self.output / "events" / f"{event.id}.html"

    def write(self) -> None:
        """Write the whole tree, in the place of any that was there."""
        shutil.rmtree(self.root, ignore_errors=True)
        (self.source / "events").mkdir(parents=True)
        _write(self.source / "conf.py", conf(self.form))
        pages = lists.PAGES if self.form == "lists" else {"index": _INDEX}
        for name, text in pages.items():
            _write(self.source / f"{name}.md", text)
        for event in self.events:
            _write(self.page(event), page(event, self.form))

    def clean(self) -> None:
        """Remove all that was built, and undo `change`."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.doctrees, ignore_errors=True)
        self.change(self.middle)

    def change(self, event: Event) -> None:
        """Write *event*, which has the id of one that is there, in its place."""
        _write(self.page(event), page(event, self.form))


def conf(form: Form) -> str:
    """The text of ``conf.py``."""
    return _CONF.format(
        extension_root=str(EXTENSION_ROOT),
        extensions=EXTENSIONS[form],
        domain="" if form == "plain" else 'primary_domain = "notes"',
    )


def page(event: Event, form: Form) -> str:
    """The text of an event's page."""
    blocks = [f"# {event.title}", _facts("event", _event_facts(event, form), form), event.intro]
    if form == "plain":
        blocks.insert(0, f"({event.id})=")
    for talk in event.talks:
        blocks += _talk_blocks(talk, form)
    return "\n\n".join(blocks) + "\n"


def _talk_blocks(talk: Talk, form: Form) -> list[str]:
    """A talk's heading, facts and notes."""
    label = f"({talk.id})=\n" if form == "plain" else ""
    blocks = [f"{label}## {talk.title}", _facts("talk", _talk_facts(talk, form), form)]
    blocks += talk.paragraphs
    if talk.takeaway is not None:
        directive = "{admonition} Takeaway" if form == "plain" else "{takeaway}"
        blocks.append(f":::{directive}\n{talk.takeaway}\n:::")
    return blocks


def _facts(directive: str, facts: Sequence[tuple[str, str | None]], form: Form) -> str:
    """What is known, as the options of *directive* or as a field list."""
    known = [(name, value) for name, value in facts if value is not None]
    if form == "plain":
        return "\n".join(f":{name.capitalize()}: {value}" for name, value in known)
    lines = [f":{name}: {value}" for name, value in known]
    return "\n".join([f"```{{{directive}}}", *lines, "```"])


def _event_facts(event: Event, form: Form) -> list[tuple[str, str | None]]:
    """An event's facts by the names of their options."""
    return [
        ("date", event.dates),
        ("place", event.place),
        ("host", event.host),
        ("url", _url(event.url, form)),
        ("topics", ", ".join(event.topics) or None),
        ("attended", "in person"),
        ("rating", _rating(event.rating, form)),
    ]


def _talk_facts(talk: Talk, form: Form) -> list[tuple[str, str | None]]:
    """A talk's facts by the names of their options; an id where its title makes another."""
    own = talk.id.rpartition("/")[2]
    known = talk.title.isascii() and own == slug(talk.title)
    return [
        ("id", None if known or form == "plain" else own),
        ("speakers", _people(talk.speakers)),
        ("format", talk.format),
        ("planned", talk.planned),
        ("actual", talk.actual),
        ("room", talk.room),
        ("start", talk.start),
        ("topics", ", ".join(talk.topics) or None),
        ("recording", _url(talk.recording, form)),
        ("slides", _url(talk.slides, form)),
        ("rating", _rating(talk.rating, form)),
    ]


def _people(speakers: Sequence[Speaker]) -> str | None:
    """Names with their organisations."""
    named = (f"{each.name} ({each.org})" if each.org else each.name for each in speakers)
    return ", ".join(named) or None


def _url(url: str | None, form: Form) -> str | None:
    """An address: bare in an option, between angle brackets in Markdown."""
    return f"<{url}>" if url is not None and form == "plain" else url


def _rating(rating: Rating | None, form: Form) -> str | None:
    """A score and its reason, ``4/5 Words`` in an option, ``4 of 5, Words`` as prose."""
    if rating is None:
        return None
    return f"{rating.score}{' of 5, ' if form == 'plain' else '/5 '}{rating.reason}"


def _write(path: Path, text: str) -> None:
    """Write *text* with the same line ends everywhere."""
    path.write_text(text, encoding="utf-8", newline="\n")
