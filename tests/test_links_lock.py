"""What a build makes of the lock file: titles, dead links, and no trouble whatever is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from building import MakeSite, Site

NAME = "links.lock.json"
POST, REPO, FILM = (
    "https://post.example/a",
    "https://repo.example/b",
    "https://youtu.be/AbCdEf12345",
)
FILM_KEY = "https://youtube.com/watch?v=AbCdEf12345"
COPY = {"url": "https://copy.example/2024/a", "date": "2024-05-01"}
DEAD = {
    "status": "404",
    "checked": "2025-05-10",
    "failing": "2025-05-01",
    "failures": 3,
    "archive": COPY,
}
LOST = {name: DEAD[name] for name in DEAD if name != "archive"}
GONE = "(dead link, archived copy of 1 May 2024)"
PAGES = {
    "index.md": "# Notes\n\n```{toctree}\n:hidden:\n:glob:\n\n*\n*/*\n```\n",
    "events/2025-a.md": (
        f"# Alpha\n\n```{{event}}\n:date: 2025\n:url: {REPO}\n```\n\n## One\n\n"
        f"```{{talk}}\n:recording: {FILM}\n```\n\nSee {POST} for it.\n\n- {POST}#deep: good.\n\n"
        f"[My words]({POST}) and `{POST}`.\n"
    ),
    "card.md": f"# Card\n\n```{{link}} {POST}\n:id: it\n```\n",
    "links.md": "# Links\n\n```{links}\n```\n",
    "mention.md": "# Mention\n\n{link}`links/it` is a card.\n",
    "plain.md": "# Plain\n\nNothing of it.\n",
}


def lock(**links: dict[str, Any]) -> str:
    """Return a lock file: what is known of ``post``, ``repo`` and ``film``."""
    keys = {"post": POST, "repo": REPO, "film": FILM_KEY}
    return json.dumps(
        {"version": 1, "links": {keys[name]: links[name] for name in links}}, indent=2
    )


def words(built: Site, page: str) -> str:
    """Return a page's words as they are read, without white space around brackets."""
    text = built.text(page).replace(" ¶", "")
    for loose, close in (("( ", "("), (" )", ")"), (" ,", ","), (" .", "."), (" :", ":")):
        text = text.replace(loose, close)
    return text


# -- files that can't be read --------------------------------------------------------------

