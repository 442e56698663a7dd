"""A folder of another site (Zola, Hugo, Jekyll, Quarto, Obsidian) as event pages.

A site is known by what lies in its folder or above it. Its pages are read as notes are; what they
know of each other is found here: which address and which name is which page, where photos lie, and
what the front matter of such sites says in its own way.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

from eventnotes.importing import notes, target, topmatter
from eventnotes.importing.assets import PICTURES
from eventnotes.importing.dialects import Dialect
from eventnotes.importing.draft import Draft, Fields, Refused
from eventnotes.importing.dump import Dump, Surroundings
from eventnotes.importing.formats import Asked, Format, Source
from eventnotes.importing.report import Report, progress

_MARKS = {
    "Zola": ("zola.toml", "config.toml"),
    "Hugo": ("hugo.toml", "hugo.yaml", "hugo.json", "config.yaml", "config/_default"),
    "Jekyll": ("_config.yml", "_config.yaml", "_posts"),
    "Quarto": ("_quarto.yml", "_quarto.yaml"),
    "Obsidian": (".obsidian",),
    "Docusaurus": ("docusaurus.config.js", "docusaurus.config.ts"),
}
_PAGES = frozenset({".md", ".markdown", ".qmd", ".mdx"})
_NO_PAGES_WORDS = (
    "_site _includes _layouts _sass _data _book _freeze public themes node_modules resources"
    " layouts templates static build venv"
)
_NO_PAGES = frozenset(_NO_PAGES_WORDS.split())
_NO_EVENTS_WORDS = (
    "404 about contact search archive archives tags categories license readme changelog"
    " contributing index _index home now uses imprint"
)
_NO_EVENTS = frozenset(_NO_EVENTS_WORDS.split())
_LAYOUT_WORDS = (
    "layout template weight toc math comments sort_by in_search_index type lastmod"
    " updated author authors slug path permalink url linktitle format categories_list cssclasses"
    " image images"
)
_LAYOUT = frozenset(_LAYOUT_WORDS.split())
"""Keys by which a site is laid out, or that say what a page has no field for."""
_OLD = ("slug", "path", "permalink", "url", "aliases", "alias", "redirect_from")
_DATED = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)-(?P<rest>.+)")
_COLLECTION = re.compile(r"/_(?!posts/|drafts/)(?P<path>\w.*)")
_MOST_UP = 4
NAME = "a folder of Zola, Hugo, Jekyll, Quarto, Obsidian or Docusaurus"


def recognises(source: Source) -> bool:
    """Tell whether a folder is one of a site, or a part of one."""
    return source.is_folder and bool(_kind(source.path)[0])


def _kind(folder: Path) -> tuple[str, Path]:
    """Return what made a site, and its root; an empty word for none."""
    folder = folder.resolve()
    for root in (folder, *folder.parents[:_MOST_UP]):
        for name, marks in _MARKS.items():
            if any((root / mark).exists() for mark in marks):
                return _told_apart(name, root), root
    for path in folder.glob("**/*.md"):
        if path.is_file() and path.read_bytes()[:4] == b"+++\n":
            return "Zola", folder
    return "", folder


def _told_apart(name: str, root: Path) -> str:
    """Return the name of a site whose ``config.toml`` may be of one of two."""
    config = root / "config.toml"
    if name == "Zola" and config.is_file() and not (root / "zola.toml").exists():
        text = config.read_text(encoding="utf-8", errors="replace")
        return "Hugo" if re.search(r"(?im)^\s*baseURL\s*=", text) else "Zola"
    return name


@dataclass
class _Page:
    """A page of the site."""

    key: str
    path: Path
    front: dict[str, Any]
    stem: str
    """The name of its file, or of its folder if the file is an index."""
    address: str
    """Where it was, as far as that is known."""
    names: list[str] = field(default_factory=list)
    """What ``[[…]]`` calls it."""
    old: list[str] = field(default_factory=list)
    """Its other addresses."""
    is_told: bool = False
    """Whether its front matter says where it was."""


def read(source: Source, asked: Asked, report: Report) -> list[Draft]:
    """Return a page for each page of the site that may be an event's."""
    site = _Site(source, asked, report)
    drafts = [draft for page in site.told() for draft in site.drafts(page)]
    if not drafts:
        raise Refused(f"{source.name}: no page in this folder can be an event's")
    report.found = f"a folder of {site.kind}, {len(drafts)} pages"
    if site.posted:
        report.look(0, f"the date of {site.posted} pages is the one of the post")
    if site.layout:
        keys = ", ".join(f"{key} ({n})" for key, n in sorted(site.layout.items()))
        report.leave_out(f"front matter that is about the layout or the author: {keys}")
    return drafts


