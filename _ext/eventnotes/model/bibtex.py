"""Entries of BibTeX, with the types and fields of BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {sign: f"\\{sign}" for sign in "{}$&#_%"}
_TO_ESCAPE = re.compile(r"[\\~^{}$&#_%]")
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", "%": r"\%", "#": r"\#"}
_NOT_IN_ADDRESS = re.compile(r"[{}\\%#]")


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return an entry; its values are as BibTeX has them, and empty ones are left out."""
    lines = "".join([f"  {name} = {{{value}}},\n" for name, value in fields.items() if value])
    return f"@{kind}{{{key},\n{lines}}}\n"


def escape(text: str) -> str:
    """Return words as BibTeX has them.

    >>> escape("100% & more")
    '100\\\\% \\\\& more'
    """
    return _TO_ESCAPE.sub(_special, text)


def _special(sign: re.Match[str]) -> str:
    return _SPECIAL[sign[0]]


def title(text: str) -> str:
    """Return a title in braces, so that no style changes its letters."""
    return f"{{{escape(text)}}}"


def names(people: Iterable[str], orgs: Container[str] = ()) -> str:
    """Return names as BibTeX joins them; whole where one has an order or a joining word of its own.

    Which part of a name is the family's, only its owner knows.

    :param orgs: those that have no such part.
    """
    return " and ".join(
        f"{{{escape(name)}}}"
        if name in orgs or "," in name or " and " in f" {name} "
        else escape(name)
        for name in people
    )


def address(url: str) -> str:
    """Return an address, in which BibTeX takes few signs as they are."""
    return _NOT_IN_ADDRESS.sub(lambda sign: _IN_ADDRESS[sign[0]], url)
