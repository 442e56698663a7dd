"""The program's labels in English: ``gettext(terms.TOPICS)`` says one in the language of the site.

Labels by key look themselves up: ``terms.MEDIA["slides"]``. A comment that begins with
``translators:`` goes into the catalogues. A context, the first argument of ``NC_``, keeps apart
what is one word in English only.
"""

from __future__ import annotations

from eventnotes.i18n.messages import N_, NC_, NN_, Terms

# translators: {what} is a word of the program's, such as the name of a directive.
MISSING = N_("Missing here, through a fault in the program: {what}")
"""Stands where something could not be drawn."""
UPDATE = N_("Update")
# translators: {day} is a date
UPDATE_OF = N_("Update, {day}")
# translators: what was learned, as the label of a block
TAKEAWAY = N_("Takeaway")
# translators: the label of a block of the author's own opinion, apart from the report
COMMENTARY = N_("My view")
# translators: the label of a block of words that only the author sees
PRIVATE = N_("Private")
# translators: in brackets after a title in a list
PRIVATE_MARK = NC_("in brackets", "private")
PRIVATE_COPY = N_("Private copy: it holds words that are not for others.")
# translators: at the top of a page that is not published yet
DRAFT = N_("Draft: this page is not published.")
# translators: {names} are organisations that held an event
RUN_BY = N_("Run by {names}")
SPONSORS = N_("Sponsored by {names}")
# translators: {names} are people who wrote the notes on an event
NOTES_BY = N_("Notes by: {names}")
# translators: {names} are people who went to an event
ATTENDED_BY = N_("Attended by: {names}")
# translators: {names} are people
MODERATED = N_("Moderated by: {names}")
# translators: {names} are people who were to speak and did not come
ABSENT = N_("Announced but absent: {names}")
# translators: the words of a link
EVENT_SITE = N_("Event site")
# translators: the words of a link to a talk's page in the programme of its event
PROGRAMME = N_("Programme")
# translators: when the author's notes came out; {day} is a date, a month or a year
PUBLISHED = N_("notes of {day}")
# translators: the words of a link
ARCHIVED = N_("Archived copy")
# translators: after a link that leads nowhere any more
DEAD = N_("dead link")
# translators: what the picture of a video, a link to it, is for
WATCH = N_("Watch the video")
# translators: the author's verdict on a talk or an event
RATING = N_("Rating")
RATING_OF = N_("Rating: {score}")
TOPICS = N_("Topics")
TOPICS_ARE = N_("Topics: {names}")
PERMALINK = N_("Link to this heading")
# translators: what a screen reader calls the link at the end of a heading
HEADING_LINK = N_("Link to “{title}”")
# translators: after the address of a heading was copied to the clipboard
LINK_COPIED = N_("Link copied")
# translators: what the contents of a page are called, for screen readers
CONTENTS = N_("On this page")
# translators: the label of the list of all footnotes of a page
NOTES = NC_("footnotes", "Notes")
# translators: {score} is a number such as 4.5, {scale} the best score there is
POINTS = N_("{score} of {scale}")
# translators: the same, in words for whoever does not see the stars
RATED = N_("Rated {score} of {scale}")
# translators: other names of the same person, organisation or topic
ALSO = N_("Also: {names}")
# translators: those who were there for an organisation
PEOPLE = N_("People: {names}")
TALKS = N_("Talks")
# translators: above the talks that somebody moderated
MODERATED_TALKS = N_("Moderated")
# translators: above the talks that somebody was announced for
ABSENT_FROM = N_("Announced, did not come")
EVENTS = N_("Events")
# translators: above the events that an organisation held
EVENTS_RUN = NC_("events of an organisation", "Ran")
EVENTS_SPONSORED = N_("Sponsored")
LINKS = N_("Links")
# translators: above what somebody published on the web
LINKS_MADE = N_("Wrote or made")
TAKEAWAYS = N_("Takeaways")
THIS_PAGE = N_("This page")
# translators: what a row of links to the letters of the alphabet is, for screen readers
LETTERS = N_("Letters")
# translators: what a row of links to the pages of a long list is, for screen readers
PARTS = N_("Parts of the list")
# translators: the part of a list for what has no letter or no year
OTHER = NC_("part of a list", "other")
# translators: {title} is that of a list, {part} a letter, a year or a number
PART_TITLE = N_("{title}: {part}")
# translators: above the one row of a table that counts all talks
ALL = NC_("head of a column", "All")
ALL_TALKS = N_("All talks")
# translators: between names and other words in a row
SEPARATOR = NC_("between the members of a list", ", ")
# translators: {place} is where a link stands, {words} what is said of it there
SAID_AT = N_("{place}: {words}")
# translators: a link and which of several it is, as in "Recording 2"
NUMBERED = N_("{label} {number}")
# translators: above talks in a schedule of which no day is known
NO_DAY = N_("Day not known")
# translators: above talks in a schedule of which no time is known
NO_TIME = N_("Without a time")
# translators: above the talks in a schedule of which no room is known
NO_ROOM = N_("Without a room")
# translators: how a mention refers to an event or a talk, in brackets
VIA = Terms({"page": N_("links to the page"), "url": N_("links to it")})
"""How a mention refers that names no id."""

