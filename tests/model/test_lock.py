"""The lock file: what is written, what is read, and what is said of a file that was spoilt."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventnotes.model.lock import Copy, Known, Lock, Problem, dump, parse, read, respelled

TILES = "https://example.org/tiles"
WHOLE = """\
{
  "version": 1,
  "links": {
    "https://example.net/gone": {
      "status": "404",
      "checked": "2026-02-09",
      "failing": "2026-02-01",
      "failures": 3
    },
    "https://example.org/tiles": {
      "title": "Tiles, “line by line”",
      "site": "Example",
      "author": ["Ada Miller", "José Núñez"],
      "date": "2026-01",
      "type": "text/html",
      "final": "https://www.example.org/tiles/",
      "status": "200",
      "checked": "2026-02-09",
      "alive": "2026-02-09",
      "archive": {"url": "https://web.archive.org/web/2026/x", "date": "2026-01-31"}
    }
  }
}
"""
ENTRIES = {
    TILES: Known(
        title="Tiles, “line by line”",
        site="Example",
        author=("Ada Miller", "José Núñez"),
        date="2026-01",
        type="text/html",
        final="https://www.example.org/tiles/",
        status="200",
        checked="2026-02-09",
        alive="2026-02-09",
        archive=Copy("https://web.archive.org/web/2026/x", "2026-01-31"),
    ),
    "https://example.net/gone": Known(
        status="404", checked="2026-02-09", failing="2026-02-01", failures=3
    ),
}


def test_a_file_is_sorted_with_one_field_a_line_and_no_empty_fields() -> None:
    assert dump(ENTRIES) == WHOLE


def test_a_file_without_links_is_a_file() -> None:
    text = '{\n  "version": 1,\n  "links": {}\n}\n'
    assert dump({}) == text
    assert parse(text) == Lock({}, ())


def test_what_was_written_is_read() -> None:
    assert parse(WHOLE) == Lock(ENTRIES, ())
    assert read(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()) == Lock(ENTRIES, ())


def test_a_link_of_which_nothing_is_known_is_kept() -> None:
    text = '{\n  "version": 1,\n  "links": {\n    "https://example.org/": {}\n  }\n}\n'
    assert dump({"https://example.org/": Known()}) == text
    assert parse(text) == Lock({"https://example.org/": Known()}, ())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the file is empty"),
        (" \n\n", 1, "the file is empty"),
        (WHOLE[:300], 13, "half written"),
        (WHOLE[:-3], 22, "half written"),
        (WHOLE[: WHOLE.index(": 3")], 8, "half written"),
        ("[]", 1, "does not hold an object"),
        ("12", 1, "does not hold an object"),
        ("{}", 1, "does not say its version"),
        ('{"version": "1"}', 1, "does not say its version"),
        ('{\n"version": true}', 2, "does not say its version"),
        ('{\n"links": {},\n"version": 2}', 3, "from a newer eventnotes (known: 1)"),
        ('{"version": 1,\n"links": []}', 2, "'links' is not an object"),
        ('{"version": 1,\n"links": {} x}', 2, "no JSON"),
        ("hello\n", 1, "no JSON"),
        ("[" * 100_000, 1, "no lock file"),
        ('{"version": ' + "9" * 10_000 + "}", 1, "no lock file"),
    ],
)
def test_a_file_that_is_no_lock_file_gives_nothing_and_says_why(
    text: str, line: int, words: str
) -> None:
    entries, problems = parse(text)
    assert entries == {}
    assert [problem.line for problem in problems] == [line]
    assert words in problems[0].message


def test_conflict_marks_are_named_with_the_line_of_the_first() -> None:
    ours, theirs = '      "status": "404",\n', '      "status": "200",\n'
    text = WHOLE.replace(ours, f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n")
    message = "a merge conflict is not settled here (conflict mark); nothing was read"
    assert parse(text) == Lock({}, (Problem(5, message),))


def test_bytes_that_are_no_utf_8_are_named_with_their_line() -> None:
    message = "the file is not in UTF-8; nothing in it was read"
    assert read(WHOLE.encode("latin-1", "replace")) == Lock({}, (Problem(13, message),))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", 12, "words on one line"),
        ("title", "", "words on one line"),
        ("title", "two\nlines", "words on one line"),
        ("title", "evil\u202etxt.exe", "control characters and marks of direction"),
        ("title", "a\x00b", "control characters and marks of direction"),
        ("title", "\ud800", "control characters and marks of direction"),
        ("title", "x" * 301, "at most 300 characters"),
        ("site", None, "words on one line"),
        ("author", "Ada Miller", "a list of names"),
        ("author", [["Ada"]], "words on one line"),
        ("date", "yesterday", "a day (2025-03-17)"),
        ("date", "2026-1-2", "2025-03"),
        ("date", 2026, "2025-03"),
        ("type", "text/html; charset=utf-8", "a media type"),
        ("final", "javascript:alert(1)", "https://"),
        ("final", "https://user:secret@example.org/", "https://"),
        ("final", "http://[", "https://"),
        ("final", "https://example.org/" + "a" * 10_000, "https://"),
        ("status", 404, "words on one line"),
        ("checked", "2026-02", "a day like 2025-03-17"),
        ("alive", "2026-02-30", "2025-03-17"),
        ("failing", "", "a day"),
        ("failed", "٢٠٢٦-٠١-٠١", "2025-03-17"),
        ("failures", -1, "a whole number"),
        ("failures", True, "a whole number"),
        ("failures", 1.5, "a whole number"),
        ("archive", "https://example.org/", "an object"),
        ("archive", {"url": "https://example.org/"}, "an object"),
        ("archive", {"url": "file:///etc/passwd", "date": "2026-01-01"}, "https://"),
        ("archive", {"url": "https://example.org/", "date": "2026"}, "a day"),
        ("colour", "red", "no field of a link"),
    ],
)
def test_a_bad_field_is_lost_alone_and_its_line_is_named(
    field: str, value: object, words: str
) -> None:
    text = (
        '{"version": 1,\n"links": {"https://example.org/": {\n"checked": "2026-02-09"\n},\n'
        f'"{TILES}": {{\n"status": "200",\n{json.dumps(field)}: {json.dumps(value)}\n}}}}}}'
    ).replace('"status": "200",\n', "" if field == "status" else '"status": "200",\n')
    entries, problems = parse(text)
    rest = Known() if field == "status" else Known(status="200")
    assert entries == {"https://example.org/": Known(checked="2026-02-09"), TILES: rest}
    assert [problem.line for problem in problems] == [6 if field == "status" else 7]
    assert words in problems[0].message
    assert problems[0].message.isprintable()


def test_a_bad_entry_is_lost_alone() -> None:
    text = WHOLE.replace('"https://example.net/gone": {', '"https://example.net/gone": 1,\n"": {')
    entries, problems = parse(text)
    assert entries == {TILES: ENTRIES[TILES]}
    assert problems == (
        Problem(4, '"https://example.net/gone" does not hold an object'),
        Problem(5, '"" is no address'),
    )


def test_what_is_there_twice_counts_once() -> None:
    text = WHOLE.replace('      "failures": 3', '      "failures": 3,\n      "failures": 1')
    assert parse(text) == Lock(
        ENTRIES, (Problem(9, '"failures" is there twice; the first counts'),)
    )


def test_a_field_of_the_file_that_is_not_known_is_named() -> None:
    text = WHOLE.replace('"version": 1,', '"version": 1,\n  "comment": "mine",')
    assert parse(text) == Lock(ENTRIES, (Problem(3, '"comment" is no field of this file'),))


@pytest.mark.parametrize(
    ("known", "dead"),
    [
        (Known(), False),
        (Known(failing="2026-02-01", checked="2026-02-08", failures=3), True),
        (Known(failing="2026-02-01", checked="2026-02-07", failures=3), False),
        (Known(failing="2026-02-01", checked="2026-02-07", failures=30), False),
        (Known(failing="2026-02-01", checked="2026-02-28", failures=2), False),
        (Known(failing="2025-12-31", checked="2026-01-07", failures=3), True),
        (Known(failures=3), False),
        # a later run met a bot wall: what it could not tell does not lengthen the row
        (Known(failing="2026-02-01", failed="2026-02-05", checked="2026-02-28", failures=3), False),
        (Known(failing="2026-02-01", failed="2026-02-08", checked="2026-02-28", failures=3), True),
    ],
)
def test_three_failed_runs_over_a_week_are_needed_to_be_dead(known: Known, dead: bool) -> None:
    assert known.dead is dead


@given(st.text(max_size=40), st.integers(0, len(WHOLE)), st.integers(0, 60))
def test_a_spoilt_file_never_raises(words: str, at: int, cut: int) -> None:
    entries, problems = parse(WHOLE[:at] + words + WHOLE[at + cut :])
    assert entries == ENTRIES or problems or words or cut
    assert all(1 <= problem.line <= (WHOLE + words).count("\n") + 9 for problem in problems)
    assert parse(dump(entries)) == Lock(dict(sorted(entries.items())), ())


def test_a_key_in_another_spelling_is_the_same_resource() -> None:
    known = {"http://www.Example.org/a/?utm_source=x": Known(title="T")}
    assert respelled(known) == {"https://example.org/a": Known(title="T")}
    assert respelled({**known, "https://example.org/a": Known(title="U")}) == {}
    assert respelled({"no address": Known()}) == {}
