"""What the scripts say, by the names that they know.

Phrases of pages stand in ``words``, labels in ``terms``.
"""

from __future__ import annotations

from eventnotes.i18n import terms, words
from eventnotes.i18n.messages import NN_, forms, gettext, ngettext, pgettext, spoken


def table_words(total: int) -> dict[str, str | dict[str, str]]:
    """Return what the script of a table says, by the names it knows; ``{…}`` are its places.

    What has a number in it that is not known yet is there by plural category.

    :param total: of talks in the table; 0 if the page holds a part of it only.
    """
    filtered = ngettext("Filter {total} talk", "Filter {total} talks", total, total=total)
    # translators: the words of a button; {total} is how many of the talks found are not yet shown
    left = NN_("Show more ({total} talk left)", "Show more ({total} talks left)")
    return {
        "language": str(spoken()).replace("_", "-"),
        "controls": gettext("Filter the table"),
        "filter": filtered if total else gettext("Filter all talks"),
        "topics": terms.GROUPS["topic"],
        "formats": terms.GROUPS["format"],
        "years": terms.GROUPS["year"],
        "scores": pgettext("head of a column", "Score"),
        "dates": pgettext("head of a column", "Date"),
        "persons": terms.GROUPS["person"],
        "events": terms.GROUPS["event"],
        "attendeds": pgettext("head of a column", "Attended"),
        "recordings": pgettext("head of a column", "Recording"),
        "person": gettext("All people"),
        "event": gettext("All events"),
        # translators: a choice that leaves no talk out, however the author attended
        "attended": gettext("Attended in any way"),
        # translators: a choice that leaves no talk out
        "recording": gettext("Recorded or not"),
        # translators: a choice of talks of which there is a recording
        "recorded": gettext("Has a recording"),
        "topic": gettext("All topics"),
        "format": gettext("All formats"),
        "year": gettext("All years"),
        # translators: a choice that leaves no talk out
        "score": gettext("Any score"),
        # translators: a choice that leaves out talks with less; {score} is a number
        "least": gettext("{score} and up"),
        # translators: a bar of a plot that leaves out all other talks; {score} is a number
        "only": gettext("Only talks with {score}"),
        "shown": forms(terms.SHOWN["talks"]),
        "none": gettext("No talk matches."),
        # translators: the words of a button that takes back what was chosen
        "clear": pgettext("button", "Clear"),
        # translators: {column} is the head of a column
        "sort": gettext("Sort by {column}"),
        "loading": gettext("Loading the other parts…"),
        "failed": gettext("Only this part is searched: the others can't be loaded."),
        **({} if total else {"more": forms(left)}),
    }


def index_words(plural: str) -> dict[str, str | dict[str, str]]:
    """Return what the script of an index says, by the names it knows."""
    if plural == "links":
        # translators: an order of links: those that most places cite first
        most = {"-places": gettext("Most cited first")}
    else:
        # translators: an order of names: those with most talks first
        most = {"-talks": gettext("Most talks first")}
    return {
        "language": str(spoken()).replace("_", "-"),
        # translators: what the fields above a list of names are for, for screen readers
        "controls": gettext("Filter the list"),
        "filter": forms(_FILTER[plural]),
        "years": terms.GROUPS["year"],
        "year": gettext("All years"),
        # translators: what a choice is about: the order of a list of names
        "sorts": gettext("Order"),
        # translators: an order of names: the one in which they came
        "sort": gettext("As listed"),
        "name": gettext("By name"),
        **most,
        # translators: an order of names: those with the latest talks first
        "-last": gettext("Latest first"),
        "shown": forms(terms.SHOWN[plural]),
        "none": words.nothing(plural, "list"),
        "clear": pgettext("button", "Clear"),
    }


_FILTER = {
    "people": NN_("Filter {total} person", "Filter {total} people"),
    "orgs": NN_("Filter {total} organisation", "Filter {total} organisations"),
    "topics": NN_("Filter {total} topic", "Filter {total} topics"),
    "links": NN_("Filter {total} link", "Filter {total} links"),
}


def search_words() -> dict[str, str | dict[str, str]]:
    """Return what the script of the page of results says, by the names it knows."""
    plurals = {
        "": "results",
        "person": "people",
        "org": "orgs",
        "topic": "topics",
        "series": "series",
        "year": "years",
        "event": "events",
        "talk": "talks",
        "takeaway": "takeaways",
        "link": "links",
        "page": "pages",
    }
    return {
        "language": str(spoken()).replace("_", "-"),
        # translators: what a row of buttons is, for screen readers
        "kinds": gettext("Show only"),
        **{kind: forms(terms.COUNTED[plural]) for kind, plural in plurals.items()},
    }
