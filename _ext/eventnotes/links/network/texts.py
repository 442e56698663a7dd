"""From what pages say to words that can stand in the lock file: one line, bounded, harmless."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from bs4.dammit import EncodingDetector, UnicodeDammit

from eventnotes.model.dates import read_date
from eventnotes.model.lock import LONGEST, UNFIT

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN = re.compile(
    r"utf-?8|utf-?16(?:[lb]e|-[lb]e)?|iso-?8859-?\d+|latin-?\d|windows-\d+|cp\d+|koi8-[ru]|gbk"
    r"|gb2312|gb18030|big5(?:-hkscs)?|euc-(?:jp|kr|cn)|x-sjis|shift[_-]jis|iso-2022-jp|us-ascii"
    r"|ascii|tis-620|macintosh"
)
"""Encodings of text; Python knows others that are none, or that take for ever."""
_MEANT = {  # WHATWG Encoding §4.2: what these labels stand for on the web
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-9": "windows-1254",
    "tis-620": "windows-874",
    "macintosh": "mac-roman",
}
_DECLARED_IN = 8 * 1024
_LOOKED_AT = 32 * 1024
"""How much of a page its encoding is guessed from."""
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d/.-])")
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")


def one_line(text: str) -> str:
    """Return *text* without what could change how other text is shown, cut to what is kept."""
    line = " ".join(UNFIT.sub(lambda found: " " if found[0].isspace() else "", text).split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rstrip() + "…"


def as_date(text: str) -> str:
    """Return the ISO 8601 date that a date or a time stamp begins with, or nothing."""
    text = text.strip()
    match = _COMPACT_DATE.match(text) or _DATE.match(text)
    if match is not None:
        with suppress(ValueError):
            return read_date("-".join(part for part in match.groups() if part))
    return ""


def decode(data: bytes, content_type: str) -> str:
    """Return the text of an HTML page; bytes that are wrong become U+FFFD.

    As browsers do it, a byte order mark counts more than the header and that more than the page
    (WHATWG HTML §13.2.3.2). Only a page that says nothing is guessed.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    in_header = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    in_page = EncodingDetector.find_declared_encoding(data[:_DECLARED_IN], is_html=True)
    if in_page and in_page.lower().startswith("utf-16"):
        in_page = "utf-8"  # we could not have read it otherwise
    for label in (in_header[1] if in_header else "", in_page or ""):
        label = label.strip().lower()
        if _KNOWN.fullmatch(label):
            with suppress(LookupError, UnicodeError):
                return data.decode(_MEANT.get(label, label), "replace")
    try:
        # The last character may be cut in two.
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        guess = UnicodeDammit(data[:_LOOKED_AT], is_html=True).original_encoding or ""
        encoding = guess.lower() if _KNOWN.fullmatch(guess.lower()) else "windows-1252"
        return data.decode(_MEANT.get(encoding, encoding), "replace")
