"""Random sequences of edits of random sites, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import random_words as words
from hypothesis import strategies as st
from random_sites import Block, Page, Site, State, sources


class Edit(NamedTuple):
    """A change; the numbers are counted round among the pages and blocks it can concern."""

    kind: str
    page: int = 0
    block: int = 0
    value: Any = None


class Case(NamedTuple):
    """A site and what is done to it: each step is some edits, then a build."""

    builder: str
    parallel: int
    longest: int
    """How many bytes a list may have before it is divided."""
    site: Site
    steps: tuple[tuple[Edit, ...], ...]


def states(sequence: Case) -> list[State]:
    """Return the project before each build."""
    history = [sequence.site]
    found = [State(sources(sequence.site), dict(sequence.site.settings))]
    for step in sequence.steps:
        site, touched, leaks = history[-1], (), ()
        for edit in step:
            if edit.kind == "touch":
                page = site.pages[edit.page % len(site.pages)]
                touched = (*touched, page.name + page.suffix)
            elif edit.kind == "leak":
                leaks = (*leaks, edit.page)
            elif edit.kind == "undo":
                site = history[edit.page % len(history)]
            else:
                site = _EDITS[edit.kind](site, edit)
        history.append(site)
        files = sources(site)
        for number in leaks:
            page = site.pages[number % len(site.pages)]
            role = ":private:" if page.suffix == ".rst" else "{private}"
            files[page.name + page.suffix] += f"\n{role}`zqxhidden`\n"
        found.append(State(files, dict(site.settings), tuple(n for n in touched if n in files)))
    return found


# -- edits -------------------------------------------------------------------------------

Change = Callable[[Site, Edit], Site]


def _put(site: Site, at: int, *pages: Page) -> Site:
    """Return the site with other pages in the place of one."""
    return site._replace(pages=(*site.pages[:at], *pages, *site.pages[at + 1 :]))


def _other(site: Site, edit: Edit) -> int | None:
    """Return which page is meant, the home page aside."""
    return 1 + edit.page % (len(site.pages) - 1) if len(site.pages) > 1 else None


def _put_block(site: Site, place: tuple[int, int], *blocks: Block) -> Site:
    at, index = place
    page = site.pages[at]
    changed = (*page.blocks[:index], *blocks, *page.blocks[index + 1 :])
    return _put(site, at, page._replace(blocks=changed))


def _pick(
    site: Site, edit: Edit, fits: Callable[[Block], object]
) -> tuple[tuple[int, int], Block] | None:
    """Return which of the blocks that fit is meant, and its place."""
    found = [
        ((at, index), block)
        for at, page in enumerate(site.pages)
        for index, block in enumerate(page.blocks)
        if fits(block)
    ]
    return found[edit.block % len(found)] if found else None


def _sentence(site: Site, edit: Edit) -> Site:
    """Change a sentence, add one, or take one away, in a block that has any."""
    picked = _pick(site, edit, lambda block: block.body and block.kind != "toctree")
    if picked is None:
        return site
    place, block = picked
    line = edit.page % (len(block.body) + 1)
    new = () if block.body[line : line + 1] == (edit.value,) else (edit.value,)
    body = (*block.body[:line], *new, *block.body[line + 1 :])
    return _put_block(site, place, block._replace(body=body))


def _title(site: Site, edit: Edit) -> Site:
    """Change a heading or an argument."""
    picked = _pick(site, edit, lambda block: len(words.TITLES.get(block.kind, ())) > 1)
    if picked is None:
        return site
    place, block = picked
    others = [title for title in words.TITLES[block.kind] if title != block.title]
    return _put_block(site, place, block._replace(title=others[edit.page % len(others)]))


def _option(site: Site, edit: Edit) -> Site:
    """Set an option, in its old place if it has one, or take it away."""
    picked = _pick(site, edit, lambda block: block.kind in words.OPTIONS)
    if picked is None:
        return site
    place, block = picked
    old = dict(block.options)
    others: list[tuple[str, str | None]] = [
        (key, value)
        for key, values in words.OPTIONS[block.kind].items()
        for value in values
        if old.get(key) != value
    ]
    others += [(key, None) for key in old]
    new = {**old, **dict([others[edit.page % len(others)]])}
    kept = tuple((key, value) for key, value in new.items() if value is not None)
    return _put_block(site, place, block._replace(options=kept))


def _add(site: Site, edit: Edit) -> Site:
    at = edit.page % len(site.pages)
    page = site.pages[at]
    index = edit.block % (len(page.blocks) + 1)
    blocks = (*page.blocks[:index], edit.value, *page.blocks[index:])
    return _put(site, at, page._replace(blocks=blocks))


def _remove(site: Site, edit: Edit) -> Site:
    """Take away a block, but not the home page's table of contents."""
    toctree = site.pages[0].blocks[0]
    picked = _pick(site, edit, lambda block: block is not toctree)
    return site if picked is None else _put_block(site, picked[0])


def _retitle(site: Site, edit: Edit) -> Site:
    at = edit.page % len(site.pages)
    return _put(site, at, site.pages[at]._replace(title=edit.value))


def _rename(site: Site, edit: Edit) -> Site:
    """Give a page another folder, another name, another suffix, or any of them."""
    at = _other(site, edit)
    if at is None:
        return site
    page = site.pages[at]
    folder, name, suffix = edit.value
    old_folder, _, old_name = page.name.rpartition("/")
    path = [old_folder if folder is None else folder, name or old_name]
    new = page._replace(name="/".join(filter(None, path)), suffix=suffix or page.suffix)
    taken = {other.name for other in site.pages} - {page.name}
    return site if new.name in taken else _put(site, at, new)


