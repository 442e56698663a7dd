"""Words of others, in HTML, Markdown or neither, as MyST that shows them and can do nothing else.

What is made of them are paragraphs, lists, quotes, code, emphasis and links of the web; whatever
else there is becomes words. No heading, directive, role, target, comment, picture or raw HTML
gets through, and no mail address.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any

from eventnotes.importing.draft import public
from eventnotes.importing.writer import escape
from eventnotes.model.urls import read_url
from eventnotes.reading import shortcodes

_TAG = re.compile(
    r"</?(?:p|br|ul|ol|li|div|span|h[1-6]|a|b|i|em|strong|code|pre|blockquote|table|img)\b[^>]*>",
    re.IGNORECASE,
)
_RST_LINK = re.compile(r"`([^`<>\n]+?)\s*<(https?://[^\s<>`]+)>`_{1,2}")
_WEB = re.compile(r"https?://[^\s<>\"'`\\\[\]{}|^]+[^\s<>\"'`\\\[\]{}|^.,;:!?)*_~]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>]*", re.IGNORECASE)
_AFTER = ".,;:!?)]}\"'*_|~"
_MAIL = re.compile(
    r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w/:@])", re.IGNORECASE
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ue000"
    r"\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]"
)
_EDGE = "\ue000"
"""Stands around code until all pieces are put together."""
_FENCE = re.compile(r"[ >-]*(`{3,})$")
_CLASS = re.compile(r"\.private|class.*private|(?:div|container).*private", re.IGNORECASE)
_PRIVATE_FENCE = re.compile(r"(?im)^([ \t>*+-]*)(?=(?:`{3,}|~{3,}|:{2,}).*private)")
"""What would be taken for the author's, even in code; a mark that nobody sees goes before it."""
_PIECED = re.compile(
    r"^((?:[ >-]|\d+\.)*)(?=\(.+\)=\s*$|:[ \t]|:[A-Za-z][\w-]*:|:{3}|\|?[ \t]*%|#|\+{3})"
)
NO_MAIL = "(mail address left out)"
_INLINE = {"a", "b", "strong", "em", "i", "_inline"}
_HIDDEN = (
    *("script", "style", "iframe", "object", "embed", "template", "noscript", "head", "title"),
    *("form", "svg", "math", "canvas", "audio", "hr", "input", "button", "select", "textarea"),
)


def is_web(url: str) -> bool:
    """Tell whether a page may link to an address."""
    try:
        read_url(url)
    except ValueError:
        return False
    return True


def without_mail(text: str, said: str = NO_MAIL) -> str:
    """Return words without mail addresses.

    :param said: what stands in the place of one.
    """
    return _MAIL.sub(said, text)


def words(text: str) -> str:
    """Return MyST of plain words, in which addresses of the web are links."""
    return _joined(_words(text))


def _words(text: str) -> str:
    text, made, at = without_mail(_CONTROL.sub("", text)), [], 0
    for match in _WEB.finditer(text):
        url = match[0] + ")" * (match[0].count("(") > match[0].count(")"))
        if is_web(url) and text.startswith(url, match.start()):
            made += [_shown(text[at : match.start()]), f"<{url}>"]
            at = match.start() + len(url)
    return "".join([*made, _shown(text[at:])])


