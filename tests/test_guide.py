"""The guide: each example in it is built as a page of its own, and its tables are complete.

What an example must say is written down in :data:`SAYS`, by page and by its number there. An
example without an entry, and an entry without an example, fail.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from sphinx.testing.util import SphinxTestApp

from eventnotes.notices import Notice
from eventnotes.reading.options import OPTIONS

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "guide"

CONF = """\
extensions = ["eventnotes"]
primary_domain = "notes"
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes"]
nitpicky = True
"""

INDEX = """\
# Home

```{toctree}
:glob:

events/*
examples/*
```
"""

AROUND = {
    "md": "# A page around a part\n\n```{event}\n```\n\n",
    "rst": "A page around a part\n====================\n\n.. event::\n\n",
}
"""What stands before an example that is a part of a page."""

SAYS: dict[str, str] = {}


class Example(NamedTuple):
    """A block of the guide."""

    name: str
    """Its page and its number there, from 1."""
    language: str
    text: str


def fences(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the info and the content of each fence of a page, in order."""
    parser = MarkdownIt().use(colon_fence_plugin).use(front_matter_plugin)
    for token in parser.parse(path.read_text(encoding="utf-8")):
        if token.type in {"fence", "colon_fence"}:
            yield token.info.strip(), token.content


def examples() -> Iterator[Example]:
    """Yield all examples of the guide."""
    for path in sorted(GUIDE.glob("*.md")):
        number = 0
        for info, content in fences(path):
            directive, _, language = info.partition(" ")
            if directive == "{example}":
                number += 1
                yield Example(f"{path.stem} {number}", language or "md", content)


EXAMPLES = {example.name: example for example in examples()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Build every example as a page, beside the site's events; give folder and warnings."""
    source = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "events", source / "events")
    (source / "examples").mkdir()
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.md").write_text(INDEX, encoding="utf-8")
    for example in EXAMPLES.values():
        whole = example.text.startswith("# ") or "\n===" in example.text
        page = ("" if whole else AROUND[example.language]) + example.text
        name = f"{example.name.replace(' ', '-')}.{example.language}"
        (source / "examples" / name).write_text(page, encoding="utf-8")
    app = SphinxTestApp("text", srcdir=source)
    try:
        app.build()
        yield Path(app.outdir) / "examples", app.warning.getvalue()
    finally:
        app.cleanup()
