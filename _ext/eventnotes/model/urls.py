"""Addresses: which may become links, which are one resource, and of what kind it is.

Splitting and normalising go by RFC 3986 (§3, §5.2.4, §6.2.2); what particular sites do beyond
that stands in :mod:`eventnotes.model.sites`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import SplitResult, quote, unquote, urlsplit

from eventnotes.model.hosts import ascii_host, is_host, is_look_alike, shown_host
from eventnotes.model.sites import ENDINGS, KINDS, REDIRECTS, RULES, TIMES, TRACKING, WRAPPED, Rule

URL_FORMS = "an address that begins with https:// or http://"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(rf"[\x00-\x20\x7f-\x9f<>\"\\^`{{|}}\u200b{_BIDI}\ufeff]")
_FORBIDDEN_ENCODED = re.compile(
    r"%(?:[01][0-9a-f]|7f|c2%[89][0-9a-f]|d8%9c|e2%80%(?:8[bef]|a[a-e])|e2%81%a[6-9]|ef%bb%bf)",
    re.I,
)
_LONGEST = 2000
_COPY = re.compile(
    r"https?://[\w.]*archive\.\w+/(?:web/|wayback/)?(\d{4})(0\d|1[0-2])([0-2]\d|3[01])\d*(?:\w\w_)?/http"
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset("-._~")
_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
_LITERAL = re.compile(r"[^!-~]")
_FOLDED = re.compile(r"\{(%?)([^}]*)\}")
_GROUP = re.compile(r"\\(\d)")
_SECONDS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s?)?", re.I)
_ORIGIN = re.compile(r"([^:/?#]+://[^/?#]*)([^?#]*)")
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):|[\x00-\x20]*[/\\]{2}", re.I)
_LINKED = frozenset({"http", "https", "mailto"})
_compiled = functools.cache(re.compile)


def read_url(text: str) -> str:
    """Return *text* if it is an address a page may link to.

    Only ``http`` and ``https`` are, with a host that pretends nothing and without a user name.

    :raises ValueError: it is anything else.
    """
    url = text.strip()
    if _FORBIDDEN.search(url) or _FORBIDDEN_ENCODED.search(url):
        raise ValueError(f"{URL_FORMS} and holds no spaces, quotes or control characters")
    if len(url) > _LONGEST:
        raise ValueError(f"{URL_FORMS} and is at most {_LONGEST} characters long")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{URL_FORMS}; {error}") from None
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(URL_FORMS)
    if parts.username is not None:
        raise ValueError(f"{URL_FORMS} and holds no user name or password")
    host = unquote(host)
    if not is_host(host):
        raise ValueError(f"{URL_FORMS} and then the name of a host")
    if is_look_alike(host):
        raise ValueError(f"{URL_FORMS}; this host looks like another, it is {ascii_host(host)}")
    ascii_host(host)
    return url


@functools.cache
def read_site(text: str) -> str:
    """Return the address of a site, below which its files are, with ``/`` at its end.

    :raises ValueError: it is no such address.
    """
    url = read_url(text)
    if "?" in url or "#" in url:
        raise ValueError(f"{URL_FORMS} and holds neither ? nor #")
    if url.lower().endswith((".html", ".htm")):
        raise ValueError(f"{URL_FORMS} and is that of a folder, not of a page in it")
    return f"{url.rstrip('/')}/"


def is_foreign(url: str) -> bool:
    """Tell whether an address must never be a link: it is neither of the web, mail nor this site.

    ``//host``, which goes by the scheme of the page, is one as well.
    """
    match = _SCHEME.match(url)
    return match is not None and (match.group(1) or "").lower() not in _LINKED


def is_web(url: str) -> bool:
    """Tell whether an address is one of the web, good or bad."""
    return url[:6].lower().startswith(("https:", "http:"))


def rel(*, private: bool) -> str:
    """Return how a link to another site is related to the page (HTML Living Standard §4.6.7).

    The author's own copy tells no other site where it was read.
    """
    return "external noreferrer" if private else "external"


def without_disguise(text: str) -> str:
    """Return *text*, such as an address, with what it may hide: look-alike hosts in punycode."""

    def plain(match: re.Match[str]) -> str:
        host = match.group(2)
        try:
            return match.group(1) + (ascii_host(host) if is_look_alike(host) else host)
        except ValueError:
            return match.group(0)

    text = re.sub(rf"[\x00-\x08\x0e-\x1f\x7f-\x9f{_BIDI}]", "", text)
    return re.sub(r"(https?://(?:[^\s/?#@]*@)?)([^\s/?#:]+)", plain, text)


def site(url: str) -> str:
    """Return the host of *url* as a reader would say it, without ``www.``."""
    return _shown_host(_split(url)[0])


@functools.lru_cache(maxsize=4096)
def _shown_host(origin: str) -> str:
    host = unquote(urlsplit(origin).hostname or "")
    return shown_host(host) if host else ""


def _split(url: str) -> tuple[str, str]:
    """Return an address up to its host and port, and its path (RFC 3986, appendix B).

    Sites have few of the first, which so need be read once.
    """
    match = _ORIGIN.match(url)
    return (match[1], match[2]) if match is not None else ("", url)


# -- one spelling ------------------------------------------------------------------------------


@functools.lru_cache(maxsize=65536)
def canonical_url(url: str) -> str:
    """Return the one spelling of the resource that *url* points at or into.

    It is for telling resources apart, not for following. The part that is pointed at, a fragment
    or a time, is left out, except where a fragment is a page of its own (``#/talks/1``).

    >>> canonical_url("http://www.youtu.be/AbCdEf12345?t=754&utm_source=x")
    'https://youtube.com/watch?v=AbCdEf12345'

    :raises ValueError: *url* can't be parsed.
    """
    with suppress(ValueError):  # what can't be parsed inside is a page of the site around it
        inner = _wrapped(url)
        if inner:
            return canonical_url(inner)
    parts = urlsplit(url)
    host = _host(parts)
    query = _query(parts.query)
    path = _path(parts.path)
    for pattern, name in REDIRECTS if parts.query else ():
        if _compiled(pattern).match(f"{host}{path}?"):
            target = next((unquote(v) for n, v in _pairs(parts.query) if n == name), "")
            with suppress(ValueError):
                return canonical_url(read_url(target))
    address = f"{host}{path}"
    whole = "?".join(filter(None, (address, "&".join(query))))
    if any(map(_ruled().match, (address, whole))):  # most are not, and looking costs
        found = (_key(rule, address, whole, query) for rule in RULES)
        address, query = next(filter(None, found), (address, query))
    page = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    shown = "&".join(query)
    return f"https://{address}{'?' if shown else ''}{shown}{'#' if page else ''}{page}"


def _wrapped(url: str) -> str:
    """Return the address of which *url* is that of a copy, or nothing."""
    for pattern in WRAPPED if _wrapping().match(url) else ():  # most are not, and looking costs
        match = _compiled(pattern).match(url)
        if match is not None:
            found = match.groupdict()
            if found.get("url"):  # some archives make one slash of two
                return re.sub(r"\A(https?):/+", r"\1://", found["url"], flags=re.I)
            return f"https://{found['bare']}"
    return ""


@functools.cache
def _wrapping() -> re.Pattern[str]:
    """Return a pattern of what any copy's address begins with, in either case."""
    every = (re.sub(r"\(\?i\)|\?P<\w+>", "", pattern) for pattern in WRAPPED)
    return re.compile("|".join(f"(?:{pattern})" for pattern in every), re.I)


def original_url(url: str) -> str:
    """Return the address of which *url* is that of a copy in an archive, else *url* itself."""
    inner = _wrapped(url)
    try:
        return read_url(inner) if inner else url
    except ValueError:
        return url


def copied_on(url: str) -> str:
    """Return the ISO day of the copy in an archive that *url* is the address of, or nothing.

    >>> copied_on("https://web.archive.org/web/20240501123000/https://example.org/")
    '2024-05-01'
    """
    match = _COPY.match(url)
    return "-".join(match.groups()) if match is not None else ""


@functools.cache
def _ruled() -> re.Pattern[str]:
    """Return a pattern of what any rule is about."""
    return re.compile("|".join(f"(?:{rule.pattern})" for rule in RULES))


def _key(rule: Rule, address: str, whole: str, query: list[str]) -> tuple[str, list[str]] | None:
    """Return what a rule makes of an address and its query, if it is about those."""
    match = _compiled(rule.pattern).match(whole if rule.parameters is None else address)
    if match is None:
        return None

    def group(found: re.Match[str]) -> str:
        return match.group(int(found.group(1))) or ""

    def folded(found: re.Match[str]) -> str:
        word = _GROUP.sub(group, found.group(2)).lower()
        return _encode_all(unquote(word).lower()) if found.group(1) else word

    made = _GROUP.sub(group, _FOLDED.sub(folded, rule.key))
    if rule.parameters is not None:
        left_out = re.compile(rf"(?:{rule.parameters})(?:=|\Z)", re.I)
        return made.rstrip("/"), [pair for pair in query if not left_out.match(pair)]
    made, _, rest = made.partition("?")
    return made.rstrip("/"), rest.split("&") if rest else []


@functools.lru_cache(maxsize=4096)
def _known_host(origin: str) -> str:
    return _host(urlsplit(origin))


def _host(parts: SplitResult) -> str:
    host = ascii_host(unquote(parts.hostname or "")).removeprefix("www.")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    return host if port in {None, _DEFAULT_PORTS.get(parts.scheme)} else f"{host}:{port}"


def _encode(text: str) -> str:
    """Return *text* with percent-encoding in one form (RFC 3986 §6.2.2)."""

    def decoded(match: re.Match[str]) -> str:
        letter = chr(int(match.group(1), 16))
        plain = letter.isascii() and (letter.isalnum() or letter in _UNRESERVED)
        return letter if plain else match.group(0).upper()

    text = _ENCODED.sub(decoded, text)
    if _LITERAL.search(text) is None:
        return text
    return _LITERAL.sub(
        lambda m: "".join(f"%{b:02X}" for b in m.group(0).encode("utf-8", "surrogatepass")), text
    )


def _encode_all(text: str) -> str:
    """Return a decoded path with no more encoded than has to be."""
    return quote(text, safe="/:;()<>@!$&'*+,=-._~")


def _path(path: str) -> str:
    """Return a path without dot segments and its last slash (RFC 3986 §5.2.4)."""
    kept: list[str] = []
    for segment in _encode(path).split("/"):
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept).rstrip("/")


