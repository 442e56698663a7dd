"""The message catalogues that Sphinx holds.

Reason: Sphinx keeps them for the whole process and puts a second language behind the first; and a
site's own catalogues are found and compiled as Sphinx does it for its own words.
Written against: Sphinx 8.1 to 9.2 (``sphinx.locale.translators``, ``CatalogRepository``).
Without it: in a process of several builds, words are in the language of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from gettext import NullTranslations, find
from pathlib import Path

from sphinx import locale
from sphinx.config import Config
from sphinx.util.i18n import CatalogRepository


def begin(name: str, folder: Path, speech: str, srcdir: Path, config: Config) -> list[bytes]:
    """Load the catalogues of a name in one language; return those that are the site's own."""
    own = CatalogRepository(srcdir, config.locale_dirs, speech, config.source_encoding)
    for catalogue in own.catalogs:
        if catalogue.domain == name and catalogue.is_outdated():
            catalogue.write_mo(speech, config.gettext_allow_fuzzy_translations)
    getattr(locale, "translators", {}).pop(("general", name), None)
    folders: Sequence[Path | str] = [*own.locale_dirs, folder]
    locale.init(folders, speech, name)
    found = (find(name, each, [speech]) for each in folders[:-1])
    return [Path(path).read_bytes() for path in found if path]


def translator(name: str) -> NullTranslations:
    """Return what looks words up now."""
    # Sphinx's own function makes another one for each question, in case there is none.
    found = getattr(locale, "translators", {}).get(("general", name))
    return locale.get_translator(name) if found is None else found
