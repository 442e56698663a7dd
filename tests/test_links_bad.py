"""Addresses that must never be links, and pictures of other sites: words with a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from building import MakeSite, Site

LOADING = {
    *(("img", "src"), ("img", "srcset"), ("script", "src"), ("source", "src"), ("iframe", "src")),
    *(("source", "srcset"), ("video", "src"), ("video", "poster"), ("audio", "src")),
    *(("object", "data"), ("embed", "src"), ("input", "src"), ("body", "background")),
}
"""What a browser fetches without being asked; ``link`` aside, which depends on its ``rel``."""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
BAD = {
    "script": "javascript:alert(1)",
    "script in capitals": "JaVaScRiPt:alert(1)",
    "data": "data:text/html;base64,PHNjcmlwdD4=",
    "file": "file:///etc/passwd",
    "blob": "blob:https://x.example/1",
    "another program": "ms-word:ofe|u|https://x.example/a",
    "ftp": "ftp://x.example/a",
    "no scheme": "//x.example/a",
    "credentials": "https://user:secret@x.example/",
    "a host as a user": "https://good.example@x.example/",
    "10,000 characters": "https://x.example/" + "a" * 10_000,
    "control character": "https://x.example/%00a",
    "direction of text": "https://x.example/%E2%80%AEgpj.exe",
    "look-alike": "https://p\u0430ypal.com/",
    "look-alike in punycode": "https://xn--pypal-4ve.com/",
    "brackets": "https://[::1",
    "port": "https://x.example:99999/",
    "no number": "https://x.example:port/",
    "half a host": "https://x..example/",
    "slash in a host": "https://x.example%2Fy.example/",
}
RAW = {
    "a real control character": "https://x.example/\x01a",
    "a real mark of direction": "https://x.example/\u202egpj.exe",
    "script with a tab": "java\tscript:alert(1)",
    "script as an entity": "java&#115;cript:alert(1)",
    "script after a space": " javascript:alert(1)",
}
OPTIONS = {
    "event": ("url", "recording", "slides"),
    "talk": ("url", "recording", "slides", "paper", "code"),
    "about": ("url",),
    "link": ("archive",),
}
"""Every option of ours that takes addresses."""
ARGUMENTS = {"about": "people/ada", "link": "https://fine.example/"}


def links(built: Site, page: str) -> list[str]:
    """Return where the links of a page's body lead, those to anchors and its own pages aside."""
    body = BeautifulSoup(built.read(page), "html5lib").find("div", class_="body")
    assert isinstance(body, Tag)
    return [str(a["href"]) for a in body.find_all(href=True) if not str(a["href"]).startswith("#")]


def schemes(built: Site) -> set[str]:
    """Return the schemes of all addresses in attributes; ``//`` stands for a host without one."""
    found: set[str] = set()
    for path in built.out.rglob("*.html"):
        for tag in BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib").find_all(True):
            for name in ("href", "src", "action", "formaction", "data", "poster", "xlink:href"):
                address = re.sub(r"[\x00-\x20]", "", str(tag.get(name, "")))
                if address.startswith(("//", "\\\\")):
                    found.add("//")
                elif match := re.match(r"[A-Za-z][\w+.-]*:", address):
                    found.add(match[0].lower())
    return found


def fetched(built: Site) -> Iterator[str]:
    """Yield what a browser would fetch from elsewhere when it shows any page."""
    for path in built.out.rglob("*.html"):
        for tag in BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib").find_all(True):
            for name, value in tag.attrs.items():
                loads = (tag.name, name) in LOADING
                loads |= tag.name == "link" and name == "href"
                loads |= name == "style" and "url(" in str(value)
                if loads and (urlsplit(str(value)).netloc or "url(" in str(value)):
                    yield f"{path.name}: {tag}"


def _prose(address: str, suffix: str) -> str:
    if suffix == "md":
        return (
            f"# A\n\nAn [inline]({address}) one.\n\nIn <{address}> angles.\n\n"
            f"Bare {address} here.\n\n"
            f"A [reference] one.\n\n[reference]: {address}\n\n[![alt](dot.svg)]({address})\n\n"
            f"```{{image}} dot.svg\n:target: {address}\n```\n\n```{{figure}} dot.svg\n"
            f":target: {address}\n\nWords.\n```\n"
        )
    return (
        f"A\n=\n\nAn `inline <{address}>`__ one.\n\nIn `<{address}>`__ angles.\n\n"
        f"Bare {address} here.\n\nA reference_ one.\n\n.. _reference: {address}\n\n"
        f".. image:: dot.svg\n   :target: {address}\n\n"
        f".. figure:: dot.svg\n   :target: {address}\n\n   Words.\n"
    )


