"""What other programs add to Markdown: shortcodes, callouts, comments and marks of their own.

Zola, Hugo, Jekyll, Quarto, Obsidian and Docusaurus are read alike, since what one of them writes
means nothing to the others. Code is left as it is. A shortcode that is not known stays in its place
as a comment, and the words in it stay as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from eventnotes.importing import comments
from eventnotes.importing.inline import attributes

_CODE = (
    r"^(?P<fence>[ \t>]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=mark)[`~]*[ \t]*$|\Z))"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)"
)
_UNREAD = re.compile(f"{_CODE}|{comments.STRICT}", re.DOTALL | re.MULTILINE)
_UNREAD_IN_VAULT = re.compile(f"{_CODE}|{comments.OBSIDIAN}", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"\{\{[^{}\n`]*\}\}|\{%[^{}\n`]*%\}")
_BRACKETED = re.compile(r"\[[a-z]\w*(?:\s+\w+=[^\[\]\s]+)+\s*/?\](?!\()|\[/[a-z]\w*\](?!\()")
_KEPT = re.compile("([\0\2])(\\d+)\\1")
_CALL = re.compile(
    r"\{\{[<%]-?[ ]*(?P<hugo>/?[ ]*[\w./-]+)(?P<hargs>.*?)/?[ ]*-?[>%]\}\}"
    r"|\{\{-?[ ]*(?P<zola>[\w:]+)\((?P<zargs>.*?)\)[ ]*-?\}\}"
    r"|\{%-?[ ]*(?P<block>[\w:]+)(?:\((?P<bargs>.*?)\))?(?P<largs>[^%]*?)[ ]*-?%\}"
    r"|\{\{-?[ ]*(?P<value>[^{}<%(]*?)[ ]*-?\}\}",
    re.DOTALL,
)
_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)\s*=\s*)?(?:\"(?P<d>[^\"]*)\"|'(?P<s>[^']*)'|(?P<b>[^\s,\"'=\]\[]+))"
)
_CALLOUT = re.compile(
    r"^(?P<lead>[ \t]*)>[ ]*\\?\[!(?P<kind>[\w-]+)[^\]]*\](?P<fold>[+-]?)[ \t]*(?P<title>.*)$"
)
_DIV = re.compile(r"^(?P<lead>[ \t]*)(?P<mark>:{3,})[ \t]*(?P<info>[^\n:]*?)[ \t]*:*$")
_HIDDEN_DIV = re.compile(
    r"\{(?=[^}]*\.(?:content-)?hidden\b)(?:[^}]*\bwhen-format=\"?html|(?![^}]*(?:when|unless)-))"
)
"""What opens a block that the pages of Quarto do not show."""
_DIV_KIND = re.compile(r"\{[^}]*\.callout-(\w+)[^}]*\}|\{?\s*\.?(?:callout-)?([\w-]+)")
_ATTRIBUTES = re.compile(
    r"(?<=[)\]])(?:\{:?\s*(?:[.#][\w-]+|[\w-]+=(?:\"[^\"]*\"|[^\s}]+)|[ \t])+\})+"
)
_KRAMDOWN = re.compile(r"[ \t]*\{:\s*(?:[.#][\w-]+|toc|[\w-]+=)[^{}\n]*\}")
_MKDOCS = re.compile(
    r"^(?P<lead>[ \t]*)(?P<mark>!!!|\?\?\?\+?)[ ]?(?P<kind>[\w-]+)"
    r"[^\"\n]*(?:\"(?P<title>[^\"]*)\")?[^\n]*$"
)
_APART = re.compile("[\\n\1]*\1[\\n\1]*")
"""What stands around a block, which is a paragraph's distance."""

