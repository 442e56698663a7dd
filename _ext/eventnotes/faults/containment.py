"""The boundaries around what Sphinx asks of the domain: each says what is lost by a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from docutils import nodes

from eventnotes import faults
from eventnotes.model.records import PageNotes
from eventnotes.nodes import backlinks, card, listing, takeaway
from eventnotes.reading.page import draft

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

P = ParamSpec("P")
R = TypeVar("R")


def losing_records(method: Callable[P, None]) -> Callable[P, None]:
    """Lose the records of one page, and nothing of what is known of its private words."""

    def mend(
        error: Exception, domain: Any, env: BuildEnvironment, docname: str, page: nodes.document
    ) -> None:
        faults.report(error, "what is noted here", f"{page['source']}:1", docname)
        # that it is private keeps its source from being copied: nobody knows what it holds
        domain.pages[docname] = PageNotes(private=True, leaks=tuple(draft(env).leaks))
        for node in list(page.findall(nodes.Element)):
            if isinstance(node, card):
                faults.put_mark(node, node["kind"])
            elif isinstance(node, listing | backlinks):
                faults.put_mark(node, "list")
            elif isinstance(node, takeaway):
                node.replace_self(nodes.container("", *node.children))
        faults.put_mark(page, "what is noted here")

    return faults.contain(method, mend)


def stopping(method: Callable[P, None]) -> Callable[P, None]:
    """Stop the build once all pages have been read: which are private would not be known.

    Sphinx can't be stopped while it takes over what its other processes have read.
    """

    def mend(error: Exception, domain: Any, pages: Any, *args: Any) -> None:
        names = [pages] if isinstance(pages, str) else sorted(pages)
        places = ", ".join(str(domain.env.doc2path(name)) for name in names)
        domain.unknown.append(f"{places}: {faults.told(error, method.__name__)}")

    return faults.contain(method, mend)


def keeping_words(method: Callable[P, Any]) -> Callable[P, Any]:
    """Keep the words of a reference that can't be resolved."""

    def mend(error: Exception, domain: Any, env: Any, page: str, *args: Any) -> Any:
        node, words = args[-2:]
        faults.report(error, f"a link to {node['reftarget']!r}", node, page)
        mark = faults.mark_node(node["reftype"], inline=True)
        return nodes.inline("", "", words, nodes.Text(" "), mark)

    return faults.contain(method, mend)


def containing(otherwise: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return *otherwise* where a method fails."""

    def contained(method: Callable[P, R]) -> Callable[P, R]:
        def mend(error: Exception, *args: Any, **kwargs: Any) -> R:
            faults.report(error, method.__name__, None, "")
            value: R = otherwise
            return value

        return faults.contain(method, mend)

    return contained
