"""What the program says on a page that takes more than a label: counts, scores, whole phrases.

Labels stand in ``terms``, and ``messages`` has the translations of both.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from eventnotes.i18n import terms
from eventnotes.i18n.date_words import day, duration, overrun
from eventnotes.i18n.messages import NN_, decimal, fill, gettext, ngettext
from eventnotes.model.quantities import on_scale
from eventnotes.model.records import Rating, Talk

if TYPE_CHECKING:
    from eventnotes.model.statistics import Distribution


def what(talk: Talk) -> tuple[str, str]:
    """Return what a talk was and how long, and by how much it ran over or was short.

    >>> what(Talk("", "", "", 0, "", format="lightning", planned=300, actual=840))
    ('Lightning talk, planned 5 min, ran 14 min', '9 min over')
    """
    named = talk.planned_format or talk.format
    parts: list[str] = []
    if named:
        parts.append(terms.FORMATS.get(named, named))
    if talk.planned_format and talk.format and talk.planned_format != talk.format:
        parts.append(_given_as(talk.format, several=len(talk.speakers) != 1))
    over = ""
    if talk.planned:
        # translators: how long a talk was to be, after its format
        parts.append(gettext("planned {duration}", duration=duration(talk.planned)))
    if talk.actual:
        length = duration(talk.actual)
        # translators: how long a talk was, after its format and what was planned
        parts.append(gettext("ran {duration}", duration=length) if parts else length)
    if talk.planned and talk.actual:
        over = overrun(talk.planned, talk.actual)
    return capital(joined(parts)), over


def _given_as(form: str, *, several: bool) -> str:
    key = f"{form} several" if several else form
    shown = terms.FORMATS.get(form, form)
    # translators: {format} is any format, such as "workshop"
    return terms.GIVEN_AS.get(key) or gettext("given as {format}", format=shown)


def joined(parts: Iterable[str]) -> str:
    """Return words in a row; empty ones are left out.

    >>> joined(["SAP Center", "", "San Jose"])
    'SAP Center, San Jose'
    """
    kept = [part for part in parts if part]
    return gettext(terms.SEPARATOR).join(kept) if len(kept) > 1 else "".join(kept)


def capital(text: str) -> str:
    """Return *text* with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def score(rating: Rating, scale: int) -> str:
    """Return a score on the site's scale, as ``4.5 of 5``, or nothing without one."""
    if rating.fraction is not None or not rating.scores:
        return "" if rating.fraction is None else of_scale(rating.fraction, scale)
    return spread(rating.scores, scale)


def spread(scores: Sequence[float], scale: int) -> str:
    """Return the least and the best of some scores beside the best there is.

    >>> spread((0.4, 0.9), 5)
    '2–4.5 of 5'
    """
    ends = dict.fromkeys(points(each, scale) for each in (min(scores), max(scores)))
    return gettext(terms.POINTS, score="–".join(ends), scale=scale)


def points(fraction: float, scale: int) -> str:
    """Return a score as a number for readers.

    >>> points(0.9, 5)
    '4.5'
    """
    return decimal(on_scale(fraction, scale))


def of_scale(fraction: float, scale: int) -> str:
    """Return a score beside the best there is.

    >>> of_scale(0.9, 5)
    '4.5 of 5'
    """
    return _in_points(gettext(terms.POINTS), points(fraction, scale), scale)


@functools.lru_cache(maxsize=1024)
def _in_points(words: str, score: str, scale: int) -> str:
    """Return a score in those words: there are few, and each is said in many places."""
    return fill(words, {"score": score, "scale": scale})


def rated(fraction: float, scale: int) -> str:
    """Return a score in words that need no stars beside them.

    >>> rated(0.4, 5)
    'Rated 2 of 5'
    """
    return gettext(terms.RATED, score=points(fraction, scale), scale=scale)


