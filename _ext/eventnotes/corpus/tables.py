"""A corpus as tables: a folder of CSV, or a database of SQLite.

What is one value is a column of its kind's table. In CSV, several are joined by ``"; "``; in SQLite
they are a table of their own, ``talks_speakers``, with the place of each in its list.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eventnotes.corpus import shape
from eventnotes.corpus.reading import Corpus

Row = dict[str, Any]


def write_csv(corpus: Corpus, folder: Path) -> list[Path]:
    """Write a file for each kind (RFC 4180, in UTF-8), and return their paths; older ones are
    replaced.

    :raises OSError: one of them can't be written.
    :raises ValueError: what is there is no folder, or one of the files is something else.
    """
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder} is no folder")
    paths = {kind: folder / f"{kind}.csv" for kind in shape.KINDS}
    for kind, path in paths.items():  # all of them, before any is written
        if path.exists() and not _is_our_csv(path, kind):
            raise _keeping(path)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, path in paths.items():
        columns = _columns_of_csv(kind)
        rows = [_joined(row) for row in corpus.records(kind)]
        columns += sorted({name for row in rows for name in row} - {*columns})
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, columns, restval="")
            lines.writeheader()
            lines.writerows(rows)
        written.append(path)
    return written


def _columns_of_csv(kind: str) -> list[str]:
    """Return the columns that a file of a kind has on every site."""
    record, _ = shape.KINDS[kind]
    return [name for name, of in _columns(record) if of.get("type") != "object"]


def _is_our_csv(path: Path, kind: str) -> bool:
    """Tell whether a file has the columns of a kind, perhaps of an earlier version, or is empty."""
    record, needed = shape.KINDS[kind]
    of_site = tuple(f"{name}_" for name, of in _columns(record) if of.get("type") == "object")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            head = next(csv.reader(file), [])
    except (OSError, ValueError, csv.Error):
        return False
    names = [name for name in head if not name.startswith(of_site)]
    known = [name for name in _columns_of_csv(kind) if name in names]
    return not head or (names == known and {*names} > {*needed})


def _keeping(path: Path) -> ValueError:
    return ValueError(f"{path} holds something else, which stays as it is")


def write_sqlite(corpus: Corpus, path: Path) -> None:
    """Write a database; an older one is replaced.

    :raises OSError: it can't be written.
    :raises sqlite3.Error: it can't be written, either.
    :raises ValueError: what is there is something else.
    """
    if path.exists() and not _is_ours(path):
        raise _keeping(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    database = sqlite3.connect(beside)
    try:
        with database:
            for kind, (record, _) in shape.KINDS.items():
                _write_kind(database, kind, record, corpus.records(kind))
    finally:
        database.close()
    beside.replace(path)


def _is_ours(path: Path) -> bool:
    """Tell whether a file is a database with a table for each kind, or empty."""
    try:
        if not path.stat().st_size:
            return True
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            found = database.execute("SELECT name FROM sqlite_master").fetchall()
        finally:
            database.close()
    except (OSError, sqlite3.Error):
        return False
    return {*shape.KINDS} <= {name for (name,) in found}


# -- columns -----------------------------------------------------------------------------------


def _columns(record: type[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the columns of a kind, those of an inner record under its name and theirs."""
    for member in shape.members(record):
        if (inner := member.schema.get("$ref")) is not None:
            for name, schema in _columns(shape.INNER[inner.rpartition("/")[2]][0]):
                yield f"{member.name}_{name}", schema
        else:
            yield member.name, member.schema


def _joined(record: Row) -> Row:
    """Return a record as a row of CSV."""
    row: Row = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            row |= {f"{name}_{inner}": each for inner, each in _joined(dict(value)).items()}
        elif isinstance(value, list):
            row[name] = "; ".join(map(_said, value))
        else:
            row[name] = value
    return row


def _said(value: Any) -> str:
    """Return one of several values in words: a person with organisation and role, as written."""
    if not isinstance(value, Mapping):
        return str(value)
    org = value["org"].get("name", "") if "org" in value else ""
    within = ", ".join(filter(None, (org, value.get("role", ""))))
    return f"{value.get('name', '')} ({within})".strip() if within else value.get("name", "")


# -- SQLite ------------------------------------------------------------------------------------

_SQL_TYPES = {"integer": "INTEGER", "number": "REAL", "string": "TEXT"}


def _write_kind(
    database: sqlite3.Connection, kind: str, record: type[Any], rows: Iterable[Row]
) -> None:
    one, several = [], {}
    for name, schema in _columns(record):
        if schema.get("type") in {"array", "object"}:
            several[name] = schema
        else:
            one.append((name, _SQL_TYPES[schema["type"]]))
    columns = ", ".join(f'"{name}" {of}' for name, of in one)
    database.execute(f'CREATE TABLE "{kind}" ("number" INTEGER PRIMARY KEY, {columns})')
    for name, schema in several.items():
        items = _item_columns(schema)
        columns = ", ".join(f'"{item}" {of}' for item, of in items)
        database.execute(
            f'CREATE TABLE "{kind}_{name}" ("number" INTEGER REFERENCES "{kind}" ("number"),'
            f' "position" INTEGER, {columns}, PRIMARY KEY ("number", "position"))'
        )
    for number, row in enumerate(rows, 1):
        flat = _flat(row)
        values = [number, *(flat.get(name) for name, _ in one)]
        database.execute(f'INSERT INTO "{kind}" VALUES ({_marks(values)})', values)
        for name, schema in several.items():
            names = [item for item, _ in _item_columns(schema)]
            for position, item in enumerate(_items(flat.get(name, ())), 1):
                values = [number, position, *(item.get(each) for each in names)]
                database.execute(f'INSERT INTO "{kind}_{name}" VALUES ({_marks(values)})', values)


def _item_columns(schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the columns of a table for what a member holds several of."""
    if schema["type"] == "object":
        return [("name", "TEXT"), ("value", "")]
    inner = schema["items"].get("$ref")
    if inner is None:
        return [("value", "TEXT")]
    columns = _columns(shape.INNER[inner.rpartition("/")[2]][0])
    return [(name, _SQL_TYPES[of["type"]]) for name, of in columns]


def _items(value: Any) -> Iterator[Row]:
    """Yield the rows of that table."""
    if isinstance(value, Mapping):
        for name, held in value.items():
            for each in held if isinstance(held, list) else [held]:
                yield {"name": name, "value": each}
        return
    for each in value:
        yield _flat(each) if isinstance(each, Mapping) else {"value": each}


_OPEN = frozenset({"fields", "criteria"})
"""Members whose own members are names that a site has chosen."""


def _flat(record: Mapping[str, Any]) -> Row:
    row: Row = {}
    for name, value in record.items():
        if isinstance(value, Mapping) and name not in _OPEN:
            row |= {f"{name}_{inner}": each for inner, each in _flat(value).items()}
        else:
            row[name] = value
    return row


def _marks(values: list[Any]) -> str:
    return ", ".join("?" * len(values))
