"""Private words are found in every form in which a file may hold them."""

from __future__ import annotations

import gzip
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from building import MakeSite, Site

from eventnotes.leaks import LeakError, check
from eventnotes.leaks.program import ProgramWords

PAGE = """\
# Evening for Jürgen

```{event}
:date: 2025-03-17
:place: Kraków
```

The coffee was *un*drinkable. Ünal was here, and 佐々木 with 鈴木.

<!-- Marguerite told [me](https://m.example/paid) they are nearly broke -->

% Zoë and Şule left Brno

% Марина

% 山田太郎は本社で佐藤さんに会った

% 김민준

% A ケン

% It is un*bear*able
"""
HEAD = b"# Sphinx inventory version 2\n# Project: A\n# Version: 1\n# packed using zlib.\n"
FORMS: dict[str, tuple[str, str | bytes]] = {
    "words without the address between them": ("a.txt", "told me they are"),
    "capitals": ("a.txt", "ZOË"),
    "capitals of Cyrillic": ("a.txt", "МАРИНА"),
    "letters of which some have accents": ("a.txt", "with Şule"),
    "accents as characters of their own": ("a.txt", unicodedata.normalize("NFD", "with Zoë")),
    "accents left out": ("a.txt", "events/with-zoe-2025"),
    "letters of full width": ("a.txt", "Ｍａｒｇｕｅｒｉｔｅ"),
    "soft hyphens": ("a.txt", "Mar\u00adgue\u00adrite"),
    "joiners": ("a.txt", "Mar\u2060gue\u200drite"),
    "a name in Chinese letters": ("a.txt", "昨日佐藤と話した"),
    "a name of three syllables": ("a.txt", "어제 김민준 봤다"),
    "a name in katakana": ("a.txt", "昨日ケンと話した"),
    "a part of a sentence without spaces": ("a.txt", "やはり郎は本社かも"),
    "marks within a word": ("a.txt", "It was unbearable."),
    "marks within a word, as markup": ("a.html", "<p>un<em>bear</em>able</p>"),
    "entities by name": ("a.html", "<p>Zo&euml;</p>"),
    "entities by number": ("a.html", "<p>&#77;argueri&#x74;e</p>"),
    "an entity for nothing that is seen": ("a.html", "<p>Mar&shy;guerite</p>"),
    "octets of an address": ("a.html", '<a href="?q=told%20me%20they%20are">x</a>'),
    "octets of a letter": ("a.html", '<a href="/Zo%C3%AB/">x</a>'),
    "escapes of JSON": ("a.json", r'{"a": "Zo\u00eb"}'),
    "capitals in escapes of JSON": ("a.json", r'{"a": "\u041C\u0430\u0440\u0438\u043D\u0430"}'),
    "a line of JSON": ("a.json", r'{"a": "One\nMarguerite"}'),
    "JSON in a page": ("a.html", r'<script>{"a": "One\nMarguerite \u0026 co"}</script>'),
    "escapes of a script": ("a.js", r'say("\x4darguerite")'),
    "a calendar folded within a word": ("a.ics", "SUMMARY:With Margue\r\n rite\r\n"),
    "a calendar folded within a letter": ("a.ics", b"SUMMARY:With Zo\xc3\r\n \xab\r\n"),
    "a calendar with escapes": ("a.ics", r"SUMMARY:One\nMarguerite\, two"),
    "braces of BibTeX": ("a.bib", "title = {{M}argue{rite}}"),
    "HTML in XML": ("a.xml", "<c>&lt;p&gt;Zo&amp;euml; told &lt;b&gt;me&lt;/b&gt;&lt;/p&gt;</c>"),
    "CDATA": ("a.xml", "<a><![CDATA[told <b>me</b> they are]]></a>"),
    "CDATA without marks": ("a.xml", "<a><![CDATA[told me they are]]></a>"),
    "an instruction": ("a.xml", "<a><?say told me they are?></a>"),
    "a comment": ("a.html", "<p><!-- told me they are --></p>"),
    "a quoted attribute": ("a.html", "<img alt='told me they are'></img>"),
    "an attribute without quotes": ("a.html", "<p title=Marguerite class=a>x</p>"),
    "the last attribute without quotes": ("a.html", '<p class="a" title=Marguerite>x</p>'),
    "an attribute after a bracket": ("a.html", '<img alt="a > b, Marguerite"></img>'),
    "a class": ("a.html", '<p class="wide marguerite">x</p>'),
    "classes of docutils": ("a.xml", '<note classes="wide marguerite"></note>'),
    "a drawing": ("a.svg", "<svg><text>told me they are</text></svg>"),
    "a title of LaTeX": ("a.tex", "\\title{Marguerite}\n\\begin{document}\nx"),
    "a sign of Texinfo": ("a.texi", "@@marguerite"),
    "a style sheet": ("a.css", 'p::before { content: "told me they are" }'),
    "UTF-16": ("a.txt", "told me they are".encode("utf-16")),
    "another encoding": ("a.html", '<meta charset="cp932"><p>佐藤</p>'.encode("cp932")),
    "another encoding of XML": (
        "a.xml",
        '<?xml version="1.0" encoding="ISO-8859-1"?><p>Zoë</p>'.encode("latin-1"),
    ),
    "a packed file": ("a.txt.gz", gzip.compress(b"told me they are", mtime=0)),
    "an inventory": ("a.inv", HEAD + zlib.compress(b"marguerite std:label -1 a.html -\n")),
    "the name of a picture": ("_images/marguerite-1.png", b""),
    "the name of a folder": ("with-marguerite/a.png", b""),
}


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> Site:
    return shared_site({"events/a.md": PAGE})


class Mute(ProgramWords):
    """A program that says nothing by itself, which takes a while to find out."""

    labels = frozenset()

    def says(self, word: bytes) -> bool:
        """Say that it says no word."""
        return False

    def says_all(self, run: Iterable[bytes]) -> bool:
        """Say that it says no words."""
        return False


@pytest.fixture
def out(built: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(check, "ProgramWords", Mute)
    before = {*built.out.rglob("*")}
    yield built.out
    for path in {*built.out.rglob("*")} - before:
        path.unlink() if path.is_file() else None


@pytest.mark.parametrize(("name", "said"), FORMS.values(), ids=FORMS)
def test_private_words_are_found_and_their_file_is_removed(
    built: Site, out: Path, name: str, said: str | bytes
) -> None:
    path = out / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(said.encode() if isinstance(said, str) else said)
    with pytest.raises(LeakError, match=r"from events/a\.md:\d+"):
        check.check_output(built.app, None)
    assert not path.exists()


@pytest.mark.parametrize(
    "said",
    [
        "The coffee was undrinkable",
        "the coffee was unbearably",
        "jurgen",
        "unal-was-here",
        "krakow 2025",
        "佐々木",
        "鈴木",
        "coffee was here",
        "Zo",
        "Мар",
        "さん",
    ],
)
def test_what_is_public_or_another_word_is_none(built: Site, out: Path, said: str) -> None:
    (out / "a.txt").write_text(said)
    check.check_output(built.app, None)