def and_better(fraction: float, scale: int) -> str:
    """Return the words of a choice of the best.

    >>> and_better(0.8, 5)
    '4 and better'
    """
    # translators: shows only talks with that score or a better one; {score} is a number
    return gettext("{score} and better", score=points(fraction, scale))


def updated(date: str, language: str) -> str:
    """Return the title of a call-out for what was learned later."""
    return gettext(terms.UPDATE_OF, day=day(date, language)) if date else gettext(terms.UPDATE)


def published(date: str, language: str) -> str:
    """Return when notes came out.

    >>> published("2025-04", "en")
    'notes of April 2025'
    """
    return gettext(terms.PUBLISHED, day=day(date, language))


def numbered(label: str, number: int) -> str:
    """Return the words of one of several links of a kind.

    >>> numbered("Slides", 2)
    'Slides 2'
    """
    return gettext(terms.NUMBERED, label=label, number=number)


# -- lists -------------------------------------------------------------------------------------


def format_name(talk: Talk) -> str:
    """Return what a talk was, for a table.

    >>> format_name(Talk("", "", "", 0, "", format="lightning"))
    'Lightning talk'
    """
    named = talk.format or talk.planned_format
    return capital(terms.FORMATS.get(named, named))


def labelled(label: str, value: str) -> str:
    """Return a fact under its label.

    >>> labelled("Track", "Compilers")
    'Track: Compilers'
    """
    # translators: a fact on a card; {label} is what it is called, such as "Track"
    return gettext("{label}: {value}", label=label, value=value)


def none_of(label: str) -> str:
    """Return the heading of the group of what has no such fact.

    >>> none_of("Track")
    'Track: none'
    """
    # translators: above what has no such fact in a list; {label} is what it is called
    return gettext("{label}: none", label=label)


def group(by: str, title: str) -> str:
    """Return the heading of a group of a list; *title* is empty for what fits none."""
    if not title:
        return terms.NO_GROUP[by]
    if by == "format":
        return capital(terms.FORMATS.get(title, title))
    return capital(terms.LINK_KINDS[title]) if by == "kind" else title


def nothing(plural: str, form: str = "") -> str:
    """Return what a list without entries says.

    >>> nothing("talks")
    'No talks here.'
    """
    return terms.NOTHING["overrun" if form == "overrun" else plural]


def timezone(name: str) -> str:
    """Return in which time zone times are; the name is the IANA's.

    >>> timezone("Europe/Berlin")
    'Times in Europe/Berlin'
    """
    # translators: above a schedule; {zone} is a time zone such as Europe/Berlin
    return gettext("Times in {zone}", zone=name)


def shown(plural: str, count: int, total: int) -> str:
    """Return how many entries of a list are shown.

    >>> shown("talks", 10, 24)
    '10 of 24 talks'
    """
    return ngettext(*terms.SHOWN[plural], total, count=count, total=total)


def of_all(count: int, total: int) -> str:
    """Return how many rows of an entry are shown.

    >>> of_all(1000, 5000)
    'The latest 1000 of 5000'
    """
    # translators: of the talks of one name
    return gettext("The latest {count} of {total}", count=count, total=total)


def more(number: int) -> str:
    """Return the summary of what is folded away after the first of a kind.

    >>> more(13)
    '13 more'
    """
    # translators: talks, events or links of one name that are folded away after the latest
    return ngettext("{count} more", "{count} more", number, count=number)


def all_talks(number: int) -> str:
    """Return what leads to the page that has all talks of a name.

    >>> all_talks(18)
    'All 18 talks'
    """
    # translators: the words of a link to all talks of one name
    return ngettext("All {count} talk", "All {count} talks", number, count=number)


def by_year(counts: Mapping[str, int]) -> str:
    """Return how many talks there were in each year.

    >>> by_year({"2024": 3, "2026": 5})
    '3 in 2024, 5 in 2026'
    """
    # translators: how many talks there were in a year
    said = [gettext("{count} in {year}", count=counts[year], year=year) for year in counts]
    return joined(said)


