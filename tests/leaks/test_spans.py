"""The second reading: what of a source could be private, and what is public in it."""

from __future__ import annotations

import pytest

from eventnotes.leaks.formats import notebook_text, translations
from eventnotes.leaks.spans import all_private, read

# Private words begin with "zq", public ones with "pub".
MARKDOWN = {
    "block": ":::{private}\nzqa zqb\n:::\npub\n",
    "block with backticks": "```{private}\nzqa\n```\npub\n",
    "block with tildes": "~~~~{private}\nzqa\n~~~~\npub\n",
    "words on its first line": ":::{private} zqa zqb\n:::\npub\n",
    "with a domain": ":::{notes:private}\nzqa\n:::\npub\n",
    "in capitals": ":::{PRIVATE}\nzqa\n:::\npub\n",
    "spaces in the braces": ":::{ private }\nzqa\n:::\npub\n",
    "without braces": ":::private\nzqa\n:::\npub\n",
    "a class for a name": ":::{.private}\nzqa\n:::\npub\n",
    "two colons": "::{private}\nzqa\n::\npub\n",
    "one colon": ":{private} zqa\nzqb\n\npub\n",
    "never closed": "pub\n\n:::{private}\nzqa\n\nzqb\n",
    "longer fence": "::::{private}\nzqa\n\n:::{note}\nzqb\n:::\nzqc\n::::\npub\n",
    "equal fence": ":::{private}\nzqa\n\n:::{note}\nzqb\n:::\nzqc\n:::\npub\n",
    "code inside": "```{private}\nzqa\n```sh\nzqb\n```\nzqc\n```\npub\n",
    "bare code inside": ":::{private}\n```\nzqa\n```\nzqb\n:::\npub\n",
    "code around its first line": "pub\n\n~~~\n:::{private}\n~~~\nzqa\n:::\npub\n",
    "in a list": "- pub\n- :::{private}\n  zqa\n  :::\n- pub\n",
    "in a quote": "> pub\n>\n> :::{private}\n> zqa\n> :::\n\npub\n",
    "in a numbered list": "1. pub\n2. ```{private}\n   zqa\n   ```\n\npub\n",
    "in a definition": "pub\n: :::{private}\n  zqa\n  :::\n\npub\n",
    "in a footnote": "[^a]: :::{private}\n    zqa\n    :::\n\npub\n",
    "in raw HTML": "<details>\n:::{private}\nzqa\n:::\n</details>\npub\n",
    "in an admonition": "::::{note}\npub\n:::{private}\nzqa\n:::\npub\n::::\n",
    "deep in lists": "- pub\n\n  - pub\n\n        :::{private}\n        zqa\n        :::\n\npub\n",
    "comment": "pub <!-- zqa --> pub\n",
    "comment over lines": "pub <!-- zqa\nzqb --> pub\n",
    "comment over paragraphs": "<!-- zqa\n\n## zqb\n\n- zqc -->\n\npub\n",
    "comment across a blank line": "pub <!-- zqa\n\nzqb --> pub\n",
    "comment at the end": "pub\n\n<!-- zqa\n\nzqb\n",
    "comment in a title": '![pub](pub.png "pub <!-- zqa -->")\n',
    "comment in a definition of a link": '[pub]: https://pub.example "pub <!-- zqa -->"\n',
    "comment in raw HTML": "<pre>\npub <!-- zqa -->\n</pre>\n",
    "comment beside code": "`pub` <!-- zqa --> `pub`\n",
    "comment in an option": "```{event}\n:host: pub <!-- zqa -->\n```\n\npub\n",
    "comment in a fence's first line": "```{note} pub <!-- zqa -->\npub\n```\n",
    "comment in reStructuredText inside": "```{eval-rst}\npub <!-- zqa --> pub\n```\n",
    "two comments": "pub <!-- zqa --> pub <!-- zqb --> pub\n",
    "percent": "% zqa\npub\n",
    "percent without a space": "%zqa\npub\n",
    "percent deep in a list": "- pub\n      % zqa\n- pub\n",
    "percent in a quote": "> % zqa\n> pub\n",
    "percent in an option": "```{event}\n:host: pub\n  % zqa\n  pub\n```\n",
    "percent in raw HTML": "<div>\n% zqa\n</div>\npub\n",
    "class before a paragraph": "{.private}\nzqa zqb\nzqc\n\npub\n",
    "classes before a paragraph": '{#pub .pub .private title="pub"}\nzqa\n\npub\n'.replace(
        '{#pub .pub .private title="pub"}', "{.x .private .y}"
    ),
    "class before a block": "{.private}\n:::{note}\nzqa\n\nzqb\n:::\npub\n",
    "class in a line": "[zqa zqb]{.private}\n\npub\n",
    "class as an option": ":::{note}\n:class: tip private\nzqa\n\nzqb\n:::\npub\n",
    "class of a container": "```{container} x private\nzqa\n```\npub\n",
    "class in HTML": '<div class="a private">\nzqa\n</div>\n\npub\n',
    "option of a listing": "```{literalinclude} pub.py\n:name: pub <!-- zqa -->\n```\n",
    "role": "{private}`zqa`\n\npub\n",
    "reStructuredText inside": "```{eval-rst}\npub\n\n.. zqa\n   zqb\n\npub\n```\n",
    "nearly a directive inside": "```{eval-rst}\npub\n\n..private::\n   zqa\n\npub\n```\n",
    "directive inside": "```{eval-rst}\n.. private::\n\n   zqa\n\n   zqb\n\npub\n```\n",
    "comment in YAML between more dashes": "-----\npub: pub # zqa\n-----\npub\n",
    "comment in YAML that ends in dots": "---\npub: pub # zqa\n...\npub # pub\n\n---\n",
    "no comment after empty YAML": "---\n---\npub # pub\n\n---\n\n% zqa\n",
    "comment in YAML": "---\npub: pub # zqa\n# zqb\n---\npub\n",
    "comment in TOML": "+++\npub = 1 # zqa\n+++\npub\n",
}
RST = {
    "directive": ".. private::\n\n   zqa\n\n   zqb\n\npub\n",
    "with a domain": ".. notes:private:: zqa\n   zqb\n\npub\n",
    "without a space": "..private::\n\n   zqa\n\npub\n",
    "comment": ".. zqa\n   zqb\n\n   zqc\n\npub\n",
    "comment on the next line": "..\n   zqa\n\npub\n",
    "comment in a list": "- pub\n\n  .. zqa\n     zqb\n\n- pub\n",
    "in a directive": ".. note::\n\n   pub\n\n   .. private::\n\n      zqa\n\n   pub\n",
    "percent in an option": ".. event::\n   :host: pub\n   % zqa\n\npub\n",
    "class": ".. rst-class:: private\n\n   zqa\n\npub\n",
    "comment of HTML": "pub <!-- zqa --> pub\n",
    "comment in raw HTML": ".. raw:: html\n\n   <b>pub</b> <!-- zqa -->\n",
}
# No word of these is private.
PUBLIC = {
    "code": "```html\n<!-- pub -->\n:::{private}\npub\n:::\n% pub\n```\n",
    "code without a language": "~~~\n% pub\n:::{private}\npub\n:::\n~~~\n",
    "code with a longer fence": "````md\n```{private}\npub\n```\n````\n",
    "code in a list": "- ```html\n  <!-- pub -->\n  ```\n",
    "directive of code": "```{code-block} md\n:caption: pub\n\n<!-- pub -->\n```\n",
    "in backticks": "`<!-- pub -->` and `{private}` and ``% pub``\n",
    "over a line in backticks": "pub `<!-- pub\npub -->` pub\n",
    "maths": "$$\n% pub\na\n$$\n",
    "directive of maths": "```{math}\n% pub\n```\n",
    "a longer word": ":::{private-key}\npub\n:::\n\n```private-key\npub\n```\n",
    "a word in a line": "A private pub. It is 5 % pub, and 3% pub.\n",
    "an empty comment": "pub <!--> pub <!---> pub\n",
    "a mark that is left over": "pub <!-- pub\n\npub\n",
    "an arrow": "pub --> pub\n",
}
PUBLIC_RST = {
    "percent": "% pub\n",
    "literal block": "pub::\n\n   .. pub\n   <!-- pub -->\n\npub\n",
    "code": ".. code-block:: md\n\n   <!-- pub -->\n   % pub\n\npub\n",
    "directive": ".. image:: pub.png\n   :alt: pub\n\npub\n",
    "target": ".. _pub: https://pub.example\n\npub\n",
    "empty comment": "pub\n\n..\n\n   pub\n",
    "footnote": ".. [#pub] pub\n\n.. |pub| replace:: pub\n",
}


