"""Which parser reads a file: private words are cut by ours alone.

Whatever else reads Markdown would publish them. So a build does not begin with another parser
in charge of a page, and what a page includes is read by ours as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docutils import nodes
from docutils.parsers import Parser
from docutils.parsers.rst import Parser as RstParser
from myst_parser.parsers.docutils_ import Parser as PlainMystParser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.directives.other import Include
from sphinx.errors import ExtensionError

from eventnotes.reading.markdown import NotesParser
from eventnotes.reading.page import draft
from eventnotes.reading.private.published import hidden_lines, read_text
from eventnotes.scope import uses_notes


def take_markdown(app: Sphinx, config: Config) -> None:
    """Read with our parser what MyST-Parser would (``config-inited``, when all are loaded).

    A project that does not use MyST keeps its files with ``.md`` as they are.
    """
    for kind, parser in app.registry.get_source_parsers().items():
        if parser is MystParser and kind in NotesParser.supported:
            app.add_source_parser(NotesParser, override=True)
            return


class ForeignParserError(SystemExit):
    """Another parser reads the pages, and private words would stay in them."""


def load_myst(app: Sphinx) -> None:
    """Load MyST-Parser, which ends the build if another parser has taken its files before.

    :raises ForeignParserError: instead of the error that does not say why.
    """
    try:
        app.setup_extension("myst_parser")
    except ExtensionError:
        kind = app.registry.source_suffix.get(".md")
        parser = app.registry.get_source_parsers().get(kind or "")
        if parser is None:
            raise
        raise ForeignParserError(_refusal(app, parser, [".md"])) from None


def refuse_other_parsers(app: Sphinx) -> None:
    """Stop a build whose Markdown is read by another parser than ours (``builder-inited``).

    :raises ForeignParserError: an extension has put its own parser in the place of ours.
    """
    taken: dict[type[Parser], list[str]] = {}
    known = app.registry.get_source_parsers()
    for suffix, kind in sorted(app.config.source_suffix.items()):
        parser = known.get(kind)
        if parser is None or issubclass(parser, NotesParser):
            continue
        if kind in NotesParser.supported or issubclass(parser, MystParser | PlainMystParser):
            taken.setdefault(parser, []).append(suffix)
    for parser, suffixes in taken.items():
        raise ForeignParserError(_refusal(app, parser, suffixes))


def _refusal(app: Sphinx, parser: type[Parser], suffixes: list[str]) -> str:
    module = parser.__module__
    name = next((name for name in app.extensions if f"{module}.".startswith(f"{name}.")), "")
    extension = repr(name) if name else "the extension that brings it"
    return (
        f"\nFiles with {' and '.join(suffixes)} are read by {module}.{parser.__qualname__}."
        "\nIt would publish private words: only the parser of eventnotes cuts them."
        f"\nTake {extension} out of 'extensions', or build what it reads as a project of its own."
    )


def is_markdown(source: str, config: Config) -> bool:
    """Tell whether a page is read by our parser, by the ending of its file."""
    return source.endswith(markdown_suffixes(config))


def markdown_suffixes(config: Config) -> tuple[str, ...]:
    """Return the endings of files that our parser reads."""
    kinds = config.source_suffix.items()
    return (".md", *(suffix for suffix, kind in kinds if kind in NotesParser.supported))


class IncludeFile(Include):
    """``include`` in reStructuredText, whose option ``parser`` may name a parser of Markdown."""

    def run(self) -> Sequence[nodes.Node]:
        """Parse with the parser that was named, or with ours in the place of MyST's."""
        parser = self.options.get("parser")
        if parser is not None and self._is_ours() and not issubclass(parser, NotesParser):
            if issubclass(parser, MystParser | PlainMystParser):
                self.options["parser"] = NotesParser
            elif not issubclass(parser, RstParser):
                self._check(parser)
        return super().run()

    def _is_ours(self) -> bool:
        """Tell whether the page, or the file that it includes, is one with notes."""
        page = draft(self.env)
        page.ours = page.ours or uses_notes(self._text(), self.config)
        return not page.is_guest(self.env)

    def _text(self) -> str:
        _, path = self.env.relfn2path(self.arguments[0])
        return read_text(Path(path))

    def _check(self, parser: type[Parser]) -> None:
        """Stop the build if a parser that knows nothing of private words is to read some."""
        if hidden_lines(self._text(), ".md"):
            message = f"{parser.__module__} does not hide the private words in that file"
            draft(self.env).leak(self.get_location(), f"{message}; write ':parser: myst'")
