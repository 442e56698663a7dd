"""Names on a site: which are one, which may be, and what is said of either."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from building import MakeSite

HEAD = {
    "md": "# Event\n\n```{{event}}\n:date: 2025-03-17\n```\n\n## Talk\n\n```{{talk}}\n{}\n```\n",
    "rst": "Event\n=====\n\n.. event::\n   :date: 2025-03-17\n\nTalk\n----\n\n.. talk::\n{}\n",
}
LIST = "# People\n\n```{people}\n```\n\n```{orgs}\n```\n\n```{topics}\n```\n"


def page(syntax: str, lines: Iterable[str]) -> str:
    """Return a page with one talk that has those options."""
    indent = "   " if syntax == "rst" else ""
    return HEAD[syntax].format("\n".join(f"{indent}{line}" for line in lines))


def said(lines: Iterable[str], what: str) -> list[str]:
    """Return those lines of a build that say something, from their places on."""
    return sorted(line.replace(" hint:", "").split("; ")[0] for line in lines if what in line)


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_names_that_differ_in_letters_no_id_can_hold_are_of_their_own(
    site: MakeSite, syntax: str
) -> None:
    people = ["Kevin 王", "Kevin 陳", "Олег Ivanov", "Пётр Ivanov", "김 Lee", "이 Lee"]
    topics = ["GPU", "GPU入門", "CUDA 入門", "CUDA 実践", "第1回", "第1章", "λ calculus"]
    lines = [
        f":speakers: {'; '.join(people)}",
        ":org: 例AI株式会社; 別AI株式会社",
        f":topics: {', '.join(topics)}",
    ]
    files = {
        f"events/e.{syntax}": page(syntax, lines),
        "events/2025-03-17-東京.md": "# Tokyo\n\n```{event}\n```\n",
        "events/2025-03-17-大阪.md": "# Osaka\n\n```{event}\n```\n",
        "p.md": f"{LIST}\n{{person}}`Kevin 陳` {{topic}}`GPU入門` {{org}}`例AI株式会社`\n",
    }
    made = site(files)
    by_kind = {
        kind: sorted(e.title for e in made.entries.values() if e.kind == kind)
        for kind in ("person", "topic", "org", "event")
    }
    assert by_kind == {
        "person": sorted(people),
        "topic": sorted(topics),
        "org": ["例AI株式会社", "別AI株式会社"],
        "event": ["Event", "Osaka", "Tokyo"],
    }
    assert "Kevin 陳 GPU入門 例AI株式会社" in made.text("p.html")
    assert not said(made.said, "may be one")


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_what_is_called_by_punctuation_alone_is_in_no_list_of_any_format(
    site: MakeSite, syntax: str
) -> None:
    lines = [
        ":speakers: --; 🚀 🚀; ・; Ada Miller",
        ":org: (); …; Mako",
        ":topics: ,;, ()., →, C",
        ":moderator: Bo Lee (:)",
    ]
    files = {f"events/e.{syntax}": page(syntax, lines), "people.md": LIST}
    made = site(files, builder="texinfo", warnings=True)
    assert {line.partition("[")[2] for line in made.warnings} == {
        "notes.person]",
        "notes.argument]",
    }
    named = {e.title for e in made.entries.values() if "/" in e.id and e.kind != "talk"}
    assert named == {"🚀 🚀", "Ada Miller", "Mako", "→", "C"}


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_two_spellings_of_one_id_are_a_hint_that_names_both(site: MakeSite, syntax: str) -> None:
    lines = [
        ":speakers: José Núñez; Anne-Marie Bo",
        ":topics: GPU-compilers, Node.js",
        ":org: A.B. Labs",
    ]
    other = [
        ":speakers: Jose Nunez; anne-marie  BO",
        ":topics: GPU compilers, Node JS, node.js, q-1, Q 1",
        ":org: A B Labs",
    ]
    files = {f"events/a.{syntax}": page(syntax, lines), f"events/b.{syntax}": page(syntax, other)}
    made = site(files)
    hints = said(made.said, " are one ")
    assert [line.split(": ", 1)[1] for line in hints] == [
        "'A.B. Labs' and 'A B Labs' are one organisation, orgs/a-b-labs",
        "'GPU-compilers' and 'GPU compilers' are one topic, topics/gpu-compilers",
        "'José Núñez' and 'Jose Nunez' are one person, people/jose-nunez",
        "'Node JS' and 'node.js' are one topic, topics/node-js",
        "'Node.js' and 'Node JS' are one topic, topics/node-js",
        "'q-1' and 'Q 1' are one topic, topics/q-1",
    ]
    assert {line.partition(":")[0] for line in hints} == {f"events/b.{syntax}"}
    about = ":::{about} people/jose-nunez\nOne.\n:::\n\n:::{about} topics/node-js\n:::\n"
    made.write({"w.md": f"# W\n\n{about}"})
    assert said(made.rebuild().said, " are one ") == []  # no page with a spelling was read
    made.write({f"events/b.{syntax}": page(syntax, [*other, ":room: 1"])})
    assert len(said(made.rebuild().said, " are one ")) == 4


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_names_spelt_otherwise_are_a_hint_and_two_until_an_alias_joins_them(
    site: MakeSite, syntax: str
) -> None:
    lines = [
        ":speakers: 山田太郎; 山田 太郎; Jürgen Groß; Juergen Gross; Oleg Ivanov; Олег Иванов",
        ":org: 例株式会社; 例",
        ":topics: 機械学習, 機械 学習",
    ]
    made = site({f"events/e.{syntax}": page(syntax, lines), "people.md": LIST})
    hints = [line.split(": ", 1)[1] for line in said(made.said, "may be one")]
    assert sorted(sorted(hint.split("'")[1::2]) + hint.split()[-1:] for hint in hints) == [
        ["Juergen Gross", "Jürgen Groß", "person"],
        ["Oleg Ivanov", "Олег Иванов", "person"],
        ["例", "例株式会社", "organisation"],
        ["山田 太郎", "山田太郎", "person"],
        ["機械 学習", "機械学習", "topic"],
    ]
    assert len([e for e in made.entries.values() if e.kind == "person"]) == 6
    about = ":::{about} people/yamada\n:name: 山田太郎\n:aliases: 山田太郎; 山田 太郎\n:::\n"
    made.write({"w.md": f"# W\n\n{about}"})
    made.rebuild()
    found = {e.alias_of or e.id for e in made.entries.values() if "山田" in e.title}
    assert found == {"people/yamada"}


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_the_heading_makes_the_id_of_a_talk_and_a_title_added_later_does_not(
    site: MakeSite, syntax: str
) -> None:
    def talk(heading: str, line: str) -> str:
        if syntax == "md":
            return f"## {heading}\n\n```{{talk}}\n{line}\n```\n\n"
        return f"{heading}\n{'-' * 40}\n\n.. talk::\n   {line}\n\n"

    titled = {
        "Registers": ":title: Register allocation, revisited",
        "C++ now": ":title: *Modern* C++",
        "Keynote": ":title: 開会の辞",
        "The one about x": ":title: X",
        "Own": ":id: mine",
    }
    head = page(syntax, [":room: A"])
    untitled = "".join(talk(heading, ":room: B") for heading in titled if heading != "Own")
    made = site({f"events/e.{syntax}": head + "\n" + untitled})
    before = {name for name, entry in made.entries.items() if entry.kind == "talk"}
    assert before == {"e/talk", "e/registers", "e/c-plus-now", "e/keynote", "e/the-one-about-x"}
    changed = "".join(talk(heading, line) for heading, line in titled.items())
    made.write({f"events/e.{syntax}": head + "\n" + changed})
    made.rebuild()
    after = {name: entry.title for name, entry in made.entries.items() if entry.kind == "talk"}
    assert after.keys() == before | {"e/mine"}
    assert after["e/registers"] == "Register allocation, revisited"


@pytest.mark.parametrize("syntax", ["md", "rst"])
def test_an_event_on_a_page_in_the_root_keeps_its_event(site: MakeSite, syntax: str) -> None:
    names = ["gtc-2025", "fosdem", "kernel-night", "36c3", "pycon-de"]
    body = page(syntax, [":room: A"])
    files = {f"{name}.{syntax}": body for name in names}
    links = " ".join(f"[](#{name}) {{event}}`{name}` {{any}}`{name}/talk`" for name in names)
    made = site({**files, "r.md": f"# R\n\n{links}\n"})
    for name in names:
        assert made.entries[name].page == name
        assert made.entries[name].anchor == f"event-{name}"
        assert f'href="{name}.html#event-{name}"' in made.read("r.html")
        assert f'href="{name}.html#talk-{name}-talk"' in made.read("r.html")
    made.write({"r.md": f"# R\n\n{links}\n\nMore.\n"})
    made.rebuild()
    assert set(names) <= made.entries.keys()


def test_another_page_of_an_events_name_is_a_rival_still(site: MakeSite) -> None:
    body = page("md", [":room: A"])
    files = {"gtc-2025.md": "# A page\n", "events/2025-03-17-gtc.md": body}
    made = site(files, warnings=["notes.duplicate-id"])
    assert "gtc-2025" not in made.entries
    made.rebuild()
    assert "gtc-2025" not in made.entries
