"""Small schedules of one invented event, in the shapes in which the world publishes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eventnotes.cli import main

FRAB: dict[str, Any] = {
    "schedule": {
        "version": "v3",
        "base_url": "https://cfp.example.org/harbour-2026/schedule/",
        "conference": {
            "acronym": "harbour-2026",
            "title": "Harbour Days 2026",
            "start": "2026-01-10",
            "end": "2026-01-11",
            "time_zone_name": "Europe/Berlin",
            "days": [
                {
                    "index": 1,
                    "date": "2026-01-10",
                    "day_start": "2026-01-10T08:00:00+01:00",
                    "rooms": {
                        "Quay": [
                            {
                                "guid": "5c7b4d6e-0000-5000-8000-000000000001",
                                "id": 11,
                                "code": "AAA111",
                                "date": "2026-01-10T09:30:00+01:00",
                                "start": "09:30",
                                "duration": "00:20",
                                "title": "Opening the harbour",
                                "subtitle": "A welcome",
                                "track": "Main",
                                "type": "Keynote",
                                "language": "en",
                                "url": "https://cfp.example.org/harbour-2026/talk/AAA111/",
                                "abstract": "All about *ships*.",
                                "description": "",
                                "persons": [
                                    {
                                        "id": 1,
                                        "public_name": "Ada Miller",
                                        "email": "ada@example.org",
                                        "biography": "Writes compilers.",
                                    },
                                    {"id": 2, "public_name": "Ben Okafor"},
                                ],
                                "links": [
                                    {"url": "https://example.org/ships", "title": "Ships"},
                                ],
                                "attachments": [
                                    {"url": "/media/opening.pdf", "title": "Slides"},
                                ],
                            },
                            {
                                "guid": "5c7b4d6e-0000-5000-8000-000000000002",
                                "id": 12,
                                "start": "00:20",
                                "duration": "01:30",
                                "title": "Lights at night",
                                "track": "Night",
                                "type": "Lightning Talk",
                                "persons": [{"id": 3, "public_name": "Cleo Janssen"}],
                                "abstract": "",
                            },
                        ]
                    },
                },
                {
                    "index": 2,
                    "date": "2026-01-11",
                    "rooms": {
                        "Dock": [
                            {
                                "guid": "5c7b4d6e-0000-5000-8000-000000000003",
                                "id": 13,
                                "date": "2026-01-11T14:00:00+01:00",
                                "duration": "00:45",
                                "title": "Cranes in C++",
                                "track": "Main",
                                "type": "Talk",
                                "persons": [{"id": 1, "public_name": "Ada Miller"}],
                                "abstract": "<p>How to <b>lift</b>.</p>",
                            }
                        ]
                    },
                },
            ],
        },
    }
}

PENTABARF = """\
<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <conference>
    <title>FOSDEM 2026</title>
    <venue>ULB (Université Libre de Bruxelles)</venue>
    <city>Brussels</city>
    <start>2026-01-31</start>
    <end>2026-02-01</end>
    <day_change>09:00:00</day_change>
    <time_zone_name>Europe/Brussels</time_zone_name>
  </conference>
  <day index="1" date="2026-01-31">
    <room name="Janson">
      <event id="1616" guid="1dcc3c6f-8c17-5a6f-9cd0-fbd0c77a0dd1">
        <date>2026-01-31T10:30:00+01:00</date>
        <start>10:30</start>
        <duration>00:25</duration>
        <room>Janson</room>
        <slug>fosdem-2026-1616-welcome</slug>
        <url>https://fosdem.example/2026/schedule/event/1616-welcome/</url>
        <title>Welcome</title>
        <subtitle/>
        <track>Keynotes</track>
        <type>keynote</type>
        <abstract>&lt;p&gt;A &lt;em&gt;warm&lt;/em&gt; welcome.&lt;/p&gt;</abstract>
        <persons><person id="6">Ada Miller</person></persons>
        <attachments>
          <attachment type="slides" href="https://fosdem.example/s.pdf">Deck</attachment>
        </attachments>
        <links>
          <link href="https://video.fosdem.example/welcome.mp4">Video recording (mp4)</link>
          <link href="https://example.org/project">Project</link>
          <link href="https://fosdem.example/feedback/1616">Submit feedback</link>
          <link href="http://">Homepage</link>
        </links>
      </event>
    </room>
    <room name="H.2215">
      <event id="1700">
        <start>00:10</start>
        <duration>00:15</duration>
        <title>Night shift</title>
        <track>Lightning talks</track>
        <type>lightningtalk</type>
        <persons><person>Ben Okafor</person></persons>
      </event>
    </room>
  </day>
  <day index="2" date="2026-02-01">
    <room/>
    <room name="Janson">
      <event id="1800">
        <start>09:30</start>
        <duration>00:50</duration>
        <title>Welcome</title>
        <track>Ada &amp; friends</track>
        <type>devroom</type>
        <persons><person id="6">Ada Miller</person><person id="7">Cleo Janssen</person></persons>
      </event>
    </room>
  </day>
