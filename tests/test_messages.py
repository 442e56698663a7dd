"""The message catalogues say all that the code says, and are compiled from what they say."""

from __future__ import annotations

import ast
import gettext
import io
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from eventnotes.i18n import terms
from tools import messages

PACKAGE = messages.PACKAGE
LANGUAGES = ("de", "ja")
Key = tuple[str, str]


def ids(catalogue: Catalog) -> set[Key]:
    """Return the context and the (first) message of each entry."""
    return {
        (entry.context or "", entry.id if isinstance(entry.id, str) else entry.id[0])
        for entry in catalogue
        if entry.id
    }


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Return all forms of a message or of its translation."""
    return [text or ""] if isinstance(text, str | None) else list(text)


def places(text: str) -> set[str]:
    """Return the names in braces, as Python's own parser reads them."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def code() -> Catalog:
    """Return what the code says."""
    return messages.extracted()


def test_there_is_a_catalogue_for_each_language() -> None:
    assert [path.parent.parent.name for path in messages.catalogues()] == list(LANGUAGES)


def test_the_code_is_searched_for_messages(code: Catalog) -> None:
    assert {
        ("", "Takeaway"),
        ("head of a column", "Run by"),
        ("", "{count} of {total} talk"),
        ("", "Mentioned in {count} place"),
        ("button", "Clear"),
    } <= ids(code)


def test_the_template_is_what_the_code_says(code: Catalog) -> None:
    assert messages.TEMPLATE.read_bytes() == messages.written(code)


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    """What holds of each language."""

    @pytest.fixture
    def path(self, language: str) -> Path:
        return messages.LOCALE / language / "LC_MESSAGES" / "eventnotes.po"

    @pytest.fixture
    def catalogue(self, path: Path) -> Catalog:
        return messages.read(path)

    def test_it_has_every_message_of_the_code_and_no_other(
        self, catalogue: Catalog, code: Catalog
    ) -> None:
        assert ids(catalogue) == ids(code)

    def test_every_message_is_translated(self, catalogue: Catalog) -> None:
        assert messages.untranslated(catalogue) == []

    def test_every_number_has_the_forms_of_the_language(
        self, catalogue: Catalog, language: str
    ) -> None:
        expected = {"de": 2, "ja": 1}[language]
        several = [entry for entry in catalogue if entry.id and not isinstance(entry.id, str)]
        assert len(several) > 16
        assert {len(forms(entry.string)) for entry in several} == {expected}

    def test_every_translation_has_the_places_of_its_message(self, catalogue: Catalog) -> None:
        wrong = [
            entry.id
            for entry in catalogue
            if entry.id
            for form in forms(entry.string)
            if places(form) != places(forms(entry.id)[-1])
        ]
        assert wrong == []

    def test_it_is_compiled_as_it_is(self, catalogue: Catalog, path: Path) -> None:
        with path.with_suffix(".mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        expected = gettext.GNUTranslations(io.BytesIO(messages.compiled(catalogue)))
        assert compiled._catalog == expected._catalog  # type: ignore[attr-defined]
        assert compiled.info() == expected.info()
        assert compiled.info()["language"] == path.parent.parent.name

    def test_it_stands_as_the_command_writes_it(self, catalogue: Catalog, path: Path) -> None:
        assert path.read_bytes() == messages.written(catalogue)


def test_no_label_stands_outside_the_catalogue() -> None:
    def unmarked(value: ast.expr) -> bool:
        if isinstance(value, ast.Constant):
            return isinstance(value.value, str)
        if isinstance(value, ast.Dict):
            return any(map(unmarked, value.values))
        if isinstance(value, ast.Call):
            marks = {"N_", "NC_", "NN_"}
            return getattr(value.func, "id", "") not in marks and any(map(unmarked, value.args))
        return isinstance(value, ast.Tuple | ast.List) and any(map(unmarked, value.elts))

    found = [
        f"{name}.{ast.unparse(line.targets[0])}"
        for name in ("terms", "words", "scripts")
        for line in ast.parse((PACKAGE / "i18n" / f"{name}.py").read_text(encoding="utf-8")).body
        if isinstance(line, ast.Assign) and unmarked(line.value)
    ]
    assert found == []


def test_no_script_says_a_word_of_its_own(code: Catalog) -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.js")}
    assert len(scripts) >= 6
    said = [
        f"{name}: {message}"
        for name, script in scripts.items()
        for message in (form for entry in code if entry.id for form in forms(entry.id))
        if message[:1].isupper() and re.search(rf"""["'`>]{re.escape(message)}["'`<]""", script)
    ]
    assert said == []


def test_every_label_is_looked_up_where_it_is_used() -> None:
    sources = [path for path in PACKAGE.rglob("*.py") if path.name != "terms.py"]
    used, raw = 0, []
    for path in sources:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        looked_up = {
            each
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "gettext"
            for each in call.args
        }
        for node in ast.walk(tree):
            assert getattr(node, "module", "") != "eventnotes.i18n.terms"
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "terms":
                used += 1
                if isinstance(getattr(terms, node.attr), str) and node not in looked_up:
                    raw.append(f"{path.name}: {node.attr}")
    assert used > 80
    assert raw == []


def test_the_package_has_the_template_and_the_compiled_catalogues() -> None:
    import tomllib

    root = PACKAGE.parent.parent
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["eventnotes"]
    packed = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    assert {
        messages.TEMPLATE,
        *(path.with_suffix(".mo") for path in messages.catalogues()),
    } <= packed
