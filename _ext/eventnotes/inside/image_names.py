"""The names that pictures get in an output.

Reason: Sphinx gives them in the order in which pages are read, and counts on from those it gave.
Written against: Sphinx 8.1 to 9.2 (``FilenameUniqDict._existing``).
Without it: pictures keep the names that Sphinx gave them.
"""

from __future__ import annotations

from sphinx.util._files import FilenameUniqDict


def are_known(images: FilenameUniqDict) -> bool:
    """Tell whether Sphinx remembers names where :func:`replace` puts them."""
    return hasattr(images, "_existing")


def replace(images: FilenameUniqDict, names: set[str]) -> None:
    """Have Sphinx give names that are none of these."""
    images._existing = names