</schedule>
"""

_SESSION = {
    "id": "70",
    "title": "Tile by tile",
    "description": "One\r\n\r\nTwo, mail me at ben@example.org",
    "startsAt": "2026-05-04T09:00:00",
    "endsAt": "2026-05-04T09:45:00",
    "isServiceSession": False,
    "isPlenumSession": False,
    "roomId": 2,
    "recordingUrl": None,
}
_LUNCH = {**_SESSION, "id": "71", "title": "Lunch", "isServiceSession": True, "speakers": []}

SESSIONIZE_ALL: dict[str, Any] = {
    "sessions": [
        {
            **_SESSION,
            "speakers": ["s-1"],
            "categoryItems": [5, 6],
            "questionAnswers": [{"questionId": 9, "answerValue": "https://youtu.be/AAAAAAAAAAA"}],
        },
        _LUNCH,
    ],
    "speakers": [{"id": "s-1", "firstName": "Ada", "lastName": "Miller", "tagLine": "CTO, Labs"}],
    "questions": [{"id": 9, "question": "YouTube Video"}],
    "categories": [
        {"title": "Session format", "items": [{"id": 5, "name": "Workshop (2h)"}]},
        {"title": "Track", "items": [{"id": 6, "name": "Tiles"}]},
    ],
    "rooms": [{"id": 2, "name": "Hall 2"}],
}

SESSIONIZE_GRID = [
    {
        "date": "2026-05-04T00:00:00",
        "isDefault": True,
        "rooms": [
            {
                "id": 2,
                "name": "Hall 2",
                "sessions": [
                    {
                        **_SESSION,
                        "speakers": [{"id": "s-1", "name": "Ada Miller"}],
                        "room": "Hall 2",
                    },
                    _LUNCH,
                ],
            }
        ],
        "timeSlots": [],
    }
]

SUBMISSIONS = {
    "count": 2,
    "next": None,
    "results": [
        {
            "code": "AAA111",
            "title": "Opening the harbour",
            "speakers": ["SPK001"],
            "submission_type": {"en": "Workshop", "de": "Arbeitsgruppe"},
            "track": {"en": "Main"},
            "state": "confirmed",
            "abstract": "All about *ships*.",
            "duration": 20,
            "slots": [
                {
                    "room": {"en": "Quay"},
                    "start": "2026-01-10T08:30:00Z",
                    "end": "2026-01-10T08:50:00Z",
                }
            ],
            "resources": [{"resource": "https://example.org/notes", "description": "Notes"}],
        },
        {"code": "BBB222", "title": "No", "speakers": [], "state": "rejected"},
    ],
}
SPEAKERS = [
    {"code": "SPK001", "name": "Ada Miller", "email": "a@example.org", "submissions": ["AAA111"]}
]

_ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{events}END:VCALENDAR\r\n"


def ics(head: str, *events: str) -> str:
    """Return a calendar of lines."""
    body = "".join(
        "BEGIN:VEVENT\r\n" + e.strip().replace("\n", "\r\n") + "\r\nEND:VEVENT\r\n" for e in events
    )
    return _ICS.format(head=head.replace("\n", "\r\n"), events=body)


PRETALX_ICS = ics(
    "PRODID:-//pretalx//cfp.example.org//harbour-2026\nX-WR-CALNAME:Harbour Days 2026\n",
    """\
SUMMARY:Opening - the harbour - Ada Miller\\, Ben Okafor
DTSTART;TZID=Europe/Berlin:20260110T093000
DTEND;TZID=Europe/Berlin:20260110T095000
UID:pretalx-harbour-2026-AAA111@cfp.example.org
LOCATION:Quay
DESCRIPTION:All about *ships*.
URL:https://cfp.example.org/harbour-2026/talk/AAA111/
""",
    """\
SUMMARY:Silence -
DTSTART;TZID=Europe/Berlin:20260111T093000
DTEND;TZID=Europe/Berlin:20260111T095000
UID:pretalx-harbour-2026-CCC333@cfp.example.org
LOCATION:Dock
""",
)

BOOKMARKS = ics(
    "PRODID:-//be.digitalia.fosdem//NONSGML 2.0//EN\n",
    """\