def _pairs(query: str) -> Iterable[tuple[str, str]]:
    for pair in query.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            yield name, value


def _query(query: str) -> list[str]:
    """Return what of a query is not for tracking, in one order."""
    pairs = (_encode(pair) for pair in query.split("&") if pair)
    kept = [pair for pair in pairs if not _compiled(TRACKING).fullmatch(pair.partition("=")[0])]
    return sorted(kept, key=lambda pair: pair.partition("=")[0])


# -- parts -------------------------------------------------------------------------------------


def part_of(url: str) -> str:
    """Return the part of a resource that *url* points at: ``#fragment``, ``12:34``, or nothing.

    >>> part_of("https://youtu.be/AbCdEf12345?t=754")
    '12:34'
    """
    if "#" not in url and "?" not in url:  # as most
        return ""
    parts = urlsplit(url)
    timed = dict(_pairs(parts.fragment)).get("t", "")
    begun = next((value for name, value in _pairs(parts.query) if name in TIMES), "")
    if not timed and begun and canonical_url(url).startswith("https://youtube.com/watch?"):
        timed = begun
    if timed:
        return _clock(timed)
    fragment = unquote(parts.fragment)
    if not fragment or fragment.startswith(("/", "!", ":~:")):
        return ""
    fragment = without_disguise(fragment.partition(":~:")[0])
    return f"#{fragment}"