_DEEPEST = 10
_KINDS = {
    "note": "note info abstract summary tldr todo example question quote cite notice neutral",
    "tip": "tip success check done help faq",
    "important": "important",
    "warning": "warning attention failure fail missing",
    "caution": "caution",
    "danger": "danger error bug",
    "seealso": "seealso",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_IMAGE = frozenset({"image", "img", "figure", "fig", "photo", "picture", "resize_image", "imgh"})
_GALLERY = frozenset({"gallery", "photos", "images", "carousel"})
_FOLDED = frozenset({"details", "detail", "collapse", "expand", "spoiler", "accordion", "dropdown"})
_CODES = frozenset({"code", "highlight", "codeblock"})
_BOXES = frozenset({"notice", "callout", "alert", "admonition", "hint", *_KIND}) - {"quote", "cite"}
_SILENT = frozenset({"raw", "endraw", "more", "toc", "TOC"})
_VIDEOS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


@dataclass
class Dialect:
    """What a site knows that its pages need."""

    gallery: Callable[[str], list[str]] = lambda _folder: []
    """Returns the photos of a folder, or all beside the page for no folder."""
    photo: Callable[[str], str | None] = lambda _address: None
    """Returns the name that a photo will have."""
    link: Callable[[str], str] = lambda address: address
    """Returns the address that a shortcode for links means."""
    dropdowns: bool = False
    """Whether the site has sphinx-design."""
    is_vault: bool = False
    """Whether it is Obsidian's, where ``%%`` begins and ends a comment wherever it stands."""
    known: frozenset[str] = frozenset()
    """Names of variables that stand for nothing, as ``site.baseurl``."""
    notices: list[tuple[int, str]] = field(default_factory=list)

    def translate(self, text: str) -> str:
        """Return a page with what is known put into MyST."""
        self.notices = []
        self._kept: list[str] = []
        text = (_UNREAD_IN_VAULT if self.is_vault else _UNREAD).sub(self._keep, text)
        text = self._restored(self._words(text), "\0")
        text = _APART.sub("\n\n", "\n".join(self._callouts(text.split("\n")))).strip("\n")
        return self._restored(text, "\2")

    def _keep(self, match: re.Match[str]) -> str:
        """Put a mark in the place of code, or of a comment, so that nothing in it is read."""
        if match["fence"] is not None or match["ticks"] is not None:
            return self._mark("\0", match[0])
        if match.lastgroup in comments.HIDDEN:
            number = match.string.count("\n", 0, match.start()) + 1
            self.notices.append((number, "what was hidden is kept as a comment"))
        made = comments.replaced(match)
        mark = self._mark("\2", made.text)
        return f"\n\1\n{mark}\n\1\n" if made.is_block else mark

    def _mark(self, sign: str, text: str) -> str:
        self._kept.append(text)
        return f"{sign}{len(self._kept) - 1}{sign}"

    def _comment(self, words: str) -> str:
        """Put a mark in the place of words that become a comment."""
        return self._mark("\2", comments.comment(self._restored(words)))

    def _restored(self, text: str, signs: str = "\0\2") -> str:
        return _KEPT.sub(lambda m: self._kept[int(m[2])] if m[1] in signs else m[0], text)

    # -- shortcodes ----------------------------------------------------------------------------

    def _words(self, text: str) -> str:
        text = _BRACKETED.sub(lambda m: self._comment(f" {m[0]} "), text)
        text = _KRAMDOWN.sub("", _ATTRIBUTES.sub("", text))
        made: list[str] = []
        at = 0
        while match := _CALL.search(text, at):
            number = self._restored(text[: match.start()]).count("\n") + 1
            name, arguments = _call(match)
            end = _end(text, match, name)
            body = text[match.end() : end[0]] if end else None
            put = self._shortcode(name, arguments, body)
            if put is None:
                put = self._unknown(match[0], name, number)
                end = None
            made += [text[at : match.start()], put]
            at = end[1] if end else match.end()
        return "".join([*made, text[at:]])

    def _unknown(self, written: str, name: str, line: int) -> str:
        if not name.startswith(("/", "end")):
            self.notices.append(
                (line, f"{written.strip()!r} is not known: it is kept as a comment")
            )
        return self._comment(f" {written} ")

    def _shortcode(self, name: str, args: dict[str, str], body: str | None) -> str | None:
        """Return what a shortcode is in MyST, or None where it is not known."""
        low = name.lower().rpartition("::")[2].rpartition("/")[2]
        first = args.get("0", "")
        if low in _SILENT or name in self.known:
            return _TAG.sub(lambda match: f"`{match[0]}`", body or "")
        if low in _IMAGE:
            return self._image(args, body or "")
        if low in _GALLERY:
            return self._gallery(args, body or "")
        if low in _VIDEOS and (video := args.get("id") or first):
            return f"\n\1\n{video if '://' in video else _VIDEOS[low] + video}\n\1\n"
        if low in {"ref", "relref", "post_url", "link"} and first:
            return self.link(first)
        if low == "include" and (args.get("src") or args.get("url")):
            return self._image(args, "")
        if low == "comment" and body is not None:
            return self._comment(body)
        if body is None:
            return self._value(name, args)
        if low in _CODES:
            language = args.get("lang") or args.get("language") or first
            return f"\n\1\n```{language}\n{body.strip(chr(10))}\n```\n\1\n"
        body = self._words(body)
        if low in _FOLDED:
            title = args.get("title") or args.get("summary") or first or "More"
            return self.box("dropdown", title, body)
        if low in {"quote", "blockquote"}:
            by = args.get("author") or args.get("cite") or first
            words = f"{body.strip()}\n\n— {by}" if by else body.strip()
            quoted = "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
            return f"\n\1\n{quoted}\n\1\n"
        if low in _BOXES:
            kind = args.get("type") or args.get("level") or (first if first in _KIND else low)
            return self.box(kind, args.get("title", ""), body)
        return None

    def _value(self, name: str, args: dict[str, str]) -> str | None:
        """Return an address that Liquid computes, as ``"/a.png" | relative_url``."""
        if "|" in name and ("relative_url" in name or "absolute_url" in name):
            return name.partition("|")[0].strip(" \"'")
        return None

    def _image(self, args: dict[str, str], body: str) -> str | None:
        keys = ("path", "src", "url", "image", "file", "link", "0")
        address = next((args[key] for key in keys if args.get(key)), "")
        if not address:
            return None
        caption = args.get("caption") or args.get("title") or body.strip()
        alt = args.get("alt") or args.get("caption") or args.get("1") or args.get("title") or ""
        if not caption or caption == alt:
            return f"![{_plain(alt)}](<{address}>)"
        if photo := self.photo(address):
            words = f":alt: {_plain(alt)}\n" if alt else ""
            return f"\n\1\n```{{figure}} {photo}\n{words}\n{caption}\n```\n\1\n"
        return f"![{_plain(alt)}](<{address}>)\n\1\n{caption}\n\1\n"

    def _gallery(self, args: dict[str, str], body: str) -> str | None:
        listed = [value for value in args.values() if PurePosixPath(value).suffix]
        listed += [f.get("src", "") for f in map(attributes, re.findall(r"<img\b[^>]*>", body))]
        folder = args.get("path") or args.get("dir") or args.get("folder") or args.get("0", "")
        photos = listed or self.gallery("" if PurePosixPath(folder).suffix else folder)
        if not photos:
            return None
        caption = args.get("caption", "")
        rows = "\n".join(f"![](<{photo}>)" for photo in photos)
        return (
            f"\n\n:::{{photos}}\n{rows}\n{f'{chr(10)}{caption}{chr(10)}' if caption else ''}:::\n\n"
        )

    # -- boxes ---------------------------------------------------------------------------------

    def box(self, kind: str, title: str, body: str) -> str:
        """Return an admonition, or what folds."""
        body = body.strip("\n")
        fence = _fence_around(body)
        known = _KIND.get(kind.lower(), "")
        title = title.strip()
        if not body.strip():
            title, body, kind = "", title, kind if kind != "dropdown" else "note"
        if not body:
            return ""
        if kind == "dropdown" and self.dropdowns:
            head = f"{{dropdown}} {title}"
        elif kind == "dropdown":
            head = f"{{admonition}} {title}\n:class: dropdown\n"
        elif title:
            head = f"{{admonition}} {title}\n:class: {known or 'note'}\n"
        else:
            head = f"{{{known or 'note'}}}"
        return f"\n\1\n{fence}{head.rstrip(' ')}\n{body}\n{fence}\n\1\n"

    def _callouts(self, lines: list[str], depth: int = 0) -> list[str]:
        """Put callouts in quotes, and blocks between colons, into boxes, some levels deep."""
        if depth > _DEEPEST:
            return lines
        made: list[str] = []
        at = 0
        code = ""
        while at < len(lines):
            line = lines[at]
            fence = re.match(r"[ \t>]*(`{3,}|~{3,})", line)
            if fence:
                code = "" if code and fence[1].startswith(code) else code or fence[1]
            callout = None if code else _CALLOUT.match(line)
            folded = None if code or callout else _MKDOCS.match(line)
            div = None if code or callout or folded else _DIV.match(line)
            if callout:
                end = at + 1
                while end < len(lines) and lines[end].lstrip().startswith(">"):
                    end += 1
                body = [re.sub(r"^[ \t]*>[ ]?", "", text) for text in lines[at + 1 : end]]
                kind = "dropdown" if callout["fold"] else callout["kind"]
                inner = "\n".join(self._callouts(body, depth + 1))
                made += self.box(kind, callout["title"], inner).split("\n")
                at = end
            elif folded:
                end, body = _indented(lines, at + 1, len(folded["lead"]) + 4)
                kind = folded["kind"] if folded["mark"] == "!!!" else "dropdown"
                inner = "\n".join(self._callouts(body, depth + 1))
                title = folded["title"] or ("" if kind != "dropdown" else folded["kind"])
                made += self.box(kind, title, inner).split("\n")
                at = end
            elif div and _HIDDEN_DIV.match(div["info"]):
                end = _closing(lines, at, div["mark"])
                made += _private(lines[at + 1 : end])
                at = end + 1
            elif div and div["info"] and (div["info"][0] != "{" or ".callout" in div["info"]):
                end = _closing(lines, at, div["mark"])
                inner = "\n".join(self._callouts(lines[at + 1 : end], depth + 1))
                made += self._div(div["info"], inner).split("\n")
                at = end + 1
            elif div and re.match(r"\{[.#]", div["info"]):
                end = _closing(lines, at, div["mark"])
                made += ["\1", *self._callouts(lines[at + 1 : end], depth + 1), "\1"]
                at = end + 1
            else:
                made.append(line)
                at += 1
        return made

    def _div(self, info: str, body: str) -> str:
        kind = _DIV_KIND.match(info)
        name = (kind[1] or kind[2] or "") if kind else ""
        found = attributes(info)
        title = found.get("title", "") or ("" if "{" in info else info[len(name) :].strip(" []"))
        fold = found.get("collapse") == "true" or name in _FOLDED
        if not fold and name not in _KIND:
            return f"\n\1\n{info}\n\1\n{body}\n\1\n" if "{" not in info else f"\n\1\n{body}\n\1\n"
        return self.box("dropdown" if fold else name, title, body)


def _private(lines: list[str]) -> list[str]:
    """Return lines in a private block."""
    fence = _fence_around("\n".join(lines))
    return ["\1", f"{fence}{{private}}", *lines, fence, "\1"]


def _fence_around(text: str) -> str:
    """Return colons that no block in a text has as many of."""
    marks = [len(run) for run in re.findall(r"^[ \t]*(:{3,})", text, re.MULTILINE)]
    return ":" * (max([2, *marks]) + 1)


def _plain(text: str) -> str:
    return re.sub(r"[\[\]]", "", text)


def _indented(lines: list[str], at: int, depth: int) -> tuple[int, list[str]]:
    """Return the lines that are indented from a line on, and the index of the one after them."""
    end = at
    while end < len(lines) and (not lines[end].strip() or lines[end][:depth].isspace()):
        end += 1
    while end > at and not lines[end - 1].strip():
        end -= 1
    return end, [line[depth:] for line in lines[at:end]]


def _closing(lines: list[str], at: int, mark: str) -> int:
    """Return the index of the line that closes a block of colons; the end if none does."""
    depth = 0
    for index in range(at, len(lines)):
        div = _DIV.match(lines[index])
        if div is None:
            continue
        depth += 1 if div["info"] else -1
        if depth == 0:
            return index
    return len(lines)


def _call(match: re.Match[str]) -> tuple[str, dict[str, str]]:
    """Return the name and the arguments of a shortcode, the unnamed ones by their number."""
    name = match["hugo"] or match["zola"] or match["block"] or match["value"] or ""
    written = match["hargs"] or match["zargs"] or match["bargs"] or match["largs"] or ""
    args: dict[str, str] = {}
    number = 0
    for found in _ARGUMENT.finditer(written):
        value = next(v for v in (found["d"], found["s"], found["b"], "") if v is not None)
        if found["key"]:
            args[found["key"].lower()] = value
        else:
            args[str(number)] = value
            number += 1
    return " ".join(name.split()), args


def _end(text: str, match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Return where the end of a shortcode with a body stands."""
    if match["hugo"] and not name.startswith("/"):
        close = rf"\{{\{{[<%]-?\s*/\s*{re.escape(name)}\s*-?[>%]\}}\}}"
    elif match["block"]:
        close = rf"\{{%-?\s*end(?:{re.escape(name)})?\s*(?:{re.escape(name)})?\s*-?%\}}"
    else:
        return None
    found = re.search(close, text[match.end() :])
    return (match.end() + found.start(), match.end() + found.end()) if found else None
