"""Random projects: many pages, settings and a lock file."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple

import random_words
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fuzz.draws import Draws
from fuzz.pages import Page, pages

FOLDERS = ("", "events/", "notes/deep/", "events/2025-")


class Project(NamedTuple):
    """Pages by name, settings, and what lies beside them."""

    files: Mapping[str, str]
    settings: Mapping[str, Any]
    pages: Mapping[str, Page]
    reduced: bool = False
    """Whether lines were taken out of its pages, so that they need not be what they were."""

    def only(self, names: object) -> Project:
        """Return the project with only some of its pages."""
        kept = {name: page for name, page in self.pages.items() if name in names}  # type: ignore[operator]
        files = {k: v for k, v in self.files.items() if k not in self.pages or k in kept}
        return self._replace(files=files, pages=kept)


_WRONG: tuple[object, ...] = (None, 0, -1, 1.5, "", "x", [], ["x"], {}, {"a": 1}, True, (), [None])
_CHOICES: Mapping[str, tuple[object, ...]] = {
    "eventnotes_rating_scale": (5, 10, 100, "5", 101, *_WRONG),
    "eventnotes_rating_criteria": (["content", "delivery"], ["a b"], "content", [""], *_WRONG),
    "eventnotes_private": (0, None, "0", []),
    "eventnotes_photo_cache": ("", "_photos", "a/b", *_WRONG[:4], [], {}),
    "language": ("en", "de", "ja", "xx", "en_GB"),
    "html_copy_source": (True, False),
    "html_show_sourcelink": (False,),
    "html_sourcelink_suffix": ("", ".txt"),
    "html_title": ("", "N & <b>"),
    "html_baseurl": ("https://example.org/", "x"),
    "html_use_opensearch": ("https://example.org/",),
    "html_permalinks": (False,),
    "html_split_index": (True,),
    "html_compact_lists": (False,),
    "smartquotes": (False,),
    "nitpicky": (False,),
    "numfig": (True,),
    "keep_warnings": (True,),
    "default_role": ("any", "notes:talk", "nowhere"),
    "primary_domain": ("py", None, "notes"),
    "highlight_language": ("none", "nowhere"),
    "toc_object_entries": (False,),
    "trim_footnote_reference_space": (True,),
    "rst_prolog": (".. |p| replace:: q", ".. talk::"),
    "rst_epilog": (".. _e: https://e.org/",),
    "myst_heading_anchors": (0, 3, 7),
    "myst_footnote_transition": (False,),
    "myst_footnote_sort": (False,),
    "myst_links_external_new_tab": (True,),
    "myst_all_links_external": (True,),
    "myst_commonmark_only": (True,),
    "myst_gfm_only": (True,),
    "myst_title_to_header": (True,),
    "myst_substitutions": ({"x": "y *z*"},),
    "myst_enable_extensions": (
        ["colon_fence"],
        [],
        ["colon_fence", "deflist", "fieldlist", "html_admonition", "html_image", "substitution"],
        ["colon_fence", "dollarmath", "amsmath", "attrs_inline", "attrs_block", "strikethrough"],
        ["colon_fence", "linkify", "replacements", "smartquotes", "tasklist", "alert"],
    ),
}

BARE = (
    {"myst_commonmark_only": True},
    {"myst_gfm_only": True},
    {"myst_enable_extensions": []},
)
"""Settings with which Markdown does not know some of the blocks, so that private ones stop it."""

READING = frozenset(
    {"primary_domain", "myst_enable_extensions", "myst_commonmark_only", "myst_gfm_only"}
)
"""Settings with which a valid page may be none."""

_LOCKS = (
    *("", "{", "[]", "null", "\0", '{"version": 1}', '{"version": 1, "links": []}'),
    '{"version": 1, "links": {"": {}, "x": [], "https://e.org/": {"title": 5, "author": "a"}}}',
    '{"version": 1, "links": {"https://example.org/1": {"title": "<!-- -->", "date": "9999"}}}',
    '<<<<<<< a\n{"version": 1, "links": {}}\n=======\n{}\n>>>>>>> b\n',
    '{"version": 1e999, "links": {"https://e.org/": {"status": "200", "status": "404"}}}',
    "[" * 100_000,
)


def _lock(draws: Draws) -> str:
    """Return a lock file: none, a good one, a spoilt one, or anything."""
    if draws.chance(2):
        return ""
    if draws.chance(3):
        return draws.pick(_LOCKS)
    text = draws.pick(random_words.LOCKS)
    for _ in range(draws.below(4)):
        at = draws.below(max(1, len(text)))
        cut = draws.pick((0, 1, 5))
        text = text[:at] + draws.pick(("", '"', "{", "}", ",", "\0", "é", "1")) + text[at + cut :]
    return text


def _rest(random: Random) -> tuple[dict[str, Any], str]:
    """Return some settings, good and bad, and a lock file."""
    draws = Draws(random)
    chosen = draws.some(tuple(_CHOICES), 4)
    return {name: draws.pick(_CHOICES[name]) for name in chosen}, _lock(draws)


def make_project(number: int, size: int, salt: int) -> Project:
    """Return project *number* of the row that *salt* begins, with *size* pages.

    Hypothesis makes them all as one example, so that no two are alike; the same numbers make the
    same project on every machine.
    """
    made: list[tuple[list[Page], Random]] = []
    many = st.lists(pages, min_size=size, max_size=size, unique_by=lambda page: page.text)

    @seed(salt * 100_003 + number)
    @settings(
        max_examples=2,  # the first is the simplest of all
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(example=st.tuples(many, st.randoms(use_true_random=True)))
    def take(example: tuple[list[Page], Random]) -> None:
        made.append(example)

    take()
    chosen, random = made[-1]
    found = {
        f"{FOLDERS[at % len(FOLDERS)]}p{at}{page.suffix}": page for at, page in enumerate(chosen)
    }
    conf, lock = _rest(random)
    return project(found, conf, lock)


def project(
    found: Mapping[str, Page], conf: Mapping[str, Any], lock: str = "", first: int = 0
) -> Project:
    """Put pages into a project, each with its own words, numbered from *first* on."""
    files = {name: page.numbered(at) for at, (name, page) in enumerate(found.items(), first)}
    if lock:
        files["links.lock.json"] = lock
    return Project(files, conf, found)
