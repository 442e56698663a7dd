"""The corpus as data: all that was noted in one file of JSON with its schema, and the links as
bibliographies. An extension of its own.

``shape`` says what each kind of record looks like in JSON, from the records of ``eventnotes.api``;
``document`` makes the file and its schema, ``bibliography`` BibTeX and CSL-JSON. ``tables`` turns a
file into CSV or SQLite, ``compare`` holds two against each other, and ``command`` is what the
command line takes; these three read the file and need neither Sphinx nor the notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the files."""
    from eventnotes import api
    from eventnotes.corpus import bibliography, document

    api.add_export(app, document.NAME, document.corpus)
    api.add_export(app, document.SCHEMA_NAME, document.schema_file)
    api.add_export(app, "links.bib", bibliography.bibtex)
    api.add_export(app, "links.csl.json", bibliography.csl)
    return SAFE
