"""What a page says of itself to those who have not opened it."""

from __future__ import annotations

import re
from html import unescape

from building import MakeSite, Site

EVENT = """\
# An evening

```{event}
:date: 2026-01-15
```

"""


def description(site: Site, page: str) -> list[str]:
    """Return all descriptions in a page's head, in order."""
    head = site.read(page).partition("</head>")[0]
    return [
        unescape(text)
        for text in re.findall(r'<meta (?=[^>]*name="description")[^>]*content="([^"]*)"', head)
    ]


def test_an_event_is_described_by_its_summary(site: MakeSite) -> None:
    made = site(
        {"events/evening.md": f"{EVENT}About *compilers*, and {{event}}`evening`.\n\nMore.\n"}
    )
    assert description(made, "events/evening.html") == ["About compilers, and An evening."]


def test_another_page_is_described_by_its_first_paragraph(site: MakeSite) -> None:
    made = site({"page.md": '# Page\n\n- A list.\n\n## Part\n\nThe first "paragraph" & more.\n'})
    assert description(made, "page.html") == ["The first “paragraph” & more."]


def test_a_page_that_describes_itself_keeps_its_words(site: MakeSite) -> None:
    page = (
        "---\nmyst:\n  html_meta:\n    description: My own words.\n---\n\n# Page\n\nOther words.\n"
    )
    made = site({"page.md": page})
    assert description(made, "page.html") == ["My own words."]


def test_a_page_without_words_is_described_by_its_title(site: MakeSite) -> None:
    made = site({"page.md": "# A *bare* page\n"}, html_title="Notes & more")
    assert description(made, "page.html") == ["A bare page – Notes & more"]
    assert description(made, "search.html") == ["Notes & more"]


def test_a_long_description_ends_after_a_sentence(site: MakeSite) -> None:
    first = "This sentence has no more than eighty characters, and it says all that counts."
    made = site({"page.md": f"# Page\n\n{first} {'word ' * 40}end.\n"})
    assert description(made, "page.html") == [first]


def test_a_long_sentence_is_cut_between_words(site: MakeSite) -> None:
    made = site({"page.md": f"# Page\n\n{'word ' * 40}end.\n"})
    assert description(made, "page.html") == ["word " * 31 + "word…"]


def test_a_long_text_without_spaces_is_cut_where_it_is_full(site: MakeSite) -> None:
    made = site({"page.md": f"# Page\n\nPython 3 を{'使' * 200}\n"})
    assert description(made, "page.html") == [f"Python 3 を{'使' * 149}…"]


def test_a_japanese_sentence_ends_a_long_description(site: MakeSite) -> None:
    first = f"{'長' * 70}文（「です。」）。"
    made = site({"page.md": f"# Page\n\n{first}{'次' * 100}。\n"})
    assert description(made, "page.html") == [first]


def test_private_words_describe_nothing_even_in_the_authors_copy(site: MakeSite) -> None:
    text = f"{EVENT}:::{{private}}\nA secret.\n:::\n\nSaid <!-- aside --> openly.\n"
    for private in (False, True):
        made = site(
            {"events/some-evening.md": text}, name=f"private-{private}", eventnotes_private=private
        )
        assert description(made, "events/some-evening.html") == ["Said openly."]
