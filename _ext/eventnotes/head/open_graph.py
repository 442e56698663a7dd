"""What a page says of itself to those who show a preview of it (https://ogp.me/)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sphinx.builders.html import StandaloneHTMLBuilder

from eventnotes.api import Site
from eventnotes.api.previews import Picture, picture_tags, twitter_card
from eventnotes.model.records import Event


def tags(
    builder: StandaloneHTMLBuilder,
    site: Site,
    page: str,
    title: str,
    description: str,
    event: Event | None,
    picture: Picture | None,
    *,
    has_own_picture: bool,
) -> str:
    """Return the tags of a page of a site that has an address.

    :param title: of the page, in plain words.
    :param picture: of its event.
    :param has_own_picture: whether the page names one itself, which then is the one.
    """
    is_first = page == builder.config.root_doc
    kind = "article" if event is not None else "website"
    given = [
        ("og:title", title or site.title),
        ("og:type", kind),
        ("og:url", site.url + builder.get_target_uri(page)),
        ("og:site_name", "" if is_first else site.title),
        ("og:description", description),
        ("og:locale", site.language.replace("-", "_")),
        *(_days(event) if event is not None else ()),
        *picture_tags(site, None if has_own_picture else picture),
    ]
    made = "".join(
        f'<meta property="{name}" content="{escape(value)}" />\n' for name, value in given if value
    )
    card = twitter_card(has_picture=has_own_picture or picture is not None)
    return f"{made}{card} />\n"


def _days(event: Event) -> Iterator[tuple[str, str]]:
    if event.published:
        yield "article:published_time", event.published
