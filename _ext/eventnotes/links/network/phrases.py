"""What servers say in place of a page: that one must prove to be human, or that nothing is there.

All in lower case, without marks at the end.
"""

from __future__ import annotations

import re

_WALLS = frozenset(
    {
        "access denied",
        "access to this page has been denied",
        "are you a human",
        "are you a robot",
        "attention required",
        "bot verification",
        "captcha",
        "checking your browser",
        "client challenge",
        "ddos-guard",
        "error",
        "forbidden",
        "403 forbidden",
        "human verification",
        "just a moment",
        "log in",
        "login",
        "making sure you're not a bot",
        "one moment, please",
        "one more step",
        "pardon our interruption",
        "please verify you are a human",
        "please wait",
        "please wait for verification",
        "request blocked",
        "robot check",
        "security check",
        "security checkpoint",
        "security verification",
        "sign in",
        "sorry, you have been blocked",
        "untitled",
        "vercel security checkpoint",
        "verify you are human",
        "verifying you are human",
        "you have been blocked",
    }
)
_WALL_MARKS = (b"just a moment", b"cf-chl", b"captcha", b"verify you are", b"checking your browser")
_WALL_HEADERS = ("cf-mitigated", "x-datadome", "x-amzn-waf-action")
_THING = r"(?:page|file|post|article|document|content|video|site|url)"
_MISSING = re.compile(
    r"(?:http )?(?:error )?404\b.*"
    r"|.*[|:·–—-] ?404(?: error)?"
    r"|(?:(?:oops|sorry|error)\W+)?(?:we (?:could ?n[o'’]t|can(?:no|['’])t) find )?"
    rf"(?:(?:the|this|that|your) )?(?:requested )?{_THING}(?: (?:that )?you (?:requested|wanted))?"
    r"(?: (?:is|was|could|can))?(?:n['’]t|not| not)(?: be)? (?:found|available)\b.*"
    rf"|(?:(?:the|this|that) )?{_THING} (?:does(?:n['’]t| not)|no longer) exists?\b.*"
    r"|not found(?:\b.*)?"
    r"|.*[|:·–—-] ?(?:page )?not found"
)


def is_wall(title: str) -> bool:
    """Tell whether a page of this title is one that keeps programs out, or says nothing at all."""
    words = title.casefold()
    return any(part.strip(" .!?…") in _WALLS for part in (words, words.partition("|")[0]))


def is_wall_page(names: set[str], body: bytes) -> bool:
    """Tell whether an answer is a bot wall's, by its headers' names in lower case and its body."""
    low = body.lower()
    return not names.isdisjoint(_WALL_HEADERS) or any(mark in low for mark in _WALL_MARKS)


def says_missing(words: str) -> bool:
    """Tell whether a title or heading sounds as if the page was not found."""
    return _MISSING.fullmatch(words.casefold().strip(" .!?…")) is not None
