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

from eventnotes.reading.markdown import NotesParser
from eventnotes.reading.page import draft
from eventnotes.reading.published import hidden_lines, read_text


class ForeignParserError(SystemExit):
    """Another parser reads the pages, and private words would stay in them."""


def refuse_other_parsers(app: Sphinx) -> None:
    """Stop a build whose Markdown is read by another parser than ours (``builder-inited``).

    :raises ForeignParserError: an extension has put its own parser in the place of ours.
    """
    known = app.registry.get_source_parsers()
    for suffix, kind in sorted(app.config.source_suffix.items()):
        parser = known.get(kind)
        if parser is None or issubclass(parser, NotesParser):
            continue
        if kind in NotesParser.supported or issubclass(parser, MystParser | PlainMystParser):
            raise ForeignParserError(
                f"\nFiles with {suffix} are read by {parser.__module__}.{parser.__qualname__},"
                " which would publish private words: only eventnotes' own parser cuts them."
                "\nTake the extension that brings it out of 'extensions', or build what it reads"
                " as a project of its own, without 'eventnotes'."
            )


def is_markdown(source: str, config: Config) -> bool:
    """Tell whether a page is read by our parser, by the ending of its file."""
    kinds = (kind for suffix, kind in config.source_suffix.items() if source.endswith(suffix))
    return source.endswith(".md") or any(kind in NotesParser.supported for kind in kinds)


class IncludeFile(Include):
    """``include`` in reStructuredText, whose option ``parser`` may name a parser of Markdown."""

    def run(self) -> Sequence[nodes.Node]:
        """Parse with the parser that was named, or with ours in the place of MyST's."""
        parser = self.options.get("parser")
        if parser is not None and not issubclass(parser, NotesParser):
            if issubclass(parser, MystParser | PlainMystParser):
                self.options["parser"] = NotesParser
            elif not issubclass(parser, RstParser):
                self._check(parser)
        return super().run()

    def _check(self, parser: type[Parser]) -> None:
        """Stop the build if a parser that knows nothing of private words is to read some."""
        _, path = self.env.relfn2path(self.arguments[0])
        if hidden_lines(read_text(Path(path)), ".md"):
            message = f"{parser.__module__} does not hide the private words in that file"
            draft(self.env).leak(self.get_location(), f"{message}; write ':parser: myst'")