def words(text: str, start: str) -> set[str]:
    return {
        word
        for word in text.replace("`", " ").replace(":", " ").replace('"', " ").split()
        if word.strip("().,[]{}").startswith(start)
    }


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_private_words_in_markdown_are_taken_and_public_ones_are_not(text: str) -> None:
    check(text, rst=False)


@pytest.mark.parametrize("text", RST.values(), ids=RST)
def test_private_words_in_restructuredtext_are_taken_and_public_ones_are_not(text: str) -> None:
    check(text, rst=True)


def check(text: str, *, rst: bool) -> None:
    reading = read(text, rst=rst)
    private = " ".join(line.text for paragraph in reading.private for line in paragraph)
    assert words(text, "zq") <= words(private, "zq")
    assert not words(private, "pub")
    assert not words(reading.public, "zq")
    assert "pub" in reading.public or "pub" not in text


@pytest.mark.parametrize("text", PUBLIC.values(), ids=PUBLIC)
def test_code_and_what_only_looks_private_is_public(text: str) -> None:
    assert read(text).private == ()


@pytest.mark.parametrize("text", PUBLIC_RST.values(), ids=PUBLIC_RST)
def test_code_and_markup_of_restructuredtext_is_public(text: str) -> None:
    assert read(text, rst=True).private == ()


