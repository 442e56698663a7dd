"""The line that says in a sentence what an event was: it stands below the title, above the facts.

An author writes it below the facts, where a plain preview of the page reads best.
"""

from __future__ import annotations

from docutils import nodes

from eventnotes.nodes import card, private, text_of

LONGEST = 200
"""The most characters of a summary; what is longer is the beginning of the notes."""


def lift_summary(event: card) -> None:
    """Put the paragraph after the facts of an event before them, if it is a line of words."""
    parent = event.parent
    place = parent.index(event)
    after = (child for child in parent.children[place + 1 :] if not _is_unseen(child))
    line = next(after, None)
    if not isinstance(line, nodes.paragraph) or len(line.astext()) > LONGEST:
        return
    if not text_of(line) or isinstance(
        next(after, None), nodes.bullet_list | nodes.enumerated_list
    ):
        return  # a picture, or what introduces a list
    end = parent.index(line) + 1
    begin = end - 1
    while _is_label(parent[begin - 1]):
        begin -= 1
    lifted = parent[begin:end]
    del parent[begin:end]
    parent[place:place] = lifted
    line["classes"].append("en-summary")


def _is_unseen(node: nodes.Node) -> bool:
    # in the author's copy there are private words, and elsewhere nothing in their place
    return isinstance(node, nodes.Invisible | nodes.system_message | private)


def _is_label(node: nodes.Node) -> bool:
    """Tell whether a node gives its name to what stands after it."""
    if not isinstance(node, nodes.target):
        return False
    return not any(name in node for name in ("refuri", "refid", "refname"))
