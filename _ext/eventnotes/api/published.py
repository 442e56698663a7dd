"""All notes with what is known of their publication: what the function of an export gets."""

from __future__ import annotations

import os
from collections.abc import Callable, Container
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from eventnotes.api import texts
from eventnotes.api.notes import Notes
from eventnotes.api.previews import previews
from eventnotes.api.records import Page, Place, Site, Target
from eventnotes.builders import abilities
from eventnotes.domain import notes_domain
from eventnotes.model.hosts import ascii_host
from eventnotes.model.library import Library
from eventnotes.model.profiles import Profile
from eventnotes.model.urls import read_site

if TYPE_CHECKING:
    from sphinx.domains._domains_container import _DomainsContainer

_SINCE = 2026
"""The year in ids where a site gives none; it must never be another."""
_NO_AUTHOR = "Author name not set"
"""What Sphinx says where ``conf.py`` names nobody."""


class Published(Notes):
    """All notes, with the site they are published on and the addresses of their pages."""

    def __init__(
        self, library: Callable[[], Library], site: Site, builder: StandaloneHTMLBuilder, kept: Path
    ) -> None:
        super().__init__(library)
        self.site = site
        """The site."""
        self.previews = previews(builder.env)
        titles = builder.env.titles
        called = {name: title.astext() for name, title in titles.items()}
        if site.has_pages:
            called |= notes_domain(builder.env).year_pages
        self.pages = tuple(Page(name, called[name]) for name in sorted(called))
        """All pages, by name."""
        self._builder = builder
        self._has_pages = abilities(builder).has_addresses
        self._domains = builder.env.domains
        self._kept = kept
        self._addresses: dict[str, str] = {}

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """All that the inventory holds, sorted by domain, kind and name."""
        return tuple(Target(*each[:4], Place(*each[4:], 0)) for each in objects_of(self._domains))

    def _named(self, profile: Profile) -> tuple[str, str, Place, tuple[str, ...]]:
        """Return what all names have: one with a page for itself is there."""
        identifier, title, at, names = super()._named(profile)
        own = self._library.own_page(profile.entry) if self._has_pages else ""
        return identifier, title, Place(own, at.anchor, 0) if own else at, names

    def address(self, place: Place | str) -> str:
        """Return the address of a place, or of a file of the output by its name.

        It is absolute where it is known where the site is published, else as seen from the root
        of the output.
        """
        if isinstance(place, str):
            return f"{self.site.url}{place}"
        page = self._addresses.get(place.page)
        if page is None:
            page = f"{self.site.url}{address_of(self._builder, place.page)}"
            self._addresses[place.page] = page
        return f"{page}#{place.anchor}" if place.anchor else page

    def html(self, page: str) -> str:
        """Return the text of an event's page as plain HTML, as it is published.

        It is without the title and what only a browser has use for, and its addresses are like
        those of :meth:`address`. An export that asks for it is added with ``text=True``. There is
        none of a page that is not an event's, nor where all pages are one (``singlehtml``).
        """
        return texts.read(self._kept, page)


def objects_of(
    domains: _DomainsContainer, but: Container[str] = ()
) -> list[tuple[str, str, str, str, str, str]]:
    """Return domain, type, name, title, page and anchor of all objects, sorted.

    :param but: names of domains to leave out.
    """
    return sorted(
        (domain.name, kind, name, " ".join(title.split()), page, anchor)
        for domain in domains.sorted()
        if domain.name not in but
        for name, title, kind, page, anchor, _ in domain.get_objects()
    )


def address_of(builder: StandaloneHTMLBuilder, page: str) -> str:
    """Return the address of a page as seen from the root of the output."""
    can = abilities(builder)
    return builder.get_target_uri(builder.config.root_doc if can.one_page else page)


def published(app: Sphinx, builder: StandaloneHTMLBuilder) -> Published:
    """Return all notes as this builder publishes them."""
    domain = notes_domain(app.env)
    site = site_of(app.config, has_pages=abilities(builder).has_addresses)
    return Published(lambda: domain.library, site, builder, texts.folder(app))


def site_of(config: Config, *, has_pages: bool = True) -> Site:
    """Return what ``conf.py`` says of the site, once it is settled; it stays so for a build."""
    known = _SITES.setdefault(config, {})
    if has_pages not in known:
        known[has_pages] = _site_of(config, has_pages=has_pages)
    return known[has_pages]


_SITES: WeakKeyDictionary[Config, dict[bool, Site]] = WeakKeyDictionary()


def _site_of(config: Config, *, has_pages: bool) -> Site:
    author = "" if config.author == _NO_AUTHOR else config.author
    rights = config.copyright
    return Site(
        title=config.project or config.html_title,
        author=author,
        copyright=rights if isinstance(rights, str) else ", ".join(rights),
        language=config.language.replace("_", "-"),
        url=base_of(config),
        authority=authority_of(config),
        rating_scale=config.eventnotes_rating_scale,
        is_preview=is_preview(),
        is_private=config.eventnotes_private,
        has_pages=has_pages,
        icon=_static(config.html_favicon),
        logo=_static(config.html_logo),
    )


def _static(file: str | None) -> str:
    """Return the address of a file that Sphinx copies, or of one elsewhere."""
    if not file or "://" in file:
        return file or ""
    return f"_static/{quote(Path(file).name)}"


def base_of(config: Config) -> str:
    """Return the address of the site with ``/`` at its end; nothing where none can be told."""
    url = config.html_baseurl
    try:
        return read_site(url) if isinstance(url, str) else ""
    except ValueError:
        return ""


def authority_of(config: Config) -> str:
    """Return in whose name ids are made (RFC 4151 §2.1)."""
    given: str = config.eventnotes_authority
    host = urlsplit(base_of(config)).hostname
    return given or f"{ascii_host(unquote(host)) if host else 'notes.invalid'},{_SINCE}"


def is_preview() -> bool:
    """Tell whether a host builds this for a pull request, by what it puts into the environment."""
    said = os.environ.get
    on_github = said("GITHUB_ACTIONS") == "true"
    return (
        said("READTHEDOCS_VERSION_TYPE") == "external"
        or (on_github and said("GITHUB_EVENT_NAME", "").startswith("pull_request"))
        or (said("NETLIFY") == "true" and said("CONTEXT") == "deploy-preview")
    )
