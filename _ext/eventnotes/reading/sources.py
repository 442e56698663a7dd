"""Source files that cannot be read as text are named and left out, instead of ending the build."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.notices import Notice, warn


def leave_out_unreadable(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn about files in another encoding (``env-before-read-docs``)."""
    encoding = env.settings["input_encoding"]
    for docname in list(docnames):
        path = env.doc2path(docname)
        try:
            path.read_bytes().decode(encoding)
        except UnicodeDecodeError as error:
            message = f"the file is not {encoding.removesuffix('-sig').upper()} ({error.reason})"
            warn(Notice.ENCODING, f"{message}; save it as that. It is left out", f"{path}:1")
            docnames.remove(docname)
            app.project.docnames.discard(docname)
