"""Pages hold to the HTML standard, as the Nu checker reads it; `make check` asks of the guide."""

from __future__ import annotations

from pathlib import Path

import many_events
import pytest
from out_site import FILES
from test_builders import sphinx

from tools.valid_html import errors, what_is_missing

pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())


def test_no_page_of_a_large_site_has_an_error(tmp_path: Path) -> None:
    odd = {name: text for name, text in FILES.items() if name.startswith("events/")}
    for name, text in {**many_events.files(), **odd}.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    address = "html_baseurl=https://notes.example.org/"
    sphinx("html", tmp_path / "site", "-D", address, source=tmp_path / "source")
    assert len(list((tmp_path / "site").rglob("*.html"))) > 350  # with those to pass on
    assert errors([tmp_path / "site"]) == []


def test_an_error_is_told_with_its_page_and_line(tmp_path: Path) -> None:
    page = (
        '<!doctype html>\n<html lang="en"><title>T</title>\n<p id="a"></p><p id="a"></p></html>\n'
    )
    (tmp_path / "a page.html").write_text(page, encoding="utf-8")
    (error,) = errors([tmp_path])
    assert "a%20page.html:3: Duplicate ID “a”." in error
