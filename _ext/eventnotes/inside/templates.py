"""Compiled templates, kept beside the doctrees.

Reason: half of an idle build's pages is compiling them.
Written against: Sphinx 8.1 to 9.2 (``BuiltinTemplateLoader.environment``, a Jinja environment).
Without it: templates are compiled in each build.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

FOLDER = "templates"


def keep_compiled(app: Sphinx) -> None:
    """Give Jinja a folder for compiled templates (``builder-inited``).

    Jinja checks each against the source it was made from and the Python that made it.
    """
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    templates = app.builder.templates
    if isinstance(templates, BuiltinTemplateLoader) and hasattr(templates, "environment"):
        folder = Path(app.doctreedir) / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
