"""One file in, clean pictures out: upright, in the colours of the web, and nothing said in them."""

from __future__ import annotations

from io import BytesIO

import pictures
import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw

from eventnotes.photos import develop as room
from eventnotes.photos.develop import develop, sizes

RED, GREEN, BLUE, YELLOW = pictures.CORNERS


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours a tenth of the way in from each corner."""
    image = image.convert("RGB")
    wide, high = image.size
    places = [(x, y) for y in (high // 10, high * 9 // 10) for x in (wide // 10, wide * 9 // 10)]
    found = [image.getpixel(place) for place in places]
    return [colour for colour in found if isinstance(colour, tuple)]


def assert_close(found: tuple[int, ...], wanted: tuple[int, ...], within: int = 12) -> None:
    assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= within, (found, wanted)


# -- orientation -------------------------------------------------------------------------------

# what a camera stores so that red, green, blue and yellow are seen in this order; Exif 2.32 §4.6.4
STORED = {
    1: [RED, GREEN, BLUE, YELLOW],
    2: [GREEN, RED, YELLOW, BLUE],
    3: [YELLOW, BLUE, GREEN, RED],
    4: [BLUE, YELLOW, RED, GREEN],
    5: [RED, BLUE, GREEN, YELLOW],
    6: [GREEN, YELLOW, RED, BLUE],
    7: [YELLOW, GREEN, BLUE, RED],
    8: [BLUE, RED, YELLOW, GREEN],
}


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_photo_stands_upright(kind: str, orientation: int) -> None:
    size = (40, 30) if orientation < 5 else (30, 40)
    stored = Image.new("RGB", size)
    for place, colour in enumerate(STORED[orientation]):
        x, y = place % 2 * size[0] // 2, place // 2 * size[1] // 2
        stored.paste(colour, (x, y, x + size[0] // 2, y + size[1] // 2))
    camera = pictures.exif(orientation)
    data = pictures.encoded(stored, kind, exif=camera if kind != "PNG" else camera[6:])
    made = develop(data, responsive=True)
    assert made.size == (40, 30)
    for name, picture in made.pictures.items():
        image = opened(picture)
        assert image.size == (40, 30), name
        for found, wanted in zip(corners(image), (RED, GREEN, BLUE, YELLOW), strict=True):
            assert_close(found, wanted, 30)


# -- what is left of the file ------------------------------------------------------------------

FILES = pictures.every_kind()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("responsive", [True, False])
def test_nothing_that_a_camera_or_a_program_wrote_gets_through(name: str, responsive: bool) -> None:
    assert pictures.words_in(FILES[name])
    made = develop(FILES[name], responsive=responsive)
    assert {n: pictures.words_in(data) for n, data in made.pictures.items()} == {
        n: [] for n in made.pictures
    }


@pytest.mark.parametrize("name", FILES)
def test_no_reader_finds_metadata(name: str) -> None:
    for data in develop(FILES[name], responsive=True).pictures.values():
        image = opened(data)
        assert dict(image.getexif()) == {}
        said = {"exif", "xmp", "icc_profile", "comment", "photoshop", "XML:com.adobe.xmp"}
        assert said.isdisjoint(image.info)


def test_words_in_the_block_that_makes_a_gif_loop_are_left_out() -> None:
    begin, loops, rest = FILES["moving.gif"].partition(b"NETSCAPE2.0\x03\x01\0\0")
    data = begin + loops + b"\x09zqxhidden" + rest
    made = develop(data, responsive=True)
    assert loops + b"\0" in made.pictures["moving.gif"]
    assert pictures.words_in(made.pictures["moving.gif"]) == []


@pytest.mark.parametrize("name", ["moving.gif", "moving.png", "moving.webp"])
def test_what_moves_goes_on_moving(name: str) -> None:
    before = opened(FILES[name])
    made = develop(FILES[name], responsive=True)
    after = opened(made.pictures[made.moving])
    assert made.moving == name
    assert after.format == before.format
    assert [getattr(i, "n_frames", 1) for i in (before, after)] == [3, 3]
    for number in range(3):
        before.seek(number)
        after.seek(number)
        both = [image.convert("RGB") for image in (before, after)]
        assert ImageChops.difference(*both).getbbox() is None
        assert before.info.get("duration") == after.info.get("duration") == 80


def test_what_moves_has_a_picture_that_stands_still() -> None:
    made = develop(FILES["moving.gif"], responsive=True)
    still = opened(made.pictures[made.large])
    assert (still.format, getattr(still, "is_animated", False)) == ("PNG", False)


# -- sizes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4032, 3024), [480, 960, 1600, 2400]),
        ((3024, 4032), [360, 720, 1200, 1800]),
        ((12000, 2000), [1018, 2036, 3394, 5091]),
        ((2400, 1800), [480, 960, 1600, 2400]),
        ((1700, 1275), [480, 960, 1700]),
        ((1000, 750), [480, 1000]),
        ((400, 300), [400]),
        ((1, 4000), [1]),
    ],
)
def test_a_picture_is_made_in_few_sizes_and_never_enlarged(
    size: tuple[int, int], widths: list[int]
) -> None:
    made = sizes(*size)
    assert [one.width for one in made] == widths
    assert all(one.width <= size[0] and one.height <= size[1] for one in made)
    assert sizes(*made[-1])[-1] == made[-1]


def test_a_photograph_becomes_avif_with_jpeg_for_others() -> None:
    made = develop(pictures.photo(1200, 900), responsive=True)
    assert made.modern == (("480.avif", 480), ("960.avif", 960), ("1200.avif", 1200))
    assert (made.small, made.large) == ("960.jpg", "1200.jpg")
    assert opened(made.pictures[made.small]).format == "JPEG"
    for name, width in made.modern:
        image = opened(made.pictures[name])
        assert (image.format, image.width) == ("AVIF", width)


def test_other_builders_get_one_plain_picture() -> None:
    made = develop(pictures.photo(1200, 900), responsive=False)
    assert list(made.pictures) == ["1200.jpg"]
    assert opened(made.pictures["1200.jpg"]).format == "JPEG"


def test_without_avif_photographs_become_webp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.features, "check", lambda name: name != "avif")
    made = develop(pictures.photo(1200, 900), responsive=True)
    assert [name for name, _ in made.modern] == ["480.webp", "960.webp", "1200.webp"]


def test_a_smaller_picture_in_a_larger_file_is_not_kept() -> None:
    flat = Image.new("RGB", (1280, 720), "white")
    pen = ImageDraw.Draw(flat)
    for n in range(0, 1280, 4):
        pen.line((n, 0, n, 720), "black")
    made = develop(pictures.encoded(flat, "PNG"), responsive=True)
    lengths = [len(made.pictures[name]) for name, _ in made.modern]
    assert made.modern[-1] == ("1280.webp", 1280)
    assert lengths == sorted(lengths)
    assert set(made.pictures) == {made.small, made.large} | {name for name, _ in made.modern}


# -- slides ------------------------------------------------------------------------------------


def test_a_screenshot_stays_as_it_was_drawn() -> None:
    image = pictures.quarters(640, 480)
    made = develop(pictures.screenshot(image), responsive=True)
    assert made.modern[-1] == ("640.webp", 640)
    for name in ("640.webp", "640.png"):
        found = opened(made.pictures[name]).convert("RGB")
        assert ImageChops.difference(found, image).getbbox() is None


def test_coloured_letters_are_not_smeared() -> None:
    """Half the colour resolution would mix red with the white between its strokes."""
    slide = pictures.noisy(640, 480)
    pen = ImageDraw.Draw(slide)
    pen.rectangle((100, 100, 540, 380), "white")
    for x in range(120, 520, 4):
        pen.line((x, 120, x, 360), (220, 0, 0))
    data = pictures.encoded(slide, "JPEG", quality=97, subsampling="4:4:4")
    made = develop(data, responsive=True)
    for name in (made.large, made.modern[-1][0]):
        image = opened(made.pictures[name]).convert("RGB")
        between = [image.getpixel((x + 2, 240)) for x in range(200, 440, 4)]
        assert all(isinstance(colour, tuple) and min(colour) > 235 for colour in between), name


def test_a_photograph_saved_as_png_is_not_kept_without_loss() -> None:
    made = develop(FILES["taken.png"], responsive=True)
    assert made.large == "640.jpg"
    assert all(name.endswith(".avif") for name, _ in made.modern)


# -- colours -----------------------------------------------------------------------------------


def test_colours_of_a_wide_profile_are_turned_to_those_of_the_web() -> None:
    # a profile whose red is the web's green shows whether it was looked at
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    at = {name: wide.index(name, 128) for name in (b"rXYZ", b"gXYZ")}
    tags = {name: wide[place + 4 : place + 12] for name, place in at.items()}
    swapped = bytearray(wide)
    swapped[at[b"rXYZ"] + 4 : at[b"rXYZ"] + 12] = tags[b"gXYZ"]
    swapped[at[b"gXYZ"] + 4 : at[b"gXYZ"] + 12] = tags[b"rXYZ"]
    image = Image.new("RGB", (400, 300), (255, 0, 0))
    data = pictures.encoded(image, "PNG", icc_profile=bytes(swapped))
    made = develop(data, responsive=False)
    found = opened(made.pictures[made.large]).convert("RGB").getpixel((200, 150))
    assert isinstance(found, tuple)
    assert_close(found, (0, 255, 0), 6)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "YCbCr", "I;16", "F"])
def test_every_kind_of_pixel_is_shown(mode: str) -> None:
    kind = "PNG" if mode in {"1", "L", "P", "LA", "RGBA", "I;16"} else "TIFF"
    if mode == "I;16":
        image = Image.new("I;16", (400, 300), 0x8000)
    elif mode == "F":
        image = Image.new("F", (400, 300), 128.0)
    else:
        image = Image.new("RGB", (400, 300), (128, 128, 128))
        image = image.quantize(4) if mode == "P" else image.convert(mode)
    made = develop(pictures.encoded(image, kind), responsive=True)
    for data in made.pictures.values():
        found = opened(data).convert("RGB").getpixel((201, 150))
        assert isinstance(found, tuple)
        if mode == "1":
            assert found in {(0, 0, 0), (255, 255, 255)}
        else:
            assert_close(found, (128, 128, 128), 4)


def test_sixteen_bits_of_grey_stay_grey_beside_a_transparent_one() -> None:
    image = Image.new("I;16", (400, 300), 0x8000)
    data = pictures.encoded(image, "PNG", transparency=5)
    for picture in develop(data, responsive=True).pictures.values():
        assert opened(picture).convert("RGB").getpixel((201, 150)) == (128, 128, 128)


@pytest.mark.parametrize("taken", [True, False])
def test_what_is_transparent_stays_so(taken: bool) -> None:
    image = (pictures.noisy if taken else pictures.quarters)(640, 480)
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    made = develop(pictures.encoded(image, "PNG"), responsive=True)
    assert made.large.endswith(".png")
    for data in made.pictures.values():
        found = opened(data)
        alpha = found.convert("RGBA").getchannel("A")
        middle = alpha.getpixel((found.width // 2, found.height // 2))
        assert isinstance(middle, int | float)
        assert abs(middle - 128) < 8


# -- files that are no pictures ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty; allowed: a JPEG, PNG"),
        (b"no picture at all", "it is no picture; allowed: a JPEG, PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is no picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400), "it is no picture"),
        (pictures.photo()[:20000], "it is damaged"),
        (FILES["screen.png"][:-1200], "it is damaged"),
        (FILES["moving.gif"][:1500], "it is damaged"),
        (FILES["moving.webp"][:700], "it is damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "it is"),
    ],
    ids=[
        *("empty", "text", "svg", "heic", "cut jpeg", "cut png", "cut gif", "cut webp"),
        "nonsense behind a good beginning",
    ],
)
def test_a_bad_file_says_what_is_wrong_and_what_is_allowed(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        develop(data, responsive=True)


def test_a_file_that_would_fill_the_memory_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 2_000_000)
    bomb = pictures.encoded(Image.new("1", (2500, 2000)), "PNG")
    with pytest.raises(ValueError, match="it has too many pixels; allowed: 4 million"):
        develop(bomb, responsive=True)


def test_a_name_says_nothing_about_what_a_file_is() -> None:
    assert develop(pictures.screenshot(), responsive=True).large == "640.png"
