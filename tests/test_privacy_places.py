"""Private words in every place for them, inside every block that can hold another, are in no file.

What ``test_privacy.py`` shows by example is here a product of places and blocks, as one site that
is read once and written by every builder.
"""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from building import MakeSite, Site

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
# Where private words stand in Markdown. W is the word; nothing shown is in them but "shown".
PLACES = {
    "block": ":::{private}\nW\n:::",
    "block of backticks": "```{private} W\n- W\n```",
    "comment": "<!-- W -->",
    "comment of several lines": "<!--\nW\n\nW\n-->",
    "comment in a line": "shown <!-- W --> *shown <!-- W -->*",
    "percent": "% W",
    "title": '[shown](https://a.example/ "<!-- W -->") and ![shown <!-- W -->](p.png "<!-- W -->")',
    "raw HTML": '<b>shown</b> <i title="<!-- W -->">shown</i>\n\n<div>\n<!-- W -->\n</div>',
    "eval-rst": "```{eval-rst}\n.. W\n\n.. private::\n\n   W\n```",
    "code": "```{code-block} text\n:caption: shown <!-- W -->\n\nshown\n```",
}
# Blocks of Markdown: what stands before, how deep the words are, and what stands after.
BLOCKS = {
    "page": ("", "", ""),
    "list": ("- shown\n\n", "  ", ""),
    "ordered list": ("1. shown\n\n", "   ", ""),
    "nested list": ("- shown\n  - shown\n\n", "    ", ""),
    "task": ("- [ ] shown\n\n", "  ", ""),
    "quote": ("> shown\n>\n", "> ", ""),
    "quote in a list": ("- > shown\n  >\n", "  > ", ""),
    "definition": ("Shown\n: shown\n\n", "  ", ""),
    "field": (":shown: shown\n\n", "  ", ""),
    "footnote": ("shown[^N]\n\n[^N]: shown\n\n", "    ", ""),
    "note": (":::::{note}\nshown\n\n", "", "\n:::::"),
    "note of backticks": ("`````{tip}\nshown\n\n", "", "\n`````"),
    "admonition": (":::::{admonition} Shown\n:class: tip\n\n", "", "\n\nshown\n:::::"),
    "container": (":::::{container} words\nshown\n\n", "", "\n:::::"),
    "sidebar": (":::::{sidebar} Shown\nshown\n\n", "", "\n:::::"),
    "topic": (":::::{topic} Shown\nshown\n\n", "", "\n:::::"),
    "only": (":::::{only} not never\nshown\n\n", "", "\n:::::"),
    "cell": ("`````{list-table}\n* - shown\n\n", "    ", "\n\n    shown\n  - shown\n`````"),
    "figure": (":::::{figure} p.png\n:alt: shown\n\nshown\n\n", "", "\n:::::"),
    "change": (":::::{versionadded} 1.0\nshown\n\n", "", "\n:::::"),
    "function": (":::::{py:function} shownN()\n\nshown\n\n", "", "\n:::::"),
    "card": (":::::{card} Shown\nshown\n\n", "", "\n:::::"),
    "grid": ("::::::{grid} 1\n:::::{grid-item}\nshown\n\n", "", "\n:::::\n::::::"),
    "tabs": ("::::::{tab-set}\n:::::{tab-item} Shown\nshown\n\n", "", "\n:::::\n::::::"),
    "dropdown": (":::::{dropdown} Shown\nshown\n\n", "", "\n:::::"),
    "takeaway": (":::::{takeaway}\nshown\n\n", "", "\n:::::"),
    "commentary": (":::::{commentary}\nshown\n\n", "", "\n:::::"),
    "gallery": (":::::{photos}\n![shown](p.png)\n\nshown\n\n", "", "\n:::::"),
    "update": (":::::{update} 2025-06-30\nshown\n\n", "", "\n:::::"),
    "rating": (":::::{rating} 4/5\nshown\n\n", "", "\n:::::"),
    "talk": (":::::{talk} Shown N\n:room: shown\n\nshown\n\n", "", "\n:::::"),
    "link": (":::::{link} https://b.example/N\n:title: shown\n\nshown\n\n", "", "\n:::::"),
    "about": (":::::{about} topics/shown-N\n\nshown\n\n", "", "\n:::::"),
    "after raw HTML": ("<details>\n\nshown\n\n", "", "\n\n</details>"),
}
RST_PLACES = {
    "block": ".. private::\n\n   W\n\n   * W",
    "block with a domain": ".. notes:private:: W\n   W",
    "comment": ".. W\n   W",
    "comment on the next line": "..\n   W\n\n   W",
    "attribute": ".. image:: p.png\n   :alt: shown <!-- W -->",
    "raw HTML": ".. raw:: html\n\n   <b>shown</b> <!-- W -->",
}
RST_BLOCKS = {
    "page": ("", "", ""),
    "list": ("* shown\n\n", "  ", ""),
    "nested list": ("* shown\n\n  1. shown\n\n", "     ", ""),
    "quote": ("shown\n\n   shown\n\n", "   ", ""),
    "definition": ("shown\n  shown\n\n", "  ", ""),
    "field": (":shown: shown\n\n", "   ", ""),
    "option": ("-a  shown\n\n", "    ", ""),
    "footnote": ("shown [#N]_\n\n.. [#N] shown\n\n", "   ", ""),
    "note": (".. note:: shown\n\n", "   ", ""),
    "container": (".. container:: words\n\n   shown\n\n", "   ", ""),
    "cell": (".. list-table::\n\n   * - shown\n\n", "       ", "\n\n     - shown"),
    "figure": (".. figure:: p.png\n   :alt: shown\n\n   shown\n\n", "   ", ""),
    "function": (".. py:function:: rstN()\n\n   shown\n\n", "   ", ""),
    "dropdown": (".. dropdown:: shown\n\n   shown\n\n", "   ", ""),
    "tabs": (".. tab-set::\n\n   .. tab-item:: shown\n\n      shown\n\n", "      ", ""),
    "takeaway": (".. takeaway::\n\n   shown\n\n", "   ", ""),
    "talk": (".. talk:: Told N\n   :room: shown\n\n   shown\n\n", "   ", ""),
}


