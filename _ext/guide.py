"""Directives for the guide: examples drawn next to their source, and tables made from the code.

``{example}`` shows its content twice, as source and as it is drawn; ``{example} rst`` does so with
reStructuredText. What is drawn is recorded nowhere, so examples stay out of the site's inventory.
``tests/test_guide.py`` reads the same blocks and builds each of them as a page of its own.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from pygments import token  # type: ignore[import-untyped]  # Pygments has no types
from pygments.lexer import RegexLexer, bygroups  # type: ignore[import-untyped]  # nor here
from sphinx.util.docutils import SphinxDirective

from eventnotes import api, cli
from eventnotes.api import records
from eventnotes.corpus.shape import meaning_of
from eventnotes.diagnostics import Notice
from eventnotes.kinds.tables import FILTERS, LISTS
from eventnotes.nodes import sample
from eventnotes.reading.page import draft
from eventnotes.reading.plurals import ALL_OPTIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_MARK, _NAME = token.Punctuation, token.Keyword

TABLES = {
    name: [o for o in options if name not in LISTS or o.name not in FILTERS]
    for name, options in ALL_OPTIONS.items()
} | {"filters": [o for o in ALL_OPTIONS["talks"] if o.name in FILTERS]}
"""The options in each table: a directive's, and apart from them the filters of all plurals."""


RECORDS: list[type[Any]] = [
    each for name, each in vars(records).items() if name in api.__all__ and isinstance(each, type)
]
"""What other extensions read."""


class Example(SphinxDirective):
    """``{example}``: its content as source, then drawn; in another language as source alone."""

    has_content = True
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return both in one block."""
        text = "\n".join(self.content)
        language = self.arguments[0] if self.arguments else "myst"
        source = nodes.literal_block(text, text, language=language, classes=["guide-source"])
        self.set_source_info(source)
        draft(self.env).notes = True
        if language != "myst":
            return [nodes.container("", source, classes=["guide-example"])]
        drawn = sample("", *self.parse_content_to_nodes(), classes=["guide-drawn"])
        self.set_source_info(drawn)
        return [nodes.container("", source, drawn, classes=["guide-example"])]


class OptionsTable(SphinxDirective):
    """``{options} talk``: every option of a directive, from the code that reads it.

    ``{options} talks`` leaves out the filters, which every plural has: they are in
    ``{options} filters``.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        options = TABLES[self.arguments[0]]
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


class HelpTable(OptionsTable):
    """``{help} links``: every option of a subcommand, from the parser that reads it."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        command = subcommand(self.arguments[0])
        rows = [
            f"| `{f'{action.option_strings[-1]} {action.metavar or str()}'.strip()}` "
            f"| {_help(action)} |"
            for action in command._actions  # argparse has no public list of them
            if action.option_strings and action.dest != "help"
        ]
        return self._table(["| option | meaning |", "| --- | --- |", *rows])


class RecordsTable(OptionsTable):
    """``{records}``: every attribute of the records that other extensions read."""

    required_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return a table for each record, under its name."""
        made: list[nodes.Node] = []
        for record in RECORDS:
            made.append(nodes.rubric("", "", nodes.literal(record.__name__, record.__name__)))
            rows = [
                f"| `{field.name}` | `{str(field.type).replace('|', chr(92) + '|')}` "
                f"| {meaning_of(record, field.name)} |"
                for field in fields(record)
            ]
            made += self._table(["| attribute | type | meaning |", "| --- | --- | --- |", *rows])
        return made


def subcommand(name: str) -> argparse.ArgumentParser:
    """Return the parser of a subcommand of ``python -m eventnotes``."""
    groups = (a for a in cli.parser()._actions if isinstance(a, argparse._SubParsersAction))
    found: argparse.ArgumentParser = next(groups).choices[name]
    return found


def _help(action: argparse.Action) -> str:
    text = (action.help or "") % vars(action)
    text = re.sub(r"(?<!\S)\(?(--[a-z]+|https://[^\s)]+|\w+\.\w+(?:\.\w+)?)", _as_code, text)
    return f"{text[:1].upper()}{text[1:]}."


def _as_code(match: re.Match[str]) -> str:
    return match.group(0).replace(match.group(1), f"`{match.group(1)}`")


class MystLexer(RegexLexer):  # type: ignore[misc]  # a class without types
    """Colours what matters in a page of notes; Pygments' Markdown knows no directives."""

    name = "MyST"
    tokens: ClassVar = {
        "root": [
            (r"^#+ .*\n", token.Generic.Heading),
            (r"^%.*\n", token.Comment),
            (r"<!--(?:.|\n)*?-->", token.Comment),
            (r"^(`{3,}|:{3,})(\{[\w:+-]+\})(.*\n)", bygroups(_MARK, _NAME, token.String)),
            (r"^(`{3,}|:{3,})(.*\n)", bygroups(_MARK, token.String)),
            (r"^(:[\w-]+:)(?=\s)", token.Name.Attribute),
            (r"(\{[\w:+-]+\})(`[^`\n]+`)", bygroups(_NAME, token.String)),
            (r"(\[[^]\n]*\])(\([^)\n]+\))", bygroups(token.Text, token.String)),
            (r"`[^`\n]+`", token.String),
            (r"[^\n`{<\[]+|.|\n", token.Text),
        ]
    }


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def show_sources(app: Sphinx, config: Config) -> None:
    """Let marks of comments in an example be text: it is shown as source (``config-inited``)."""
    config.eventnotes_code_directives = [*config.eventnotes_code_directives, "example"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_lexer("myst", MystLexer)
    app.connect("config-inited", show_sources)
    app.add_directive("example", Example)
    app.add_directive("options", OptionsTable)
    app.add_directive("notices", NoticesTable)
    app.add_directive("help", HelpTable)
    app.add_directive("records", RecordsTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
