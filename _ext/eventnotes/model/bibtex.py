"""Entries of BibTeX, with the types and fields of BibLaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {sign: f"\\{sign}" for sign in "{}$&#_%"}
_ESCAPES = str.maketrans(_SPECIAL)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", "%": r"\%", "#": r"\#"})


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """Return an entry; its values are as BibTeX has them, and empty ones are left out."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


def escape(text: str) -> str:
    """Return words as BibTeX has them.

    >>> escape("100% & more")
    '100\\\\% \\\\& more'
    """
    return text.translate(_ESCAPES)


def title(text: str) -> str:
    """Return a title in braces, so that no style changes its letters."""
    return f"{{{escape(text)}}}"


def names(people: Iterable[str]) -> str:
    """Return names as BibTeX joins them; whole where one has an order or a joining word of its own.

    Which part of a name is the family's, only its owner knows.
    """
    return " and ".join(
        f"{{{escape(name)}}}" if "," in name or " and " in f" {name} " else escape(name)
        for name in people
    )


def address(url: str) -> str:
    """Return an address, in which BibTeX takes few signs as they are."""
    return url.translate(_IN_ADDRESS)