GOOD = lock(post={"title": "The post"}, repo={"title": "The repo"})
# what is in the file, the line of the warning, words in it
BROKEN: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 1, "empty"),
    "blank": (b"\n\n", 1, "empty"),
    "newer": (b'{\n  "version": 99,\n  "links": {}\n}\n', 2, "newer"),
    "half written": (GOOD[: len(GOOD) // 2].encode(), 5, "half written"),
    "merge conflict": (
        GOOD.replace('  "links"', '<<<<<<< HEAD\n  "links"').encode(),
        3,
        "merge conflict",
    ),
    "no JSON": (b'{"version": 1,\n "links": {]}\n', 2, "no JSON"),
    "a list": (b"[1, 2]\n", 1, "object"),
    "no version": (b'{"links": {}}\n', 1, "version"),
    "not UTF-8": (b'{"version": 1,\n "links": {"\xff": {}}}\n', 2, "UTF-8"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_can_not_be_read_is_a_warning_and_left_alone(
    site: MakeSite, tmp_path: Path, what: str
) -> None:
    data, line, said = BROKEN[what]
    path = tmp_path / "site" / NAME
    path.parent.mkdir()
    path.write_bytes(data)
    built = site(PAGES, warnings=["notes.lock"])
    assert built.warnings[0].startswith(f"{NAME}:{line}: WARNING: ")
    assert said in built.warnings[0]
    assert path.read_bytes() == data
    assert "See https://post.example/a for it." in words(built, "events/2025-a.html")


def test_a_folder_of_that_name_is_a_warning(site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "site" / NAME).mkdir(parents=True)
    built = site(PAGES, warnings=["notes.lock"])
    assert built.warnings[0].startswith(NAME)
    assert (tmp_path / "site" / NAME).is_dir()


def test_a_missing_file_is_no_mistake_and_none_is_made(site: MakeSite) -> None:
    built = site(PAGES)
    assert not (built.root / NAME).exists()


def test_one_bad_field_is_lost_alone(site: MakeSite) -> None:
    text = lock(
        post={"title": "The post", "checked": "soon", **{"archive": COPY}}, repo={"title": 7}
    )
    built = site({**PAGES, NAME: text}, warnings=["notes.lock"] * 2)
    lines = text.splitlines()
    bad = [n for n, line in enumerate(lines, 1) if '"soon"' in line or ": 7" in line]
    assert [warning.partition(": ")[0] for warning in built.warnings] == [
        f"{NAME}:{n}" for n in bad
    ]
    assert "See The post for it." in words(built, "events/2025-a.html")
    assert (built.root / NAME).read_text(encoding="utf-8") == text


def test_what_stands_in_it_is_never_written_in_a_warning_as_it_is(site: MakeSite) -> None:
    built = site({**PAGES, NAME: lock(post={"title": "a\u202e\x1b[31m"})}, warnings=["notes.lock"])
    assert "\x1b" not in built.warnings[0]
    assert "\u202e" not in built.warnings[0]


def test_an_address_in_it_that_may_not_be_a_link_is_none(site: MakeSite) -> None:
    bad = {**DEAD, "archive": {"url": "javascript:alert(1)", "date": "2024-05-01"}}
    built = site({**PAGES, NAME: lock(post=bad)}, warnings=["notes.lock"])
    assert "javascript:" not in built.read("events/2025-a.html")
    assert "See https://post.example/a (dead link) for it." in words(built, "events/2025-a.html")


# -- titles --------------------------------------------------------------------------------


def test_a_link_shows_its_title_where_an_author_gave_only_its_address(site: MakeSite) -> None:
    text = lock(
        post={"title": "The post", "site": "Post & Co", "author": ["Ann"], "date": "2024-02"}
    )
    built = site({**PAGES, NAME: text})
    page = words(built, "events/2025-a.html")
    assert "See The post for it." in page
    assert "The post: good." in page
    assert f"My words and {POST}." in page  # code is as it was written
    assert "The post" in words(built, "card.html")
    entry = words(built, "links.html").partition("The post ")[2]
    assert entry.startswith("Article · Ann · Post & Co · February 2024 ")
    assert "See The post for it." in entry


def test_the_sentence_elsewhere_has_the_title_as_well(site: MakeSite) -> None:
    built = site({**PAGES, NAME: lock(post={"title": "The post"})})
    assert "See The post for it." in words(built, "card.html")


def test_what_refers_to_a_card_without_a_title_calls_it_by_what_is_known(site: MakeSite) -> None:
    built = site({**PAGES, NAME: lock(post={"title": "The post"})})
    assert words(built, "mention.html") == "Mention The post is a card."
    own = {"card.md": f"# Card\n\n```{{link}} {POST}\n:id: it\n:title: My title\n```\n"}
    built.write(own)
    assert words(built.rebuild(), "mention.html") == "Mention My title is a card."


@pytest.mark.parametrize(
    "title",
    ["</script><script>alert(1)</script>", "<img src=x onerror=y>", "*a* [b](c) `d`", "\\n{raw}"],
)
def test_a_hostile_title_is_words(site: MakeSite, title: str) -> None:
    built = site({**PAGES, NAME: lock(post={"title": title}, film={"title": title})})
    for page in ("events/2025-a.html", "links.html", "card.html"):
        body = BeautifulSoup(built.read(page), "html5lib").find("div", class_="body")
        assert isinstance(body, Tag)
        assert title in body.text
        assert not body.find_all(["script", "img"])
    latex = site(
        {**PAGES, NAME: lock(post={"title": title})}, builder="latex", project="N", name="l"
    )
    (path,) = latex.out.glob("*.tex")
    assert "\\n{raw}" not in path.read_text(encoding="utf-8")


# -- dead links ----------------------------------------------------------------------------


def test_a_dead_link_says_so_and_offers_the_copy_with_its_date(site: MakeSite) -> None:
    built = site({**PAGES, NAME: lock(post=DEAD, repo=DEAD, film=LOST)},
                 warnings=True)  # fmt: skip
    page = words(built, "events/2025-a.html")
    assert f"See https://post.example/a {GONE} for it." in page
    assert f"My words {GONE} and" in page
    assert f"Event site {GONE.strip('()')} One" in page  # the style sheet has the brackets
    assert "Recording dead link See" in page
    assert words(built, "links.html").count(GONE.strip("()")) >= 2
    links = BeautifulSoup(built.read("events/2025-a.html"), "html5lib").select(".en-dead a")
    assert {link["href"] for link in links} == {COPY["url"]}


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_it_says_so_in_every_format(site: MakeSite, builder: str) -> None:
    built = site({**PAGES, NAME: lock(post=DEAD)}, builder=builder, project="N")
    (path,) = [*built.out.glob("*.tex")] or [built.out / "events/2025-a.txt"]
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert "dead link" in text
    assert "archived copy of 1 May 2024" in text
    assert COPY["url"] in text
    assert POST in text


def test_an_authors_own_copy_is_offered_before_one_that_was_found(site: MakeSite) -> None:
    card = {"card.md": f"# C\n\n```{{link}} {POST}\n:id: it\n:archive: https://own.example/\n```\n"}
    built = site({**PAGES, **card, NAME: lock(post=DEAD)})
    assert "(dead link, archived copy) for it." in words(built, "events/2025-a.html")


@pytest.mark.parametrize(
    "known",
    [
        {**DEAD, "failures": 2},
        {**DEAD, "failing": "2025-05-04"},
        {**DEAD, "failing": "2025-05-10"},
        {"status": "403", "checked": "2025-05-10"},
        {"status": "404", "checked": "2025-05-10", "failures": 3},
        {"status": "200", "checked": "2025-05-10", "archive": COPY},
    ],
)
def test_a_link_that_failed_for_a_while_is_not_dead(site: MakeSite, known: dict[str, Any]) -> None:
    built = site({**PAGES, NAME: lock(post=known)})
    assert "dead link" not in words(built, "events/2025-a.html")
    assert "dead link" not in words(built, "links.html")


# -- what is written again -----------------------------------------------------------------

SHOW_POST = {"events/2025-a.html", "card.html", "links.html"}
CALL_POST = {*SHOW_POST, "mention.html"}
CHANGES: list[tuple[str, str, str, set[str]]] = [
    ("a title", lock(post={"title": "A"}), lock(post={"title": "B"}), CALL_POST),
    ("a first title", "", lock(post={"title": "A"}), CALL_POST),
    ("no title any more", lock(post={"title": "A"}), "", CALL_POST),
    ("a death", lock(post={"title": "A"}), lock(post={"title": "A", **DEAD}), SHOW_POST),
    (
        "another copy of a dead link",
        lock(post=DEAD),
        lock(post={**DEAD, "archive": {**COPY, "date": "2024-06-01"}}),
        SHOW_POST,
    ),
    (
        "a copy of what is alive",
        lock(post={"title": "A"}),
        lock(post={"title": "A", "archive": COPY}),
        set(),
    ),
    (
        "the time of asking",
        lock(post={"title": "A", "checked": "2025-05-01", "alive": "2025-05-01", "status": "200"}),
        lock(post={"title": "A", "checked": "2025-06-01", "alive": "2025-06-01", "status": "200"}),
        set(),
    ),
    (
        "one more failure",
        lock(repo={**DEAD, "failures": 1}),
        lock(repo={**DEAD, "failures": 2}),
        set(),
    ),
    (
        "a date that only a list shows",
        lock(repo={"title": "R", "date": "2024"}),
        lock(repo={"title": "R", "date": "2025"}),
        {"links.html"},
    ),
    (
        "a title of what only an option holds",
        "",
        lock(film={"title": "F"}),
        {"events/2025-a.html", "links.html"},
    ),
    ("something nobody cites", lock(post={"title": "A"}), lock(post={"title": "A"}).replace(
        '"links": {', '"links": {"https://nobody.example": {"title": "N"},'), set()),
]  # fmt: skip
# Sphinx writes these in every build
ALWAYS = {"genindex.html", "search.html"}


def _pages(built: Site) -> dict[str, int]:
    found = {str(p.relative_to(built.out)): p.stat().st_mtime_ns for p in built.out.rglob("*.html")}
    return {name: time for name, time in found.items() if name not in ALWAYS}


def _files(built: Site) -> dict[str, bytes]:
    return {
        str(path.relative_to(built.out)): path.read_bytes()
        for path in built.out.rglob("*")
        if path.is_file() and path.name != ".buildinfo"
    }


def _put(built: Site, text: str) -> None:
    (built.root / NAME).unlink(missing_ok=True)
    if text:
        built.write({NAME: text})


@pytest.mark.parametrize(("what", "before", "after", "pages"), CHANGES, ids=[c[0] for c in CHANGES])
@pytest.mark.parametrize("parallel", [0, 2])
def test_a_change_of_the_file_writes_the_pages_that_show_it_and_no_others(
    site: MakeSite, what: str, before: str, after: str, pages: set[str], parallel: int
) -> None:
    built = site({**PAGES, **({NAME: before} if before else {})}, parallel=parallel, name="edited")
    times = _pages(built)
    _put(built, after)
    built.rebuild()
    now = _pages(built)
    assert {name for name in now if now[name] != times[name]} == pages
    clean = site({**PAGES, **({NAME: after} if after else {})}, parallel=parallel, name="clean")
    ours, theirs = _files(built), _files(clean)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_file_that_breaks_takes_what_it_said_along(site: MakeSite) -> None:
    built = site({**PAGES, NAME: lock(post={"title": "A", **DEAD})}, name="edited")
    built.write({NAME: lock(post={"title": "A"})[:40]})
    built.rebuild(["notes.lock"])
    clean = site(PAGES, name="clean")
    ours, theirs = _files(built), _files(clean)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_two_processes_write_the_same_bytes(site: MakeSite) -> None:
    many = {f"n{n}.md": f"# N{n}\n\nSee {POST}?n={n} and {POST}.\n" for n in range(9)}
    files = {**PAGES, **many, NAME: lock(post={"title": "A", **DEAD}, film={"title": "F"})}
    one, two = site(files, name="one"), site(files, name="two", parallel=2)
    ours, theirs = _files(one), _files(two)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


# -- pages that are not public -------------------------------------------------------------

_WIKI, _LED, _COPIED = "http://wiki.corp/plans", "https://led.example/x", "https://gone.example/y"
_SECRET = {"title": "Zqxsecret plans", "site": "Zqxintranet", "author": ["Zqx Author"]}
_INSIDE = {
    _WIKI.replace("http:", "https:"): {"status": "200", **_SECRET},
    "https://[::ffff:10.0.0.1]/": {"status": "200", **_SECRET},
    "https://2130706433/": {"status": "200", **_SECRET},
    _LED: {"status": "200", "final": "http://127.0.0.1:8080/zqx?delete=all", **_SECRET},
    _COPIED: {**DEAD, "archive": {"url": "http://192.168.3.4/zqx", "date": "2024-05-01"}},
    POST: {"status": "200", "title": "The post"},
}
_CITING = {
    "a.md": "# A\n\n- " + "\n- ".join([*_INSIDE, _WIKI]) + "\n",
    "links.md": "# Links\n\n```{links}\n```\n",
    NAME: json.dumps({"version": 1, "links": _INSIDE}, indent=2),
}


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_what_an_older_program_kept_of_a_page_inside_is_not_published(
    site: MakeSite, builder: str
) -> None:
    built = site(_CITING, builder=builder, warnings=["notes.lock"] * 5)
    for path in built.out.rglob("*"):
        if path.is_file():
            assert b"zqx" not in path.read_bytes().lower(), path
    lines = _CITING[NAME].splitlines()
    assert sorted(built.warnings) == sorted(
        f"{NAME}:{number}: WARNING: what is kept of {key} is not shown: {where} is not public"
        " [notes.lock]"
        for key, where in {
            **{key: key for key in list(_INSIDE)[:3]},
            _LED: "http://127.0.0.1:8080/zqx?delete=all",
            _COPIED: "http://192.168.3.4/zqx",
        }.items()
        for number, line in enumerate(lines, 1)
        if line.startswith(f'    "{key}"')
    )


def test_a_setting_names_hosts_whose_pages_are_published(site: MakeSite) -> None:
    hosts = ["Wiki.Corp", "127.0.0.1:8080"]
    built = site(_CITING, eventnotes_links_hosts=hosts, warnings=["notes.lock"] * 3)
    text = built.text("links.html")
    assert text.count("Zqxsecret plans") == 2
    assert "The post" in text


@pytest.mark.parametrize(
    "value", [["http://wiki.corp/"], ["a b"], [5], ["10.0.0.0/8"], ["fine.corp", ""]]
)
def test_a_setting_that_names_no_hosts_is_a_warning_and_names_none(
    site: MakeSite, value: list[object]
) -> None:
    built = site(
        _CITING, eventnotes_links_hosts=value, warnings=["notes.config", *["notes.lock"] * 5]
    )
    assert f"eventnotes_links_hosts is {value!r}; allowed: a list of hosts" in built.warnings[0]
    assert "Zqxsecret" not in built.text("links.html")
