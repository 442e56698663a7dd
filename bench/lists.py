"""The pages that the site with lists has beside its events, each list on a page of its own.

None of them depends on what was generated: what they show is the extension's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Entries of each list on the home page.
NEWEST_EVENTS: Final = 6
BEST_TALKS: Final = 10
NEWEST_TAKEAWAYS: Final = 8
#: Lowest score out of 5 of the best talks.
BEST_SCORE: Final = 4

_HOME: Final = f"""\
# Notes

What was said, and what it was worth.

## Newest events

```{{events}}
:limit: {NEWEST_EVENTS}
```

## Best talks

```{{talks}}
:sort: -rating
:limit: {BEST_TALKS}
:min-rating: {BEST_SCORE}
```

## What was learned lately

```{{takeaways}}
:limit: {NEWEST_TAKEAWAYS}
```

```{{toctree}}
:glob:
:maxdepth: 1

events/index
talks
people
orgs
topics
links
takeaways
events/*
```
"""

_TALKS: Final = """\
# Talks

```{talks}
```

## Scores by format

```{ratings}
:group: format
```

## Scores by topic

```{ratings}
:group: topic
```

## Scores by year

```{ratings}
:as: table
:group: year
```

## Planned and actual duration by format

```{ratings}
:as: overrun
:group: format
```

## Planned and actual duration by event

```{ratings}
:as: overrun
:group: event
```
"""

#: The text of each page by its name. The home page's list of pages names ``events/index`` before
#: ``events/*``, which then leaves it out.
PAGES: Final[Mapping[str, str]] = {
    "index": _HOME,
    "events/index": "# Events\n\n```{events}\n:as: timeline\n```\n",
    "talks": _TALKS,
    "people": "# People\n\n```{people}\n```\n",
    "orgs": "# Organisations\n\n```{orgs}\n```\n",
    "topics": "# Topics\n\n```{topics}\n```\n",
    "links": "# Links\n\n```{links}\n```\n",
    "takeaways": "# Takeaways\n\n```{takeaways}\n```\n",
}
