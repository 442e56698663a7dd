"""``{event}``, ``{talk}``, ``{link}``, ``{rating}`` and ``{about}``: facts that make a card.

A directive knows its own lines and nothing else. Which section a talk describes, which id it
gets and whose rating it is are told later, in :mod:`eventnotes.reading.structure`.
"""

from __future__ import annotations

import re

from docutils import nodes

from eventnotes.diagnostics import Notice, shorten
from eventnotes.kinds.field import Option
from eventnotes.kinds.synonyms import meant
from eventnotes.kinds.tables import KINDS
from eventnotes.model import ids, urls
from eventnotes.model.people import Mention, Name, read_name, read_person
from eventnotes.model.records import Rating, Vote
from eventnotes.nodes import card
from eventnotes.reading.base import NotesDirective, set_place
from eventnotes.reading.late_drafts import refuse_by_options
from eventnotes.reading.page import draft


class CardDirective(NotesDirective):
    """A directive that makes a card."""

    kind = ""

    def known_here(self) -> tuple[Option, ...]:
        """Return the options of this kind of card."""
        return self.kinds.options(self.kind)

    def make_card(self, own_id: str) -> card:
        """Return the card, its prose inside, with the explicit id or an empty one."""
        made = card(kind=self.kind, facts=self.facts, own_id=own_id)
        set_place([made], self)
        title = self.facts.pop("title", "")
        if title:
            made += self.paragraph(title, "title", self.line_of.get("title"))
        if "rating" in self.facts:
            index = next(f.line for f in self.header.fields if f.name in {"rating", "ratings"})
            rating = self._rating([(self.facts.pop("rating"), index), *self._again], made)
            if rating is not None:
                self.facts["rating"] = rating
        return made

    # -- ratings of several authors ------------------------------------------------------

    def read(self) -> list[nodes.Node]:
        """Read the options, of which the rating may be there for each of several authors."""
        self._again: list[tuple[str, int]] = []
        return super().read()

    def takes_again(self, option: Option, value: str, index: int) -> bool:
        """Keep further ratings until it is known who the authors are."""
        if option.name != "rating":
            return False
        self._again.append((value, index))
        return True

    def team(self) -> tuple[Mention, ...]:
        """Return who may rate, each by name."""
        return draft(self.env).team

    def _rating(self, given: list[tuple[str, int]], made: card) -> Rating | None:
        """Return a rating, or those of several authors in one; put the reasons on a card."""
        raters = [_rater(text, self.team()) for text, _ in given]
        if not any(name for name, _ in raters):
            for text, index in given[1:]:
                message = f"rating is there twice; {shorten(text)!r} is left out"
                self.warn(Notice.REPEATED, message, index)
            text, index = given[0]
            rating = self.read_rating(text, index)
            if rating is not None and rating.reason:
                made += self.paragraph(rating.reason, "reason", index)
            return rating
        votes: dict[str, Vote] = {}
        for (text, index), (name, words) in zip(given, raters, strict=True):
            if not name or name in votes:
                why = "rates twice" if name else "is none of ':by:' and ':attended-by:'"
                message = f"{shorten(text)!r} is left out: who rated {why}"
                self.warn(Notice.REPEATED, message, index)
                continue
            rating = self.read_rating(words, index)
            if rating is None:
                continue
            votes[name] = Vote(name, rating.written, rating.fraction, rating.reason)
            if rating.reason:
                paragraph = self.paragraph(rating.reason, "reason", index)
                paragraph.insert(0, nodes.Text(f"{name}: "))
                paragraph.rawsource = f"{name}: {paragraph.rawsource}"
                made += paragraph
        written = ", ".join(f"{v.written} ({v.name})" for v in votes.values() if v.written)
        return Rating(written, None, "", (), tuple(votes.values())) if votes else None


_RATER = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*\Z")


def _rater(text: str, team: tuple[Mention, ...]) -> tuple[str, str]:
    """Return who of a team gives a rating, and the rating without them; nobody if none is named.

    A first name is enough where only one of them has it.
    """
    match = _RATER.search(text)
    if match is None or not team:
        return "", text
    wanted = ids.slug(match[1])
    names = {each.name or each.id.partition("/")[2]: each for each in team}
    whole = [n for n, each in names.items() if wanted == ids.slug(n) or match[1] == each.id]
    first = [name for name in names if ids.slug(name.split()[0]) == wanted]
    found = whole or (first if len(first) == 1 else [])
    return (found[0], text[: match.start()]) if found else ("", text)


class EventDirective(CardDirective):
    """``{event}``: the facts of the event that the page is about."""

    kind = "event"

    def build(self) -> list[nodes.Node]:
        """Return the header of the page, and the body after it."""
        if self.argument:
            self.warn(
                Notice.ARGUMENT,
                f"takes no argument: {shorten(self.argument)!r}; the page's title is its name",
            )
        own_id = self.read_id(ids.read_id)
        draft(self.env).team = self.team()
        self.facts.pop("draft", None)  # that was settled before the page was read, or stops here
        refuse_by_options(self)
        return [self.make_card(own_id), *self.body()]

    def team(self) -> tuple[Mention, ...]:
        """Return who wrote and who went, each once."""
        every = (*self.facts.get("by", ()), *self.facts.get("attended-by", ()))
        return tuple({each.id or each.name: each for each in every}.values())


