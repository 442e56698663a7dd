"""Writes a generated site down as a Sphinx source tree, as cards or as plain MyST.

The two say the same words in the same order. Their ``conf.py`` differ in the extension and in the
domain that its short names need, and in nothing else.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from bench.generate import Event, Rating, Speaker, Talk

Form = Literal["cards", "plain"]
#: Both forms; a ratio is the first over the second.
FORMS: Final[tuple[Form, Form]] = ("cards", "plain")

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
    """One source tree with its outputs, and the page and paragraph that a change goes to."""

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
        return self.events[len(self.events) // 2]

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
        _write(self.source / "index.md", _INDEX)
        for event in self.events:
            _write(self.page(event), page(event, self.form))

    def clean(self) -> None:
        """Remove all that was built, and undo `change_word`."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(self.doctrees, ignore_errors=True)
        _write(self.page(self.middle), page(self.middle, self.form))

    def change_word(self, word: str) -> None:
        """Put *word* for one other into the prose of the site's middle page."""
        text = page(self.middle, self.form)
        talks = self.middle.talks
        old = talks[len(talks) // 2].paragraphs[0]
        changed = old.split()
        changed[len(changed) // 2] = word
        _write(self.page(self.middle), text.replace(old, " ".join(changed), 1))


def conf(form: Form) -> str:
    """The text of ``conf.py``."""
    cards = form == "cards"
    return _CONF.format(
        extension_root=str(EXTENSION_ROOT),
        extensions=["myst_parser", "eventnotes"] if cards else ["myst_parser"],
        domain='primary_domain = "notes"' if cards else "",
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
        directive = "{takeaway}" if form == "cards" else "{admonition} Takeaway"
        blocks.append(f":::{directive}\n{talk.takeaway}\n:::")
    return blocks


def _facts(directive: str, facts: Sequence[tuple[str, str | None]], form: Form) -> str:
    """What is known, as the options of *directive* or as a field list."""
    known = [(name, value) for name, value in facts if value is not None]
    if form == "cards":
        lines = [f":{name}: {value}" for name, value in known]
        return "\n".join([f"```{{{directive}}}", *lines, "```"])
    return "\n".join(f":{name.capitalize()}: {value}" for name, value in known)


def _event_facts(event: Event, form: Form) -> list[tuple[str, str | None]]:
    """An event's facts by the names of their options."""
    return [
        ("date", event.dates),
        ("place", event.place),
        ("host", event.host),
        ("url", _url(event.url, form)),
        ("topics", ", ".join(event.topics)),
        ("attended", "in person"),
        ("rating", _rating(event.rating, form)),
    ]


def _talk_facts(talk: Talk, form: Form) -> list[tuple[str, str | None]]:
    """A talk's facts by the names of their options."""
    return [
        ("speakers", _people(talk.speakers)),
        ("format", talk.format),
        ("planned", talk.planned),
        ("actual", talk.actual),
        ("room", talk.room),
        ("start", talk.start),
        ("topics", ", ".join(talk.topics)),
        ("recording", _url(talk.recording, form)),
        ("slides", _url(talk.slides, form)),
        ("rating", _rating(talk.rating, form)),
    ]


def _people(speakers: Sequence[Speaker]) -> str:
    """Names with their organisations."""
    return ", ".join(f"{speaker.name} ({speaker.org})" for speaker in speakers)


def _url(url: str | None, form: Form) -> str | None:
    """An address: bare in an option, between angle brackets in Markdown."""
    return f"<{url}>" if url is not None and form == "plain" else url


def _rating(rating: Rating | None, form: Form) -> str | None:
    """A score and its reason, ``4/5 Words`` in an option, ``4 of 5, Words`` as prose."""
    if rating is None:
        return None
    return f"{rating.score}{'/5 ' if form == 'cards' else ' of 5, '}{rating.reason}"


def _write(path: Path, text: str) -> None:
    """Write *text* with the same line ends everywhere."""
    path.write_text(text, encoding="utf-8", newline="\n")
