"""Which addresses may become links, and what kind of resource one points at."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.urls import kind, read_url, site


@pytest.mark.parametrize(
    "url",
    [
        "https://lu.ma/beyondcuda25",
        "http://example.org",
        "https://example.org:8080/a?b=c&d=e#f:g@h",
        "https://example.org/a_(b)",
        "https://example.org/%22quoted%22",
        "https://münchen.de/straße",
        "https://[2001:db8::1]/",
        "HTTPS://EXAMPLE.ORG/A",
        "https://example.org/~user/",
        "https://medium.com/@author/post",
    ],
)
def test_an_address_with_a_host_is_taken_as_it_is(url: str) -> None:
    assert read_url(url) == url
    assert read_url(f"  {url} ") == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "www.example.org",
        "//example.org",
        "/path",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https:example.org",
        "http://[::1",
        "http://example.org:port/",
        "http://example.org:99999/",
        "https://user:secret@example.org/",
        "https://example.org@evil.example/",
        "https://example.org/a b",
        'https://example.org/"onclick="x',
        "https://example.org/<script>",
        "https://example.org/\x00",
        "https://example.org/\u202egpj.exe",
        "https://example.org/" + "a" * 10_000,
    ],
)
def test_what_may_not_be_a_link_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        read_url(text)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://www.youtube.com/watch?v=abc", "video"),
        ("https://youtu.be/abc", "video"),
        ("https://vimeo.com/123", "video"),
        ("https://www.youtube.com/@gpumode", "channel"),
        ("https://www.youtube.com/channel/abc", "channel"),
        ("https://arxiv.org/abs/2502.10517", "paper"),
        ("https://doi.org/10.1000/182", "paper"),
        ("https://github.com/NVIDIA/cutlass", "code"),
        ("https://speakerdeck.com/someone/deck", "slides"),
        ("https://x.com/someone/status/1", "post"),
        ("https://lu.ma/beyondcuda25", "event"),
        ("https://huggingface.co/datasets/a/b", "dataset"),
        ("https://semianalysis.com/2025/03/19/gtc/", "article"),
        ("https://notyoutube.com/watch", "article"),
        ("https://mygithub.com/", "article"),
    ],
)
def test_the_kind_of_a_resource_is_told_from_its_address(url: str, told: str) -> None:
    assert kind(url) == told


def test_a_site_is_said_without_www() -> None:
    assert site("https://www.example.org:80/a") == "example.org"


URLS = st.one_of(st.text(), st.text(alphabet="htps:/[]@.%#?&=a1 ", max_size=30).map("http".__add__))


@given(text=URLS)
def test_no_text_makes_the_reader_of_addresses_fail_otherwise_than_by_refusing(text: str) -> None:
    with suppress(ValueError):
        url = read_url(text)
        assert url.lower().startswith(("http://", "https://"))
        assert kind(url)
        assert site(url)
