"""The names that pictures get in an output, whoever of them is read first.

Where two have one name, Sphinx gives the second a number, in the order in which pages are read. So
the names would depend on what has changed since the last build, and on how many processes read.
"""

from __future__ import annotations

from itertools import count
from pathlib import PurePath

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from eventnotes.inside import image_names
from eventnotes.writing.unwritten import outdated


def settle_names(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give all pictures their names in the order of their paths (``env-updated``).

    :returns: the pages that show one whose name is another now.
    """
    if not image_names.are_known(env.images):
        return []
    taken: set[str] = set()
    renamed: set[str] = set()
    for path in sorted(env.images, key=str):  # others may note paths that are no text
        docnames, before = env.images[path]
        name = _free(PurePath(path), taken)
        taken.add(name)
        if name != before:
            env.images[path] = (docnames, name)
            renamed |= docnames & env.all_docs.keys()  # or for no page, or one they made up
    image_names.replace(env.images, taken)
    return outdated(env, renamed)


def _free(path: PurePath, taken: set[str]) -> str:
    if path.name not in taken:
        return path.name
    return next(
        name for number in count(1) if (name := f"{path.stem}{number}{path.suffix}") not in taken
    )
