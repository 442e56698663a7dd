"""Checks that the output of a build says what the generator invented, and that no page is huge."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from bench import lists
from bench.build import BuildError
from bench.generate import Event, Talk, slug
from bench.sites import Site

#: The most bytes that a page of a site with lists may have.
LARGEST_PAGE: Final = 2_000_000
#: The most talks, the newest, that the entry of a name lists.
MOST_ROWS: Final = 1_000

_HEADING: Final = re.compile(r"<h2\b[^>]*>(.*?)<a class=\"headerlink\"", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_LINK: Final = re.compile(r"<a\b[^>]*\bhref=\"([^\"]*)\"")
#: The first link of a row's first cell.
_ROW: Final = re.compile(r"<tr\b[^>]*>\s*<t[dh]\b[^>]*>\s*<a\b[^>]*\bhref=\"([^\"]*)\"")
#: The links to the pages that a long list is divided into.
_PARTS: Final = re.compile(r"<nav class=\"en-parts\"[^>]*>(.*?)</nav>", re.DOTALL)
_OTHER_PART: Final = re.compile(r"<a\b(?![^>]* aria-current=)[^>]*\bhref=\"([^\"#]*)\"")
#: Names of which `slug` knows the id.
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .-]*")
#: The anchors at which the entries of people, organisations and topics begin, by their lists.
_ENTRIES: Final = {
    name: re.compile(rf"\bid=\"{kind}-{name}-([a-z0-9-]+)\"")
    for name, kind in (("people", "person"), ("orgs", "org"), ("topics", "topic"))
}


def check_site(site: Site) -> None:
    """Raise BuildError unless each event has its page and, with lists, its places in them."""
    for event in site.events:
        check_page(site, event)
    if site.form == "lists":
        _check_talks(site)
        _check_entries(site)
        _check_others(site)
        _check_home(site)


def check_page(site: Site, event: Event) -> None:
    """Raise BuildError unless the page of *event* says what the generator invented."""
    path = site.built_page(event)
    markup = path.read_text(encoding="utf-8")
    headings = [_text(heading) for heading in _HEADING.findall(markup)]
    titles = [talk.title for talk in event.talks]
    if headings != titles:
        raise BuildError(f"{path}: expected the headings {titles}, found {headings}")
    content = _text(markup)
    for words in _words(event):
        if words not in content:
            raise BuildError(f"{path}: {words!r} is not on the page")
    for url in _urls(event):
        if f'href="{html.escape(url)}"' not in markup:
            raise BuildError(f"{path}: there is no link to {url}")


def check_new_talk(site: Site, event: Event, talk: Talk) -> None:
    """Raise BuildError unless *talk* is on the page of *event* and, with lists, in those it is for.

    These are the list of talks, or its part, and the entries of its speakers, their organisations
    and its topics.
    """
    check_page(site, event)
    if site.form != "lists":
        return
    target = _talk_target(event, talk)
    if _rows(site)[target] != 1:
        raise BuildError(f"{site.output}: the new {target} is not once in the list of talks")
    for name in _ENTRIES:
        entries = _entries(site, name)
        for entry in _named(talk, name):
            found = entries.get(entry, set())
            if len(found) < MOST_ROWS:  # else it may be older than all that are shown
                _expect(f"{name}, {entry}", {target}, found, site)


def check_size(site: Site) -> tuple[str, int]:
    """The name of the largest page in the output and its size in bytes.

    Raises BuildError if it is above `LARGEST_PAGE`.
    """
    sizes = ((path.stat().st_size, path) for path in site.output.rglob("*.html"))
    size, path = max(sizes)
    if size > LARGEST_PAGE:
        raise BuildError(f"{path}: {size:,} bytes; the most is {LARGEST_PAGE:,}")
    return path.relative_to(site.output).as_posix(), size


def _check_talks(site: Site) -> None:
    """Each talk has one row in the list of talks."""
    rows = _rows(site)
    talks = Counter(_talk_target(event, talk) for event in site.events for talk in event.talks)
    _expect("talks", set(talks), set(rows), site)
    if rows != talks:
        raise BuildError(f"{site.output}: not once in the list of talks: {_some(rows - talks)}")


def _check_entries(site: Site) -> None:
    """Each talk is in the entries of its speakers, their organisations and its topics."""
    for name in _ENTRIES:
        expected: dict[str, set[str]] = {}
        for event in site.events:
            for talk in event.talks:
                for entry in _named(talk, name):
                    expected.setdefault(entry, set()).add(_talk_target(event, talk))
        found = _entries(site, name)
        for entry, targets in expected.items():
            shown = found.get(entry, set())
            if len(targets & shown) < MOST_ROWS:
                _expect(f"{name}, {entry}", targets, shown, site)


def _check_others(site: Site) -> None:
    """Each event and each takeaway is in its list."""
    events = {_event_target(event) for event in site.events}
    _expect("events", events, _targets(site, "events/index"), site)
    talks = [talk for event in site.events for talk in event.talks]
    learned = "".join(_text(markup) for _, markup in _parts(site, "takeaways"))
    takeaways = {talk.takeaway for talk in talks if talk.takeaway}
    _expect("takeaways", takeaways, {text for text in takeaways if text in learned}, site)


def _check_home(site: Site) -> None:
    """The home page has as many events, good talks and takeaways as its lists ask for."""
    shown = _targets(site, "index")
    events = shown & {_event_target(event) for event in site.events}
    best = {
        _talk_target(event, talk)
        for event in site.events
        for talk in event.talks
        if talk.rating is not None and talk.rating.score >= lists.BEST_SCORE
    }
    text = "".join(_text(markup) for _, markup in _parts(site, "index"))
    takeaways = [talk.takeaway for event in site.events for talk in event.talks if talk.takeaway]
    for what, found, limit, known in (
        ("events", len(events), lists.NEWEST_EVENTS, len(site.events)),
        ("good talks", len(best & shown), lists.BEST_TALKS, len(best)),
        (
            "takeaways",
            sum(words in text for words in takeaways),
            lists.NEWEST_TAKEAWAYS,
            len(takeaways),
        ),
    ):
        if found < min(limit, known):
            raise BuildError(f"{site.output}/index.html: {found} {what}, expected {limit}")


def _expect(name: str, expected: set[str], found: set[str], site: Site) -> None:
    """Raise BuildError if the list *name* has not all that is *expected*."""
    missing = expected - found
    if missing:
        raise BuildError(f"{site.output}: not in the list of {name}: {_some(missing)}")


def _some(values: Counter[str] | set[str]) -> str:
    """The first three of *values* and the number of the others."""
    first = sorted(values)[:3]
    rest = len(values) - len(first)
    return ", ".join(first) + (f" and {rest} more" if rest else "")


def _named(talk: Talk, name: str) -> set[str]:
    """The slugs of those whose entries in the list *name* hold *talk*, where ASCII spells them.

    A person without an organisation needs two names.
    """
    names = {
        "people": [each.name for each in talk.speakers if each.org or " " in each.name],
        "orgs": [speaker.org for speaker in talk.speakers if speaker.org],
        "topics": list(talk.topics),
    }
    return {slug(each) for each in names[name] if _PLAIN.fullmatch(each)}


def _rows(site: Site) -> Counter[str]:
    """The talks in the tables of the list of talks, and how often each is there."""
    rows: Counter[str] = Counter()
    for name, markup in _parts(site, "talks"):
        targets = (_target(name, link) for link in _ROW.findall(markup))
        rows.update(target for target in targets if "#talk-" in target)
    return rows


def _entries(site: Site, name: str) -> dict[str, set[str]]:
    """What each entry of the list *name* links to, by its slug: also on a page of its own."""
    entries: dict[str, set[str]] = {}
    own = [path.relative_to(site.output).as_posix() for path in site.output.glob(f"{name}/*.html")]
    read = {page: (site.output / page).read_text(encoding="utf-8") for page in own}
    for page, markup in {**dict(_parts(site, name)), **read}.items():
        _, *pieces = _ENTRIES[name].split(markup)
        for entry, content in zip(pieces[::2], pieces[1::2], strict=True):
            targets = (_target(page, link) for link in _LINK.findall(content))
            entries.setdefault(entry, set()).update(targets)
    return entries


def _targets(site: Site, name: str) -> set[str]:
    """What the list on the page *name* links to."""
    pages = _parts(site, name)
    return {_target(page, link) for page, markup in pages for link in _LINK.findall(markup)}


def _parts(site: Site, name: str) -> Iterator[tuple[str, str]]:
    """The page *name* and those of the other parts of its lists, with their markup.

    The part that stands on the page itself has another page too, which is not among them.
    """
    first = f"{name}.html"
    markup = (site.output / first).read_text(encoding="utf-8")
    yield first, markup
    for nav in _PARTS.findall(markup):
        for link in _OTHER_PART.findall(nav):
            page = _target(first, link)
            yield page, (site.output / page).read_text(encoding="utf-8")


def _target(page: str, link: str) -> str:
    """Where *link* on *page* leads, from the root of the output; that of another site as it is."""
    link = html.unescape(link)
    if "://" in link:
        return link
    path, mark, anchor = link.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return f"{path}{mark}{anchor}"


def _event_target(event: Event) -> str:
    """Where an event is, from the root of the output."""
    return f"events/{event.id}.html#event-{event.id}"


def _talk_target(event: Event, talk: Talk) -> str:
    """Where a talk is, from the root of the output."""
    return f"events/{event.id}.html#talk-{talk.id.replace('/', '-')}"


def _words(event: Event) -> Iterator[str]:
    """What all forms of a page show in the author's own words."""
    yield from (event.title, event.place or "", event.host or "", *event.topics, event.intro)
    if event.rating is not None:
        yield event.rating.reason
    for talk in event.talks:
        yield from (talk.room or "", *talk.topics)
        for speaker in talk.speakers:
            yield from (speaker.name, speaker.org)
        if talk.rating is not None:
            yield talk.rating.reason
        if talk.takeaway is not None:
            yield talk.takeaway
        yield from (text for text in talk.paragraphs if "](" not in text)  # no Markdown


def _urls(event: Event) -> Iterator[str]:
    """The addresses that all forms of a page link to."""
    if event.url is not None:
        yield event.url
    for talk in event.talks:
        yield from _talk_urls(talk)


def _talk_urls(talk: Talk) -> Iterator[str]:
    """A talk's recording and slides."""
    yield from (url for url in (talk.recording, talk.slides) if url is not None)


def _text(markup: str) -> str:
    """*markup* without its tags."""
    return html.unescape(_TAG.sub("", markup))
