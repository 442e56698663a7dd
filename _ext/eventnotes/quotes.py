"""Smart quotes only on pages that have a quote left to turn.

Sphinx goes through all words of a page to turn quotes, dashes and dots, a tenth of what a page
costs. MyST may have turned the quotes before (``smartquotes`` in ``myst_enable_extensions``), and
then most pages have nothing left. A look at the letters tells: one that docutils would change, or
give a meaning to, has the page done as ever.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import is_smartquotable

from eventnotes.feature import SAFE, load_core

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_TURNED: Final = re.compile(r"[\"'`\\&\x00]|--|\. ?\. ?\.")
"""What docutils 0.20 to 0.22 looks for, escapes of its own included."""
_ACTIONS: Final = frozenset("qbBdDiew")
"""The settings of ``smartquotes_action`` that do no more than that."""
_KEPT: Final = "eventnotes_smart_quotes"


class SpareQuotes(SphinxTransform):
    """Leave out smart quotes on a page without a quote."""

    default_priority = 749  # Sphinx's have 750

    def apply(self, **kwargs: Any) -> None:
        """Have Sphinx find that they are not wanted."""
        settings = self.document.settings
        if not settings.smart_quotes or not _ACTIONS.issuperset(self.config.smartquotes_action):
            return
        for text in self.document.findall(nodes.Text):
            if _TURNED.search(text) is not None and is_smartquotable(text):
                return
        setattr(settings, _KEPT, settings.smart_quotes)
        settings.smart_quotes = False


class PutBack(SphinxTransform):
    """Leave the settings of the page as they were."""

    default_priority = 751

    def apply(self, **kwargs: Any) -> None:
        """Put back what was taken."""
        settings = self.document.settings
        if hasattr(settings, _KEPT):
            settings.smart_quotes = getattr(settings, _KEPT)
            delattr(settings, _KEPT)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transforms around Sphinx's."""
    safe = load_core(app)
    safe.add_transform(SpareQuotes)
    safe.add_transform(PutBack)
    return SAFE
