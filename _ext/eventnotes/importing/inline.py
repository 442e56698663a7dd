"""Inline Markdown as others write it, as MyST that says the same and builds without a warning.

Code, comments and links that work stay to the letter. What MyST would take for something else (a
role, a tag that is no HTML) is escaped, and what would lead nowhere becomes words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from eventnotes.model.urls import is_web

TEXT = r"(?>[^\[\]\\\n]|\n(?!\n)|\\.|!?\[[^\[\]\n]*\](?:\([^()\n]*\))?)*+"
"""The words of a link; nothing in it is tried twice, whatever the words are."""
_DEST = r"(?>[^()\\\n]|\\.|\n(?!\n)|\([^()\n]*\))*+"
_INLINE = re.compile(
    r"(?P<escape>\\[^\w\s])"
    r"|(?P<role>(?<!\\)\{[\w:+-]+\})(?=`)"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?-->)|(?P<open><!--)|(?P<arrow>-->)"
    r"|(?P<auto><[A-Za-z][\w+.-]{1,31}:[^\s<>]*>|<[\w.+-]+@[\w.-]+>)"
    r"|(?P<anchor><a\s[^<>]*?href\s*=\s*[\"']?(?P<href>[^\"'\s<>]+)[^<>]*>(?P<label>.*?)</a\s*>)"
    r"|(?P<tag></?(?P<name>[A-Za-z][\w:-]*)[^<>]*>)"
    rf"|(?P<wiki>(?P<embed>!?)\[\[(?P<page>[^\[\]\n]+)\]\])"
    rf"|(?P<link>(?P<bang>!?)\[(?P<text>{TEXT})\]"
    rf"(?:\((?P<dest>{_DEST})\)|\[(?P<ref>[^\[\]]*)\]|(?!:)))",
    re.DOTALL,
)
_PARTS = re.compile(
    r"\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>.*?))(?:\s+(?P<title>\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\Z",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,12}(?=[/?#:]|\Z)", re.IGNORECASE)
_NO_HOST = re.compile(
    r"\.(?:md|html?|txt|pdf|png|jpe?g|gif|webp|svg|py|js|json|ipynb|zip)\Z", re.IGNORECASE
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z\d+.-]*:")
_HTML = (
    "a abbr b bdi bdo big br center cite code del details dfn div em font i img ins kbd mark p"
    " picture q rp rt ruby s samp small source span strike strong sub summary sup time tt u var wbr"
)
_TAGS = frozenset(_HTML.split())

Resolve = Callable[[str], str | None]
"""Returns the new address of a local one, or None if it leads nowhere."""


def nowhere(address: str) -> str | None:
    """Return nothing: a local address leads nowhere."""
    return None


@dataclass
class Inline:
    """How inline text is rewritten, and what was noticed on the way."""

    photo: Resolve = nowhere
    page: Resolve = nowhere
    """Where a link to a page or a heading leads; an answer like ``{talk} id`` is a role."""
    wiki: Callable[[str, bool], str | None] = lambda _page, _embed: None
    references: Mapping[str, str] = field(default_factory=dict)
    """The addresses of reference definitions, by label."""
    notices: list[tuple[int, str]] = field(default_factory=list)
    """Each with the number of lines before it in the text."""
    _line: int | None = None

    def rewrite(self, text: str) -> str:
        """Return *text* as MyST."""
        return _INLINE.sub(self._one, text)

    def _look(self, reason: str) -> None:
        self.notices.append((self._line or 0, reason))

    def _one(self, match: re.Match[str]) -> str:
        if self._line is not None:  # what stands in a link
            return self._made(match)
        self._line = match.string.count("\n", 0, match.start())
        made = self._made(match)
        self._line = None
        return made

    def _made(self, match: re.Match[str]) -> str:
        whole = match[0]
        if match["role"]:
            return f"\\{whole}"
        if match["open"]:
            return self._open(whole)
        if match["arrow"]:
            return "--\\>"  # it ends no comment, and looks as if
        if match["anchor"]:
            return self._link(match["label"], match["href"], "", whole)
        if match["tag"]:
            return self._tag(whole, match["name"])
        if match["wiki"]:
            return self._wiki(match)
        if match["link"] and match["bang"]:
            return self._image(match)
        if match["link"]:
            return self._any_link(match)
        return whole

    def _open(self, whole: str) -> str:
        self._look("a comment is opened and never closed: it is closed at its paragraph's end")
        return whole

    def _tag(self, whole: str, name: str) -> str:
        if name.lower() == "img":
            return image_of_tag(whole, self)
        return whole if name.lower() in _TAGS else f"\\{whole}"

    def _wiki(self, match: re.Match[str]) -> str:
        found = self.wiki(match["page"], bool(match["embed"]))
        if found is not None:
            return found
        if match["embed"] and (shown := self.photo(match["page"].partition("|")[0].strip())):
            return f"![]({shown})"
        target, _, text = match["page"].partition("|")
        self._look(f"[[{target}]] leads to no page that is imported: its words are kept")
        return text.strip() or target.strip()

    def _address(self, match: re.Match[str]) -> tuple[str, str] | None:
        """Return address and title of a link or an image, if it is one."""
        if match["dest"] is not None:
            parts = _PARTS.match(match["dest"])
            assert parts is not None  # every part of it may be missing
            address = parts["angled"] if parts["angled"] is not None else parts["bare"]
            return address.strip(), parts["title"] or ""
        label = " ".join((match["ref"] or match["text"]).split()).casefold()
        address = self.references.get(label)
        return None if address is None else (address, "")

    def _image(self, match: re.Match[str]) -> str:
        found = self._address(match)
        if found is None:
            return match[0]
        return self.image(match["text"], *found)

    def image(self, alt: str, address: str, title: str = "") -> str:
        """Return an image: a photo that is there; a link to one elsewhere; else its words."""
        alt = " ".join(alt.split())
        if is_web(address):
            return f"[{alt or address}]({address})"
        shown = self.photo(unquote(address)) if not _SCHEME.match(address) else None
        if shown:
            return f"![{alt}]({shown}{' ' + title if title else ''})"
        self._look(f"the photo {address or 'without address'} is not there: its words are kept")
        return alt

    def _any_link(self, match: re.Match[str]) -> str:
        found = self._address(match)
        if found is None:
            return f"[{self.rewrite(match['text'])}{match[0][len(match['text']) + 1 :]}"
        if match["dest"] is None and is_web(found[0]):
            return match[0]  # the definition goes along
        return self._link(match["text"], *found, match[0])

    def _link(self, text: str, address: str, title: str, whole: str) -> str:
        text = self.rewrite(text)
        title = f" {title}" if title else ""
        if not address:
            return text
        if is_web(address) or address.startswith(("mailto:", "imported:")):
            return (
                f"[{text}](<{address}>{title})" if " " in address else f"[{text}]({address}{title})"
            )
        if _SCHEME.match(address) or address.startswith("//"):
            self._look(f"{address} is no address that a page may link to: its words are kept")
            return text if address in text else f"{text} (`{address}`)"
        led = self.page(unquote(address))
        if led and led.startswith("{"):
            role, _, target = led.partition(" ")
            return f"{role}`{text} <{target}>`" if "`" not in text else text
        if led:
            return f"[{text}]({led}{title})"
        if shown := self.photo(unquote(address)):
            return f"[{text}]({shown}{title})"
        if _HOST.match(address) and not _NO_HOST.search(address.partition("/")[0]):
            return f"[{text}](https://{address}{title})"
        if " " in address:
            return whole  # Markdown takes it for text
        self._look(f"{address} leads to nothing that is imported: the link's words are kept")
        return text


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag, or the arguments of a shortcode written like one."""
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(tag)}


def image_of_tag(tag: str, inline: Inline) -> str:
    """Return the image that an ``<img>`` is."""
    found = attributes(tag)
    return inline.image(found.get("alt", ""), found.get("src", ""))
