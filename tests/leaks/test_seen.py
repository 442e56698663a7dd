"""Phrases are found as readers see them: markup within words parts none, and a line's end does."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import MakeSite

from eventnotes.leaks import LeakError
from eventnotes.leaks.outputs import Seen
from eventnotes.leaks.words import words_in

WITHIN = {
    "tags": ("a.html", "<p>Ac<strong>me</strong> Co<em>r</em>p</p>"),
    "tags with attributes": ("a.html", '<p><span title="a">Ac</span>me <b><i>Cor</i></b>p</p>'),
    "an opportunity to break": ("a.html", "<p>Ac<wbr>me Corp</p>"),
    "a comment": ("a.html", "<p>Ac<!-- a -->me Corp</p>"),
    "the end of a line": ("a.html", "<p>Acme<br />\nCorp</p>"),
    "the end of a line without a space": ("a.html", "<p>Acme<br>C<b>orp</b></p>"),
    "lines of a block": ("a.html", '<div class="line">Acme</div>\n<div class="line">Corp</div>'),
    "lines of a block of docutils": ("a.xml", "<line>Acme</line>\n<line>Corp</line>"),
    "raw text of docutils": (
        "a.xml",
        '<paragraph>Acme<raw format="html">&lt;br /&gt;\n</raw><raw format="latex">\\\\\n</raw>'
        "Co<strong>rp</strong></paragraph>",
    ),
    "HTML in XML": ("a.xml", "<c>&lt;p&gt;Ac&lt;b&gt;me&lt;/b&gt; Corp&lt;/p&gt;</c>"),
    "HTML in JSON": ("a.json", r'{"a": "<p>Ac<b class=\"x\">me</b><br />\nCorp</p>"}'),
    "LaTeX": ("a.tex", r"Ac\sphinxstylestrong{me} Co\(_{\text{rp}}\) there"),
    "a role of LaTeX": ("a.tex", r"\DUrole{x}{Ac}me Corp"),
    "Texinfo": ("a.texi", "Ac@strong{me} Corp"),
    "a manual page": ("a.1", r"Ac\fBme\fP Corp"),
    "a source of Markdown": ("a.md.txt", "Ac**me** [Co]{.x}{abbr}`rp (x)` there"),
    "a link of Markdown": ("a.md.txt", "[Ac](a.md)me Corp"),
    "a source of reStructuredText": ("a.rst.txt", r"Ac\ **me** `Co <a.html>`__\ rp"),
    "messages": ("a.pot", 'msgid "Ac**me** Corp"'),
}


@pytest.mark.parametrize(("name", "text"), WITHIN.values(), ids=WITHIN)
def test_markup_parts_no_word(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    words = words_in(Seen().read(tmp_path / name))
    assert b" acme corp " in b" %b " % b" ".join(words)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p>Acme</p><p>Corp</p>"),
        ("a.html", "<ul><li>Acme</li><li>Corp</li></ul>"),
        ("a.html", "<p>Ac<b>me</b> Corp<i>oration</i></p><p>Acme, the corp</p>"),
        ("a.json", '["Acme", "Corp"]'),
    ],
)
def test_other_words_are_no_phrase(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    words = b" %b " % b" ".join(words_in(Seen().read(tmp_path / name)))
    assert b" acme corp " not in words.replace(b" acme corp oration ", b" ")


def test_a_line_that_stood_elsewhere_is_a_part_of_a_phrase_still(tmp_path: Path) -> None:
    seen = Seen()
    (tmp_path / "a.html").write_text("<p>a\nAcme\nb</p>")
    (tmp_path / "b.html").write_text("<p>c\nAcme\nCorp</p>")
    seen.read(tmp_path / "a.html")
    assert b"acme corp" in b" ".join(words_in(seen.read(tmp_path / "b.html")))


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "json", "latex", "xml"])
@pytest.mark.parametrize(
    "page", ["With Ac**mezqk** there.\n", "With [Ac]{.x}mezqk.\n", "In Two\\\nWordszqk.\n"]
)
def test_every_file_with_words_that_markup_parts_is_removed(
    site: MakeSite, tmp_path: Path, builder: str, page: str
) -> None:
    with pytest.raises(LeakError, match=r"eventnotes_private_words\[\d\]"):
        site(
            {"a.md": f"# A\n\n{page}"},
            builder=builder,
            html_copy_source=True,
            myst_enable_extensions=["attrs_inline"],
            eventnotes_private_words=["Acmezqk", "Two Wordszqk"],
        )
    out = tmp_path / "site" / "_build" / builder
    files = [path for path in out.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"zqk" in path.read_bytes()]
