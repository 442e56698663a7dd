"""Whether what other extensions add is what it was in the last build."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventnotes.kinds.added import kinds_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


CONF = "conf.py"
"""The name of what is added by a project's own configuration, which is no module."""


def digest_of_additions(app: Sphinx) -> str:
    """Return a digest of what was added, of the versions of the extensions, and of their code.

    It is empty where nothing was added. An extension whose file changes is a new one, also if its
    author has not counted its version up.
    """
    kinds = kinds_of(app.config)
    exports = (
        ((name, each.text), each.owner, (each.make,)) for name, each in kinds.exports.items()
    )
    every = sorted((*kinds.additions(), *exports), key=lambda each: repr(each[:2]))
    if not every:
        return ""
    versions = {name: extension.version for name, extension in app.extensions.items()}
    made = sha256()
    for plain, owner, functions in every:
        made.update(repr((plain, owner, _version_of(owner, versions))).encode())
        for path in sorted({*_files_of(app, owner, functions)}):
            try:
                made.update(path.read_bytes())
            except OSError:
                made.update(b"gone")
    return made.hexdigest()


def _version_of(module: str, versions: Mapping[str, str]) -> str:
    """Return the version of the extension that a module belongs to."""
    while module and module not in versions:
        module = module.rpartition(".")[0]
    return versions.get(module, "")


def _files_of(
    app: Sphinx, module: str, functions: tuple[Callable[..., Any], ...]
) -> Iterator[Path]:
    """Yield the files of a module, and of the functions that are written in Python."""
    if module == CONF:
        yield Path(app.confdir, CONF)
    for folder in getattr(sys.modules.get(module), "__path__", ()):
        yield from Path(folder).glob("*.py")
    name = getattr(sys.modules.get(module), "__file__", None)
    if name:
        yield Path(name)
    for function in functions:
        code = getattr(function, "__code__", None)
        if code is not None and Path(code.co_filename).is_file():
            yield Path(code.co_filename)
