"""Makes the fonts in ``_static/fonts`` and their rules in ``_static/site.css``.

``python -m tools.fonts FOLDER`` reads the packages listed in ``PACKAGES`` as ``npm pack`` leaves
them in FOLDER, and refuses any other bytes. It knows three things. What the site needs of each
font: which characters, weights and features. What the result may be called: the licence reserves
the name "Source" for unmodified fonts, so these are named otherwise. And how much wider or
narrower the fonts are that a reader's machine shows until ours arrive: a copy of each of those is
declared at a size at which a line of this site's own text is as long as in ours, with our ascent
and descent, so that nothing moves when they are exchanged (CSS Fonts 5, ``size-adjust``).

The fonts of common machines may not be passed on. Where there is a free font with the same
widths, that one is measured: Gelasio for Georgia, Tinos for Times New Roman, Arimo for Arial and
Cousine for Courier New.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "_static" / "fonts"
STYLE = ROOT / "_static" / "site.css"
BEGIN, END = "/* fonts: made by tools/fonts.py */\n", "/* end of fonts */\n"

PACKAGES = {
    "source-serif-4.5.1": "19a448df98f4aa777de3452b0a1e29aa7ffe29252fe552c8a2d2531702d80746",
    "source-sans-3.52.0": "49cf78ddd79b436591ee696785222b54ff28102922e3d3df297fe382d7fdfa88",
    "source-code-pro-2.42.0": "51f898e0712c5f1b3f583b63c9ab7d51daaa9bae1d4c8dc63dc2a4b6a72d7ae4",
    "fontsource-gelasio-5.3.0": "8a8579e2d5be4074764ba3d4336afc3ad4cc1f2e04a0208e5386febf782dfcd7",
    "fontsource-tinos-5.3.0": "218a9f3dfc1f43e595835ba84ffb1f69723f27cab54a50b5acd64c0fe067dbe2",
    "fontsource-noto-serif-5.3.0": (
        "846d219c2c9c668ebe2b5ca0e76c403a35f847d83c4c441c107f9bdc152830df"
    ),
    "fontsource-arimo-5.3.0": "df44945077a74905969f15bba3b442f9fb6773818b2b59c970911deace01132f",
    "fontsource-roboto-5.3.0": "77620f437249772e381698224ea1bddd01c985ecd60267a63ddc96b9eb9348f7",
    "fontsource-cousine-5.3.0": "a450d4756b5b9e666464df668728dbf1c6d62548b61324d4ac5778a5da27a3b8",
}
"""What is read, with the SHA-256 of each archive."""

_ASCII_AND_LATIN_1 = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
_MARKS = {0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC, *range(0x2002, 0x2004), 0x2009, 0x200A}
_MARKS |= {*range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026, 0x202F}
_MARKS |= {0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, *range(0x2190, 0x2194)}
_MARKS |= {0x2212, 0x2248, 0x2260, 0x2264, 0x2265}
LATIN = frozenset(_ASCII_AND_LATIN_1 | _MARKS)
_COMBINING = {0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30A, 0x30B, 0x30C, 0x327}
EXTENDED = frozenset({*range(0x100, 0x180), *range(0x218, 0x21C), 0x1E9E, *_COMBINING}) - LATIN
RANGES = {"latin": LATIN, "latin-ext": EXTENDED}
"""The characters of each file. A browser asks for the second one only where a page needs it."""

_FIGURES = ("lnum", "onum", "pnum", "tnum")
_JOINED = ("ccmp", "kern", "liga", "locl")


@dataclass(frozen=True)
class Cut:
    """One of our fonts: what it is made from, and what is kept of it."""

    name: str
    family: str
    package: str
    path: str
    axes: Mapping[str, Any]
    """Where each axis stands, or from where to where it goes."""
    features: tuple[str, ...]
    italic: bool = False
    ranges: tuple[str, ...] = ("latin", "latin-ext")

    @property
    def weight(self) -> str:
        """The value of ``font-weight`` in its rule."""
        kept = self.axes["wght"]
        return f"{kept[0]} {kept[1]}" if isinstance(kept, tuple) else str(kept)


_SERIF = ("source-serif-4.5.1", "package/VAR/SourceSerif4Variable-{}.ttf")
_TEXT = 18  # the optical size, in pixels: text is 17 to 19


def _serif(name: str, style: str, weight: int) -> Cut:
    """Cut the serif at one weight: a page without bold words then asks for half as much."""
    package, path = _SERIF
    return Cut(
        name,
        "Notes Serif",
        package,
        path.format(style),
        {"opsz": _TEXT, "wght": weight},
        (*_JOINED, *_FIGURES),
        italic=style == "Italic",
    )


CUTS = (
    _serif("serif", "Roman", 400),
    _serif("serif-italic", "Italic", 400),
    _serif("serif-bold", "Roman", 650),
    _serif("serif-bold-italic", "Italic", 650),
    Cut(
        "sans",
        "Notes Sans",
        "source-sans-3.52.0",
        "package/VF/SourceSans3VF-Upright.ttf",
        {"wght": (400, 700)},
        (*_JOINED, *_FIGURES, "case"),
    ),
    Cut(
        "code",
        "Notes Code",
        "source-code-pro-2.42.0",
        "package/VF/SourceCodeVF-Upright.ttf",
        {"wght": 400},
        ("ccmp", "locl"),
        ranges=("latin",),
    ),
)

_STYLES = {"400-normal": "", "700-normal": " Bold", "400-italic": " Italic"}
"""The styles that are measured, and what systems put after a font's name for each."""


