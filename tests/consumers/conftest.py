"""Notes as other projects find them: served on loopback, below a path."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from building import free_sphinx, maker

from tools.serve import serving

HERE = Path(__file__).parent
ADDRESS = "https://notes.example.org/en/latest"
"""Where the projects in this folder look for the notes, until they are copied for a test."""
EVENING = """\
# Compiler evening & "friends" 🎉

```{event}
:date: 2026-02-12
:host: Example Group
:topics: GPU compilers
:aliases: former-evening
```

An evening about kernels.

## Measuring *before* writing

```{talk}
:id: measuring
:speakers: Ada Miller (Example Labs)
:rating: 5/5
```

```{link} https://example.org/fans
:title: A survey of fans
:site: example.org
```

:::{takeaway}
:id: first
Write the benchmark first.
:::

## 日本語

```{talk}
:id: nihongo
```

## Opening

```{talk}
```

## Kernel talk 100 times

```{talk}
:id: times
```
"""
WEEK = """\
# Tile week

```{event}
:date: 2025-05-04
```

## Opening

```{talk}
```
"""
FILES = {
    "events/2026-02-12-evening.md": EVENING,
    "events/2025-05-04-week.md": WEEK,
    "people.md": "# People\n\n```{people}\n```\n",
    "plain.md": "# A page without notes\n\n```{py:function} kernels.measure(x)\n```\n",
}


class Served(NamedTuple):
    """A site of notes on loopback."""

    address: str
    """Its root, without the last slash."""
    ending: str
    """What stands at the end of the address of a page."""

    def page(self, name: str, anchor: str = "") -> str:
        """Return the address of a place."""
        return f"{self.address}/{name}{self.ending}" + (f"#{anchor}" if anchor else "")

    @property
    def expected(self) -> dict[str, tuple[str, str]]:
        """Words and address of what was noted, by the last part of its id."""
        evening = "events/2026-02-12-evening"
        measuring = self.page(evening, "talk-evening-2026-measuring")
        event = self.page(evening, "event-evening-2026")
        return {
            "evening": ("Compiler evening & “friends” 🎉", event),
            "week": ("Tile week", self.page("events/2025-05-04-week", "event-week-2025")),
            "measuring": ("Measuring before writing", measuring),
            "nihongo": ("日本語", self.page(evening, "talk-evening-2026-nihongo")),
            "times": ("Kernel talk 100 times", self.page(evening, "talk-evening-2026-times")),
            "ada": ("Ada Miller", self.page("people", "person-people-ada-miller")),
            "labs": ("Example Labs", measuring),
            "group": ("Example Group", event),
            "topic": ("GPU compilers", event),
            "fans": ("A survey of fans", self.page(evening, "link-links-a-survey-of-fans")),
            "first": (
                "Write the benchmark first.",
                self.page(evening, "takeaway-evening-2026-first"),
            ),
            "plain": ("A page without notes", self.page("plain")),
            "kernels": ("kernels.measure", self.page("plain", "kernels.measure")),
        }

    def links(self, names: str) -> list[tuple[str, str]]:
        """Return what links to these things, in order, say and lead to; ``*`` says other words."""
        found = self.expected
        return [
            ("my words", found[name[1:]][1]) if name.startswith("*") else found[name]
            for name in names.split()
        ]


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Build the notes and serve them, as a host does that has several versions of a site."""
    root = tmp_path_factory.mktemp("served")
    built = maker(tmp_path_factory.mktemp("notes"))(FILES, builder=request.param)
    free_sphinx()
    shutil.copytree(built.out, root / "en" / "latest")
    with serving(root) as address:
        yield Served(f"{address}/en/latest", ".html" if request.param == "html" else "/")


@pytest.fixture
def project(served: Served, tmp_path: Path) -> Callable[[str], Path]:
    """Copy one of the projects in this folder, so that it looks for the notes where they are."""

    def copied(name: str) -> Path:
        folder = tmp_path / name
        for path in sorted((HERE / name).rglob("*")):
            if path.is_file():
                text = path.read_text(encoding="utf-8").replace(ADDRESS, served.address)
                copy = folder / path.relative_to(HERE / name)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(text.replace("/plain.html", f"/plain{served.ending}"), "utf-8")
        return folder

    return copied
