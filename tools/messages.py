"""The message catalogues: takes messages from the code, and compiles what translators wrote.

``make messages`` after a message has changed: new ones stand in each catalogue without a
translation, which a test does not let pass, and those that nothing says any more are gone.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "_ext" / "eventnotes"
LOCALE = PACKAGE / "i18n" / "locale"
TEMPLATE = LOCALE / "eventnotes.pot"
KEYWORDS = {
    "N_": None,
    "NC_": ((1, "c"), 2),
    "NN_": (1, 2),
    "gettext": None,
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
}
HEADER = "# The words of eventnotes.\n# License: MIT, like the package itself."


class Words(Catalog):
    """A catalogue whose header says nothing that changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return what its readers need: the language, how it forms plurals, the encoding."""
        language = str(self.locale_identifier or "")
        plurals = [("Language", language), ("Plural-Forms", self.plural_forms)]
        return [
            ("Project-Id-Version", "eventnotes"),
            *(plurals if language else ()),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def extracted() -> Catalog:
    """Return every message of the code, with what is said to translators and in which module."""
    found = Words(header_comment=HEADER, fuzzy=False)
    modules = extract_from_dir(
        PACKAGE,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("translators:",),
        strip_comment_tags=True,
    )
    for module, _, message, comments, context in sorted(modules, key=lambda each: each[:2]):
        found.add(message, None, [(module, 0)], auto_comments=comments, context=context)
    return found


def catalogues() -> list[Path]:
    """Return the catalogue of each language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/eventnotes.po"))


def read(path: Path) -> Catalog:
    """Return a catalogue as its translator left it."""
    with path.open("rb") as file:
        found = read_po(file, locale=path.parent.parent.name)
    made = Words(locale=found.locale, header_comment=HEADER, fuzzy=False)
    for message in found:
        if message.id:
            made[message.id] = message
    return made


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as text, in the order of the code."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as programs read it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> int:
    """Bring the template and every catalogue up to date; 1 if something is not translated."""
    template = extracted()
    TEMPLATE.write_bytes(written(template))
    left = 0
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=True)
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(read(path)))
        for message in untranslated(read(path)):
            print(f"{path}: not translated: {message}", file=sys.stderr)
            left += 1
    return 1 if left else 0


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the messages that a catalogue has nothing for, or that it is not sure of."""
    missing: list[str] = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, list | tuple) else [message.string]
        if message.id and (message.fuzzy or not forms or not all(forms)):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


if __name__ == "__main__":
    sys.exit(main())
