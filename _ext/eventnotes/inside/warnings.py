"""Warnings of Sphinx's and MyST's that have one cause on a page, or don't say what to do.

Reason: a page whose headings begin at H3 has a warning for each of them, a link without an address
one for each, and neither says how to mend it. An empty glob has a subtype and no type, and so
``suppress_warnings`` can't name it.
Written against: Sphinx 8.1 to 9.2 and MyST-Parser 4.0 to 5.2 (the types of the warnings, and the
handler that writes them, which looks at what is to be suppressed in a filter of its own).
Without it: the warnings are as Sphinx and MyST word them, and as many.
"""

from __future__ import annotations

import logging
import re
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.util.logging import NAMESPACE, WarningStreamHandler, get_node_location


class _Rule(NamedTuple):
    type: str
    subtype: str
    says: re.Pattern[str]
    """What the warning says."""
    more: str
    """What to do, with the groups of the pattern."""
    once: bool = False
    """Whether all of them on a page have one cause."""


_HEADINGS = "a page begins with '# Title', and the level after '#' is '##' (said once for a page)"
_RULES = (
    _Rule("myst", "header", re.compile(r"headings start at|header level"), _HEADINGS, True),
    _Rule(
        *("myst", "xref_missing", re.compile(r"not found: ''")),
        "a link has no address: write one into its brackets, or leave them out (said once for a"
        " page)",
        True,
    ),
    _Rule(
        *("toc", "not_included", re.compile("")),
        "name it in a toctree, or write 'orphan: true' into its front matter (':orphan:' in"
        " reStructuredText)",
    ),
    _Rule(
        *("toc", "empty_glob", re.compile(r"pattern (.*) didn't|")),
        "there is no such page yet, or the pattern has a slip",
    ),
)


_WITHOUT_TYPE = {
    "isn't included in any toctree": "not_included",
    "toctree glob pattern": "empty_glob",
}
"""What older versions of Sphinx give no type, by its words in English."""


class Explain(logging.Filter):
    """Says what to do about a warning, and says once what has one cause."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[tuple[str, str, str]] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the warning is to be said, with more words where there are any."""
        message = logging.LogRecord.getMessage(record)
        if not getattr(record, "type", None):
            subtype = getattr(record, "subtype", None)
            named = (name for words, name in _WITHOUT_TYPE.items() if words in message)
            subtype = subtype if subtype == "empty_glob" else next(named, None)
            if subtype is not None:
                record.type, record.subtype = "toc", subtype
        kind = getattr(record, "type", None), getattr(record, "subtype", None)
        rule = next((r for r in _RULES if r[:2] == kind and r.says.search(message)), None)
        if rule is None:
            return True
        if rule.once:
            key = rule.type, rule.subtype, _page(getattr(record, "location", None))
            if key in self._said:
                return False
            self._said.add(key)
        tag = f" [{rule.type}.{rule.subtype}]"
        words, shown, _ = message.partition(tag)
        record.msg, record.args = f"{words}; {rule.more}{shown}", ()
        return True


def _page(location: Any) -> str:
    """Return the page or file of a place, whatever form it has."""
    if isinstance(location, nodes.Node):
        location = get_node_location(location)
    if isinstance(location, tuple):
        location = location[0]
    return re.sub(r":\d*\Z", "", str(location or ""))


def explain() -> bool:
    """Have what writes warnings say more in a build; tell whether there is anything that can."""
    handlers = [
        handler
        for handler in logging.getLogger(NAMESPACE).handlers
        if isinstance(handler, WarningStreamHandler)
    ]
    for handler in handlers:
        others = [each for each in handler.filters if not isinstance(each, Explain)]
        handler.filters = [Explain(), *others]  # before what is to be suppressed is looked at
    return bool(handlers)