PROSE = BAD | RAW


def _name(what: str, suffix: str) -> str:
    return f"{suffix}-{[*PROSE].index(what)}"


@pytest.fixture(scope="module")
def prose(shared_site: MakeSite) -> Site:
    """Build a page for each of them in each language, and a list of all links."""
    files = {
        f"{_name(what, suffix)}.{suffix}": _prose(address, suffix)
        for what, address in PROSE.items()
        for suffix in ("md", "rst")
    }
    listed = {"l.md": "# L\n\n```{links}\n```\n", "dot.svg": DOT}
    return shared_site(files | listed, warnings=True)


def test_no_bad_address_in_prose_is_one_and_each_warning_has_its_place(prose: Site) -> None:
    assert schemes(prose) <= {"https:", "http:", "mailto:"}
    ours = [line for line in prose.warnings if "[notes.url]" in line]
    place = r"(?:md-\d+\.md|rst-\d+\.rst):\d+"
    assert all(re.match(rf"{place}: WARNING: this is no link: ", line) for line in ours)
    assert not [line for line in prose.warnings if "\u0430" in line or "\u202e" in line]


@pytest.mark.parametrize("suffix", ["md", "rst"])
@pytest.mark.parametrize("what", PROSE)
def test_a_bad_address_in_prose_is_words(prose: Site, what: str, suffix: str) -> None:
    # a bare address may end before what can't be part of one, and what is left is harmless
    harmless = {
        f"https://x{rest}" for rest in ("", ".example", ".example/", ".example/a", ".example/1")
    }
    harmless |= {"java&#115;cript:alert(1)"}  # a file of that name: no scheme holds an ampersand
    assert set(links(prose, f"{_name(what, suffix)}.html")) <= harmless


@pytest.mark.parametrize("what", [name for name in BAD if BAD[name].startswith("https://")])
def test_a_bad_address_of_the_web_is_a_warning_wherever_it_stands(
    site: MakeSite, what: str
) -> None:
    page = f"# A\n\nAn [inline]({BAD[what]}) one.\n\n\nIn <{BAD[what]}> angles.\n"
    built = site({"a.md": page}, warnings=["notes.url", "notes.url"])
    assert [line.partition(": ")[0] for line in built.warnings] == ["a.md:3", "a.md:6"]
    rst = (
        f"A\n=\n\nAn `inline <{BAD[what]}>`__ one.\n\nA reference_.\n\n.. _reference: {BAD[what]}\n"
    )
    built = site({"a.rst": rst}, warnings=["notes.url", "notes.url"], name="rst")
    assert [line.partition(": ")[0] for line in built.warnings] == ["a.rst:4", "a.rst:6"]


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_a_bad_address_in_an_option_is_a_warning_and_left_out(
    site: MakeSite, what: str, suffix: str
) -> None:
    blocks: list[str] = []
    expected: list[int] = []
    head = ["# A", ""] if suffix == "md" else ["A", "=", ""]
    for name, options in OPTIONS.items():
        title = ["## T", ""] if suffix == "md" else ["T", "-", ""]
        blocks += title if name == "talk" else []
        argument = ARGUMENTS.get(name, "")
        mark, end, indent = ("```{", "}", "") if suffix == "md" else (".. ", "::", "   ")
        blocks.append(f"{mark}{name}{end} {argument}".rstrip())
        for option in options:
            blocks.append(f"{indent}:{option}: {BAD[what]}")
            expected.append(len(head) + len(blocks))
        blocks += ["```", ""] if suffix == "md" else [""]
    blocks.append(f"```{{link}} {BAD[what]}" if suffix == "md" else f".. link:: {BAD[what]}")
    expected.append(len(head) + len(blocks))
    blocks += ["```"] if suffix == "md" else [""]
    files = {f"events/a.{suffix}": "\n".join([*head, *blocks]) + "\n"}
    built = site(files, warnings=["notes.url"] * len(expected))
    found = [int(re.match(r"events/a\.\w+:(\d+): WARNING: ", line)[1]) for line in built.warnings]
    assert sorted(found) == sorted(expected)
    assert not [line for line in built.warnings if "\u0430" in line or len(line) > 500]
    assert schemes(built) <= {"https:", "http:", "mailto:"}
    assert {
        link for link in links(built, "events/a.html") if "example" in link or "pypal" in link
    } == {"https://fine.example/"}


def test_the_words_of_a_bad_address_show_what_it_is(site: MakeSite) -> None:
    page = "# A\n\nSee https://p\u0430ypal.com/login now.\n"
    text = site({"a.md": page}, warnings=["notes.url"]).text("a.html")
    assert "See https://xn--pypal-4ve.com/login now." in text


