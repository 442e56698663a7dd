"""Compiled templates, kept beside the doctrees.

Reason: half of an idle build's pages is compiling them.
Written against: Sphinx 8.1 to 9.2 (``BuiltinTemplateLoader.environment``, a Jinja environment, and
``pathchain``, its folders) and Jinja 3.1 (``code_generator_class``).
Without it: templates are compiled in each build.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import FileSystemBytecodeCache, nodes
from jinja2.compiler import CodeGenerator, Frame
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

FOLDER = "templates"


class _Unfolded(CodeGenerator):
    """Compiles without the outcomes of filters: what these do may change by the next build."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


def keep_compiled(app: Sphinx, key_of: Callable[[list[Any]], str]) -> None:
    """Give Jinja a folder for compiled templates.

    Jinja checks each against the source it was made from and the Python that made it.

    :param key_of: what tells of whom else it depends what templates are compiled to.
    """
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    templates = app.builder.templates
    if isinstance(templates, BuiltinTemplateLoader) and hasattr(templates, "environment"):
        environment = templates.environment
        environment.optimized = False
        environment.code_generator_class = _Unfolded
        key = key_of([jinja2.__version__, *sorted(environment.extensions)])
        parent = Path(app.doctreedir) / FOLDER
        folder = parent / key
        if not (app.env.all_docs and folder.is_dir()):
            shutil.rmtree(parent, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def folders(builder: StandaloneHTMLBuilder) -> list[Path]:
    """Return the folders of the project's templates and of its theme, with all that is in them."""
    return [Path(path) for path in getattr(builder.templates, "pathchain", ())]
