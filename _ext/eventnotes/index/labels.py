"""The table of objects, kept as Sphinx's labels: each object once, and reachable by ``{ref}``.

Every object has a ``std:label`` of the same name, so that projects without this extension can
link to it. Those labels are also the only copy of an object's page, anchor and title; what this
module keeps beside them is which labels are ours and of what kind. While pages are read our
labels are taken out, so that Sphinx sees no label twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sphinx.domains.std import StandardDomain

from eventnotes.model.corpus import Entry

Label = tuple[str, str, str]
"""Page, anchor, title."""


class Labels(Mapping[str, Entry]):
    """Every object by id, aliases included."""

    def __init__(self, data: dict[str, Any], std: StandardDomain) -> None:
        self._kinds: dict[str, str] = data["kinds"]
        self._aliases: dict[str, str] = data["aliases"]
        self._shadowed: dict[str, tuple[tuple[str, str], Label | None]] = data["shadowed"]
        self._std = std
        self._taken_out: dict[str, Label] | None = None
        self._elsewhere: dict[str, Label] = {}

    def __getitem__(self, identifier: str) -> Entry:
        kind = self._kinds[identifier]
        page, anchor, title = self._std.labels[identifier]
        return Entry(identifier, kind, title, page, anchor, 0, self._aliases.get(identifier, ""))

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def rows(self) -> Iterator[tuple[str, str, bool, Label]]:
        """Yield id, kind, whether it is an alias, and the label of each object."""
        labels, aliases = self._std.labels, self._aliases
        for identifier, kind in self._kinds.items():
            yield identifier, kind, identifier in aliases, labels[identifier]

    @property
    def clash(self) -> bool:
        """Whether Sphinx now has a label, not one of ours, that has the name of an object."""
        return bool(self._shadowed) or not self._kinds.keys().isdisjoint(self._std.anonlabels)

    def lead_to(self, pages: Mapping[str, str]) -> None:
        """Let objects be on other pages, by id, with their aliases, until :meth:`lead_back`."""
        aliases = {alias: end for alias, end in self._aliases.items() if end in pages}
        every = {**{name: name for name in pages}, **aliases}
        self._elsewhere = {
            name: self._std.labels[name] for name in every if name in self._kinds
        } | self._elsewhere
        for name, (_, anchor, title) in self._elsewhere.items():
            self._put(name, (pages[every[name]], anchor, title))

    def at_home(self) -> dict[str, Entry]:
        """Return all of them where they stand in any format."""
        moved = self._elsewhere.items()
        return {**self, **{name: self[name]._replace(page=label[0]) for name, label in moved}}

    def lead_back(self) -> None:
        """Let objects be where they stand in any format."""
        for name, label in self._elsewhere.items():
            self._put(name, label)
        self._elsewhere = {}

    def _put(self, name: str, label: Label) -> None:
        self._std.anonlabels[name] = label[:2]
        self._std.labels[name] = label

    def take_out(self) -> None:
        """Leave Sphinx with its own labels."""
        if self._taken_out is not None:
            return
        labels, anonymous = self._std.labels, self._std.anonlabels
        self._taken_out = {}
        for identifier in self._kinds:
            anonymous.pop(identifier, None)
            label = labels.pop(identifier, None)
            if label is not None:
                self._taken_out[identifier] = label
        for identifier, (plain, titled) in self._shadowed.items():
            anonymous[identifier] = plain
            if titled is not None:
                labels[identifier] = titled

    def forget_shadowed(self, pages: Mapping[str, Any]) -> None:
        """Drop the labels that ours stood in front of on pages that are gone."""
        for identifier, (plain, _) in self._shadowed.items():
            if plain[0] not in pages and self._std.anonlabels.get(identifier) == plain:
                self._std.anonlabels.pop(identifier, None)
                self._std.labels.pop(identifier, None)
        self._shadowed.clear()

    def put_back(self) -> None:
        """Give Sphinx the same labels again."""
        if self._taken_out is not None:
            self._publish(self._taken_out)

    def replace(self, entries: Mapping[str, Entry]) -> None:
        """Publish other objects."""
        fresh = {
            name: (entry.page, entry.anchor, entry.title) for name, entry in sorted(entries.items())
        }
        kinds = {name: entries[name].kind for name in fresh}
        aliases = {name: entries[name].alias_of for name in fresh if entries[name].alias_of}
        for kept, new in ((self._kinds, kinds), (self._aliases, aliases)):
            kept.clear()
            kept.update(new)
        self._publish(fresh)

    def _publish(self, fresh: Mapping[str, Label]) -> None:
        labels, anonymous = self._std.labels, self._std.anonlabels
        for identifier, label in fresh.items():
            if identifier in anonymous:
                self._shadowed[identifier] = (anonymous[identifier], labels.get(identifier))
            self._put(identifier, label)
        self._taken_out = None


def note_addresses(data: dict[str, Any], addresses: Mapping[str, Entry]) -> None:
    """Keep what old addresses of pages lead to, and which of them lead nowhere any more."""
    data["gone_addresses"] |= data["addresses"].keys() - addresses.keys()
    data["gone_addresses"] -= addresses.keys()
    data["addresses"] = {
        name: (entry.page, entry.anchor if entry.kind == "talk" else "", entry.title)
        for name, entry in sorted(addresses.items())
    }
