"""What a builder can do, as far as notes are written otherwise for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.epub3 import Epub3Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

_PUBLISHED = frozenset({"html", "dirhtml", "singlehtml"})
_PICTURES = {"html": "_images", "latex": "", "texinfo": "*-figures"}
_AS_WRITTEN = frozenset({"gettext", "linkcheck", "xml", "pseudoxml"})


class Abilities(NamedTuple):
    """What a builder can do."""

    html: StandaloneHTMLBuilder | None
    """The builder itself, if it writes pages of HTML."""
    visits: bool
    """Whether it writes nodes by their visitors for HTML; else they become plain ones."""
    in_browser: bool
    """Whether its pages are read in a browser: not in a help viewer, nor as a book."""
    is_published: bool
    """Whether its output is published as it is; others pack it, or make pages for a program."""
    is_book: bool
    """Whether it makes an e-book."""
    one_page: bool
    """Whether all pages are one."""
    has_addresses: bool
    """Whether each page has an address of its own, and there can be pages that no source has."""
    is_for_translators: bool
    """Whether it takes out what translators get."""
    as_written: bool
    """Whether it gets links as their authors wrote them."""
    copies_sources: bool
    """Whether it shows sources whatever is in them."""
    pictures: str | None
    """Which folders of its output it copies pictures into, as a pattern: empty for the output
    itself, None where it copies none."""

    @property
    def pages(self) -> StandaloneHTMLBuilder | None:
        """The builder itself, if there can be pages that no source has."""
        return self.html if self.has_addresses else None

    @property
    def public_pages(self) -> StandaloneHTMLBuilder | None:
        """The builder itself, if others can link to each of its pages."""
        return self.pages if self.is_published else None


@lru_cache(maxsize=1)
def abilities(builder: Builder) -> Abilities:
    """Return what a builder can do."""
    html = builder if isinstance(builder, StandaloneHTMLBuilder) else None
    is_book, one_page = isinstance(html, Epub3Builder), isinstance(html, SingleFileHTMLBuilder)
    return Abilities(
        html,
        visits=builder.format == "html",
        in_browser=html is not None and not html.embedded,
        is_published=html is not None and builder.name in _PUBLISHED,
        is_book=is_book,
        one_page=one_page,
        has_addresses=html is not None and not (is_book or one_page),
        is_for_translators=builder.name == "gettext",
        as_written=builder.name in _AS_WRITTEN,
        copies_sources=builder.name == "changes",
        pictures=_PICTURES.get(builder.format),
    )


def pages_by_file(
    app: Sphinx, builder: StandaloneHTMLBuilder, parts: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """Return by path the page that is written there.

    :param parts: by page with a divided list, the names of the pages of its parts.
    """
    every = (part for each in parts.values() for part in each)
    others = ("genindex", "search", "modindex", *app.config.html_additional_pages)
    indices = (each[0] for each in getattr(builder, "domain_indices", ()))
    names = (*app.env.all_docs, *every, *others, *indices)
    return {str(Path(builder.get_outfilename(name))): name for name in names}


def copied_there(app: Sphinx, name: str) -> str:
    """Return which path of ``html_extra_path`` puts a file of that name into the output."""
    for extra in app.config.html_extra_path:
        source = Path(app.confdir, extra)
        if (source / name).exists() or (source.is_file() and source.name == name):
            return str(extra)
    return ""


def in_the_way(path: Path, out: Path) -> str:
    """Return what keeps a file from being where *path* says, in the output *out*."""
    if path.is_dir():
        return "a folder is there"
    for folder in path.parents:
        if folder == out:
            break
        if folder.is_file():
            return f"{folder.name} is a file"
    return ""


def remove_file(path: Path, out: Path) -> None:
    """Remove a file from an output, and the folders that held nothing else."""
    if path.is_file() or path.is_symlink():
        path.unlink()
        for folder in path.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
