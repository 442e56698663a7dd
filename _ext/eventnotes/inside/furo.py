"""What furo does with the tree of pages in its side bar.

Reason: furo parses the tree again for each page, gives each entry that has others below it a
check box, and writes it again.
Written against: furo 2024.8 to 2025.12 (``furo.navigation.get_navigation_tree``, the names that it
puts into the context of a page, the options that it asks ``toctree`` for).
Without it: the side bar is left to furo, as it is where what is written here comes out otherwise
than furo's own on the first page.
"""

from __future__ import annotations

from collections.abc import Callable

OPTIONS = {"collapse": False, "titles_only": True, "maxdepth": -1, "includehidden": True}
"""What furo asks ``toctree`` for."""
TEMPLATE = "sidebar/navigation.html"
"""The part of the side bar that shows it."""
ICON = '<span class="icon"><svg><use href="#svg-arrow-right"></use></svg></span>'
"""The arrow that unfolds an entry."""
TREE = "furo_navigation_tree"
"""The side bar in the context of a page."""
HIDES_CONTENTS = "furo_hide_toc"
"""Whether a page has no contents on its right."""


def parser() -> Callable[[str], str] | None:
    """Return what furo makes the side bar with, if it has the name that it had."""
    try:
        from furo.navigation import get_navigation_tree  # type: ignore[import-untyped]  # no types
    except ImportError:
        return None
    made: Callable[[str], str] = get_navigation_tree
    return made
