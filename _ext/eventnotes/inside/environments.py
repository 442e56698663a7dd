"""The environment of the last build, as Sphinx loads it.

Reason: it is one large value, made before any event of ours, and the garbage collector goes through
the half of it again and again: on a site of 20,000 talks that takes three times as long as to load
it.
Written against: Sphinx 8.1 to 9.2 (``Sphinx._load_existing_env``, which is called after
``config-inited``).
Without it: the environment is loaded all the same.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from sphinx.application import Sphinx

_NAME = "_load_existing_env"


def load_within(app: Sphinx, context: AbstractContextManager[None]) -> None:
    """Have the environment loaded in a context, once."""
    own = getattr(app, _NAME, None)
    if own is None:
        return

    def load(*given: Any) -> Any:
        vars(app).pop(_NAME, None)
        with context:
            return own(*given)

    vars(app)[_NAME] = load  # of this one application
