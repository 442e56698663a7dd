"""The state: what each page says, which id is whose, and which pages a change concerns.

Data is kept by page, so that clearing and merging are one line each. Everything about the whole
site is derived from it on ``env-updated``, in the order of page names.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Set
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from eventnotes.labels import Labels
from eventnotes.model.corpus import Corpus, Entry, find_by_id, names_on
from eventnotes.notices import Notice, shorten, warn
from eventnotes.pages import Pages
from eventnotes.reading import cards, prose
from eventnotes.reading.collect import collect
from eventnotes.reading.roles import ROLES, PrivateRole

# Search priorities as Sphinx counts them: 0 important, 1 default, 2 unimportant, -1 hidden.
_PRIORITY = {
    "event": 0,
    "talk": 1,
    "person": 1,
    "org": 1,
    "topic": 2,
    "link": 2,
    "takeaway": 2,
}


class PrivacyError(SystemExit):
    """Private words may have got out of their block; nothing is written.

    It ends the program with a message, as an author's mistake should: Sphinx reports its own
    errors with a traceback and an invitation to tell its developers.
    """


class NotesDomain(Domain):
    """Events, talks and whatever they name."""

    name = "notes"
    label = "Event notes"
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, kind, searchprio=priority) for kind, priority in _PRIORITY.items()
    }
    object_types["org"].lname = "organisation"
    directives: ClassVar[dict[str, Any]] = {
        "event": cards.EventDirective,
        "talk": cards.TalkDirective,
        "link": cards.LinkDirective,
        "rating": cards.RatingDirective,
        "about": cards.AboutDirective,
        "takeaway": prose.TakeawayDirective,
        "update": prose.UpdateDirective,
        "private": prose.PrivateDirective,
    }
    roles: ClassVar[dict[str, Any]] = {**ROLES, "private": PrivateRole()}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},  # page name -> its PageNotes, packed
        "kinds": {},  # id -> kind of object; the rest of it is its label
        "aliases": {},  # id -> the id it is another form of
        "shadowed": {},  # id -> the label of Sphinx's that ours stands in front of
        "clashed": False,  # whether any id was claimed twice
        "needs": {},  # page name -> digest of what its references resolve to
        "navigation": "",  # digest of what stands in every page's navigation
        "gone": set(),  # names of pages whose files must leave an output
        "media": set(),  # pictures and downloads, as files of an output
        "gone_media": set(),  # those that must leave it
    }
    data_version = 3  # goes up with the shape of this data or of a record

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.pages = Pages(self.data["pages"])
        self.builder: Builder
        self._before: dict[str, bytes | None] = {}
        self._entries: Labels | None = None
        self._corpus: Corpus | None = None

    # -- what pages say ------------------------------------------------------------------

    @property
    def entries(self) -> Labels:
        """Every object by id, aliases included."""
        if self._entries is None:
            self._entries = Labels(self.data, self.env.domains.standard_domain)
        return self._entries

    @property
    def corpus(self) -> Corpus:
        """Everything that was noted."""
        if self._corpus is None:
            self._corpus = Corpus(self.pages)
            self._corpus.entries = dict(self.entries)
        return self._corpus

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what a page says, once it has been read."""
        notes = collect(env, docname, document)
        if notes is not None:
            self.pages[docname] = notes

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self._before.setdefault(docname, self.pages.packed(docname))
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over pages that another process has read."""
        self.pages.take_over(docnames, otherdata["pages"])

    # -- what follows for the site -------------------------------------------------------

    def begin_reading(self, docnames: Iterable[str]) -> None:
        """Take our labels out of Sphinx's while pages are read, so that it sees none twice."""
        for docname in docnames:
            self._before.setdefault(docname, self.pages.packed(docname))
        if self._before:
            self.entries.take_out()

    def finish_reading(self) -> list[str]:
        """Derive ids, labels and dependents; return the pages that must be written again.

        :raises PrivacyError: private words may have got out on some page.
        """
        if not self._before:
            return []
        read = set(self._before)
        same = all(self.pages.says(name, notes) for name, notes in self._before.items())
        self._before = {}
        self._corpus = None
        self._check_leaks(read)
        self.data["gone"] -= self.env.found_docs
        self._note_media()
        self.entries.forget_shadowed(self.env.all_docs)
        pages_named_alike = self.env.all_docs.keys() & self.data["kinds"].keys()
        if same and not (self.data["clashed"] or self.entries.clash or pages_named_alike):
            self.entries.put_back()
            return self._outdated(())
        self._corpus = Corpus(self.pages)
        self.data["clashed"] = self._settle_clashes(self._corpus)
        changed = self.entries.replace(self._corpus.entries)
        return self._outdated(self.pages if changed else read)

    def _check_leaks(self, read: Iterable[str]) -> None:
        if self.builder.name == "changes" and not self.env.config.eventnotes_private:
            hidden = sorted(name for name, notes in self.pages.items() if notes.private)
            if hidden:
                pages = ", ".join(hidden)
                raise PrivacyError(
                    f"\nThe builder 'changes' copies sources with private words: {pages}"
                )
        leaks = [
            leak for name in sorted(read) if name in self.pages for leak in self.pages[name].leaks
        ]
        if leaks:
            places = "\n  ".join(leaks)
            raise PrivacyError(f"\nPrivate words may get out, nothing is written:\n  {places}")

    def _note_media(self) -> None:
        """Note which pictures and downloads no page uses any more."""
        media = {f"_images/{name}" for _, name in self.env.images.values()}
        media |= {f"_downloads/{name}" for _, name in self.env.dlfiles.values()}
        gone: set[str] = self.data["gone_media"]
        gone.update(self.data["media"] - media)
        gone -= media
        self.data["media"] = media

    def note_gone(self, docnames: Iterable[str]) -> None:
        """Remember pages whose files must leave the output."""
        self.data["gone"].update(docnames)

    def _settle_clashes(self, corpus: Corpus) -> bool:
        """Warn about ids used twice, by us or by Sphinx, and leave each to the first.

        A page's name cannot be taken from it, so a page always keeps it.

        :returns: whether there are any.
        """
        for clash in corpus.clashes:
            self._warn_clash(clash.id, self._place(clash.first), clash.second)
        anonymous = self.env.domains.standard_domain.anonlabels
        taken = corpus.entries.keys() & (self.env.all_docs.keys() | anonymous.keys())
        for identifier in sorted(taken):
            entry = corpus.entries[identifier]
            if identifier in self.env.all_docs:
                path = self.env.doc2path(identifier, base=False)
                self._warn_clash(identifier, f"the page {path}", entry)
                del corpus.entries[identifier]
                continue
            page, node_id = anonymous[identifier]
            line, same = self._label_place(page, node_id, entry)
            if same:
                continue
            path = self.env.doc2path(page, base=False)
            self._warn_clash(identifier, f"a label, {path}:{line}", entry)
            if (page, line) <= (entry.page, entry.line):
                del corpus.entries[identifier]
        return bool(corpus.clashes or taken)

    def _label_place(self, page: str, node_id: str, entry: Entry) -> tuple[int, bool]:
        """Return the line of a label, and whether it labels what *entry* is."""
        if page not in self.env.all_docs:
            return 0, False
        element = self.env.get_doctree(page).ids.get(node_id)
        if element is None:
            return 0, False
        same = page == entry.page and entry.anchor in element["ids"]
        return element.line or 0, same

    def _place(self, entry: Entry) -> str:
        path = self.env.doc2path(entry.page, base=False)
        return f"{entry.kind} {shorten(entry.title)!r}, {path}:{entry.line}"

    def _warn_clash(self, identifier: str, first: str, second: Entry) -> None:
        path = self.env.doc2path(second.page)
        name = f"{second.kind}: the id {identifier!r} of {shorten(second.title)!r}"
        message = f"{name} is that of {first} already; give it another with ':id:'"
        warn(Notice.DUPLICATE_ID, message, f"{path}:{second.line}")

    # -- dependents ----------------------------------------------------------------------

    def _outdated(self, concerned: Iterable[str]) -> list[str]:
        """Return the pages whose references, or whose navigation, are not what they were.

        :param concerned: the pages whose references may resolve to something else now.
        """
        needs: dict[str, str] = self.data["needs"]
        fresh = {name: self._digest(name) for name in concerned if name in self.pages}
        outdated = [name for name in sorted(fresh) if needs.get(name) != fresh[name]]
        needs.update(fresh)
        for name in needs.keys() - self.pages.keys():
            del needs[name]
        navigation = _digest_of(
            (name, title.astext(), tuple(self.env.toctree_includes.get(name, ())))
            for name, title in sorted(self.env.titles.items())
        )
        if navigation != self.data["navigation"]:
            self.data["navigation"] = navigation
            return sorted(self.env.all_docs)
        return outdated

    def _digest(self, docname: str) -> str:
        notes = self.pages[docname]
        entries = self.corpus.entries
        found = [entries.get(name) for name in sorted(names_on(notes))]
        found += [
            self.corpus.find(role, target, docname) if role else entries.get(target)
            for role, target in notes.uses
        ]
        return _digest_of(entry[1:5] if entry else None for entry in found)

    # -- references ----------------------------------------------------------------------

    def find(self, kind: str, target: str, page: str) -> Entry | None:
        """Return the object that *target* means in a role of *kind* on *page*."""
        event = self.pages[page].event if page in self.pages else None
        by_id = find_by_id(self.entries, kind, target, event.id if event else "")
        return by_id or self.corpus.find_by_title(kind, target, page)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the reference a role makes, with the object's title where none was written."""
        if typ not in ROLES:
            return None
        entry = self.find(typ, target, node.get("refdoc", fromdocname))
        if entry is None:
            return None
        if not node["refexplicit"]:
            contnode = contnode.deepcopy()
            contnode.children = []
            contnode += nodes.Text(entry.title)
        return make_refnode(builder, fromdocname, entry.page, entry.anchor, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return nothing: each object has a label of the same name, and that answers."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the inventory: id, name on one line, kind, page, anchor, search priority."""
        for identifier, kind, is_alias, (page, anchor, title) in self.entries.rows():
            yield identifier, title, kind, page, anchor, -1 if is_alias else _PRIORITY[kind]


def _digest_of(values: Iterable[Any]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for value in values:
        digest.update(repr(value).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def notes_domain(env: BuildEnvironment) -> NotesDomain:
    """Return the domain of *env*."""
    return cast("NotesDomain", env.get_domain("notes"))


# -- events ------------------------------------------------------------------------------


def note_builder(app: Sphinx) -> None:
    """Tell the domain who writes (``builder-inited``); a transform cannot ask Sphinx."""
    notes_domain(app.env).builder = app.builder


def spare_environment(app: Sphinx) -> None:
    """Keep the garbage collector from the environment that was loaded (``builder-inited``).

    It lives as long as the build. Looking for cycles in it takes a tenth of a second each time
    on a site of 5,000 talks, and writing to it makes each process of ``-j`` copy it. Only the
    first build of a process does this, so that a long-lived one can free the others.
    """
    if not gc.get_freeze_count():
        gc.freeze()


def note_removed(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Remember the pages that are gone (``env-get-outdated``)."""
    notes_domain(env).note_gone(removed)
    return []


def begin_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Prepare for reading (``env-before-read-docs``)."""
    notes_domain(env).begin_reading(docnames)


def finish_reading(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Derive what follows from what was read (``env-updated``)."""
    return notes_domain(env).finish_reading()


def warn_missing(app: Sphinx, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Warn about a role that names nothing, with the nearest names (``warn-missing-reference``)."""
    if not isinstance(domain, NotesDomain) or node["reftype"] not in ROLES:
        return None
    kind, target = node["reftype"], node["reftarget"]
    guesses = domain.corpus.nearest(kind, target)
    hint = f"; nearest: {', '.join(map(repr, guesses))}" if guesses else ""
    warn(Notice.REFERENCE, f"{kind}: nothing is called {shorten(target)!r}{hint}", node)
    return True
