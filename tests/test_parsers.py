"""Private words are cut by one parser, and no other reads a page or a part of one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from building import MakeSite
from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.parsers import Parser

from eventnotes.domain import PrivacyError
from eventnotes.reading.parsers import ForeignParserError


class Notebooks(MystParser):
    """A parser as myst-nb brings one: MyST's, for a kind of file of its own."""

    supported = ("notebooks",)


class Plain(Parser):
    """A parser of Markdown that knows nothing of MyST."""

    supported = ("markdown",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Publish all of it."""
        document += nodes.paragraph("", inputstring)


def _take_suffix(app: Sphinx) -> None:
    app.add_source_parser(Notebooks)
    app.add_source_suffix(".md", "notebooks", override=True)


def _take_files(app: Sphinx) -> None:
    app.add_source_parser(Notebooks)
    app.add_source_suffix(".ipynb", "notebooks")


def _take_markdown(app: Sphinx) -> None:
    app.add_source_parser(Plain, override=True)


EXTENSION = "from test_parsers import {0} as setup\n"


@pytest.mark.parametrize(
    ("taking", "order", "said"),
    [
        (
            "_take_suffix",
            ["eventnotes.site", "foreign"],
            "with .md are read by test_parsers.Noteb",
        ),
        (
            "_take_suffix",
            ["foreign", "eventnotes.site"],
            "with .md are read by test_parsers.Noteb",
        ),
        ("_take_files", ["eventnotes.site", "foreign"], "with .ipynb are read by test_parsers."),
        ("_take_files", ["foreign", "eventnotes.site"], "with .ipynb are read by test_parsers."),
        ("_take_markdown", ["eventnotes.site", "foreign"], "with .md are read by test_parsers.Pl"),
        ("_take_markdown", ["foreign", "eventnotes.site"], "with .md are read by test_parsers.Pl"),
    ],
)
def test_another_parser_in_the_place_of_ours_stops_the_build_at_its_start(
    site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    taking: str,
    order: list[str],
    said: str,
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "foreign", raising=False)
    (tmp_path / "foreign.py").write_text(EXTENSION.format(taking), encoding="utf-8")
    kinds = {".rst": "restructuredtext"}  # Sphinx would add to the one that is its default
    with pytest.raises(ForeignParserError) as caught:
        site({"a.md": "# A\n"}, warnings=True, extensions=order, source_suffix=kinds)
    assert said in str(caught.value)
    assert "would publish private words" in str(caught.value)


def test_an_include_by_a_parser_that_hides_nothing_stops_the_build(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    text = "from test_parsers import Plain as Parser\n"
    (tmp_path / "plain_parser.py").write_text(text, encoding="utf-8")
    page = "A\n=\n\nB.\n\n.. include:: part.md\n   :parser: plain_parser\n"
    with pytest.raises(PrivacyError, match=r"a\.rst:6: .* does not hide the private words"):
        site({"a.rst": page, "part.md": "<!-- zqx -->\n"}, warnings=True)
