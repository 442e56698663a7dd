"""What stands on the card of an event, and what is said of it to those who don't see it."""

from __future__ import annotations

from eventnotes.api import Event, Site
from eventnotes.i18n import date_words, terms, words
from eventnotes.i18n.messages import gettext
from eventnotes.model.dates import DateRange
from eventnotes.model.quantities import half_stars
from eventnotes.socialcards.drawing import Facts

_BETWEEN = " · "


def facts_of(event: Event, talks: int, site: Site) -> Facts:
    """Return what the card of an event says.

    :param talks: how many there are of it.
    """
    place = event.place or event.venue
    hosts = words.joined(host.name for host in event.hosts)
    # a date in words that the fonts don't have is said in digits
    days = (_days(event, site), "–".join(dict.fromkeys(filter(None, (event.first, event.last)))))
    score = event.rating.score if event.rating is not None else None
    scale = site.rating_scale
    return Facts(
        title=event.title,
        above=(hosts, event.series),
        below=(*(_BETWEEN.join(filter(None, (day, place))) for day in days), *days),
        score=None
        if score is None
        else (half_stars(score, scale)[0], scale, words.of_scale(score, scale)),
        number=words.count("talks", talks) if talks else "",
        site=site.title,
    )


def alt_of(event: Event, site: Site) -> str:
    """Return what the card says that the event's own block does: no other page can change it."""
    said = [event.title, _days(event, site), event.place or event.venue]
    if event.rating is not None and event.rating.score is not None:
        score = words.of_scale(event.rating.score, site.rating_scale)
        said.append(gettext(terms.RATING_OF, score=score))
    return _BETWEEN.join(filter(None, said))


def _days(event: Event, site: Site) -> str:
    return date_words.days(DateRange(event.first, event.last), site.language) if event.first else ""
