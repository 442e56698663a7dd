"""A builder that reads the pages and writes none: for commands that want to know what is noted."""

from __future__ import annotations

from collections.abc import Set

from docutils import nodes
from sphinx.builders import Builder


class ReadingBuilder(Builder):
    """Reads what has changed, and no more."""

    name = "eventnotes-read"

    def get_outdated_docs(self) -> list[str]:
        """Return nothing: no page is written."""
        return []

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return nothing: no page has an address."""
        return ""

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Do nothing."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing."""

    def write_documents(self, docnames: Set[str]) -> None:
        """Do nothing, above all not resolve what the pages refer to."""