def count(plural: str, number: int) -> str:
    """Return a number of things.

    >>> count("talks", 1)
    '1 talk'
    """
    return ngettext(*terms.COUNTED[plural], number, count=number)


def first_of(count: int, total: int) -> str:
    """Return how many places are shown.

    >>> first_of(1000, 5000)
    'The first 1000 of 5000'
    """
    # translators: of the places that mention something
    return gettext("The first {count} of {total}", count=count, total=total)


def every(plural: str) -> str:
    """Return the words of a link to the whole list."""
    return terms.EVERY[plural]


def part(label: str) -> str:
    """Return what a part of a divided list is called.

    >>> part("A 2")
    'A 2'
    """
    name, _, rest = label.partition(" ")
    return " ".join(filter(None, (gettext(terms.OTHER), rest))) if name == "other" else label


def part_title(title: str, label: str) -> str:
    """Return the title of the page of a part.

    >>> part_title("People", "A")
    'People: A'
    """
    return gettext(terms.PART_TITLE, title=title, part=part(label))


def note(mark: str) -> str:
    """Return what a folded note is called.

    >>> note("3")
    'Note 3'
    """
    # translators: a footnote; {mark} is its number or sign
    return gettext("Note {mark}", mark=mark)


def all_notes(count: int) -> str:
    """Return the words of a link to the list of a page's notes.

    >>> all_notes(3)
    'All 3 notes of this page'
    """
    # translators: the words of a link to the list of all footnotes
    one, many = NN_("{count} note of this page", "All {count} notes of this page")
    return ngettext(one, many, count, count=count)


def photo(number: int, total: int) -> str:
    """Return what a photo is called that nobody has described.

    >>> photo(3, 12)
    'Photo 3 of 12'
    """
    if total == 1:
        # translators: what a photo without a description is called, for screen readers
        return gettext("Photo")
    # translators: what a photo without a description is called, for screen readers
    return gettext("Photo {number} of {total}", number=number, total=total)


def archived(day: str) -> str:
    """Return the words of a link to an archived copy.

    >>> archived("1 May 2024")
    'archived copy of 1 May 2024'
    """
    # translators: the words of a link, after "dead link"; {day} is a date
    return gettext("archived copy of {day}", day=day) if day else gettext("archived copy")


def at(part: str) -> str:
    """Return the words of a link to a part of a resource.

    >>> at("12:34")
    'at 12:34'
    """
    # translators: {part} is a time in a video or the name of a place on a page
    return gettext("at {part}", part=part)


def more_places(count: int) -> str:
    """Return how many places that cite something are not shown."""
    # translators: after a list of places that cite a link
    return ngettext("and in {count} more place", "and in {count} more places", count, count=count)


def cited(count: int) -> str:
    """Return the summary of what refers to something.

    >>> cited(3)
    'Mentioned in 3 places'
    """
    return ngettext("Mentioned in {count} place", "Mentioned in {count} places", count, count=count)


def summary(found: Distribution, scale: int) -> str:
    """Return the mean of some ratings, never without their count and range.

    >>> summary(Distribution((), 4, "3.5", "2", "5"), 5)
    'Mean 3.5 of 5, from 4 ratings between 2 and 5'
    """
    shown = {"mean": decimal(found.mean), "scale": scale, "count": found.number}
    if found.number == 1:
        return gettext("Mean {mean} of {scale}, from {count} rating", **shown)
    return ngettext(
        "Mean {mean} of {scale}, from {count} rating between {least} and {most}",
        "Mean {mean} of {scale}, from {count} ratings between {least} and {most}",
        found.number,
        least=decimal(found.least),
        most=decimal(found.most),
        **shown,
    )


def between(least: str, most: str) -> str:
    """Return a range in words."""
    # translators: two durations such as "+5 min"
    return gettext("{least} to {most}", least=least, most=most)
