"""Real dumps that nobody here wrote: each imports, builds without a warning, and loses no word.

What counts as a word of a dump is read here, by a few lines that share nothing with the importer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import MakeSite, Site
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from eventnotes.cli import main

SHARED = Path(__file__).resolve().parents[3] / "shared"
_WORD = re.compile(r"[A-Za-z0-9_À-ɏ]+|\w")  # a letter of a script without spaces is a word
DUMPS = [*sorted((SHARED / "data/notes").glob("*.*")), SHARED / "seed/raw-notes.md"]

pytestmark = pytest.mark.skipif(
    not all(path.is_file() for path in DUMPS) or len(DUMPS) < 2,
    reason=f"the real dumps are not in {SHARED}",
)


@pytest.fixture(scope="module")
def imported(
    shared_site: MakeSite, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], Site]:
    """Return what was said of each dump, and the site of all pages, built as text."""
    into = tmp_path_factory.mktemp("dumps")
    said = {}
    for path in DUMPS:
        with pytest.MonkeyPatch.context() as patch:
            lines: list[str] = []
            patch.setattr("builtins.print", lambda *a, lines=lines, **_: lines.extend(map(str, a)))
            assert main(["import", str(path), "--into", str(into / path.stem)]) == 0
        said[path.name] = "\n".join(lines)
    pages = {f"{p.parent.name}/{p.name}": p.read_bytes() for p in into.glob("*/*.md")}
    extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes"]
    site = shared_site(dict(pages), builder="text", myst_enable_extensions=extensions)
    return said, site


def _words(text: str) -> Iterator[str]:
    """Yield the words that Markdown shows: no comments, no marks, no addresses of links."""
    front = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    if front:
        yield from _WORD.findall(re.sub(r"(?m)^\w+:", "", front[0]))
        text = text[front.end() :]
    for token in MarkdownIt("commonmark").enable("table").use(front_matter_plugin).parse(text):
        if token.type in {"fence", "code_block"}:
            yield from _WORD.findall(token.content)
        elif token.type == "html_block":
            shown = re.sub(r"<!--.*?-->|<[^>]*>", " ", token.content, flags=re.DOTALL)
            yield from _WORD.findall(shown)
        for child in token.children or ():
            if child.type in {"text", "code_inline", "image"}:
                yield from _WORD.findall(child.content)


def _shown(site: Site, path: Path) -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in (site.out / path.stem).glob("*.txt"))


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.name[:40])
def test_every_word_is_on_a_page_or_in_the_report(
    imported: tuple[dict[str, str], Site], path: Path
) -> None:
    said, site = imported
    text = _shown(site, path)
    shown = Counter(_WORD.findall(f"{text} {said[path.name]}"))
    wanted = Counter(_words(path.read_text(encoding="utf-8-sig")))
    # the text builder puts the words around a hard line break together
    assert [
        word for word in wanted if not shown[word] and (len(word) < 5 or word not in text)
    ] == []
    # a word that is there as often as before, but for what a card says in its own way
    fewer = {word: n - shown[word] for word, n in wanted.items() if shown[word] < n}
    assert sum(fewer.values()) <= 12, fewer


def test_the_seed_is_three_pages_with_its_links(imported: tuple[dict[str, str], Site]) -> None:
    pages = {path.stem for path in (imported[1].root / "raw-notes").glob("*.md")}
    assert pages == {"gpu-mode", "beyond-cuda", "gtc"}
    notes = [imported[1].domain.library.corpus.pages[f"raw-notes/{name}"] for name in pages]
    urls = [url for page in notes for url in page.addresses]
    urls += [page.event.url for page in notes if page.event and page.event.url]
    hosts = {re.sub(r"https?://(?:www\.)?([^/]+).*", r"\1", url) for url in urls}
    assert {
        "christianjmills.com",
        "youtube.com",
        "lu.ma",
        "semianalysis.com",
        "irrationalanalysis.substack.com",
    } <= hosts
