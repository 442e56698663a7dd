"""Private words in the lines of a Markdown paragraph, and in what its markup carries unseen.

Titles of links and images, texts of roles and attributes are no tokens of their own. What a
reference definition says comes here with the link that uses it.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from eventnotes.diagnostics import Notice, warn
from eventnotes.reading.comments import (
    DEEP_PERCENT,
    PERCENT_LINE,
    cut_comments,
    has_marks,
)
from eventnotes.reading.fences import is_lost
from eventnotes.reading.page import NO_CLASS, PRIVATE_CLASS
from eventnotes.reading.private.findings import Findings
from eventnotes.scope import NAMES

PRIVATE_WORDS = "private_words"
"""Type of the token that shows a comment in a line, in the author's own copy."""

HALF_FENCE = re.compile(
    r"^[ \t]*(?::{0,2}\{\s*(?:notes:)?private\s*\}(?!`)|\.\.\s*(?:notes:)?private\s*:)", re.I | re.M
)
"""A line that begins as a private block does elsewhere, or with too few colons to be one."""
_OURS_IN_COLONS = re.compile(rf":{{3,}}\{{(?:notes:)?({'|'.join(NAMES)})\}}", re.IGNORECASE)
_NO_COLONS = (
    "colons fence no block here; use backticks, or put 'colon_fence' into myst_enable_extensions"
)
_IN_ADDRESS = re.compile(r"%3C!--.*?(?:--%3E|\Z)", re.DOTALL)
_CODE_ROLES = frozenset(
    {"code", "literal", "math", "samp", "file", "kbd", "command", "regexp", "raw"}
)
"""Roles whose text is code, in which a comment mark is text."""


def clean_line(token: Token, findings: Findings, before: Token | None) -> None:
    """Clean the text of an inline token, which stands after the token *before*."""
    content = token.content
    if "<!--" in content or "-->" in content:
        _clean_children(token, token, findings)
    elif token.children and any(child.attrs for child in token.children):
        # a reference definition stands elsewhere, and so does not show in the line
        for child in token.children:
            if clean_attributes(child, findings):
                findings.note([""])
    if before is not None:  # else it is a part of a line, or code with markup in it
        _doubt_lines(token, findings, before)
    no_colons = not findings.has_colons and _OURS_IN_COLONS.match(content)
    if no_colons and no_colons[1].lower() != "private":
        warn(Notice.FENCE, _NO_COLONS, findings.where(token))
    if "private" in content.lower():
        if any(map(is_lost, token.children or ())):
            in_text = "a private block in a paragraph is text: put a blank line before"
            findings.leak(token, _NO_COLONS if no_colons else in_text)
        for child in token.children or ():
            check_class(child, token, findings)


def _doubt_lines(token: Token, findings: Findings, before: Token) -> None:
    """Look for lines that would have hidden something, had they been where Markdown asks."""
    content = token.content
    lines = DEEP_PERCENT
    if before.type == "paragraph_open":  # a heading or a cell may begin with the sign
        lines = PERCENT_LINE
        half = HALF_FENCE.search(content) if "rivate" in content.lower() else None
        if half:
            message = f"{half[0].strip()!r} hides nothing; write :::{{private}}"
            findings.doubt(token, message, _lines_before(content, half.start()))
    percent = lines.search(content) if "%" in content else None
    if percent:
        message = "a line with % hides nothing where it is deeper than the text around it"
        place = _lines_before(content, percent.end())
        findings.doubt(token, f"{message}; write it at the margin of that text", place)


def clean_attributes(token: Token, findings: Findings) -> bool:
    """Cut comments from what a token carries unseen; tell whether there were any."""
    found = False
    for name, value in token.attrs.items():
        if not isinstance(value, str):
            continue
        if "<!--" in value:
            cut = cut_comments(value, code=False)
            findings.note(cut.comments)
            token.attrs[name], found = " ".join(cut.kept.split(" ")).strip(), True
        elif name in {"href", "src"} and "%3C!--" in value:
            findings.note([""])
            token.attrs[name], found = _IN_ADDRESS.sub("", value), True
    return found