UID:1616@2026@be.digitalia.fosdem
DTSTART:20260131T093000Z
DTEND:20260131T095500Z
SUMMARY:Welcome
CATEGORIES:Keynotes
URL:https://fosdem.example/2026/schedule/event/1616-welcome/
LOCATION:Janson
ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN="Ada Miller":https://fosdem.example/ada
""",
    """\
UID:1700@2026@be.digitalia.fosdem
DTSTART:20260131T231000Z
SUMMARY:Night shift
LOCATION:H.2215
""",
)

SCHED = ics(
    "X-WR-CALNAME:Tile Day\nPRODID:-//SCHED.ORG//Tile Day//EN\nX-WR-TIMEZONE:America/New_York\n",
    """\
DTSTART:20260504T130000Z
DTEND:20260504T134500Z
SUMMARY:Tile by tile
DESCRIPTION:Speaker one\\n\\n<b>Bold</b> and 2 < 3
CATEGORIES:TALKS
LOCATION:Hall 2\\, Level 1
UID:0a1b2c
URL:https://tileday.sched.example/event/2F/tile
""",
)

MEETUP = ics(
    "PRODID:-//Meetup//RemoteApi//EN\nCALNAME:Quay Meetup\n",
    """\
DTSTART;TZID=America/New_York:20260212T183000
DTEND;TZID=America/New_York:20260212T203000
SUMMARY:Kernel night
DESCRIPTION:Quay Meetup\\nThursday\\, February 12\\n\\nTwo talks.
UID:event_310@meetup.example
URL:https://www.meetup.example/quay/events/310/
LOCATION:Old Post Office (1 Quay St\\, Boston)
STATUS:CONFIRMED
""",
)

LUMA = """<!DOCTYPE html><html><head><title>x</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"WebSite","name":"site"},
{"@type":"Event","name":"Beyond <Tiles>","@id":"https://lu.ma/tiles","startDate":
"2026-03-17T09:00:00.000-07:00","endDate":"2026-03-17T17:00:00.000-07:00",
"description":"A day.\\n\\nWith **talks**.","eventAttendanceMode":
"https://schema.org/OfflineEventAttendanceMode","location":{"@type":"Place","name":"SAP Center",
"address":{"@type":"PostalAddress","addressLocality":"San Jose","addressRegion":"California"}},
"organizer":[{"@type":"Organization","name":"Example Labs, Inc."}],
"subEvent":[{"@type":"Event","name":"Tile by tile","startDate":"2026-03-17T10:00:00-07:00",
"endDate":"2026-03-17T10:45:00-07:00","performer":{"@type":"Person","name":"Ada Miller"},
"location":{"@type":"Place","name":"Hall 2"}}]}]}</script></head><body>Hi</body></html>
"""

PLAYLIST = {
    "_type": "playlist",
    "title": "Harbour Days 2026",
    "entries": [
        {"title": "Ada Miller, Ben Okafor: Opening the Harbour!", "id": "BBBBBBBBBBB",
         "url": "https://www.youtube.com/watch?v=BBBBBBBBBBB"},
        {"title": "Cranes in C++ | Harbour Days", "url": "https://www.youtube.com/watch?v=CCCCCCCCCCC"},
        {"title": "Trailer", "url": "https://www.youtube.com/watch?v=DDDDDDDDDDD"},
    ],
}  # fmt: skip


def put(folder: Path, name: str, content: Any) -> Path:
    """Write a source: text, bytes, or what becomes JSON."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8", newline="")
    return path


class Notes:
    """A folder of notes, into which sources are imported."""

    def __init__(self, root: Path) -> None:
        self.root = root
        put(root, "conf.py", "")

    def take(self, *arguments: str | Path) -> int:
        """Import, and return the exit code."""
        return main(["import", "--into", str(self.root / "events"), *map(str, arguments)])

    @property
    def pages(self) -> dict[str, str]:
        """The pages by their names."""
        found = sorted((self.root / "events").rglob("*.md"))
        return {page.stem: page.read_bytes().decode() for page in found}

    @property
    def page(self) -> str:
        """The only page."""
        (text,) = self.pages.values()
        return text

    def edit(self, *pairs: tuple[str, str]) -> None:
        """Change words of the only page, as its author would."""
        (path,) = (self.root / "events").glob("*.md")
        text = path.read_bytes().decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        path.write_bytes(text.encode())


def files(folder: Path) -> Iterable[str]:
    """Return the names of all files in a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
