"""Talks, and whatever else had a slot in a programme."""

from __future__ import annotations

from eventnotes.kinds.field import Kind, Listed, Option
from eventnotes.kinds.readers import (
    LANGUAGE,
    RATING,
    TOPICS,
    an_id,
    attendance,
    earlier,
    length,
    link,
    links,
    orgs,
    persons,
    prose,
    talk_format,
    words,
)
from eventnotes.model import dates, ids
from eventnotes.model.vocabulary import ATTENDANCE, FORMATS

TALK = Kind(
    "talk",
    "talks",
    Listed(
        ("table", "list", "timeline", "schedule"),
        ("-date", "title", "event", "format", "-rating", "-duration"),
        (
            *("title", "speakers", "event", "date", "format", "topics"),
            *("room", "duration", "attended", "recording", "slides", "paper", "code", "rating"),
        ),
        ("title", "speakers", "event", "rating"),
        ("year", "event", "topic", "format", "person", "org", "series"),
    ),
    (
        an_id("id", "The talk's own part of its id, instead of the title's slug.", "scale"),
        Option(
            "title",
            "The talk's title where the heading above is not it.",
            prose,
            "empty",
            example="SCALE: CUDA on AMD",
        ),
        Option(
            "event",
            "The id of its event, where the talk stands on a page of its own.",
            ids.read_id,
            "id",
            example="dac-2024",
        ),
        earlier("talk", ids.read_alias_of_talk, "scale-demo, beyond-cuda-24/scale"),
        persons(
            "speakers",
            "People: `Name`, `Name (Organisation)` or `Name (Organisation, role)`.",
            "Greg Diamos (TensorWave), Nicholas Wilt",
        ),
        persons("moderator", "Who led a panel.", "Jane Doe (Example Inc.)"),
        persons("absent", "Who was announced and did not come.", "Jim Keller (Tenstorrent)"),
        orgs("org", "Whose talk, booth, poster or demo it is.", "Spectral Compute"),
        Option(
            "format",
            f"What it was: {', '.join(FORMATS)}, or any other word.",
            talk_format,
            "empty",
            example="panel",
        ),
        Option(
            "planned-format",
            "What it was announced as, if it turned out otherwise.",
            talk_format,
            "empty",
            example="panel",
        ),
        Option(
            "start",
            "A time, a weekday and time, a date, or date and time.",
            dates.read_start,
            "start",
            example="Tue 14:00",
        ),
        length("planned", "How long it was meant to take; a bare number is minutes.", "5 min"),
        length("actual", "How long it took.", "1 h 20"),
        words("room", "Where in the building.", "Hall 2"),
        link("The talk's page in the programme."),
        links("recording", "Recordings."),
        links("slides", "Slides."),
        links("paper", "Papers it is about."),
        links("code", "Code it shows."),
        Option(
            "attended",
            f"How you were there: {', '.join(ATTENDANCE)}; else as the event says.",
            attendance,
            "word",
            example="recording",
        ),
        RATING,
        TOPICS,
        LANGUAGE,
    ),
    facts=(
        *("event", "what", "start", "room", "language", "attended"),
        *("recording", "slides", "paper", "code", "url"),
    ),
)
