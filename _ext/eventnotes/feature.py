"""What the features have in common when they are set up."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

if TYPE_CHECKING:
    from sphinx.util.typing import ExtensionMetadata

SAFE: ExtensionMetadata = {"parallel_read_safe": True, "parallel_write_safe": True}
"""What a feature returns: it may be used by several processes."""


def need(module: str, distribution: str, feature: str) -> None:
    """Stop where a feature is loaded without what it is made with.

    :raises ExtensionError: the module can't be found.
    """
    if find_spec(module) is None:
        how = 'install it, or "sphinx-eventnotes[site]" for all that the features need'
        raise ExtensionError(f"{feature} needs {distribution}: {how}")
