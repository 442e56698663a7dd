"""Source files that cannot be read as text are named and left out, instead of ending the build."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.domain import notes_domain
from eventnotes.notices import Notice, warn


def leave_out_unreadable(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn about files that are no text, or gone since they were found (``env-before-read-docs``)."""
    domain = notes_domain(env)
    again: set[str] = set()
    """The pages that would be read again, had it been gone before files were looked for."""
    encoding = env.settings["input_encoding"]
    for docname in list(docnames):
        path = env.doc2path(docname)
        try:
            if path.exists() and not path.is_file():
                raise OSError(0, "it is no file")  # a pipe would be waited for
            path.read_bytes().decode(encoding)
        except UnicodeDecodeError as error:
            message = f"the file is not {encoding.removesuffix('-sig').upper()} ({error.reason})"
            message += "; save it as that"
        except OSError as error:
            message = f"the file can't be read: {error.strerror}"
        else:
            continue
        warn(Notice.ENCODING, f"{message}. It is left out", f"{path}:1")
        docnames.remove(docname)
        app.project.docnames.discard(docname)
        if docname in env.all_docs:  # it could be read once
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            domain.note_gone([docname])
        again |= {*env.glob_toctrees, *domain.linking_to({docname})}
    docnames += sorted(again & env.found_docs - {*docnames})
