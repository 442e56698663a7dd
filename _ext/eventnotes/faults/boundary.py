"""How everything that Sphinx calls is registered, so that nothing is without a boundary.

``setup()`` hands each transform, visitor and handler to :class:`Guarded` instead of Sphinx. What
decides over private words is registered with ``private=True``: a fault in it stops the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from eventnotes import faults
from eventnotes.reading.page import draft

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PART = "part of this page"
_LISTS = frozenset({"env-get-outdated", "env-updated", "html-collect-pages"})
"""The events whose handlers return lists."""
_BEGUN = "_eventnotes_begun"
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})

Visitor = Callable[[Any, Any], None]


class Guarded:
    """Registers with Sphinx, a boundary around each part."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app

    def connect(
        self, event: str, handler: Callable[..., Any], priority: int = 500, *, private: bool = False
    ) -> None:
        """Connect a handler; one that fails is left out, its page says so if it has one."""

        def mend(error: Exception, app: Sphinx, *args: Any) -> Any:
            page = _page_of(event, app, args)
            place = f"{app.env.doc2path(page)}:1" if page else None
            if private:
                raise faults.stop(error, handler.__name__, place) from error
            faults.report(error, f"{PART} ({handler.__name__})", place, page)
            if event == "html-page-context" and page and "body" in args[2]:
                args[2]["body"] = f"{faults.html_mark(PART)}{args[2]['body']}"
            return [] if event in _LISTS else None

        contained = faults.contain(_finished(handler), mend)
        self.app.connect(event, contained, priority=priority)

    def add_transform(self, transform: type[SphinxTransform], *, private: bool = False) -> None:
        """Add a transform that runs while a page is read."""

        def mend(error: Exception, self: SphinxTransform, **kwargs: Any) -> None:
            if private:
                leak(self.env, error, transform.__name__, _top(self))
            else:
                _lose_part(error, self, transform.__name__)
            draft(self.env).private = True

        self.app.add_transform(_contained(transform, mend))

    def add_post_transform(
        self, transform: type[SphinxPostTransform], *, private: bool = False
    ) -> None:
        """Add a transform that runs before a page is written."""

        def mend(error: Exception, self: SphinxTransform, **kwargs: Any) -> None:
            if private:
                raise faults.stop(error, transform.__name__, _top(self)) from error
            _lose_part(error, self, transform.__name__)

        self.app.add_post_transform(_contained(transform, mend))

    def add_node(
        self,
        node: type[nodes.Element],
        html: tuple[Visitor, Visitor | None] | None = None,
        *,
        override: bool = False,
    ) -> None:
        """Add a node, with its visitors for HTML.

        :param override: whether these take the place of others, as of those of docutils.
        """
        if html is None:
            self.app.add_node(node)
            return
        visit, depart = html
        what = node.__name__.replace("_", " ")
        guarded = contain_visit(visit, what), depart and contain_departure(depart, what)
        self.app.add_node(node, override=override, html=guarded)


def leak(env: BuildEnvironment, error: Exception, what: str, place: str) -> None:
    """Stop the build once all pages have been read, in whichever process this runs."""
    page = draft(env)
    page.ours = True  # a fault counts, whoever's page it is on
    page.leak(place, faults.told(error, what))


def _finished(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Return a handler that has run to its end when it returns."""

    def finished(*args: Any) -> Any:
        result = handler(*args)
        return list(result) if isinstance(result, Iterator) else result

    finished.__wrapped__ = handler  # type: ignore[attr-defined]  # as functools.wraps does
    finished.__module__, finished.__name__ = handler.__module__, handler.__name__
    finished.__qualname__, finished.__doc__ = handler.__qualname__, handler.__doc__
    return finished


def _page_of(event: str, app: Sphinx, args: tuple[Any, ...]) -> str:
    page = ""
    if event == "html-page-context":
        page = args[0]
    elif event == "doctree-resolved":
        page = args[1]
    return page if page and page in app.env.all_docs else ""


# -- transforms --------------------------------------------------------------------------------


def _contained(
    transform: type[SphinxTransform], mend: Callable[..., None]
) -> type[SphinxTransform]:
    apply = faults.contain(transform.apply, mend)  # type: ignore[attr-defined]  # of docutils
    parts = {"apply": apply, "__module__": transform.__module__, "__doc__": transform.__doc__}
    return type(transform.__name__, (transform,), parts)


def _top(transform: SphinxTransform) -> str:
    return f"{transform.document['source']}:1"


def _lose_part(error: Exception, transform: SphinxTransform, name: str) -> None:
    document = transform.document
    faults.report(error, f"{PART} ({name})", _top(transform), transform.env.docname)
    faults.put_mark(document, PART)


# -- visitors ----------------------------------------------------------------------------------


def contain_visit(visit: Visitor, what: str) -> Visitor:
    """Return a visitor that leaves a mark where it fails; what stands in its node is written."""

    def mend(error: Exception, translator: Any, node: nodes.Element) -> None:
        begin, depth = vars(translator)[_BEGUN][id(node)]
        del translator.body[begin:]
        del translator.context[depth:]
        faults.report(error, what, node, _page_written(translator))
        translator.body.append(faults.html_mark(what))
        raise nodes.SkipDeparture

    contained = faults.contain(visit, mend)

    def begun(translator: Any, node: nodes.Element) -> None:
        kept = vars(translator).setdefault(_BEGUN, {})
        kept[id(node)] = len(translator.body), len(translator.context)
        contained(translator, node)

    begun.__wrapped__ = contained  # type: ignore[attr-defined]  # as functools.wraps does
    begun.__module__, begun.__doc__ = visit.__module__, visit.__doc__
    return begun


def contain_departure(depart: Visitor, what: str) -> Visitor:
    """Return a visitor that closes what its node has opened, with a mark, where it fails."""

    def mend(error: Exception, translator: Any, node: nodes.Element) -> None:
        begin, depth = vars(translator)[_BEGUN].get(id(node), (len(translator.body), None))
        del translator.context[depth if depth is not None else len(translator.context) :]
        faults.report(error, what, node, _page_written(translator))
        opened = _Opened("".join(translator.body[begin:])).tags
        translator.body.append(faults.html_mark(what))
        translator.body.append("".join(f"</{tag}>" for tag in reversed(opened)))

    return faults.contain(depart, mend)


def _page_written(translator: Any) -> str:
    page: str = getattr(translator.builder, "current_docname", "")
    return page if page in translator.builder.env.all_docs else ""


class _Opened(HTMLParser):
    """The tags that a piece of HTML has opened and not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        if tag not in _VOID:
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Forget the tag that it closes."""
        if tag in self.tags:
            del self.tags[len(self.tags) - 1 - self.tags[::-1].index(tag) :]
