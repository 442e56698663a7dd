"""Names of hosts: one spelling for machines, one for readers, and which of them pretend.

Internationalised names go by UTS #46. Which mixtures of scripts are harmless follows what
browsers show as it was written, after UTS #39 §5.1 ("Highly Restrictive").
"""

from __future__ import annotations

import functools
import re
import unicodedata

_EAST_ASIAN = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
_LIKE_LATIN = frozenset("асеорхуіјѕһԁԛԝѵӏгтнкмпвьαοννυρκιχ")
"""Letters of Cyrillic and Greek that are drawn like ones of Latin."""
_NEVER = re.compile("[\u0250-\u02af\u1d00-\u1dbf\u13a0-\u13ff\uab70-\uabbf]")
"""Letters for phonetics, and those of Cherokee: most are drawn like ones of Latin."""
_PUNYCODE = "xn--"
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f:]*:[0-9a-f:.]+", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def ascii_host(host: str) -> str:
    """Return a host in the one spelling that machines use.

    >>> ascii_host("Bücher.Example.")
    'xn--bcher-kva.example'

    :raises ValueError: no host can have that name.
    """
    host = host.rstrip(".").lower()
    if host.isascii():
        return host
    import idna  # only a name beyond ASCII is worth its tables

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValueError(f"the host {host!r} is no name of a host: {error}") from None


def is_host(host: str) -> bool:
    """Tell whether *host* has the form of a name or an address (RFC 3986 §3.2.2)."""
    return _HOST.fullmatch(host) is not None


@functools.lru_cache(maxsize=4096)
def shown_host(host: str) -> str:
    """Return a host as a reader knows it: without ``www.``, in letters where these are safe.

    >>> shown_host("www.xn--bcher-kva.example")
    'bücher.example'
    """
    host = ascii_host(host).removeprefix("www.")
    shown = _in_letters(host)
    return host if is_look_alike(shown) else shown


def _in_letters(host: str) -> str:
    """Return a host with its labels of punycode decoded, where they can be."""
    if _PUNYCODE not in host:
        return host
    import idna

    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


def is_look_alike(host: str) -> bool:
    """Tell whether a host may be taken for another: its letters are of scripts that mix badly.

    >>> is_look_alike("p\u0430ypal.com")
    True
    >>> is_look_alike("bücher.example")
    False
    """
    host = _in_letters(host.lower())
    if host.isascii():
        return False
    if _NEVER.search(host):
        return True
    labels = host.rstrip(".").casefold().split(".")
    return any(_pretends(label, in_ascii=labels[-1].isascii()) for label in labels)


def _pretends(label: str, *, in_ascii: bool) -> bool:
    letters = [letter for letter in label if letter.isalpha()]
    scripts = {unicodedata.name(letter, "?").partition(" ")[0] for letter in letters}
    scripts = {script.removesuffix("-HIRAGANA") for script in scripts}
    if len(scripts) > 1:
        return not any(scripts <= harmless for harmless in _EAST_ASIAN)
    foreign = bool(scripts & {"CYRILLIC", "GREEK"})
    return in_ascii and foreign and _LIKE_LATIN.issuperset(letters)