def _shown(text: str) -> str:
    """Return MyST that shows words, with tags of other systems as the code that they are."""
    kept = text.lstrip()
    made, at = [text[: len(text) - len(kept)]], 0
    text = kept
    for begin, end in _spans(text):
        if begin < at:
            continue
        made += [escape(text[at:begin]), _code(text[begin:end])]
        at = end
    return "".join([*made, escape(text[at:])])


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where words stand that a build would take for something else, and warn of."""
    found = shortcodes.spans(text) if re.search(r"[{\[!?]", text) else []
    for match in _ADDRESS.finditer(text):
        if not is_web(match[0].rstrip(_AFTER)):
            found.append(match.span())
    return sorted(found)


def _code(text: str) -> str:
    text = " ".join(text.split())
    marks = "`" * (max([0, *map(len, re.findall("`+", text))]) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{_EDGE}{marks}{pad}{text}{pad}{marks}{_EDGE}" if text else ""


def _joined(myst: str) -> str:
    """Return MyST in which two pieces of code do not become one."""
    apart = re.sub(rf"{_EDGE}{_EDGE}|(?<=[`\\]){_EDGE}(?=`)", " ", myst)
    return apart.replace(_EDGE, "")


def link(title: str, url: str) -> str:
    """Return a link with words of others as its text; the words alone where it may not be one."""
    shown = _unclassed(_joined(_shown(without_mail(visible(title)))))
    if not is_web(url):
        return shown
    shown = _in_brackets(shown)
    return _link(shown, url) if shown and title.strip() != url else f"<{url}>"


def _in_brackets(myst: str) -> str:
    return re.sub(r"\]|\A\^", r"\\\g<0>", myst)


def _link(shown: str, url: str) -> str:
    return f"[{shown}]({url})" if "(" not in url and ")" not in url else f"[{shown}](<{url}>)"


def visible(text: str) -> str:
    """Return words on one line, without what nobody sees."""
    return " ".join(_CONTROL.sub("", text).split())


def is_mail(text: str) -> bool:
    """Tell whether words are a mail address."""
    return _MAIL.fullmatch(text.strip()) is not None


def prose(text: str) -> str:
    """Return MyST of an abstract."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        return ""
    from bs4.exceptions import ParserRejectedMarkup

    try:
        if not _TAG.search(text):
            text = _markdown().render(_RST_LINK.sub(r"[\1](\2)", text))
        # the parser takes any other declaration for one, and stops at what is none
        text = re.sub(r"<!(?!--)", "&lt;!", text)
        return _guarded(_joined(_converter().convert(text)).strip())
    except (RecursionError, ParserRejectedMarkup):
        return words(" ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split()))


def _unclassed(line: str) -> str:
    """Return MyST without the class that an author's private words have."""
    if not _CLASS.search(line):
        return line
    return re.sub(
        r"(?i)(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)|(?<=p)r(?=ivate)",
        lambda m: m[0] if m[1] else "&#114;",
        line,
    )


def title(text: str) -> str:
    """Return the inline MyST of a heading."""
    return re.sub(r"(\s)(#+)$", r"\1\\\2", words(public(visible(text))))


def _guarded(myst: str) -> str:
    """Return MyST in which no line that was put together of pieces is a target or a field."""
    lines, fence = myst.split("\n"), ""
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip() == fence):
            fence = "" if fence else mark[1]
        elif not fence:
            lines[at] = _unclassed(_PIECED.sub(r"\1\\", line))
    return "\n".join(lines)


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 50})


@cache
def _converter() -> Any:
    """Return what makes MyST of HTML; its parser is in the extra ``import``."""
    from markdownify import MarkdownConverter

    class Converter(MarkdownConverter):
        """HTML to MyST, with words escaped for MyST and nothing but harmless tags."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            # a bracket would end the link around it
            return (
                _words(text) if "a" not in parent_tags else _in_brackets(_shown(without_mail(text)))
            )

        def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
            url = str(el.get("href") or "").strip()
            if "_noformat" in parent_tags or not text.strip() or not is_web(url):
                return text
            shown = " ".join(text.split())
            return f"<{url}>" if el.get_text().strip() == url else _link(shown, url)

        def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
            url = str(el.get("src") or "").strip()
            alt = " ".join(str(el.get("alt") or "").split())
            shown = _in_brackets(words(alt))
            return shown if parent_tags & {"a", "_noformat"} else link(alt, url)

        def convert_video(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return text

        def convert_hN(self, n: int, el: Any, text: str, parent_tags: set[str]) -> str:
            text = " ".join(text.replace("**", "").split())
            return f"\n\n**{text}**\n\n" if text else ""

        def convert_code(self, el: Any, text: str, parent_tags: set[str]) -> str:
            if "pre" in parent_tags:
                return text
            return _code(without_mail(el.get_text()))

        convert_kbd = convert_samp = convert_code

        def convert_pre(self, el: Any, text: str, parent_tags: set[str]) -> str:
            text = without_mail(el.get_text()).strip("\n")
            if parent_tags & _INLINE:
                return _code(text)
            text = _PRIVATE_FENCE.sub("\\1\u200b", text)
            marks = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
            return f"\n\n{marks}\n{text}\n{marks}\n\n" if text.strip() else ""

        def convert_table(self, el: Any, text: str, parent_tags: set[str]) -> str:
            rows = [
                " – ".join(" ".join(cell.get_text(" ").split()) for cell in row(["td", "th"]))
                for row in el("tr")
            ]
            shown = [words(row) for row in rows if row.strip()]
            if "a" in parent_tags:
                return _in_brackets(" ".join(shown))
            return "".join(f"\n\n{row}\n\n" for row in shown)

        def convert_dt(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return f"\n\n{text.strip()}\n\n" if text.strip() else ""

        convert_dd = convert_dt

        def convert_del(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return text

        convert_s = convert_del

        def convert_br(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return " " if "_inline" in parent_tags else "\\\n"

        def convert_nothing(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return ""

    for tag in _HIDDEN:
        setattr(Converter, f"convert_{tag}", Converter.convert_nothing)
    return Converter(bullets="-", strip_pre=None, escape_asterisks=False, escape_underscores=False)