@dataclass(frozen=True)
class Stand:
    """A font of the reader's machine that stands in for one of ours until it is there."""

    cut: str
    family: str
    package: str
    names: tuple[str, ...]
    styles: tuple[str, ...] = tuple(_STYLES)


_UPRIGHT = ("400-normal", "700-normal")
STANDS = (
    Stand("serif", "Notes Serif near Georgia", "gelasio", ("Georgia", "Gelasio")),
    Stand("serif", "Notes Serif near Noto", "noto-serif", ("Noto Serif",)),
    Stand(
        "serif",
        "Notes Serif near Times",
        "tinos",
        ("Times New Roman", "Liberation Serif", "Tinos"),
    ),
    Stand(
        "sans",
        "Notes Sans near Arial",
        "arimo",
        ("Arial", "Helvetica", "Liberation Sans", "Arimo"),
        _UPRIGHT,
    ),
    Stand("sans", "Notes Sans near Roboto", "roboto", ("Roboto",), _UPRIGHT),
    Stand(
        "code",
        "Notes Code near Courier",
        "cousine",
        ("Courier New", "Liberation Mono", "Cousine"),
        ("400-normal",),
    ),
)


def load(folder: Path, package: str, path: str) -> TTFont:
    """Open a font inside a package; it keeps its date, so that the same comes out each time.

    :raises ValueError: the package is not the one that is expected.
    """
    packed = io.BytesIO(_unpack(folder / f"{package}.tgz")[path])
    return TTFont(packed, recalcTimestamp=False)


@cache
def _unpack(archive: Path) -> dict[str, bytes]:
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != PACKAGES[archive.name.removesuffix(".tgz")]:
        raise ValueError(f"{archive} has the SHA-256 {found}, which is not the expected one")
    kept = re.compile(r"\.(ttf|woff2)$|LICENSE")
    with tarfile.open(archive) as packed:
        members = [member for member in packed if kept.search(member.name)]
        return {m.name: file.read() for m in members if (file := packed.extractfile(m))}


def _reduce(font: TTFont, characters: Iterable[int], features: Iterable[str]) -> TTFont:
    """Leave some characters and features of a font."""
    options = Options()
    options.layout_features = [*features]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return _settle(font)


def _settle(font: TTFont) -> TTFont:
    """Write a font and read it again: fontTools leaves some tables half undone."""
    written = io.BytesIO()
    font.save(written)
    written.seek(0)
    return TTFont(written, recalcTimestamp=False)


def _rename(font: TTFont, family: str) -> None:
    """Give a font a name of its own, and keep what says whose work it is (OFL 1.1, 2 and 3)."""
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in {0, 7, 8, 9, 13, 14}]
    plain = family.replace(" ", "")
    for number, text in {1: family, 2: "Regular", 3: plain, 4: family, 6: plain}.items():
        names.setName(text, number, 3, 1, 0x409)
    for tag in ("STAT", "DSIG", "meta"):
        if tag in font:
            del font[tag]


