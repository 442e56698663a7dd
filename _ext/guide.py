"""Directives for the guide: examples drawn next to their source, and tables made from the code.

``{example}`` shows its content twice, as source and as it is drawn. What is drawn is recorded
nowhere, so examples stay out of the site's inventory. ``tests/test_guide.py`` reads the same
blocks and builds each of them as a page of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from eventnotes.nodes import sample
from eventnotes.notices import Notice
from eventnotes.reading.options import OPTIONS
from eventnotes.reading.page import draft

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class Example(SphinxDirective):
    """``{example}``: its content as source, then drawn."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return both in one block."""
        text = "\n".join(self.content)
        source = nodes.literal_block(text, text, language="md", classes=["guide-source"])
        self.set_source_info(source)
        draft(self.env).notes = True
        drawn = sample("", *self.parse_content_to_nodes(), classes=["guide-drawn"])
        self.set_source_info(drawn)
        return [nodes.container("", source, drawn, classes=["guide-example"])]


class OptionsTable(SphinxDirective):
    """``{options} talk``: every option of a directive, from the code that reads it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        options = OPTIONS[self.arguments[0]]
        rows = [f"| `{o.name}` | {o.help} | {_code(o.example)} |" for o in options]
        return self._table(["| option | meaning | example |", "| --- | --- | --- |", *rows])

    def _table(self, lines: list[str]) -> list[nodes.Node]:
        return self.parse_text_to_nodes("\n".join(lines))


class NoticesTable(OptionsTable):
    """``{notices}``: every warning, from the enumeration in the code."""

    required_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        rows = [f"| `notes.{notice.subtype}` | {notice.meaning} |" for notice in Notice]
        return self._table(["| warning | what it means |", "| --- | --- |", *rows])


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("example", Example)
    app.add_directive("options", OptionsTable)
    app.add_directive("notices", NoticesTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
