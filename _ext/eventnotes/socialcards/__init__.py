"""A picture of each event for previews of links to it, drawn in the site's own fonts. An extension
of its own.

``facts`` says what stands on a card, ``drawing`` draws it, ``letters`` knows the fonts, and
``files`` puts the pictures into the output and says which page has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventnotes.feature import SAFE, load_core, need

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

SETTING = "eventnotes_socialcard_fonts"


def check_fonts(app: Sphinx, config: Config) -> None:
    """Mend a setting that can't be used (``config-inited``)."""
    from eventnotes.diagnostics import Notice, warn

    given = config[SETTING]
    names = given if isinstance(given, dict) else {"title": None}
    good = all(
        key in {"title", "text"}
        and isinstance(files, list | tuple)
        and files
        and all(isinstance(file, str) and file and "\0" not in file for file in files)
        for key, files in names.items()
    )
    if not good or (names and "title" not in names):
        allowed = '{"title": […], "text": […]} with the paths of font files, or {} for no cards'
        warn(Notice.CONFIG, f"{SETTING} is {given!r}; allowed: {allowed}", None)
        config[SETTING] = {}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what draws them."""
    need("PIL", "Pillow", __name__)
    from eventnotes.socialcards import files

    safe = load_core(app)
    app.add_config_value(SETTING, {}, "html", types=(dict,))
    safe.connect("config-inited", check_fonts)
    safe.connect("builder-inited", files.open_fonts)
    safe.connect("env-updated", files.note_fonts)
    safe.connect("build-finished", files.write_cards)
    return SAFE