GROUPS = Terms(
    {
        "year": NC_("what a list is grouped by", "Year"),
        "event": NC_("what a list is grouped by", "Event"),
        "topic": NC_("what a list is grouped by", "Topic"),
        "format": NC_("what a list is grouped by", "Format"),
        "person": NC_("what a list is grouped by", "Person"),
        "org": NC_("what a list is grouped by", "Organisation"),
        "series": NC_("what a list is grouped by", "Series"),
        "kind": NC_("what a list is grouped by", "Kind"),
        "site": NC_("what a list is grouped by", "Site"),
    }
)
NO_GROUP = Terms(
    {
        "year": N_("Without a date"),
        "event": N_("Without an event"),
        "topic": N_("Without a topic"),
        "format": N_("Without a format"),
        "person": N_("Without a person"),
        "org": N_("Without an organisation"),
        "series": N_("Not in a series"),
        "kind": N_("Of no kind"),
        "site": N_("Without a site"),
    }
)
LINK_KINDS = Terms(
    {
        "article": NC_("kind of a link", "article"),
        "video": NC_("kind of a link", "video"),
        # translators: a scientific one
        "paper": NC_("kind of a link", "paper"),
        "slides": NC_("kind of a link", "slides"),
        # translators: source code
        "code": NC_("kind of a link", "code"),
        "event": NC_("kind of a link", "event"),
        # translators: of videos or messages
        "channel": NC_("kind of a link", "channel"),
        # translators: in a social network
        "post": NC_("kind of a link", "post"),
        "dataset": NC_("kind of a link", "data set"),
        "book": NC_("kind of a link", "book"),
        # translators: of no other kind
        "other": NC_("kind of a link", "link"),
    }
)
CITED_AS = Terms(
    {
        "recording": NC_("what a link leads to", "recording"),
        "slides": NC_("what a link leads to", "slides"),
        "paper": NC_("what a link leads to", "paper"),
        "code": NC_("what a link leads to", "code"),
        "event": NC_("what a link leads to", "event site"),
        "programme": NC_("what a link leads to", "programme"),
        # translators: the page of a person, an organisation or a topic about itself
        "about": NC_("what a link leads to", "their page"),
    }
)
"""What the option that holds an address says of it, after the place."""

MEDIA = Terms(
    {
        "recording": NC_("words of a link", "Recording"),
        "slides": NC_("words of a link", "Slides"),
        "paper": NC_("words of a link", "Paper"),
        "code": NC_("words of a link", "Code"),
    }
)
ATTENDED = Terms(
    {
        "in person": NC_("how the author attended", "in person"),
        "online": NC_("how the author attended", "attended online"),
        "recording": NC_("how the author attended", "seen as a recording"),
        # translators: the author gave the talk, or one at the event
        "gave": NC_("how the author attended", "as a speaker"),
        "not yet": NC_("how the author attended", "not seen yet"),
        "no": NC_("how the author attended", "not attended"),
    }
)
FORMATS = Terms(
    {
        "keynote": NC_("format of a talk", "keynote"),
        "talk": NC_("format of a talk", "talk"),
        # translators: one of a few minutes
        "lightning": NC_("format of a talk", "lightning talk"),
        # translators: a discussion
        "panel": NC_("format of a talk", "panel"),
        "workshop": NC_("format of a talk", "workshop"),
        "tutorial": NC_("format of a talk", "tutorial"),
        "demo": NC_("format of a talk", "demo"),
        "poster": NC_("format of a talk", "poster"),
        # translators: in an exhibition
        "booth": NC_("format of a talk", "booth"),
        # translators: on a stage, to entertain
        "show": NC_("format of a talk", "show"),
        # translators: met in passing, between the talks
        "hallway": NC_("format of a talk", "hallway conversation"),
    }
)
"""A format without an entry is a word of the author's."""
GIVEN_AS = Terms(
    {
        # translators: what it was in the end, after the format that was planned
        "talk several": N_("given as talks"),
        "talk": N_("given as a talk"),
        "lightning several": N_("given as lightning talks"),
        "lightning": N_("given as a lightning talk"),
        "panel several": N_("given as a panel"),
        "keynote": N_("given as a keynote"),
    }
)
"""By format, and whether several people gave it."""
KINDS = Terms(
    {
        "event": NC_("in search results", "Event"),
        "talk": NC_("in search results", "Talk"),
        "person": NC_("in search results", "Person"),
        "org": NC_("in search results", "Organisation"),
        "topic": NC_("in search results", "Topic"),
        "series": NC_("in search results", "Series"),
        "year": NC_("in search results", "Year"),
        "link": NC_("in search results", "Link"),
        "takeaway": NC_("in search results", "Takeaway"),
    }
)