def _add_page(site: Site, edit: Edit) -> Site:
    taken = {page.name for page in site.pages}
    return site if edit.value.name in taken else site._replace(pages=(*site.pages, edit.value))


def _remove_page(site: Site, edit: Edit) -> Site:
    at = _other(site, edit)
    return site if at is None else _put(site, at)


def _set(site: Site, edit: Edit) -> Site:
    key, value = edit.value
    return site._replace(settings=tuple({**dict(site.settings), key: value}.items()))


def _lock(site: Site, edit: Edit) -> Site:
    """Put something else into the lock file of links, or take it away."""
    return site._replace(lock=edit.value)


_EDITS: Mapping[str, Change] = {
    "idle": lambda site, edit: site,
    "sentence": _sentence,
    "title": _title,
    "option": _option,
    "add": _add,
    "remove": _remove,
    "page title": _retitle,
    "rename": _rename,
    "add page": _add_page,
    "remove page": _remove_page,
    "setting": _set,
    "lock": _lock,
}


# -- strategies --------------------------------------------------------------------------

_sentences = st.builds(
    lambda before, reference, after: f"{before} {reference} {after}.",
    st.sampled_from(words.WORDS),
    st.sampled_from(words.REFERENCES),
    st.sampled_from(words.WORDS),
)
_bodies = st.lists(_sentences, max_size=2).map(tuple)


def _options(kind: str, most: int) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    pairs = [(key, value) for key, values in words.OPTIONS[kind].items() for value in values]
    return st.lists(st.sampled_from(pairs), max_size=most, unique_by=lambda pair: pair[0]).map(
        tuple
    )


def _block(kind: str) -> st.SearchStrategy[Block]:
    titles = st.sampled_from(words.TITLES.get(kind, ("",)))
    options = _options(kind, 4) if kind in words.OPTIONS else st.just(())
    bodies = _bodies
    if kind == "toctree":
        bodies = st.sampled_from(words.ENTRIES)
    elif kind in words.PLURALS or kind in {"event", "comment", "year"}:
        bodies = st.just(())
    elif kind in {"text", "items", "reading", "takeaway", "private"}:
        bodies = st.lists(_sentences, min_size=1, max_size=2).map(tuple)
    return st.builds(Block, st.just(kind), titles, options, bodies)


def _any_block(kinds: Sequence[str]) -> st.SearchStrategy[Block]:
    return st.sampled_from(kinds).flatmap(_block)


def _page(names: Sequence[str]) -> st.SearchStrategy[Page]:
    begin = st.lists(_block("event"), max_size=1)
    rest = st.lists(_any_block(words.KINDS), max_size=5)
    blocks = st.tuples(begin, rest).map(lambda both: (*both[0], *both[1]))
    suffixes = st.sampled_from((".md", ".md", ".md", ".rst"))
    return st.builds(
        Page, st.sampled_from(names), st.sampled_from(words.PAGE_TITLES), blocks, suffixes
    )


_settings = st.sampled_from([(k, v) for k, values in words.SETTINGS.items() for v in values])
_numbers = st.integers(0, 59)


def _edits(kind: str, values: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Edit]:
    return st.builds(
        Edit, st.just(kind), _numbers, _numbers, st.none() if values is None else values
    )


_edit = st.one_of(
    _edits("sentence", _sentences),
    _edits("title"),
    _edits("option"),
    _edits("option"),
    _edits("option"),
    _edits("add", _any_block(words.KINDS)),
    _edits("add", _any_block(words.PLURALS)),
    _edits("remove"),
    _edits("remove"),
    _edits("page title", st.sampled_from(words.PAGE_TITLES)),
    _edits(
        "rename",
        st.tuples(
            st.sampled_from((None, "", "events", "notes")),
            st.sampled_from((None, *words.NAMES)),
            st.sampled_from((None, None, ".md", ".rst")),
        ),
    ),
    _edits("add page", _page(words.PATHS)),
    _edits("remove page"),
    _edits("setting", _settings),
    _edits("lock", st.sampled_from(words.LOCKS)),
    _edits("lock", st.sampled_from(words.LOCKS)),
    _edits("undo"),
    st.one_of(_edits("touch"), st.just(Edit("idle")), _edits("leak")),
)


@st.composite
def sequences(draw: st.DrawFn, *, extended: bool = False) -> Case:
    """Draw a site and three to six steps.

    :param extended: whether all sites begin with the extensions that the guide shows, and not a
        third of them.
    """
    builder = draw(st.sampled_from(words.BUILDERS))
    parallel = draw(st.sampled_from((0, 2)))
    # Sphinx reads six pages or more in several processes
    fewest = 5 if parallel else 3
    home = Page("index", "Notes", draw(st.tuples(_block("toctree"))))
    home = home._replace(
        blocks=(*home.blocks, *draw(st.lists(_any_block(words.KINDS), max_size=2)))
    )
    pages = draw(
        st.lists(_page(words.PATHS), min_size=fewest, max_size=7, unique_by=lambda page: page.name)
    )
    settings = draw(st.lists(_settings, max_size=2, unique_by=lambda pair: pair[0]))
    loaded = draw(st.sampled_from((*words.EXTENSIONS, words.EXTENSIONS[0])))
    settings.append(("extensions", words.EXTENSIONS[1] if extended else loaded))
    steps = draw(
        st.lists(st.lists(_edit, min_size=1, max_size=2).map(tuple), min_size=3, max_size=6)
    )
    longest = draw(st.sampled_from((1_000_000, 2_000)))
    lock = draw(st.sampled_from(words.LOCKS))
    site = Site((home, *pages), tuple(dict(settings).items()), lock)
    return Case(builder, parallel, longest, site, tuple(steps))