class _Site:
    """All pages of a folder, and what they know of each other."""

    def __init__(self, source: Source, asked: Asked, report: Report) -> None:
        self.source, self.asked, self.report = source, asked, report
        self.kind, self.root = _kind(source.path)
        content = self.root / "content"
        self.content = content if self.kind in {"Zola", "Hugo"} and content.is_dir() else self.root
        self.posted = 0
        self.layout: Counter[str] = Counter()
        self.pages: list[_Page] = []
        self.by_path: dict[Path, _Page] = {}
        self.by_name: dict[str, _Page] = {}
        self.pictures: dict[str, Path] = {}
        for path in _files(source.path.resolve()):
            if path.suffix.lower() in PICTURES:
                self.pictures.setdefault(path.name, path)
            elif path.suffix.lower() in _PAGES:
                self._add(path)
        for page in self.pages:
            for name in (page.address, *page.old, *page.names):
                self.by_name.setdefault(_folded(name), page)
        roots = [self.root / name for name in ("static", "assets", "public")] + [self.root]
        self.around = Surroundings(
            Dialect(
                link=self._shortcode_link,
                dropdowns=asked.dropdowns,
                is_vault=self.kind == "Obsidian",
                known=_VARIABLES,
            ),
            tuple(root for root in roots if root.is_dir()),
            self._page,
            self._wiki,
            self.pictures,
        )

    def _add(self, path: Path) -> None:
        try:
            front = _flat(topmatter.read(Source(path).text).values)
        except Refused as error:
            self.report.faults.append(str(error))
            return
        inside = path.relative_to(
            self.root if not path.is_relative_to(self.content) else self.content
        )
        index = path.stem in {"index", "_index"} and len(inside.parts) > 1
        stem = path.parent.name if index else path.stem
        address = "/" + "/".join([*inside.parts[: -2 if index else -1], stem])
        if self.kind == "Jekyll" and (dated := _DATED.match(stem)):
            address = f"/{dated['y']}/{dated['m']}/{dated['d']}/{dated['rest']}.html"
        elif self.kind == "Zola" and (dated := _DATED.match(stem)):
            address = "/" + "/".join([*inside.parts[: -2 if index else -1], dated["rest"]])
        elif self.kind == "Jekyll" and (collection := _COLLECTION.match(address)):
            address = f"/{collection['path']}.html"
        if self.kind in {"Hugo", "Zola"}:
            address = re.sub(r"\s+", "-", address).lower()
        names = [stem, inside.with_suffix("").as_posix(), topmatter.words(front.get("title"))]
        old = []
        for key in _OLD:
            values = front.get(key) or []
            for value in values if isinstance(values, list) else [values]:
                old.append(str(value))
        if slug := front.get("slug"):
            address = f"{address.rpartition('/')[0]}/{slug}"
        own = front.get("path") or front.get("permalink") or front.get("url")
        if own:
            address = str(own)
        if self.kind == "Obsidian":
            names += old
            address, old = "", []
        page = _Page(f"{len(self.pages)}", path, front, stem, address, names,
                     [name for name in old if "/" in name], bool(own))  # fmt: skip
        self.pages.append(page)
        self.by_path[path] = page

    def told(self) -> Iterator[_Page]:
        """Yield the pages that may be an event's, and say which are not."""
        chosen = []
        for page in self.pages:
            low = page.stem.lower()
            section = page.path.stem == "_index" or (low in _NO_EVENTS and "date" not in page.front)
            home = page.path.stem == "index" and page.path.parent == self.source.path.resolve()
            if section or home:
                self.report.leave_out(
                    f"{self._name(page.path)}: no event's page; import it by itself"
                )
            else:
                chosen.append(page)
        yield from progress(chosen, self.source.name, len(chosen))

    def _name(self, path: Path) -> str:
        base = self.source.path.resolve()
        return (
            str(self.source.path / path.relative_to(base))
            if path.is_relative_to(base)
            else str(path)
        )

    def drafts(self, page: _Page) -> list[Draft]:
        """Return what a page becomes."""
        name = self._name(page.path)
        own = Report(name)
        try:
            dump = Dump(Source(page.path, self.source.path.resolve()), own, self.around)
            posted = self._front(dump, page)
            drafts = notes.drafts_of(dump, self.asked, own)
        except Refused as error:
            self.report.faults.append(str(error).replace(str(page.path), name))
            return []
        first = drafts[0]
        first.key = page.key
        self._date(first, posted)
        first.draft = first.draft or bool({"drafts", "_drafts"} & set(page.path.parts))
        stem = dated["rest"] if (dated := _DATED.match(page.stem)) else page.stem
        dates = first.fields["date"] if first.fields.kind == "event" else ""
        if len(drafts) == 1:
            first.name = target.stem(stem, dates)
        self._aliases(first, page)
        self.report.take_in(own)
        return drafts

    def _front(self, dump: Dump, page: _Page) -> str:
        """Leave in a page's front matter what is the event's, and return the post's date."""
        values = dict(page.front)
        posted = ""
        for key in list(values):
            low = key.lower()
            if low == "date":
                posted = topmatter.words(values.pop(key))[:10]
            elif low in {"publishdate", "pubdate"}:
                values["published"] = topmatter.words(values.pop(key))[:10]
            elif low in _OLD:
                values.pop(key)
            elif isinstance(values[key], str) and (apart := _SPACED.get(self.kind, {}).get(low)):
                values[key] = apart(values[key])
            elif low in _LAYOUT:
                self.layout[low] += 1
                values.pop(key)
        if not posted and (dated := _DATED.match(page.stem)):
            posted = f"{dated['y']}-{dated['m']}-{dated['d']}"
        dump.front = dump.front._replace(values=values)
        dump.by_name = not posted
        return posted

    def _date(self, draft: Draft, posted: str) -> None:
        """Date an event by the post's date, which is when it was published if another is known."""
        if not posted or draft.fields.kind != "event":
            return
        if "date" in draft.fields and not posted.startswith(draft.fields["date"]):
            if "published" not in draft.fields:
                draft.fields.put("published", posted)
        elif draft.fields.put("date", posted):
            self.posted += 1

    def _aliases(self, draft: Draft, page: _Page) -> None:
        """Keep where the page was, so that links to it go on working.

        Of an address that was made of its path, and that no page can have, there is nothing to say.
        """
        if draft.fields.has("aliases"):
            address = _alias(page.address)
            if page.is_told or Fields(draft.fields.kind).put("aliases", address):
                draft.fields.put("aliases", address)
            draft.fields.put("aliases", *map(_alias, page.old))

    # -- links ---------------------------------------------------------------------------------

    def _page(self, source: Source, address: str) -> str | None:
        """Return where an address on a page leads, if that is a page of this folder."""
        bare = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
        if not bare:
            return None
        found = self._at(source.path, bare)
        return f"imported:{found.key}" if found else None

    def _at(self, path: Path, address: str) -> _Page | None:
        if address.startswith("@/"):
            return self.by_path.get(self.content / address[2:])
        places = [path.parent / address]
        if address.startswith("/"):
            places = [self.content / address[1:], self.root / address[1:]]
        for place in map(Path, map(os.path.normpath, places)):
            for page in (place, place / "index.md", place.with_suffix(".md")):
                if page in self.by_path:
                    return self.by_path[page]
        if not address.startswith("/") and path in self.by_path:
            address = normpath(f"{self.by_path[path].address}/{address}")
        return self.by_name.get(_folded(address)) if "/" in address else None

    def _wiki(self, source: Source, written: str) -> str | None:
        """Return the link that ``[[page#heading|text]]`` is."""
        name, _, text = written.partition("|")
        name = name.partition("#")[0].strip()
        found = self.by_name.get(_folded(name)) or self.by_name.get(
            _folded(name.rpartition("/")[2])
        )
        if found is None or not name:
            return None
        shown = text.strip() or name
        return f"[{shown}](imported:{found.key})"

    def _shortcode_link(self, address: str) -> str:
        """Return the address that a shortcode for links means, as a page would write it."""
        bare = address.partition("#")[0]
        for name in (bare, bare.rpartition("/")[2]):
            found = self.by_name.get(_folded(name.removesuffix(".md")))
            if found:
                return f"imported:{found.key}"
        return address