def clean_name(token: Token, findings: Findings) -> None:
    """Cut comments from the name of an equation, a target or a footnote, and from a block break."""
    said = token.info if token.type == "math_block_label" else token.content
    label = str(token.meta.get("label", ""))
    if "<!--" not in f"{said}{label}":
        return
    for text in (said, label):
        findings.note(cut_comments(text, code=False).comments)
    if label:
        token.meta["label"] = cut_comments(label, code=False).kept.strip()
    elif token.type == "math_block_label":
        token.info = cut_comments(said, code=False).kept.strip("-")
    else:
        token.content = cut_comments(said, code=False).kept.strip()


def check_class(token: Token, block: Token, findings: Findings) -> None:
    """Doubt the class ``private`` on a token in *block*: a class hides nothing."""
    if PRIVATE_CLASS.search(str(token.attrs.get("class", ""))):
        findings.doubt(block, NO_CLASS)


def _clean_children(token: Token, block: Token, findings: Findings) -> bool:
    """Clean the parts of a line in *block*; tell whether there were private words."""
    children: list[Token] = []
    found = False
    for child in token.children or []:
        words = _private_words(child)
        if words is not None:
            found = True
            findings.note([words])
            if findings.shown and words:
                child.type, child.content = PRIVATE_WORDS, words
                children.append(child)
            continue
        found = clean_attributes(child, findings) or found
        if child.type == "html_inline" and "<!--" in child.content:
            cut = cut_comments(child.content, code=False)
            findings.note(cut.comments)
            child.content, found = cut.kept, True
        if child.type == "footnote_ref":
            clean_name(child, findings)
        if child.type == "myst_role" and "<!--" in child.content:
            found = _clean_role(child, findings) or found
        if child.type == "image" and "<!--" in child.content:
            found = _clean_children(child, block, findings) or found
        if child.type == "link_open" and has_marks(str(child.attrs.get("title", ""))):
            findings.warn_mark(block)
        if child.type in {"text", "text_special"}:
            if has_marks(child.content):
                findings.warn_mark(block)
            if found and _ends_in_space(children):
                child.content = child.content.lstrip(" ")
        if found and child.type == "softbreak" and children and children[-1].type == "text":
            children[-1].content = children[-1].content.rstrip(" ")
        children.append(child)
    token.children = children
    if found:
        while children and children[-1].type == "softbreak":
            children.pop()
        if children and children[-1].type == "text":
            children[-1].content = children[-1].content.rstrip()
        token.content = _source_without_comments(token)
    return found


def _clean_role(token: Token, findings: Findings) -> bool:
    if str(token.meta.get("name", "")).rpartition(":")[2] in _CODE_ROLES:
        return False
    cut = cut_comments(token.content, code=False)
    findings.note(cut.comments)
    token.content = re.sub(r"\s+(?=[)>]|\Z)", "", cut.kept)  # as in `words (more <!-- -->)`
    return True


def _private_words(token: Token) -> str | None:
    """Return the private words an inline token holds, if it is one of private words."""
    if token.type == "html_inline" and token.content.startswith("<!--"):
        comments = cut_comments(token.content, code=False).comments
        return comments[0] if comments else ""
    return None


def _source_without_comments(token: Token) -> str:
    """Return the source of a line of text as message catalogues will offer it.

    Where source and tokens do not agree on what a comment is, it is put together from tokens.
    """
    cut = cut_comments(token.content)
    if len(cut.comments) != token.content.count("<!--"):
        return "".join(child.content for child in token.children or [])
    return re.sub(r"[ \t]{2,}", " ", cut.kept).strip()


def _ends_in_space(children: list[Token]) -> bool:
    return not children or children[-1].type == "softbreak" or children[-1].content.endswith(" ")


def _lines_before(text: str, at: int) -> int:
    return text.count("\n", 0, at)
