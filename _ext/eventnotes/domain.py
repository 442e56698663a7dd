"""The state: what each page says, which id is whose, and which pages a change concerns.

Data is kept by page, so that clearing and merging are one line each. Everything about the whole
site is derived from it on ``env-updated``, in the order of page names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any, ClassVar, TypeVar, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from eventnotes.builders import abilities
from eventnotes.faults.containment import containing, keeping_words, losing_records, stopping
from eventnotes.i18n import terms
from eventnotes.index import id_conflicts
from eventnotes.index.changes import Change, concerns
from eventnotes.index.elsewhere import Elsewhere
from eventnotes.index.hints import give_hints
from eventnotes.index.invalidation import YEARS, Digests, digest_of
from eventnotes.index.labels import Labels, note_addresses
from eventnotes.index.linking import showing
from eventnotes.index.page_store import Pages
from eventnotes.index.surroundings import note_surroundings
from eventnotes.inside.link_texts import LinkTexts
from eventnotes.kinds.added import kinds_of
from eventnotes.kinds.tables import KINDS, NAMES
from eventnotes.model import ids
from eventnotes.model.corpus import Corpus, Entry, find_by_id
from eventnotes.model.library import Library
from eventnotes.model.lock import Known, shown_of
from eventnotes.reading import cards, commentary, plurals, prose, year
from eventnotes.reading.collect import collect
from eventnotes.reading.roles import PRIVATE, ROLES
from eventnotes.scope import has_year_pages, is_home

T = TypeVar("T")


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
        name: ObjType(name, name, searchprio=kind.search) for name, kind in KINDS.items()
    }
    object_types["org"].lname = "organisation"
    directives: ClassVar[dict[str, Any]] = {
        "event": cards.EventDirective,
        "talk": cards.TalkDirective,
        "link": cards.LinkDirective,
        "rating": cards.RatingDirective,
        "about": cards.AboutDirective,
        "takeaway": prose.TakeawayDirective,
        "commentary": commentary.CommentaryDirective,
        "update": prose.UpdateDirective,
        "private": prose.PrivateDirective,
        "year": year.YearDirective,
        **plurals.DIRECTIVES,
    }
    roles: ClassVar[dict[str, Any]] = {**ROLES, "private": PRIVATE}
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},  # page name -> its PageNotes, packed
        "kinds": {},  # id -> kind of object; the rest of it is its label
        "aliases": {},  # id -> the id it is another form of
        "shadowed": {},  # id -> the label of Sphinx's that ours stands in front of
        "clashed": False,  # whether any id was claimed twice
        "docnames": frozenset(),  # the names of all pages in the last build
        "labels": "",  # digest of Sphinx's own labels in it
        "titles": "",  # digest of the titles of all pages in it
        "headings": {},  # page name -> digest of its headings
        "lock": "",  # digest of what the network was found to say of links
        "needs": {},  # page name -> digest of what it shows of others
        "parts": {},  # page with a divided list, or nothing for years -> pages with digests
        "entry_pages": {},  # id -> the page that its entry has for itself
        "words": "",  # digest of the message catalogues of the site's own
        "added": "",  # digest of what other extensions add
        "suffixes": {},  # page name -> that of its file
        "gone": set(),  # names of pages whose files must leave an output
        "months": {},  # page -> id of its event, where that has the month for other events' sake
        "addresses": {},  # old address -> page, anchor and title of what it leads to
        "gone_addresses": set(),  # those that lead nowhere any more
        "features": {},  # name of a feature -> what it keeps between builds
    }
    data_version = 18  # goes up with the shape of this data or of a record

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.pages = Pages(self.data["pages"])
        self.builder: Builder
        self._before: dict[str, bytes | None] = {}
        self.unknown: list[str] = []
        """The faults for which it is not known which pages hold private words."""
        self._entries: Labels | None = None
        self._anew = False  # whether other names, or more of one, are known than in the last build
        self._corpus: Corpus | None = None
        self._library: Library | None = None
        self.known: Mapping[str, Known] = {}
        """By canonical address, what the network was found to say of links, if a feature knows."""
        self.written: set[str] = set()
        """The pages written in this build."""
        self.styled = False
        """Whether a feature puts the style sheet on every page."""
        self.has_margin = False
        """Whether a feature leaves the margin of a page to a list that wants it."""
        self.changed_parts: set[str] = set()
        """The pages of parts that show something else than in the last build."""
        self.drafts: set[str] = set()
        """The paths of pages that this build leaves out."""
        self.outdated: set[str] = set()
        """The pages written again for what others say."""
        self.idle = False
        """Whether this build writes nothing, and leaves what finishes one as it is."""
        self._of_build: dict[type[Any], Any] = {}

    # -- what features keep --------------------------------------------------------------

    def of_build(self, kind: type[T]) -> T:
        """Return what a feature keeps for the length of a build, made when first asked for."""
        if kind not in self._of_build:
            self._of_build[kind] = kind()
        return cast("T", self._of_build[kind])

    def kept(self, feature: str) -> dict[str, Any]:
        """Return what a feature keeps between builds, in the environment."""
        found: dict[str, Any] = self.data["features"].setdefault(feature, {})
        return found

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
            self._corpus = Corpus.known(self.pages, self.entries.at_home())
        return self._corpus

    @property
    def library(self) -> Library:
        """Everything that was noted, across pages."""
        if self._library is None:
            config = self.env.config
            names = self.env.all_docs.keys() | self.year_pages.keys()
            self._library = Library(
                *(self.corpus, names, self._title_of, self.known, kinds_of(config)),
                language=config.language,
                scale=config.eventnotes_rating_scale,
                most_talks=config.eventnotes_entry_pages,
                entry_pages=None if self._anew else self.data["entry_pages"],
            )
        return self._library

    @property
    def year_pages(self) -> dict[str, str]:
        """By name, the pages that no source has, with their years."""
        years = (self.entries[name] for name, kind in self.data["kinds"].items() if kind == "year")
        return {each.page: each.title for each in years if each.page not in self.env.all_docs}

    def is_there(self, page: str) -> bool:
        """Tell whether a page is in the output; not every builder has those without a source."""
        return page in self.env.all_docs or abilities(self.builder).has_addresses

    def title_of(self, entry: Entry) -> str:
        """Return what an object is called on a page."""
        asked = entry.kind == "link" and self.known  # else nobody need look through all notes
        return self.library.title_of(entry) if asked else entry.title

    def _title_of(self, role: str, target: str) -> str:
        """Return the title of a page, or of what a label stands at; nothing if there is none."""
        if role == "page":
            title = self.env.titles.get(target)
            return title.astext() if title is not None else ""
        return self.env.domains.standard_domain.labels.get(target, ("", "", ""))[2]

    @losing_records
    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what a page says, once it has been read."""
        if (notes := collect(env, docname, document)) is not None:
            self.pages[docname] = notes

    @stopping
    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self._before.setdefault(docname, self.pages.packed(docname))
        self.pages.pop(docname, None)

    @stopping
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
        """Derive ids, labels and digests; return the pages that must be written again."""
        lock = digest_of(shown_of(self.known))
        relocked, self.data["lock"] = lock != self.data["lock"], lock
        if not self._before:
            return self._note_needs() if relocked else []
        read = set(self._before)
        changes: set[Change] = set()
        for name, notes in self._before.items():
            changes |= self.pages.changes(name, notes)
        self._before = {}
        self._corpus = self._library = None
        self.data["gone"] -= self.env.found_docs
        self.entries.forget_shadowed(self.env.all_docs)
        changed = note_surroundings(self.env, self.data, read)
        same = not changed.places and Change.FACTS not in changes
        if same and not (self.data["clashed"] or self.entries.clash):
            self.entries.put_back()
            # words with links show titles of pages without notes, too; lists may choose by anything
            if relocked or changed.titles or (changes and kinds_of(self.env).lists):
                return self._note_needs()
            leading = showing(self.pages, changed.headings)
            return self._note_needs(changes, read | leading) if changes or leading else []
        known = self.data["docnames"] if has_year_pages(self.env.config) else None
        self._anew, self._corpus = True, Corpus(self.pages, known)
        self.data["clashed"] = id_conflicts.settle(self.env, self._corpus)
        note_addresses(self.data, self._corpus.addresses)
        self.entries.replace(self._corpus.entries)
        give_hints(self.env, self._corpus, self.library, read)
        return self._note_needs()

    def check_leaks(self) -> None:
        """Look at the pages that were read.

        :raises PrivacyError: private words may have got out on one of them.
        """
        if not (self._before or self.unknown):
            return
        copies = abilities(self.builder).copies_sources and not self.env.config.eventnotes_private
        hidden = [name for name, notes in self.pages.items() if notes.private] if copies else []
        if hidden:
            said = f"copies sources with private words: {', '.join(sorted(hidden))}"
            raise PrivacyError(f"\nThe builder 'changes' {said}")
        read = sorted(self._before.keys() & self.pages.keys())
        leaks = self.unknown + [leak for name in read for leak in self.pages[name].leaks]
        if leaks:
            # The environment is not kept, so what was read for it must be read again.
            for name in self._before:
                (Path(self.env.doctreedir) / f"{name}.doctree").unlink(missing_ok=True)
            places = "\n  ".join(leaks)
            raise PrivacyError(f"\nPrivate words may get out, nothing is written:\n  {places}")

    def note_gone(self, docnames: Iterable[str]) -> None:
        """Remember pages whose files must leave the output."""
        self.data["gone"].update(docnames)

    # -- what is outdated ----------------------------------------------------------------

    @property
    def any_read(self) -> bool:
        """Whether pages were read or removed since :meth:`finish_reading`."""
        return bool(self._before)

    def is_ours(self, docname: str) -> bool:
        """Tell whether a page that was read is one of notes."""
        return docname in self.pages or is_home(self.env.config)

    def _note_needs(
        self, changes: Set[Change] = frozenset(Change), read: Set[str] = frozenset()
    ) -> list[str]:
        """Take the digest of what each page shows of others; return the pages where it changed.

        :param changes: what has changed of notes. The digest of a page that shows nothing of it,
            and is not in *read*, is what it was.
        """
        divided = abilities(self.builder).has_addresses
        digests = Digests(self.library, LinkTexts(self.env), divided=divided)
        needs: dict[str, str] = self.data["needs"]
        known: dict[str, dict[str, str]] = self.data["parts"]
        kept = (needs.keys() & self.pages.keys()) - read
        kept = {name for name in kept if not concerns(changes, self.pages[name])}
        if concerns(changes):
            digests.add_years(self.year_pages)
        else:
            kept.add(YEARS)
        digests.parts |= {name: known[name] for name in kept & known.keys()}
        pages = sorted(self.pages)
        fresh = {name: needs[name] if name in kept else digests.digest(name) for name in pages}
        outdated = [name for name in fresh if needs.get(name) != fresh[name]]
        self.data["needs"] = fresh
        for page in sorted(known.keys() | digests.parts.keys()):
            before, now = known.get(page, {}), digests.parts.get(page, {})
            self.note_gone(before.keys() - now.keys())
            self.changed_parts |= {name for name in now if before.get(name) != now[name]}
        self.data["parts"] = digests.parts
        self.data["entry_pages"] = self.library.entry_pages
        return outdated

    # -- references ----------------------------------------------------------------------

    def find(self, kind: str, target: str, page: str) -> Entry | None:
        """Return the object that *target* means in a role of *kind* on *page*."""
        event = self.pages[page].event if page in self.pages else None
        by_id = find_by_id(self.entries, kind, target, event.id if event else "")
        return by_id or self.corpus.find_by_title(kind, target, page)

    @keeping_words
    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        """Return the reference a role makes, with the object's title where none was written."""
        if typ not in ROLES:
            return None
        entry = self.find(typ, target, node.get("refdoc", fromdocname))
        if entry is None:
            return None
        if not node["refexplicit"]:
            # a name is shown as it was written; an id, which is its own slug, as what it means
            slug = ids.slug(target)
            named = typ in NAMES and slug != target
            same = named and slug == ids.slug(entry.title)
            contnode = contnode.deepcopy()
            contnode.children = []
            contnode += nodes.Text(target if same else self.title_of(entry))
        if not self.is_there(entry.page):
            return contnode
        page = self.entries.get(entry.id, entry).page  # where this builder has all of it
        return make_refnode(builder, fromdocname, page, entry.anchor, contnode)

    @containing(None)
    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """Return the id of what other notes call so: intersphinx looks for that as well."""
        return self.of_build(Elsewhere).find(self.env, node)

    @containing([])
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

    @containing("")
    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        """Return what search results call an object of a kind."""
        return type.lname if primary else terms.KINDS[type.roles[0]]

    @containing([])
    def get_objects(self) -> list[tuple[str, str, str, str, str, int]]:
        """Return the inventory: id, name on one line, kind, page, anchor, search priority."""
        return [
            (identifier, title, kind, page, anchor, -1 if is_alias else KINDS[kind].search)
            for identifier, kind, is_alias, (page, anchor, title) in self.entries.rows()
        ]


def notes_domain(env: BuildEnvironment) -> NotesDomain:
    """Return the domain of *env*."""
    return cast("NotesDomain", env.get_domain("notes"))
