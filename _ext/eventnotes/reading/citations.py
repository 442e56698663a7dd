"""What a page's text refers to, where, and the sentence it does it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from eventnotes.model.prose import Prose, Run, sentence_around, shortened
from eventnotes.model.records import Citation
from eventnotes.model.urls import is_web, read_url
from eventnotes.nodes import conditional, parents, private, sample, text_of
from eventnotes.reading.links import words_of

_LABELLED = frozenset({"any", "myst", "ref"})
_JOINTS = " \t:;,.–—-"
"""What may stand between a link and the comment on it."""
_STYLES: dict[type[nodes.Element], str] = {
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.literal: "code",
}
_NO_WORDS = nodes.raw | nodes.system_message | nodes.footnote_reference | nodes.target | conditional


def reference_of(node: nodes.Element, docname: str) -> tuple[str, str] | None:
    """Return the role and the target of a reference as a citation keeps them, if *node* is one."""
    if isinstance(node, addnodes.pending_xref):
        if node.get("refdomain") == "notes":
            return node["reftype"], node["reftarget"]
        if node.get("refdomain") == "doc":  # MyST's link to a file
            anchor = node.get("reftargetid")
            return "page", f"{node['reftarget']}#{anchor}" if anchor else node["reftarget"]
        if node["reftype"] == "doc":
            return "page", docname_join(docname, node["reftarget"])
        return ("", node["reftarget"]) if node["reftype"] in _LABELLED else None
    if isinstance(node, nodes.reference) and "en-still" not in node["classes"]:
        if node.get("id_link"):  # MyST's [](#id), until MyST looks for it (879)
            return "", node["refuri"].removeprefix("#")
        address = node.get("refuri") or node.get("reftarget", "")  # of a {download}
        return ("url", address) if is_web(address) and _is_address(address) else None
    return None


def _is_address(text: str) -> bool:
    """Tell whether a download or a link can lead there: no others are cited."""
    try:
        read_url(text)
    except ValueError:
        return False
    return True


def cite(node: nodes.Element, role: str, target: str, owners: Mapping[int, str]) -> Citation | None:
    """Return where and how *node* refers to something; nothing where it does not count.

    An example in a guide cites nothing, and neither do private words or those that a page may leave
    out.

    :param owners: the ids of talks and events by the identity of what they describe.
    """
    owner: str | None = None
    block: nodes.Element | None = None
    section: nodes.Element | None = None
    for parent in _around(node):
        if isinstance(parent, sample | private | conditional) or "en-private" in parent.get(
            "classes", ()
        ):
            return None
        if block is None and not isinstance(parent, nodes.Inline):
            block = parent
        if section is None and isinstance(parent, nodes.section):
            section = parent
        if owner is None:
            owner = owners.get(id(parent))
    if block is None:
        return None
    title = text_of(section[0]) if section is not None and len(section) else ""
    anchor = section["ids"][0] if section is not None and section["ids"] else ""
    if role != "url":
        return Citation(role, target, title, anchor, sentence_around(*_runs_with(block, node)))
    comment = _comment(block, node) if _opens_item(node, block) else ()
    if comment:
        sentence: Prose = (Run(words_of(node), "here", url=target), *comment)
        return Citation(role, target, title, anchor, sentence, owner or "", True)
    if isinstance(block, nodes.TextElement):
        sentence = sentence_around(*_runs_with(block, node))
    else:  # a picture that is a link, between paragraphs
        sentence = (Run(words_of(node), "here", url=target),)
    return Citation(role, target, title, anchor, sentence, owner or "")


def _around(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what a node stands in; around a footnote first what its mark in the text stands in."""
    for parent in parents(node):
        yield parent
        if isinstance(parent, nodes.footnote) and parent.document is not None:
            marks = [parent.document.ids.get(name) for name in parent["backrefs"]]
            around = [[*parents(mark)] for mark in marks if mark is not None]
            in_text = (each for each in around if not any(map(_is_footnote, each)))
            yield from next(in_text, [])


def _is_footnote(node: nodes.Element) -> bool:
    return isinstance(node, nodes.footnote)


def _opens_item(node: nodes.Element, block: nodes.Element) -> bool:
    """Tell whether a link stands first in an item of a list."""
    item = block.parent
    if not isinstance(item, nodes.list_item) or item.index(block) > 0:
        return False
    first = next((child for child in block.children if child.astext().strip()), None)
    while first is not node and isinstance(first, nodes.Inline) and first.children:
        first = first.children[0]
    return first is node


def _comment(block: nodes.Element, link: nodes.Element) -> Prose:
    """Return the words of an item after the link that opens it, without what joins them."""
    words: list[Run] = []
    found = False
    for node, run in _walk(block, ""):
        if found:
            words.append(run)
        found = found or node is link
    for other in block.parent.children[1:]:
        if isinstance(other, nodes.paragraph) and not _is_hidden(other):
            words += [Run(" "), *(run for _, run in _walk(other, ""))]
    while words and not words[0].target and not words[0].text.lstrip(_JOINTS):
        del words[0]
    if words and words[0].text and not words[0].style:
        words[0] = words[0]._replace(text=words[0].text.lstrip(_JOINTS))
    return shortened(words)


def _is_hidden(node: nodes.Element) -> bool:
    return "en-private" in node.get("classes", ())


def _runs_with(block: nodes.Element, mention: nodes.Element) -> tuple[list[Run], int]:
    """Return the words of *block*, and which run *mention* is."""
    runs: list[Run] = []
    at = 0
    for node, run in _walk(block, ""):
        if node is mention:
            at = len(runs)
        runs.append(run)
    return runs, at


def prose_of(block: nodes.Element) -> Prose:
    """Return the words of a paragraph with the markup that reads the same anywhere."""
    merged: list[Run] = []
    for _, run in _walk(block, ""):
        if merged and merged[-1][1:] == run[1:] and not (run.target or run.url):
            merged[-1] = merged[-1]._replace(text=merged[-1].text + run.text)
        elif run.text or run.target:
            merged.append(run)
    return tuple(merged)


def _walk(parent: nodes.Element, style: str) -> Iterator[tuple[nodes.Node, Run]]:
    for child in parent.children:
        if isinstance(child, nodes.Text):
            words = child.astext()  # the node itself keeps marks of what was escaped
            yield child, Run(" ".join(f".{words}.".split())[1:-1], style)
        elif isinstance(child, nodes.Element) and not (
            isinstance(child, _NO_WORDS) or "en-private" in child.get("classes", ())
        ):
            found = reference_of(child, child.get("refdoc", ""))
            if found is None:
                yield from _walk(child, style or _STYLES.get(type(child), ""))
            elif found[0] == "url":
                yield child, Run(words_of(child), style, url=found[1])
            else:
                shown = text_of(child) if _has_own_words(child) else ""
                yield child, Run(shown, style, *found)


def _has_own_words(node: nodes.Element) -> bool:
    if isinstance(node, addnodes.pending_xref):
        return bool(node.get("refexplicit"))
    return bool(node.children)