def test_a_good_address_beyond_ascii_is_a_link(site: MakeSite) -> None:
    built = site({"a.md": "# A\n\nSee https://münchen.example/straße now.\n"})
    (link,) = links(built, "a.html")
    assert link in {
        "https://xn--mnchen-3ya.example/stra%C3%9Fe",
        "https://münchen.example/stra%C3%9Fe",
    }
    key = "https://xn--mnchen-3ya.example/stra%C3%9Fe"
    assert next(iter(built.domain.library.web.resource_at)) == key


def test_mail_addresses_stay_links(site: MakeSite) -> None:
    built = site({"a.md": "# A\n\n<mailto:a@x.example>, [b](mailto:b@x.example)\n"})
    assert [link[:7] for link in links(built, "a.html")] == ["mailto:", "mailto:"]


# -- pictures ------------------------------------------------------------------------------

PICTURES = {
    "image": "![A hall](https://x.example/a.png)",
    "in words": "Look ![A hall](https://x.example/a.png) here",
    "without words": "![](https://x.example/a.png)",
    "reference": "![A hall][ref]\n\n[ref]: https://x.example/a.png",
    "in a link": "[![A hall](https://x.example/a.png)](https://y.example/)",
    "image directive": "```{image} https://x.example/a.png\n:alt: A hall\n```",
    "with a target": "```{image} https://x.example/a.png\n:target: https://y.example/\n```",
    "figure": "```{figure} https://x.example/a.png\n\nIts caption.\n```",
}


@pytest.mark.parametrize("what", PICTURES)
@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_picture_on_another_site_becomes_a_link_with_a_warning(
    site: MakeSite, what: str, builder: str
) -> None:
    settings = {"version": "1", "copyright": "somebody", "project": "Notes"}
    built = site(
        {"a.md": f"# A\n\n{PICTURES[what]}\n"},
        builder=builder,
        warnings=["notes.image"],
        **settings,
    )
    assert re.match(r"a\.md:\d+: WARNING: a picture on another site is ", built.warnings[0])
    assert built.app.env.images == {}
    if builder == "html":
        assert list(fetched(built)) == []
        in_link = what in {"in a link", "with a target"}
        assert links(built, "a.html") == [
            "https://y.example/" if in_link else "https://x.example/a.png"
        ]


def test_a_picture_on_another_site_in_rst_becomes_a_link(site: MakeSite) -> None:
    page = (
        "A\n=\n\n.. image:: https://x.example/a.png\n   :alt: A hall\n\n"
        ".. figure:: http://x.example/b.png\n\n   Caption.\n\nIn |sub| words.\n\n"
        ".. |sub| image:: https://x.example/c.png\n"
    )
    built = site({"a.rst": page}, warnings=["notes.image"] * 3)
    assert list(fetched(built)) == []
    assert sorted(links(built, "a.html")) == [
        "http://x.example/b.png",
        "https://x.example/a.png",
        "https://x.example/c.png",
    ]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example/a.png", "//x.example/a.png"],
)
def test_a_picture_that_is_neither_a_file_nor_of_the_web_is_left_out(
    site: MakeSite, address: str
) -> None:
    page = f"A\n=\n\n.. image:: {address}\n   :alt: A hall\n"
    built = site({"a.rst": page}, warnings=["notes.image"])
    assert list(fetched(built)) == []
    assert schemes(built) <= {"https:"}
    assert "A hall" in built.text("a.html")


def test_a_picture_in_the_page_itself_stays_one(site: MakeSite) -> None:
    dot = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNg"
        "AAAAAgAB5Sfe/AAAAABJRU5ErkJggg=="
    )
    built = site({"a.md": f"# A\n\n![A dot]({dot})\n"}, warnings=True)
    assert not [line for line in built.warnings if "[notes." in line]
    assert "<img" in built.read("a.html")


@pytest.mark.parametrize("theme", ["furo", "alabaster"])
def test_nothing_is_fetched_from_another_site_when_a_page_is_shown(
    site: MakeSite, theme: str
) -> None:
    page = (
        "# A\n\n```{event}\n:recording: https://youtu.be/AbCdEf12345\n```\n\n## T\n\n```{talk}\n"
        ":recording: https://vimeo.com/1\n:slides: https://speakerdeck.com/a/b\n```\n\n"
        "https://www.youtube.com/watch?v=AbCdEf12345\n\n```{link} https://youtu.be/XyCdEf12345\n"
        ":title: Film\n\n![Still](dot.svg)\n```\n"
    )
    files = {"events/a.md": page, "l.md": "# L\n\n```{links}\n```\n", "events/dot.svg": DOT}
    assert list(fetched(site(files, html_theme=theme))) == []
