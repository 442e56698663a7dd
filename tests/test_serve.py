"""The small server for measuring: what it sends, what it keeps back, and its policy."""

from __future__ import annotations

import gzip
import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tools.serve import policy, serving


def ask(address: str, target: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask for *target* as it is written, without tidying it."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", target, headers=sent)
    answer = connection.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small build, beside a file that is nobody's business."""
    (tmp_path / "secret.txt").write_text("secret")
    out = tmp_path / "html"
    (out / "sub").mkdir(parents=True)
    (out / "index.html").write_text("<p>first</p>" * 50)
    (out / "sub" / "index.html").write_text("<p>below</p>")
    (out / "404.html").write_text("<p>lost</p>")
    (out / "font.woff2").write_bytes(b"wOF2" * 50)
    return out


def test_text_is_compressed_and_fonts_are_sent_as_they_are(folder: Path) -> None:
    with serving(folder) as address:
        status, headers, body = ask(address, "/", Accept_Encoding="gzip")
        font = ask(address, "/font.woff2", Accept_Encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == b"<p>first</p>" * 50
    assert "content-encoding" not in font[1]
    assert font[2] == b"wOF2" * 50


def test_a_page_is_checked_each_time_and_sent_once(folder: Path) -> None:
    with serving(folder) as address:
        _, headers, _ = ask(address, "/index.html")
        status, _, body = ask(address, "/index.html", If_None_Match=headers["etag"])
    assert headers["cache-control"] == "no-cache"
    assert (status, body) == (304, b"")


def test_what_has_a_version_in_its_address_is_kept_for_a_year(folder: Path) -> None:
    with serving(folder) as address:
        _, headers, _ = ask(address, "/index.html?v=1f")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_folder_is_its_index_and_nothing_is_the_page_for_lost_readers(folder: Path) -> None:
    with serving(folder) as address:
        assert ask(address, "/sub/")[2] == b"<p>below</p>"
        assert ask(address, "/sub/none.html")[0::2] == (404, b"<p>lost</p>")


@pytest.mark.parametrize("target", ["/../secret.txt", "/%2e%2e/secret.txt", "//../secret.txt"])
def test_nothing_outside_the_folder_is_served(folder: Path, target: str) -> None:
    with serving(folder) as address:
        status, _, body = ask(address, target)
    assert (status, body) == (404, b"<p>lost</p>")


def test_a_policy_allows_what_the_pages_hold_and_nothing_else() -> None:
    page = (
        "<style>p {}</style><script>run()</script><script src='a.js'></script>"
        '<script type="application/ld+json">{}</script><svg style="display: none;"></svg>'
    )
    # openssl dgst -sha256 -binary | base64, of: run()   p {}   display: none;
    assert policy([page, page]) == (
        "default-src 'self'; "
        "script-src 'self' 'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='; "
        "style-src 'self' 'unsafe-hashes' "
        "'sha256-SNJDlN1Iy2mnt7DOjQIyDb2LQE6O5PQiSZomcdzawQ4=' "
        "'sha256-biLFinpqYMtWHmXfkA1BPeCY0/fNt46SAZ+BBk5YUog='; "
        "img-src 'self' data:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    )


def test_a_policy_goes_with_pages_alone(folder: Path) -> None:
    with serving(folder, csp=True) as address:
        assert ask(address, "/")[1]["content-security-policy"].startswith("default-src 'self'; ")
        assert "content-security-policy" not in ask(address, "/font.woff2")[1]
