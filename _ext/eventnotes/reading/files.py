"""Files that a page offers, shows or copies as they are: none may hold private words."""

from __future__ import annotations

from os.path import isfile  # unlike that of a path, it takes any text
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from eventnotes.leaks.drafts import is_draft, lies_in_drafts
from eventnotes.leaks.texts import may_hold_block
from eventnotes.reading.comments import PERCENT_LINE
from eventnotes.reading.fences import LOST_FENCE
from eventnotes.reading.page import PageDraft, draft
from eventnotes.reading.private.published import KINDS, TABLES, Hidden, hidden_lines, read_text
from eventnotes.reading.private.rst import place
from eventnotes.scope import uses_notes


class CheckFiles(SphinxTransform):
    """Look into each file that is given out, and at each listing of one.

    The author's own copy may hold them all.
    """

    default_priority = 830  # after links to pictures are none any more (700), before 840

    def apply(self, **kwargs: object) -> None:
        """Note the files that hold private words."""
        if self.config.eventnotes_private:
            return
        page = draft(self.env)
        for node in self.document.findall(nodes.Element):
            if isinstance(node, addnodes.download_reference):
                self._offered(node, node.get("reftarget", ""), page)
            elif isinstance(node, nodes.image):
                if Path(node["uri"]).suffix.lower() in KINDS:
                    self._offered(node, node["uri"], page)
            elif isinstance(node, nodes.literal_block) and node.get("source"):
                self._shown(node, page)
            elif isinstance(node, nodes.raw) and node.get("source"):
                self._handed_on(node, page)
        for name in self.document.settings.record_dependencies.list:
            self._read(self._found(name), page)

    def _offered(self, node: nodes.Element, target: str, page: PageDraft) -> None:
        """Look at a file that is copied to where readers can get it."""
        if not target or "://" in target:
            return
        _, name = self.env.relfn2path(target, self.env.docname)
        if not isfile(name):
            return
        path = Path(name)
        text = read_text(path)
        if self._is_draft(path):
            message = f"{path.name} is a draft and would be published as a file"
            self._tell(node, page, message, text)
        found = hidden_lines(text, path.suffix)
        if found:
            self._tell_of(node, page, path, found, text)

    def _shown(self, node: nodes.Element, page: PageDraft) -> None:
        """Look at what a page shows of a file."""
        path = self._found(node["source"])
        is_notes = path.suffix.lower() in KINDS
        if self._is_draft(path):
            message = f"{path.name} is a draft and would be published as a listing"
            self._tell(node, page, message, read_text(path))
        if not (is_notes or (isfile(path) and may_hold_block(path))):
            return
        text = read_text(path)
        shown = {line.strip() for line in node.astext().splitlines()}
        hidden = hidden_lines(text, path.suffix)
        numbers = {each.number for each in hidden}
        lines = enumerate(text.splitlines(), start=1)
        shown -= {line.strip() for number, line in lines if number not in numbers}
        # marks of comments in a program are its own
        found = [each for each in hidden if each.line in shown and (is_notes or each.is_block)]
        if found:
            self._tell_of(node, page, path, found, text)

    def _is_draft(self, path: Path) -> bool:
        tell = is_draft if path.suffix.lower() in KINDS else lies_in_drafts
        return tell(path, Path(self.env.srcdir), self.config)

    def _handed_on(self, node: nodes.raw, page: PageDraft) -> None:
        """Look at a file that becomes a part of the page; its comments are cut elsewhere."""
        text, name = node.astext(), Path(node["source"]).name
        if LOST_FENCE.search(text):
            page.leak(place(node), f"a private block hides nothing in {name}")
        elif "html" in node["format"].split() and PERCENT_LINE.search(text):
            page.doubt(place(node), f"a line with % hides nothing in {name}")

    def _found(self, name: str) -> Path:
        """Return a file; docutils names it as seen from where the build was started."""
        return Path(name) if isfile(name) else Path(self.env.srcdir, name)

    def _read(self, path: Path, page: PageDraft) -> None:
        """Look at a table that is kept in a file: a comment in it is a row with its first cell
        empty.
        """
        if path.suffix.lower() not in TABLES or page.is_guest(self.env):
            return
        for found in hidden_lines(read_text(path), path.suffix):
            message = "a line with % hides nothing in a table; write \\% for the sign"
            if found.is_block:
                message = "a private block hides nothing in a table"
            page.leak(f"{path}:{found.number}", message)

    def _tell_of(
        self, node: nodes.Element, page: PageDraft, path: Path, found: list[Hidden], text: str
    ) -> None:
        where = f"{path.name} would be published as it is, with private words in line"
        message = f"{where} {found[0].number}; keep them in a file of their own"
        self._tell(node, page, message, text, certain=any(hidden.is_block for hidden in found))

    def _tell(
        self,
        node: nodes.Element,
        page: PageDraft,
        message: str,
        text: str,
        *,
        certain: bool = False,
    ) -> None:
        """Stop the build; on a page without notes only for a file with private blocks of ours."""
        if page.is_guest(self.env):
            if not (certain and uses_notes(text, self.config)):
                return
            page.ours = True  # it gives out notes
        page.leak(place(node), message)