def make(folder: Path, cut: Cut, part: str) -> TTFont:
    """Make one of our fonts, with the characters of one range."""
    font = load(folder, cut.package, cut.path)
    font = _reduce(font, RANGES[part], cut.features)
    font = instancer.instantiateVariableFont(font, dict(cut.axes), updateFontNames=False)
    _rename(font, cut.family)
    return font


def sample() -> Counter[str]:
    """Count the characters of the guide's text."""
    text = "".join(
        re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for path in sorted((ROOT / "guide").rglob("*.md"))
    )
    return Counter(character for character in text if " " <= character <= "~")


def mean_width(font: TTFont, characters: Counter[str]) -> float:
    """Return how wide a character of that text is on average, in ems."""
    widths, cmap = font["hmtx"], font.getBestCmap()
    total = sum(widths[cmap[ord(c)]][0] * count for c, count in characters.items())
    return float(total / characters.total() / font["head"].unitsPerEm)


def _percent(value: float) -> str:
    return f"{100 * value:.2f}".rstrip("0").rstrip(".") + "%"


def _face(family: str, **descriptors: str) -> str:
    lines = [
        f'font-family: "{family}"',
        *(f"{k.replace('_', '-')}: {v}" for k, v in descriptors.items()),
    ]
    return "@font-face {\n" + "".join(f"  {line};\n" for line in lines) + "}\n"


def _unicode_range(characters: Iterable[int]) -> str:
    """Write characters as ``unicode-range`` wants them."""
    runs: list[list[int]] = []
    for number in sorted(characters):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def stand_rules(folder: Path, stand: Stand, characters: Counter[str]) -> str:
    """Declare a font of the reader's machine at the size and height of ours."""
    rules = ""
    for style in stand.styles:
        italic, bold = style.endswith("italic"), style.startswith("700")
        cut = next(c for c in CUTS if c.name.startswith(stand.cut) and c.italic is italic)
        weight = 400 if not bold else 680 if stand.cut == "sans" else 650
        ours = load(folder, cut.package, cut.path)
        ours = _reduce(ours, {ord(c) for c in characters}, ())
        axes = {axis.axisTag: cut.axes[axis.axisTag] for axis in ours["fvar"].axes}
        ours = instancer.instantiateVariableFont(ours, axes | {"wght": weight})
        package = next(name for name in PACKAGES if name.startswith(f"fontsource-{stand.package}-"))
        theirs = load(folder, package, f"package/files/{stand.package}-latin-{style}.woff2")
        size = mean_width(ours, characters) / mean_width(theirs, characters)
        ems = ours["head"].unitsPerEm * size
        rules += _face(
            stand.family,
            font_style="italic" if italic else "normal",
            font_weight="700" if bold else "400",
            src=", ".join(f'local("{name}{_STYLES[style]}")' for name in stand.names),
            size_adjust=_percent(size),
            ascent_override=_percent(ours["hhea"].ascent / ems),
            descent_override=_percent(-ours["hhea"].descent / ems),
            line_gap_override="0%",
        )
    return rules


def main() -> None:
    """Make all files and write their rules into the style sheet."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fonts", description=__doc__.split("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="where npm pack has put the packages")
    folder: Path = parser.parse_args().folder
    rules = BEGIN
    FONTS.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        for part in cut.ranges:
            font = make(folder, cut, part)
            font.flavor = "woff2"
            file = FONTS / f"{cut.name}{'' if part == 'latin' else '-ext'}.woff2"
            font.save(file)
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")
            rules += _face(
                cut.family,
                font_style="italic" if cut.italic else "normal",
                font_weight=cut.weight,
                font_display="swap",
                src=f'url("fonts/{file.name}") format("woff2")',
                unicode_range=_unicode_range(RANGES[part] & font.getBestCmap().keys()),
            )
    characters = sample()
    rules += "".join(stand_rules(folder, stand, characters) for stand in STANDS) + END
    style = STYLE.read_text(encoding="utf-8")
    before, _, rest = style.partition(BEGIN)
    STYLE.write_text(before + rules + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
