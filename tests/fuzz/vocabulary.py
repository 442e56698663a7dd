"""What random pages are made of: directives, options and roles from the tables of those who
read them, so that what is new there is tried here without being named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import random_words
from docutils.parsers.rst import roles
from docutils.parsers.rst.languages import en

from eventnotes.domain import NotesDomain
from eventnotes.reading.plurals import ALL_OPTIONS

CRITERIA = ("content", "delivery")

OURS: Sequence[str] = tuple(sorted(set(NotesDomain.directives) - {"private"}))
"""Our directives; the private block has its own rules."""

PROSE = tuple(name for name in OURS if name in {"takeaway", "commentary", "update", "about"})
"""Those whose body is prose, which has to come out."""

ROLES: Sequence[str] = tuple(sorted(set(NotesDomain.roles) - {"private"}))

# Their effects reach beyond the page or the machine: a date of today, a file, the network.
_APART = {"date", "raw", "include", "csv-table", "restructuredtext-test-directive", "meta"}
_STOCK = {*en.directives} - _APART
_SPHINX = {
    *("toctree", "only", "index", "seealso", "deprecated", "versionadded", "versionchanged"),
    *("code-block", "sourcecode", "literalinclude", "highlight", "centered", "acks", "hlist"),
    *("tabularcolumns", "glossary", "productionlist", "rst-class", "default-domain", "object"),
    *("describe", "program", "option", "envvar", "confval", "cmdoption", "module", "function"),
    *("py:function", "py:class", "py:module", "py:currentmodule", "js:function", "c:function"),
    *("cpp:class", "rst:directive", "std:option", "math:numref", "figure-md", "card", "grid"),
    *("tab-set", "tab-item", "dropdown", "button-link", "cite", "bibliography", "youtube"),
    *("nowhere", "notes:nowhere", "eval-rst", "versionremoved", "codeauthor", "sectionauthor"),
}
STOCK: Sequence[str] = tuple(sorted(_STOCK | _SPHINX))
"""Directives of docutils, Sphinx, MyST and others, and some that nobody has."""

STOCK_ROLES: Sequence[str] = tuple(
    sorted(
        {
            *(name for name in roles._role_registry if name.isascii() and " " not in name),
            *("doc", "ref", "any", "term", "download", "numref", "eq", "abbr", "kbd", "token"),
            *("option", "envvar", "pep", "rfc", "math", "sub", "sup", "keyword", "index", "cite"),
            *("py:func", "std:ref", "nowhere", "notes:nowhere", "raw", "external:ref", "guilabel"),
        }
        - {"acronym"}  # Sphinx's own writers of text and others end at one
    )
)
STOCK_OPTIONS: Sequence[str] = (
    *("class", "name", "alt", "width", "height", "scale", "align", "target", "figclass"),
    *("figwidth", "header-rows", "widths", "stub-columns", "file", "url", "encoding", "lines"),
    *("start-line", "end-line", "start-after", "end-before", "literal", "code", "number-lines"),
    *("maxdepth", "glob", "hidden", "numbered", "caption", "titlesonly", "reversed", "columns"),
    *("linenos", "emphasize-lines", "dedent", "force", "language", "sorted", "depth", "local"),
    *("backlinks", "no-index", "noindex", "type", "module", "parser", "tab-width", "open"),
)
STOCK_VALUES: Sequence[str] = (
    *("", "1", "-1", "0", "x", "50%", "10px", "left", "dot.svg", "none.png", "self", "python"),
    *("a b c", "1-3,7", "https://example.org/", "../../x", "/index", "True", "é", '"', "'", "[]"),
    *("{}", "# x", ": x", "|", ">-", "*", "**", "`", "zq", "auto", "grid", "2", "utf-16", "%"),
)

VALUES: Sequence[str] = (
    *("", " ", "0", "-1", "5", "4.5/5 Good.", "99/5", "1e9", "٣", "½", "★★★", "★" * 99, "NaN"),
    *("2025-02-29", "2025-13-01", "0000", "9999-12-31", "2025-03-17 to 2024", "..", "/", "to"),
    *("25:99", "Tue", "noon", "14:00 2025", "PT", "P1Y", "1:2:3:4", "-5 min", "99999999 h"),
    *("Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "posix/UTC", "UTC", "\0", "a" * 300),
    *("()", "(", ")", "a (b", "a) b", "; ; ;", ",", "?", "someone", "someone ()", "(Mako)"),
    *("people/", "people/a/b", "PEOPLE/A", "/", "//", "a/", "a-", "-a", "日本", "ß", "ı", "İ"),
    *("https://", "http://[", "http://[::1]:x/", "https://a b", "javascript:alert(1)", "//x"),
    *(
        "data:text/html,x",
        "https://e.org/\u202e",
        "HTTPS://E.ORG",
        "https://xn--a.example/",
        "www.",
    ),
    *("*a", "**a", "`a", "{talk}`x`", "{person}`", "[](", "[a](b", "![", "<b>", "</div>", "&amp;"),
    *(":a: b", ": x", "# x", "% x", "\\", "\\\\", "|a|", "a_", "_a", "`a`_", "[1]_", "[#]_"),
    *("[^1]", "{{x}}", "$x$", "$$", "--", "...", "\ufeff", "\u200b", "\u2028", "a\tb", "\x85"),
)
"""Values that hardly any option can read, and some that few can."""


def options_of(directive: str) -> Mapping[str, Sequence[str]]:
    """Return the options of one of our directives, each with values that it can read."""
    pool = random_words.OPTIONS.get(directive, {})
    found = {}
    for option in ALL_OPTIONS.get(directive, ()):
        given = pool.get(option.name, ())
        found[option.name] = tuple(filter(None, (option.example, *given))) or ("",)
    if directive == "rating":
        found |= dict.fromkeys(CRITERIA, ("4", "3/5", "★★★☆☆", "much"))
    return found


def arguments_of(directive: str) -> Sequence[str]:
    """Return what may stand on the first line of one of our directives."""
    return random_words.TITLES.get(directive, ("",))


ODD: Sequence[str] = (
    *("\u200b", "\ufeff", "\u202e", "\u2028", "\u0000", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\xa0"),
    *("\u00ad", "e\u0301", "\U0001f600", "\U000e0041", "\ufffd", "\uffff", "ﬁ", "ﷺ", "𝒳", "ａ"),
    *("<!--", "-->", "{", "}", "`", "``", ":::", "$$", "[^", "](", "|", "\\", "%", "&#0;", "&lt"),
)
"""Characters and marks that are put into the middle of a line."""

GARBAGE: Sequence[str] = (
    *(
        "```",
        "````",
        "~~~",
        ":::",
        "::::",
        ":::::",
        "```{",
        "```{}",
        ":::{",
        "::",
        ".. ",
        "..",
        "__",
    ),
    *("# ", "## ", "#", "===", "---", "***", "+++", "- ", "* ", "1. ", "a) ", "> ", ">", "    "),
    *(
        "|",
        "| a | b |",
        "| - | - |",
        "|-|",
        "+---+",
        "|||",
        "[^a]",
        "[^a]: ",
        "[#]_",
        "[#a]_",
        "\t",
    ),
    *("[a]: b", "[a]", "[](#a)", "[](", "![](", "![a](dot.svg)", "<https://e.org>", ".. [#a] "),
    *("(a)=", "(a b)=", "_`a`", ".. _a:", "a_", "`a`_", "`a <b>`_", "|a|", ".. |a| replace:: b"),
    *("<b>", "</b>", "<div>", "</div>", "<details>", "<pre>", "<br/>", "<a href=x>", "__ a"),
    *("&lt;", "&#x0;", "&nbsp", "\\", "\\\n", "$a$", "$$", "{{ a }}", "{%", ": ", ":a: b", ":a:"),
    *(
        "{py:func}`a`",
        "{",
        "}",
        "{}",
        "{.a}",
        "{#a}",
        "{a=b}",
        "::",
        "*",
        "**",
        "_",
        "`",
        "``",
        "~~",
    ),
    *("Term\n: Definition", "- [ ] a", "- [x] b", "a\n===", "a\n---", "* * *", "'''", '"', "é"),
    *("<img src=dot.svg>", "https://e.org/", "%", "日本"),
)
"""Marks of both languages, in no order."""