_VARIABLES = frozenset({"site.baseurl", "site.url", "page.url", "base_url", "config.base_url"})


def _at_spaces(text: str) -> list[str]:
    """Return several values of one text, as Jekyll reads it; commas are an author's own way."""
    return [text] if "," in text else text.split()


def _marked(text: str) -> list[str]:
    """Return several tags of Obsidian, in which there are no spaces."""
    return [tag.lstrip("#") for tag in re.split(r"[\s,]+", text)]


_SPACED: dict[str, dict[str, Callable[[str], list[str]]]] = {
    "Jekyll": {"tags": _at_spaces, "categories": _at_spaces},
    "Obsidian": {"tags": _marked, "tag": _marked},
}
"""By what made a site, the keys whose words are several values where no list is written."""


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a site, without what it was built to."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f[0] != "." and f not in _NO_PAGES)
        yield from (Path(where, name) for name in sorted(names))


def _flat(front: dict[str, Any]) -> dict[str, Any]:
    """Return front matter with the tables ``extra``, ``taxonomies`` and ``params`` opened."""
    flat = {}
    for key, value in front.items():
        if key.lower() in {"extra", "taxonomies", "params"} and isinstance(value, dict):
            flat.update({str(inner): found for inner, found in value.items() if inner not in front})
        else:
            flat[key] = value
    return flat


def _folded(name: str) -> str:
    """Return an address or a name as it is compared."""
    name = re.sub(r"(?:/index)?\.(?:html?|md|qmd)$|/index$", "", name.strip())
    return " ".join(name.strip("/").casefold().split())


def _alias(address: str) -> str:
    """Return an old address as an alias: a path on this site."""
    path = re.sub(r"^https?://[^/]+", "", address.strip())
    path = path if path.startswith("/") else f"/{path}" if path else ""
    return path if path.endswith((".html", "/")) or not path else f"{path}/"


FORMAT = Format(NAME, recognises, read)
