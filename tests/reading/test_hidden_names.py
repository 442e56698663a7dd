"""Comments where no text is: in what becomes a class, an id or a name, and in what is not shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from building import MakeSite

from eventnotes.domain import PrivacyError

CONF: dict[str, Any] = {
    "html_copy_source": True,
    "myst_enable_extensions": ["colon_fence", "attrs_inline", "dollarmath"],
    "exclude_patterns": ["_build", "part*"],
}
PART = '# <!-- begin -->\nprint("shown")\n# <!-- end -->\nprint("left out")\n'
CUT = {
    "class of a listing": "```{literalinclude} part.py\n:class: wide <!--zqx-->\n```\n",
    "name of a listing": "```{literalinclude} part.py\n:name: part <!-- zqx words -->\n```\n",
    "first line of a listing": "```{literalinclude} part.py <!-- zqx -->\n```\n",
    "over lines": "```{literalinclude} part.py\n:name: part <!-- zqx\n   words -->\n```\n",
    "class of an include": "```{include} part.py\n:code: python\n:class: a <!--zqx-->\n```\n",
    "options in YAML": '```{literalinclude} part.py\n---\nname: "part <!-- zqx -->"\n---\n```\n',
    "label of an equation": "$$\na\n$$ (eq<!--zqx-->)\n",
    "label of several words": "$$\na\n$$ (eq <!-- zqx words -->)\n",
    "target": "(target<!--zqx-->)=\n\n## Heading\n",
    "footnote": "Words[^a<!--zqx-->].\n\n[^a<!--zqx-->]: More words.\n",
}


def _found(folder: Path) -> list[str]:
    """Return the files that hold the hidden word, in their names or their text."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if b"zqx" in path.name.encode() + path.read_bytes()]


@pytest.mark.parametrize("builder", ["html", "xml", "latex"])
@pytest.mark.parametrize("text", CUT.values(), ids=CUT)
def test_a_comment_in_a_name_is_cut(site: MakeSite, text: str, builder: str) -> None:
    built = site({"a.md": f"# A\n\n{text}", "part.py": PART}, builder=builder, **CONF)
    assert _found(built.out) == []


def test_a_listing_may_begin_and_end_at_comments(site: MakeSite) -> None:
    options = ":start-after: <!-- begin -->\n:name: one <!-- zqx -->\n:end-before: <!-- end -->"
    page = f"# A\n\n```{{literalinclude}} part.py\n{options}\n```\n"
    text = site({"a.md": page, "part.py": PART}, **CONF).text("a.html")
    assert "shown" in text
    assert "left out" not in text


UNSEEN = {
    "title of a definition": "[d]: https://x.example 'x <!-- zqx words -->'\n",
    "title on other lines": '> 1. [d]: a.md\n>    "x\n>    <!-- zqx words -->"\n',
    "address of a definition": "[d]: <a.md?<!--zqx-->>\n",
    "second definition": '[d]\n\n[d]: a.md "x"\n[d]: a.md "x <!-- zqx -->"\n',
    "block break": "+++ <!-- zqx words -->\n\nMore.\n",
    "data of a block break": '+++ {"a": "<!-- zqx -->"}\n\nMore.\n',
    "glossary": "```{glossary}\na\n  Words.\n\n.. zqx\n   words\n\nb\n  Words.\n```\n",
    "glossary in a block": "::::{note}\n```{glossary}\n.. zqx\n\na\n  Words.\n```\n::::\n",
}


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_a_comment_that_is_never_shown_is_in_no_copy(site: MakeSite, text: str) -> None:
    built = site({"a.md": f"# A\n\n{text}"}, warnings=True, **CONF)
    assert _found(built.out) == []
    assert not (built.out / "_sources/a.md.txt").exists()


def test_a_page_without_comments_has_its_copy(site: MakeSite) -> None:
    text = "[d]: https://x.example 'x'\n\n+++ words\n\n`<!-- a -->`\n"
    built = site({"a.md": f"# A\n\n{text}"}, **CONF)
    assert (built.out / "_sources/a.md.txt").exists()


STOPPED = {
    "class": ".. note::\n   :class: <!--zqx-->\n\n   Words.\n",
    "class among others": ".. image:: a.svg\n   :class: wide <!--zqx--> left\n   :alt: A\n",
    "first line": ".. container:: wide <!--zqx-->\n\n   Words.\n",
    "directive of classes": ".. class:: <!--zqx-->\n\nWords.\n",
    "name": ".. note::\n   :name: note <!-- zqx\n      words -->\n\n   Words.\n",
    "label": ".. math::\n   :label: eq <!-- zqx -->\n\n   a\n",
    "target": ".. _a<!--zqx-->:\n\nWords.\n",
}
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
MESSAGE = "an HTML comment in an option is a class or a name there"


@pytest.mark.parametrize("text", STOPPED.values(), ids=STOPPED)
@pytest.mark.parametrize("name", ["a.md", "a.rst"])
def test_a_comment_in_a_name_of_restructuredtext_stops_the_build(
    site: MakeSite, name: str, text: str
) -> None:
    begin, end = ("# A\n\n```{eval-rst}\n", "```\n") if name == "a.md" else ("A\n=\n\n", "")
    line = text[: text.index("<!--")].count("\n") + 4
    with pytest.raises(PrivacyError, match=rf"{re.escape(name)}:{line}: {MESSAGE}"):
        site({name: begin + text + end, "a.svg": SVG}, warnings=True, **CONF)


def test_in_a_block_the_line_is_that_of_the_page(site: MakeSite) -> None:
    block = f"::::{{note}}\nWords.\n\n```{{eval-rst}}\n{STOPPED['class']}```\n::::\n"
    with pytest.raises(PrivacyError, match=rf"a\.md:8: {MESSAGE}"):
        site({"a.md": f"# A\n\n{block}"}, warnings=True, **CONF)


def test_code_that_shows_a_comment_in_a_name_is_code(site: MakeSite) -> None:
    code = ".. code-block:: rst\n\n   .. note::\n      :class: <!-- tip -->\n"
    built = site({"a.rst": f"A\n=\n\n{code}\n.. note::\n   :class: tip\n\n   Words.\n"}, **CONF)
    assert "tip --" in built.text("a.html")
