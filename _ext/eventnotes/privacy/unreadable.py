"""Source files that can't be read as text: they are named and left out, and the build goes on."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.diagnostics import Notice, warn
from eventnotes.domain import notes_domain
from eventnotes.index.linking import linking_to


def leave_out_unreadable(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn about files that can't be read, or whose reading might never end
    (``env-before-read-docs``).

    All is as if there were no such file: what was read of it once is forgotten, and pages that
    lead to it or list all pages are read again.
    """
    domain = notes_domain(env)
    again: set[str] = set()
    encoding = env.settings["input_encoding"]
    for docname in list(docnames):
        path = env.doc2path(docname)
        notice = Notice.ENCODING
        try:
            if path.exists() and not path.is_file():
                raise OSError("it is a pipe, a device or a folder; allowed: a file")
            path.read_bytes().decode(encoding)
        except UnicodeDecodeError as error:
            message = f"the file is not {encoding.removesuffix('-sig').upper()} ({error.reason})"
            message += "; save it as that"
        except OSError as error:
            notice = Notice.SOURCE
            message = f"the file can't be read: {error.strerror or error}"
        else:
            continue
        warn(notice, f"{message}. It is left out", f"{path}:1")
        docnames.remove(docname)
        app.project.docnames.discard(docname)
        if docname in env.all_docs:
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            domain.note_gone([docname])
        again |= {*env.glob_toctrees, *linking_to(env, domain.pages, {docname})}
    docnames += sorted(again & env.found_docs - {*docnames})