def test_the_content_of_a_named_directive_is_code() -> None:
    text = "````{sample}\n:::{private}\npub\n:::\n````\n"
    assert read(text).private
    assert read(text, code=frozenset({"sample"})).private == ()


def test_lines_are_counted_from_one_and_blank_ones_part_paragraphs() -> None:
    reading = read("# A\n\n:::{private}\nzqa\nzqb\n\nzqc\n:::\n")
    found = [[(line.number, line.text.strip()) for line in lines] for lines in reading.private]
    assert found[0][-2:] == [(4, "zqa"), (5, "zqb")]
    assert found[1][0] == (7, "zqc")


def test_all_of_a_draft_is_private() -> None:
    reading = all_private("# Title\n\nWords\n")
    assert [line.number for lines in reading.private for line in lines] == [1, 3]
    assert reading.public == ""


def test_a_notebook_is_its_cells() -> None:
    text = (
        '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "<!-- zqa -->"]},'
        ' {"cell_type": "code", "source": "% b"}]}'
    )
    reading = read(notebook_text(text))
    assert [line.text.strip() for lines in reading.private for line in lines] == ["zqa"]
    assert notebook_text("{nonsense") == "{nonsense"


@pytest.mark.parametrize(
    "text",
    [
        "| % | pub pub |\n| - | - |\n| % | pub |\n",
        "pub:\n\n    <!-- pub pub -->\n    pub\n\npub\n",
        "```{raw} latex\n% pub\n```\n\n```{raw} texinfo\n% pub\n```\n",
        "[pub]: https://pub.example 'pub'\n\n[#]: <a.md>\n",
    ],
)
def test_what_others_write_with_the_same_signs_is_public(text: str) -> None:
    assert read(text).private == ()


@pytest.mark.parametrize(
    "text",
    [
        "- pub\n\n      <!-- zqa -->\n",
        "[^pub]: pub\n\n    <!-- zqa -->\n",
        "pub\n: pub\n\n    <!-- zqa -->\n",
        "pub\n    <!-- zqa -->\n",
        "[//]: # (zqa)\n\npub\n",
        "> [pub]: <> 'zqa'\n",
        '[pub]: <#> "zqa"\n',
        "```{raw} html\n% zqa\n```\n",
        "> | % zqa\n",
    ],
)
def test_what_only_looks_like_that_is_private(text: str) -> None:
    check(text, rst=False)


@pytest.mark.parametrize(
    "text",
    [
        "`pub <!-- zqa -->`_\n",
        ":index:`pub <!-- zqa -->`\n",
        "`pub <!-- zqa -->`\n",
    ],
)
def test_plain_backticks_are_no_code_in_restructuredtext(text: str) -> None:
    check(text, rst=True)


@pytest.mark.parametrize(
    "text", ["``<!-- pub -->``\n", ":code:`<!-- pub -->`\n", ":samp:`a <!-- pub -->`\n"]
)
def test_code_roles_and_double_backticks_are(text: str) -> None:
    assert read(text, rst=True).private == ()


def test_of_a_catalogue_only_the_translations_are_read() -> None:
    text = '# pub\nmsgid "<!-- pub -->"\nmsgstr ""\n"a <!-- zqa\\n"\n"zqb -->"\n\nmsgid "b"\n'
    (message,) = translations(text)
    assert message == [(4, "a <!-- zqa"), (5, "zqb -->")]


def test_a_message_has_lines_of_its_own() -> None:
    text = 'msgid "a"\nmsgstr "a \\"b\\"\\n\\n"\n"c "\n"d\\\\"\nmsgid "e"\nmsgstr "f"\n'
    assert translations(text) == [[(2, 'a "b"'), (2, ""), (3, "c d\\")], [(6, "f")]]
