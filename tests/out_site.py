"""A small site with all that its files for other programs must get right, and private words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CONF: dict[str, Any] = {
    "project": "Notes & <queries>",
    "author": "Ann Author",
    "copyright": "2026, Ann Author",
    "html_baseurl": "https://notes.example.org/en/latest",
}
FOR_NOBODY: dict[str, dict[str, Any]] = {
    "no address": {"html_baseurl": ""},
    "preview": {},
    "private": {"eventnotes_private": True},
    "singlehtml": {"builder": "singlehtml"},
}
"""Settings, and a builder, with which nobody can link to a page; a host tells of a preview."""
_SANS = Path(__file__).parents[1] / "_static" / "fonts" / "sans.woff2"
DRAWN: dict[str, Any] = {**CONF, "eventnotes_socialcard_fonts": {"title": [str(_SANS)]}}
"""The settings of a site that has social cards as well."""
NIGHT = """\
# Kernel night & \\<friends> 🎉

```{event}
:date: 2026-02-12
:timezone: Europe/Berlin
:place: Berlin
:venue: Old Post Office, Hall "2"; left
:series: Kernel nights
:host: Example Group
:topics: GPU compilers, fans & <blades>
:attended: in person
:rating: 4/5 Small; well prepared.
:url: https://example.org/night
```

An evening about kernels, in **two** talks.

## Measuring before "writing", 測る

```{talk}
:id: measuring-before-writing
:speakers: Ada Miller (Example Labs, engineer); someone (Sample Chips)
:start: 19:00
:planned: 20 min
:actual: 25 min
:rating: 5/5 Two numbers on every slide.
:recording: https://video.example.org/1
```

She times a kernel, see [the fans](https://example.org/fans?a=1&b=2). <!-- zqxcommented words -->

:::{takeaway}
Write the benchmark first.
:::

:::{private}
The zqxprivate remark about Zqxname Person of the hall.

```{talk} The zqxtalk
:speakers: Zqxspeaker Name
```
:::

## Untimed

```{talk}
:speakers: Ben Okafor
:rating: Worth seeing.
```

:::{update} 2026-05-01
The slides are out.
:::
"""
WEEK = """\
# Tile week

```{event}
:id: tile-week-2025
:date: 2025-05-04 to 2025-05-08
:published: 2025-06-01
:series: Tile week
:topics: GPU compilers
```

A week. <!-- zqxinline words -->

## Opening

```{talk}
:start: 2025-05-04 09:30
:planned: 30 min
```

```{link} https://example.org/fans?b=2&a=1&utm_source=x
:title: Fans, a {survey} of 100% & more
:authors: Ada Miller; Rosa van der Berg, Jr.
:kind: paper
:date: 2024-07
:topics: fans & <blades>
```
"""
MONTH = """\
# Some month

```{event}
:id: some-month
:date: 2024-11
:rating: 2/5
```

It was in November.
"""
FUTURE = """\
# What comes

```{event}
:id: what-comes
:date: 2031-01-01
:attended: not yet
```
"""
UNDATED = "# Undated\n\n```{event}\n:id: undated\n```\n\nNo day.\n"
DRAFT = "# Zqxdraft page\n\n```{event}\n:date: 2026-01-01\n```\n\nThe zqxdraft of an event.\n"
OTHER = "# Other\n\nA page without notes.\n"
FILES: dict[str, str | bytes] = {
    "events/2026-02-12-night.md": NIGHT,
    "events/week.md": WEEK,
    "events/month.md": MONTH,
    "events/future.md": FUTURE,
    "events/undated.md": UNDATED,
    "drafts/draft.md": DRAFT,
    "other.md": OTHER,
}
CANARY = "zqx"
"""With this begins every word that must be in no file."""