class TalkDirective(CardDirective):
    """``{talk}``: the facts of the section around it, or, with a title, a section of its own."""

    kind = "talk"

    def build(self) -> list[nodes.Node]:
        """Return the card and its body, in a section where a title was given."""
        own_id = self.read_id(ids.read_part)
        made = self.make_card(own_id)
        title = self.argument.strip()
        if not title:
            return [made, *self.body()]
        section = nodes.section("", names=[nodes.fully_normalize_name(title)])
        heading = nodes.title(title, "", *self.inline(title))
        set_place([section, heading], self)
        made["titled"] = True
        section += [heading, made, *self.body(headings=True)]
        self.state.document.note_implicit_target(section, section)
        return [section]


class LinkDirective(CardDirective):
    """``{link} URL``: a resource with a card of its own."""

    kind = "link"

    def build(self) -> list[nodes.Node]:
        """Return the card and its body."""
        try:
            url = urls.read_url(self.argument)
        except ValueError as error:
            if self.argument:
                message = f"can't be linked: {shorten(self.argument)!r}; allowed: {error}"
                self.warn(Notice.URL, message)
            else:
                self.warn(Notice.ARGUMENT, f"the address is missing; allowed: {error}")
            url = ""
        own_id = self.read_id(lambda text: ids.read_id(text, "links"))
        self.facts |= {"url": url, "written": shorten(self.argument)}
        made = self.make_card(own_id)
        body = self.body()
        if url and self.facts.get("kind", urls.kind(url)) == "video":
            made += self._still(body, url)
        return [made, *body]

    def _still(self, body: list[nodes.Node], url: str) -> list[nodes.Node]:
        """Take the picture that opens the body of a video's card, as a link to the video.

        Nothing is fetched from where the video is until a reader follows the link.
        """
        if not body or not isinstance(body[0], nodes.paragraph) or len(body[0]) != 1:
            return []
        paragraph, picture = body[0], body[0][0]
        if not isinstance(picture, nodes.image):
            return []
        del body[0]
        paragraph["classes"].append("en-still")
        paragraph[:] = [nodes.reference("", "", picture, refuri=url, classes=["en-still"])]
        return [paragraph]


class RatingDirective(CardDirective):
    """``{rating} 4/5``: a verdict with criteria and a reason of several sentences."""

    kind = "rating"
    takes_words = True

    def options_here(self) -> dict[str, Option]:
        """Return the site's criteria as options."""
        return {
            name.lower(): Option(name.lower(), "", str, "score")
            for name in self.config.eventnotes_rating_criteria
        }

    def instead_of(self, name: str) -> str:
        """Return what to write instead of a criterion that the site has not."""
        given = ", ".join(self.config.eventnotes_rating_criteria)
        guess = meant(name, self.options_here())
        near = f"did you mean {guess!r}? " if guess else ""
        where = "what eventnotes_rating_criteria in conf.py has"
        return f"{near}it takes {where}: {given or 'nothing yet'}"

    def build(self) -> list[nodes.Node]:
        """Return the card with its body inside it."""
        criteria: list[tuple[str, float]] = []
        for name in self.config.eventnotes_rating_criteria:
            if name.lower() in self.facts:
                index = self.line_of[name.lower()]
                each = self.read_rating(self.facts[name.lower()], index)
                if each is not None and each.fraction is not None:
                    criteria.append((name, each.fraction))
                if each is not None and each.reason:
                    what = f"{name} is one of eventnotes_rating_criteria and takes a score alone"
                    message = f"{what}; {shorten(each.reason)!r} is left out: write it below"
                    self.warn(Notice.SCORE, message, index)
        rating = self.read_rating(self.argument) if self.argument else None
        body = self.body()
        if rating is None and not criteria and not body:
            if not self.argument:
                scale = self.config.eventnotes_rating_scale
                self.warn(Notice.ARGUMENT, f"needs a score, such as 4/{scale}, or words")
            return []
        rating = (rating or Rating("", None, ""))._replace(criteria=tuple(criteria))
        self.facts = {}
        made = self.make_card("")
        made["facts"] = {"rating": rating}
        if rating.reason:
            made += self.paragraph(rating.reason, "reason")
        made += body
        return [made]


class AboutDirective(CardDirective):
    """``{about} people/…``: what a mention cannot carry of a person, a topic and so on."""

    kind = "about"

    def build(self) -> list[nodes.Node]:
        """Return the card with the description inside it."""
        kinds = [kind.prefix for kind in KINDS.values() if kind.is_name]
        prefix, _, own = self.argument.strip().partition("/")
        body = self.body()
        try:
            if prefix not in kinds:
                raise ValueError("people/…, orgs/…, topics/… or series/…, then a-z, 0-9 and -")
            self.facts["id"] = f"{prefix}/{ids.read_id(own)}"
        except ValueError as error:
            message = f"can't be read: {shorten(self.argument)!r}; allowed: {error}"
            self.warn(Notice.ARGUMENT, message)
            return body
        aliases = (self._alias(text, prefix) for text in self.facts.pop("aliases", ()))
        self.facts["aliases"] = tuple(alias for alias in aliases if alias.id)
        made = self.make_card("")
        made += body
        return [made]

    def _alias(self, text: str, prefix: str) -> Name:
        """Return the id that a name or an id stands for, with the name."""
        try:
            if prefix != "people" or ids.is_typed_id(text, prefix):
                return read_name(text, prefix)
            person = read_person(text)
            if not person.id and not person.name:
                raise ValueError("a name")
        except ValueError as error:
            message = f"alias can't be read: {shorten(text)!r}; allowed: {error}"
            self.warn(Notice.PERSON, message, self.line_of["aliases"])
            return Name("", "")
        return Name(person.id or f"people/{ids.slug(text)}", text)