def _clock(text: str) -> str:
    match = _SECONDS.fullmatch(text)
    if match is None or not text:
        return ""
    hours, minutes, seconds = (int(found or 0) for found in match.groups())
    total = 3600 * hours + 60 * minutes + seconds
    minutes, seconds = divmod(total, 60)
    hours, minutes = divmod(minutes, 60)
    if not total:
        return ""
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


# -- kinds -------------------------------------------------------------------------------------


def kind(url: str) -> str:
    """Return what kind of resource *url* points at; ``article`` where nothing tells."""
    return kind_by_site(url, canonical_url(url)) or kind_by_ending(url)


def kind_by_ending(url: str) -> str:
    """Return what kind of resource *url* is by the end of its path; ``article`` by most."""
    path = _split(url)[1].partition("#")[0].partition("?")[0].lower()
    for name, ends in ENDINGS.items():
        if path.endswith(ends):
            return name
    return "article"


def kind_by_site(url: str, canonical: str) -> str:
    """Return what kind of resource *url* is by the site that has it, or nothing."""
    origin, path = _split(url)
    written = f"{_known_host(origin)}{path}"
    for address in dict.fromkeys((written, canonical.partition("://")[2])):
        match = _kinds().match(address)
        if match is not None and match.lastindex is not None:
            return KINDS[match.lastindex - 1][1]
    return ""


@functools.cache
def _kinds() -> re.Pattern[str]:
    """Return a pattern with a group for each of those of kinds; the first that fits counts."""
    return re.compile("|".join(f"({pattern})" for pattern, _ in KINDS))
