"""Whatever address somebody writes: it is refused, or it has a key, a kind, a part and a site."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from eventnotes.model.urls import canonical_url, kind, part_of, read_url, site

URLS = st.one_of(st.text(), st.text(alphabet="htps:/[]@.%#?&=a1 ", max_size=30).map("http".__add__))
_PREFIXES = (
    "https://web.archive.org/web/2024/",
    "https://archive.ph/",
    "https://www.google.com/amp/s/",
    "https://www.google.com/url?q=",
    "https://l.facebook.com/l.php?u=",
    "https://www.youtube.com/redirect?q=",
    "",
)
_HOSTS = (
    *("example.org", "www.youtube.com", "youtu.be", "arxiv.org", "doi.org", "github.com"),
    *("x.com", "twitter.com", "www.linkedin.com", "old.reddit.com", "lu.ma", "www.meetup.com"),
    *("medium.com", "docs.google.com", "www.amazon.de", "open.spotify.com", "en.m.wikipedia.org"),
    *("www.eventbrite.com", "raw.githubusercontent.com", "stackoverflow.com"),
)
_SEGMENTS = (
    *(
        "watch",
        "@Name",
        "abs",
        "2502.10517v2",
        "10.1000",
        "Some-Thing_1",
        "blob",
        "a%2fb",
        "ü",
        "..",
    ),
    *("status", "123456789012", "e", "dp", "B0ABCDEF12", "p", "d", "", ".", "%7euser", "document"),
)
_NAMES = (
    "v",
    "list",
    "t",
    "utm_source",
    "fbclid",
    "ref",
    "id",
    "si",
    "p",
    "q",
    "url",
    "s",
    "a%20b",
)
_queries = st.dictionaries(
    st.sampled_from(_NAMES),
    st.sampled_from(("1", "AbCdEf12345", "%C3%A9", "é", "", "a+b")),
    max_size=4,
)
_addresses = st.builds(
    lambda prefix, host, path, query, end: (
        f"{prefix}https://{host}/{'/'.join(path)}"
        f"{'?' if query else ''}{'&'.join(f'{name}={value}' for name, value in query.items())}{end}"
    ),
    st.sampled_from(_PREFIXES),
    st.sampled_from(_HOSTS),
    st.lists(st.sampled_from(_SEGMENTS), max_size=4),
    _queries,
    st.sampled_from(("", "#part", "#/page", "#t=7")),
)


@given(text=st.one_of(URLS, st.tuples(st.sampled_from(_PREFIXES), URLS).map("".join), _addresses))
def test_no_text_makes_the_reader_of_addresses_fail_otherwise_than_by_refusing(text: str) -> None:
    with suppress(ValueError):
        url = read_url(text)
        assert url.lower().startswith(("http://", "https://"))


@given(text=st.one_of(URLS, st.tuples(st.sampled_from(_PREFIXES), URLS).map("".join), _addresses))
@example(text="https://web.archive.org/web/2024/http://example.org:port/")
@example(text="https://archive.ph/https://[::1")
@example(text="https://www.google.com/url?q=https://[::1")
@example(text="https://www.google.com/amp/s/example.org:x/")
def test_whatever_is_taken_for_an_address_has_a_key_a_kind_a_part_and_a_site(text: str) -> None:
    try:
        url = read_url(text)
    except ValueError:
        return
    key = canonical_url(url)
    assert key.startswith("https://")
    assert canonical_url(key) == key
    assert kind(url)
    assert site(url)
    assert isinstance(part_of(url), str)


@given(url=_addresses)
def test_a_key_is_its_own_key_whatever_the_site(url: str) -> None:
    key = canonical_url(url)
    assert canonical_url(key) == key


@given(path=st.lists(st.sampled_from(_SEGMENTS), max_size=3), query=_queries, data=st.data())
def test_the_order_of_a_query_makes_no_resource(
    path: list[str], query: dict[str, str], data: st.DataObject
) -> None:
    host = data.draw(st.sampled_from(_HOSTS))
    pairs = [f"{name}={value}" for name, value in query.items()]
    others = data.draw(st.permutations(pairs))
    address = f"https://{host}/{'/'.join(path)}?"
    assert canonical_url(address + "&".join(pairs)) == canonical_url(address + "&".join(others))