def _product(
    places: dict[str, str], blocks: dict[str, tuple[str, str, str]], start: int
) -> Iterator[str]:
    number = start
    for before, depth, after in blocks.values():
        for place in places.values():
            number += 1
            head, inside = before.replace("N", f"n{number}"), place.replace("W", f"zqx{number}k")
            yield f"{head}{indent(inside, depth, lambda line: True)}{after}"


def _page(parts: Iterator[str], title: str) -> str:
    return title + "\n\nbetween\n\n".join(parts) + "\n"


EVENT = "# Event\n\n```{event}\n:date: 2025-03-17\n```\n\n"
MARKDOWN = _page(_product(PLACES, BLOCKS, 0), EVENT)
RST = _page(_product(RST_PLACES, RST_BLOCKS, 5000), "Page\n====\n\n")
FILES: dict[str, str | bytes] = {
    "events/event.md": MARKDOWN,
    "events/page.rst": RST,
    "events/p.png": PNG,
    "events/drafts/zqxdraftk.md": "# zqxtitlek\n\n[zqxwordk](https://zqxhostk.example/)\n",
    "index.md": "# Notes\n\n```{toctree}\nevents/event\nevents/page\n```\n\n```{links}\n```\n",
}
CONF: dict[str, Any] = {
    "extensions": ["eventnotes.site", "sphinx_design"],
    "myst_enable_extensions": [
        *("colon_fence", "attrs_block", "attrs_inline", "deflist", "fieldlist", "tasklist"),
    ],
    "html_copy_source": True,
    "html_theme": "basic",
    "nitpicky": False,
    "version": "1",
    "copyright": "somebody",
    "man_pages": [("index", "notes", "Notes", ["somebody"], 1)],
    "linkcheck_ignore": [".*"],
    "applehelp_disable_external_tools": True,
}
BUILDERS = (
    *("html", "dirhtml", "singlehtml", "text", "man", "latex", "texinfo", "epub", "gettext"),
    *("xml", "pseudoxml", "json", "pickle", "qthelp", "htmlhelp", "devhelp", "linkcheck"),
    *("dummy", "eventnotes-read"),
)


def _found(folder: Path) -> dict[str, list[str]]:
    """Return the hidden words in the files of an output, packed ones unpacked."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        if path.suffix in {".epub", ".zip"}:
            with zipfile.ZipFile(path) as packed:
                data = b"\n".join(packed.read(each) for each in packed.namelist())
        elif path.suffix == ".gz":
            data = gzip.decompress(data)
        elif data.startswith(b"# Sphinx inventory"):
            data += zlib.decompress(data.split(b"\n", 4)[4])
        words = re.findall(r"zqx\w+", f"{name}\n{data.decode('utf-8', 'ignore')}".lower())
        if words:
            found[name] = sorted(set(words))
    return found


@pytest.fixture(scope="module")
def places(shared_site: MakeSite) -> Site:
    """Read all of it."""
    return shared_site(FILES, builder="dummy", warnings=True, **CONF)


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_private_word_is_in_any_file(shared_site: MakeSite, places: Site, builder: str) -> None:
    assert MARKDOWN.count("zqx") > len(PLACES) * len(BLOCKS)
    if builder == "gettext":  # Sphinx has it read for itself
        built = shared_site(FILES, builder=builder, warnings=True, name="catalogues", **CONF)
    else:
        built = places.by(builder)
    assert _found(built.out) == {}
    assert not [path for path in built.out.rglob("*") if path.suffix in {".doctree", ".doctrees"}]
    assert not [*built.out.rglob("environment.pickle")]


def test_what_stands_around_private_words_is_shown(places: Site) -> None:
    built = places.by("text")
    assert built.read("events/event.txt").count("between") == len(PLACES) * len(BLOCKS) - 1
    assert built.read("events/page.txt").count("between") == len(RST_PLACES) * len(RST_BLOCKS) - 1
