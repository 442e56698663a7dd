"""What the features have in common when they are set up."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from eventnotes.faults.boundary import Guarded

SAFE: ExtensionMetadata = {"parallel_read_safe": True, "parallel_write_safe": True}
"""What a feature returns: it may be used by several processes."""


def load_core(app: Sphinx) -> Guarded:
    """Load the core; return what a feature registers everything with."""
    from eventnotes.faults.boundary import Guarded

    app.setup_extension("eventnotes")
    return Guarded(app)


def need(module: str, distribution: str, feature: str) -> None:
    """Stop where a feature is loaded without what it is made with.

    :raises ExtensionError: the module can't be found.
    """
    if find_spec(module) is None:
        how = 'install it, or "sphinx-eventnotes[site]" for all that the features need'
        raise ExtensionError(f"{feature} needs {distribution}: {how}")
