"""Where a bare address ends, what comments on a link in a list, and which part is pointed at."""

from __future__ import annotations

import pytest
from building import MakeSite
from citing import cited, places

from eventnotes.model.prose import plain

# -- where a bare address ends -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address", "after"),
    [
        ("https://x.example/a: it says", "https://x.example/a", ": it says"),
        ("https://x.example/a.", "https://x.example/a", "."),
        ("(https://x.example/a)", "https://x.example/a", ")"),
        ("https://x.example/a, and", "https://x.example/a", ", and"),
        ("https://x.example/a; and", "https://x.example/a", "; and"),
        ("https://x.example/a?", "https://x.example/a", "?"),
        ("https://x.example/a!", "https://x.example/a", "!"),
        ("https://x.example/a_(b) and", "https://x.example/a_(b)", " and"),
        ("https://x.example:8080/a", "https://x.example:8080/a", ""),
        ("https://x.example/a:b", "https://x.example/a:b", ""),
        ("https://x.example/?a=b&c=d#e", "https://x.example/?a=b&c=d#e", ""),
        ("**https://x.example/a:** it", "https://x.example/a", ":"),
        ("https://x.example/a::", "https://x.example/a", "::"),
        ("https://x.example/a: https://x.example/b", "https://x.example/a", ": "),
    ],
)
def test_a_bare_address_ends_before_what_belongs_to_the_sentence(
    site: MakeSite, text: str, address: str, after: str
) -> None:
    built = site({"a.md": f"# A\n\nIs it {text}\n"})
    assert cited(built)[0] == address
    shown = address.replace("&", "&amp;")
    page = built.read("a.html").replace('" rel="external">', '">')
    assert f'<a class="en-address reference external" href="{shown}">{shown}</a>{after}' in page


# -- comments in lists ---------------------------------------------------------------------

# an item, the words of its link, its comment
ITEMS = [
    ("https://x.example/a: half of it *tested*.", "https://x.example/a", "half of it tested."),
    ("[The post](https://x.example/a) - worth it. Twice.", "The post", "worth it. Twice."),
    ("<https://x.example/a> – read it", "https://x.example/a", "read it"),
    ("**[Post](https://x.example/a)**, by {person}`Ada`", "Post", "by Ada"),
    ("[Post](https://x.example/a)\n  goes on\n\n  and on.", "Post", "goes on and on."),
    ("[Post](https://x.example/a): `--flag` helps", "Post", "--flag helps"),
    ("[Post](https://x.example/a) (2019)", "Post", "(2019)"),
]


@pytest.mark.parametrize(("item", "link", "comment"), ITEMS)
@pytest.mark.parametrize("mark", ["-", "1."])
def test_what_follows_a_link_that_opens_an_item_is_a_comment_on_it(
    site: MakeSite, mark: str, item: str, link: str, comment: str
) -> None:
    item = item.replace("\n  ", "\n   ") if mark == "1." else item
    talk = "```{event}\n:host: X\n```\n\n## T\n\n```{talk}\n:speakers: Ada; Ada Example\n```\n\n"
    built = site({"events/a.md": f"# A\n\n{talk}{mark} {item}\n"}, warnings=True)
    (place,) = places(built)
    assert place.comment
    assert (place.sentence[0].text, plain(place.sentence[1:])) == (link, comment)


@pytest.mark.parametrize(
    "item",
    ["See https://x.example/a.", "`code` <https://x.example/a>", "[Post](https://x.example/a)"],
)
def test_an_item_that_does_not_open_with_a_link_or_says_no_more_has_no_comment(
    site: MakeSite, item: str
) -> None:
    (place,) = places(site({"a.md": f"# A\n\n- {item}\n"}))
    assert not place.comment


def test_the_comment_in_an_item_keeps_private_words_out(site: MakeSite) -> None:
    page = "# A\n\n- [P](https://x.example/a): good <!-- zqx --> read.\n"
    (place,) = places(site({"a.md": page}))
    assert " ".join(plain(place.sentence).split()) == "Pgood read."


# -- one entry -----------------------------------------------------------------------------


def test_spellings_are_one_entry_and_parts_stay_with_their_places(site: MakeSite) -> None:
    page = (
        "# A\n\n[Film](https://youtu.be/AbCdEf12345?t=754) and "
        "https://www.youtube.com/watch?v=AbCdEf12345&utm_source=x.\n\n"
        "[Router](https://x.example/gtc#smart-router), http://www.x.example/gtc/.\n"
    )
    film, post = site({"a.md": page}).domain.library.web.resource_at.values()
    assert [place.url for place in film.places] == [
        "https://youtu.be/AbCdEf12345?t=754",
        "https://www.youtube.com/watch?v=AbCdEf12345&utm_source=x",
    ]
    assert [place.url for place in post.places] == [
        "https://x.example/gtc#smart-router",
        "http://www.x.example/gtc/",
    ]