COUNTED = {
    # translators: of results of a search; the first are no events, talks, people …
    "pages": NN_("{count} page", "{count} pages"),
    # translators: on pages that cite a link
    "places": NN_("{count} place", "{count} places"),
    "results": NN_("{count} result", "{count} results"),
    "events": NN_("{count} event", "{count} events"),
    "talks": NN_("{count} talk", "{count} talks"),
    "people": NN_("{count} person", "{count} people"),
    "orgs": NN_("{count} organisation", "{count} organisations"),
    "topics": NN_("{count} topic", "{count} topics"),
    # translators: of events that are each one of several
    "series": NN_("{count} series", "{count} series"),
    "years": NN_("{count} year", "{count} years"),
    "links": NN_("{count} link", "{count} links"),
    "takeaways": NN_("{count} takeaway", "{count} takeaways"),
    "ratings": NN_("{count} rating", "{count} ratings"),
}
RATED_LIST = {
    # translators: what folds open the list of all talks, or events, that have a score
    "talks": NN_("{count} rated talk as a list", "{count} rated talks as a list"),
    "events": NN_("{count} rated event as a list", "{count} rated events as a list"),
}
SHOWN = {
    # translators: how many of a list are shown; the form goes with {total}
    "events": NN_("{count} of {total} event", "{count} of {total} events"),
    "talks": NN_("{count} of {total} talk", "{count} of {total} talks"),
    "people": NN_("{count} of {total} person", "{count} of {total} people"),
    "orgs": NN_("{count} of {total} organisation", "{count} of {total} organisations"),
    "topics": NN_("{count} of {total} topic", "{count} of {total} topics"),
    "links": NN_("{count} of {total} link", "{count} of {total} links"),
    "takeaways": NN_("{count} of {total} takeaway", "{count} of {total} takeaways"),
    "ratings": NN_("{count} of {total} rating", "{count} of {total} ratings"),
}
NOTHING = Terms(
    {
        # translators: what an empty list says
        "events": N_("No events here."),
        "talks": N_("No talks here."),
        "people": N_("No people here."),
        "orgs": N_("No organisations here."),
        "topics": N_("No topics here."),
        "links": N_("No links here."),
        "takeaways": N_("No takeaways here."),
        "ratings": N_("No ratings here."),
        "overrun": N_("No talks here whose planned and actual durations are known."),
    }
)
EVERY = Terms(
    {
        # translators: the words of a link to the whole list
        "events": N_("All events"),
        "talks": N_("All talks"),
        "people": N_("All people"),
        "orgs": N_("All organisations"),
        "topics": N_("All topics"),
        "links": N_("All links"),
        "takeaways": N_("All takeaways"),
        "ratings": N_("All ratings"),
    }
)

# translators: above the best talks of a year
BEST_TALKS = N_("The best talks")
# translators: above a plot of all talks of a year that have a score
EVERY_RATING = N_("Every rated talk")
# translators: above what the author learned in a year
LEARNED = N_("What I learned")
# translators: above the people who gave most of the talks that the author heard in a year
HEARD_MOST = N_("Heard most")
# translators: above the links that the notes of a year refer to most often
CITED_MOST = N_("Read most")

# translators: why somebody thought well of a talk, and the talk's title
QUOTED = N_("“{words}” ({title})")
# translators: what folds an entry open of which nothing can be counted
MORE = N_("More")
# translators: the words of a link from a few talks to all that fit
ALL_OF_THEM = N_("All of them")

PHOTO_WORDS = Terms(
    {
        # translators: what the box is called in which photos are seen large
        "photos": N_("Photos"),
        # translators: which photo of how many
        "counter": N_("{number} of {total}"),
        "previous": N_("Previous photo"),
        "next": N_("Next photo"),
        # translators: the words of a link to the picture alone, as large as there is
        "whole": N_("Open the whole picture"),
        # translators: a button that closes the box of photos
        "close": NC_("button", "Close"),
    }
)
"""What the script of the light box says, by the names it knows; ``{…}`` are its places."""
