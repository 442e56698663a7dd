"""The text of each event's page as plain HTML, kept beside the doctrees for exports that want it.

It is taken from a page when that is written, in whichever process that is, because only then it is
known what the page shows. A page that is not written again shows what it did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx

from eventnotes.builders import abilities
from eventnotes.diagnostics import must_be_written
from eventnotes.domain import notes_domain
from eventnotes.kinds.added import kinds_of

_ACTIVE = """
button dialog form iframe input label nav noscript object script select style svg template textarea
title
"""
_LEFT_OUT = frozenset(_ACTIVE.split())
"""Elements that go with all that is in them: what a browser does something with."""
_CODE = frozenset({"script", "style", "textarea", "title"})
"""Those of them whose content is no HTML."""
_EMPTY = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_EMPTY.split())
_PLAIN = """
a abbr audio b blockquote br caption cite code col colgroup dd del details dfn div dl dt em
figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark math ol p pre q s samp small strong
sub summary sup table tbody td tfoot th thead time tr u ul var video
"""
_KEPT = frozenset(_PLAIN.split())
"""Elements that stay; of any other, what is in it does."""
_ADDRESSES = frozenset({"cite", "href", "poster", "src"})
_OTHERS = """
alt colspan controls datetime dir height lang open reversed rowspan scope start title type value
width
"""
_ATTRIBUTES = _ADDRESSES.union(_OTHERS.split())
_FURNITURE = frozenset(
    {
        *("headerlink", "en-all-notes", "en-best", "en-cited", "en-mark", "en-notes", "en-share"),
        *("en-free", "en-room"),
    }
)
"""Classes of what leads around a site, of what says who refers to something, of a second copy of
footnotes, and of what a schedule says by its heads or its lines."""
_PARTED = frozenset({"p-org", "p-job-title", "en-learned", "en-over", "en-score", "en-short"})
"""Classes of what a style sheet sets apart from the words before it; a name by itself is not."""
_LABELS = frozenset({"admonition-title", "en-label"})


def keep_text(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Keep the text of an event's page (``html-page-context``, before others add to it)."""
    can = abilities(app.builder)
    if not (can.is_published and can.has_addresses and isinstance(doctree, nodes.document)):
        return
    if not any(export.text for export in kinds_of(app.config).exports.values()):
        return
    notes = notes_domain(app.env).pages.get(pagename)
    if notes is None or notes.event is None or app.config.eventnotes_private:
        return
    from eventnotes.api.published import base_of

    address = urljoin(base_of(app.config), app.builder.get_target_uri(pagename))
    text = plain_html(context.get("body", ""), address)
    path = folder(app) / f"{pagename}.html"
    if read(folder(app), pagename) != text:
        with must_be_written(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def folder(app: Sphinx) -> Path:
    """Return where the texts of this builder's pages are kept."""
    return Path(app.doctreedir, "texts", app.builder.name)


def read(kept: Path, page: str) -> str:
    """Return what is kept of a page, or nothing."""
    try:
        return (kept / f"{page}.html").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def state(app: Sphinx) -> list[tuple[str, int, int]]:
    """Return what tells all texts from other ones; those of pages that are gone are removed."""
    pages, kept = notes_domain(app.env).pages, folder(app)
    found = []
    for path in sorted(kept.rglob("*.html")):
        page = path.relative_to(kept).with_suffix("").as_posix()
        if page in pages:
            stat = path.stat()
            found.append((page, stat.st_mtime_ns, stat.st_size))
        else:
            path.unlink(missing_ok=True)
    return found


def plain_html(body: str, address: str) -> str:
    """Return a page's body as HTML that any program shows alike.

    :param address: of the page, to which its own are relative.
    """
    return _Reader(address).read(body)


@dataclass(slots=True)
class _Tag:
    """What a tag comes to."""

    name: str
    is_end: bool = False
    is_plain: bool = False
    """Whether it is written as it is, and nothing else follows from it."""
    opening: str = ""
    closing: str = ""
    """What is written for it, and for its end."""
    is_void: bool = False
    is_left_out: bool = False
    """Whether it goes with all that is in it."""
    is_parted: bool = False
    """Whether a style sheet sets it apart from the words before it."""
    is_fact: bool = False
    """Whether it is the first of facts that stand in a row, or one after it."""
    said: str = ""
    """What is said in the place of all that is in it, as of a picture."""


class _Reader:
    """Writes down what stays of a page: elements without classes, with whole addresses.

    Most tags of a page, and of all pages, are the same few, so each is looked at once.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._folder = "".join(address.rpartition("/")[:2])
        self._local: dict[str, _Tag] = {}
        self._paths: dict[str, str] = {}
        self._written: list[str] = []
        self._inside: list[_Tag] = []
        self._left_out = 0
        """How many elements were open where something began that is left out; 0 elsewhere."""
        self._facts = 0
        """How many elements are open where facts stand in a row, after the first of them."""
        self._titled = False
        self._code = ""
        """The name of an element whose content is no HTML, as long as it is open."""

    def read(self, body: str) -> str:
        """Return what was written, without empty lines."""
        written, inside, known = self._written, self._inside, _TAGS.get
        body = _MOST.sub("", body)
        pieces = _SPLIT.split(body)
        texts, tags, words = pieces[::4], pieces[1::4], pieces[3::4]
        if body.count("<") > 2 * len(tags) - words.count(None):  # some open no tag
            texts = [text.replace("<", "&lt;") for text in texts]
        for text, whole, word in zip(texts, tags, words, strict=False):
            if text and not self._left_out:
                written.append(text)
            if tag := known(whole):
                opening = tag.opening
            else:
                tag, opening = self._new(whole)
            if tag.is_end:
                if self._facts or self._left_out or not inside or inside[-1].name != tag.name:
                    self._close(tag.name)
                else:
                    written.append(inside.pop().closing)
            elif self._code:  # in which nothing else is a tag
                if word is not None:
                    self._close(tag.name)
            elif not tag.is_plain or self._facts:
                self._open(tag, opening)
                if word is not None:
                    if not self._left_out:
                        written.append(word)
                    self._close(tag.name)
            elif not self._left_out:
                if word is None:
                    written.append(opening)
                    inside.append(tag)
                else:
                    written += (opening, word, tag.closing)
            elif word is None:
                inside.append(tag)
        if not self._left_out:
            written.append(texts[-1])
        lines = "".join(written).split("\n")
        return "\n".join([line for line in lines if line and not line.isspace()])

    def _open(self, tag: _Tag, opening: str) -> None:
        depth = len(self._inside)
        if not self._left_out:
            is_title = tag.name == "h1" and not self._titled  # which a feed has beside the text
            self._titled = self._titled or is_title
            if (tag.is_left_out and not tag.said) or is_title:
                self._left_out = 0 if tag.is_void else depth + 1
            else:
                if self._facts == depth > 0:
                    self._written.append("· ")
                elif tag.is_parted and self._has_words():
                    in_link = self._written[-1].startswith("<a ")
                    self._written.insert(len(self._written) - in_link, "· ")
                if tag.is_fact:
                    self._facts = depth
                if opening:
                    self._written.append(opening)
                if tag.said:
                    self._written.append(f"{tag.said}{tag.closing}")
                    self._left_out = depth + 1
        if not tag.is_void:
            self._inside.append(tag)
        if tag.name in _CODE:
            self._code = tag.name

    def _has_words(self) -> bool:
        """Tell whether anything stands before the next element in its block."""
        for piece in reversed(self._written):
            if not piece.startswith("<a ") and piece.strip():
                return piece.startswith("</") or not piece.startswith("<")
        return False

    def _close(self, name: str) -> None:
        """Close an element, and those left open inside it."""
        if self._code and name != self._code:
            return
        self._code = ""
        inside = self._inside
        if not inside or (inside[-1].name != name and all(tag.name != name for tag in inside)):
            return
        while inside:
            tag = inside.pop()
            depth = len(inside)
            if depth < self._facts:
                self._facts = 0
            if not self._left_out:
                self._written.append(tag.closing)
            elif depth < self._left_out:
                self._left_out = 0
            if tag.name == name:
                break

    def _new(self, whole: str) -> tuple[_Tag, str]:
        """Return what a tag comes to that was not met on this page, and what is written for it.

        Those that differ in their addresses alone, or their ids, are looked at once.
        """
        if tag := self._local.get(whole):
            return tag, tag.opening
        before, name, rest = whole.partition(' href="')
        if not name and "'" not in whole:  # within which it would be words
            before, name, rest = whole.partition(' id="')
        address, quote, after = rest.partition('"')
        plain = f"{before}{after}"
        tag = _TAGS.get(plain) if quote and not before.startswith("</") else None
        if tag is None:
            if not quote or before.startswith("</") or re.fullmatch(_TAG, plain) is None:
                tag = self._look_at(whole)
                return tag, tag.opening
            tag = self._look_at(plain)
        if name == ' href="' and tag.opening and not tag.is_left_out:
            return tag, f'{tag.opening[:-1]} href="{self._relocated(address)}">'
        return tag, tag.opening

    def _relocated(self, written: str) -> str:
        """Return an address as it stands in an attribute, so that it depends on no page."""
        if written.startswith(("https://", "http://")):
            return written
        path, sharp, anchor = written.partition("#")
        if "&" in path:
            return escape(self._whole(unescape(written)))
        if path not in self._paths:
            self._paths[path] = escape(self._whole(path)) if path else self._address
        return f"{self._paths[path]}{sharp}{anchor}"

    def _look_at(self, whole: str) -> _Tag:
        slash, written, rest = _PARTS.findall(whole)[0]
        name = written.lower()
        if slash:
            return _TAGS.setdefault(whole, _Tag(name, is_end=True))
        given = {
            each[1].lower(): unescape(each[2] or each[3] or each[4] or "")
            for each in _ATTRIBUTE.finditer(rest)
        }
        classes = {*given.get("class", "").split()}
        unseen = "hidden" in given or given.get("aria-hidden") == "true"
        is_kept = name in _KEPT
        label = "strong" if classes & _LABELS and is_kept else ""
        is_void = name in _VOID
        is_left_out = unseen or name in _LEFT_OUT or not _FURNITURE.isdisjoint(classes)
        said = (
            ""
            if is_left_out or is_void or given.get("role") != "img"
            else given.get("aria-label", "")
        )
        is_left_out = is_left_out or bool(said)
        is_parted = name != "p" and not _PARTED.isdisjoint(classes) and "p-name" not in classes
        is_fact = "en-fact" in classes
        is_other = is_void or is_left_out or is_parted or is_fact or name == "h1" or name in _CODE
        opening = f"<{name}{self._attributes(given)}>{label and '<strong>'}" if is_kept else ""
        closing = f"{label and '</strong>'}</{name}>" if is_kept else ""
        plain = not is_other
        left = (is_void, is_left_out, is_parted, is_fact, escape(said, quote=False))
        tag = _Tag(name, False, plain, opening, closing, *left)
        known = self._local if _ADDRESSES.intersection(given) else _TAGS
        return known.setdefault(whole, tag)

    def _attributes(self, given: dict[str, str]) -> str:
        written = []
        for name, value in given.items():
            if name in _ATTRIBUTES:
                whole = self._whole(value) if name in _ADDRESSES else value
                written.append(f' {name}="{escape(whole)}"')
        return "".join(written)

    def _whole(self, address: str) -> str:
        """Return an address that does not depend on the page."""
        if address.startswith(("https://", "http://", "mailto:")):
            return address
        if address.startswith("#"):
            return f"{self._address}{address}"
        try:
            if self._folder and (address[:1].isalnum() or address.startswith("../")):
                return _joined(self._folder, address)  # the same from all pages of a folder
            return urljoin(self._address, address)
        except ValueError:  # as with "//[", which an author's own HTML may hold
            return address


@lru_cache(maxsize=4096)
def _joined(folder: str, path: str) -> str:
    return urljoin(folder, path)


_MOST = re.compile(
    r'<(span|a|p) class="(?:en-stars en-of-|headerlink"|en-share">)'
    r"[^<]*+(?:<(i|a)\b[^<>]*+>[^<]*+</\2>[^<]*+)*+</\1>"
)
"""Most elements that are left out of a page with notes: it is faster than a look at each tag."""
_TAG = r"""<(?:/[a-zA-Z]|([a-zA-Z][\w:-]*+))[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+>"""
_SPLIT = re.compile(rf"({_TAG})(?:([^<]*+)</\2>)?+")
"""Finds a tag, with the words and the end of an element in which nothing else is."""
_PARTS = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(.*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?""")
_TAGS: dict[str, _Tag] = {}
"""What was found of tags without an address, which are the same on all pages."""
