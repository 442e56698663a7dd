"""Draws the pictures of the guide's page on photos: ``python guide/photos/draw.py``."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

FOLDER = Path(__file__).parent
FINE = 2
"""How much larger a picture is drawn than saved, so that edges are smooth."""

NIGHT, WALL, FLOOR = (28, 32, 54), (58, 62, 98), (40, 36, 56)
PAPER, INK, WARM, COOL = (244, 242, 234), (44, 52, 84), (232, 150, 72), (88, 140, 214)
GREEN, ROSE, SKIN = (98, 160, 118), (206, 104, 112), (222, 178, 148)


class Picture:
    """A picture in coordinates from 0 to 1000 across; y has the same unit."""

    def __init__(self, width: int, height: int, top: tuple[int, ...], below: tuple[int, ...]):
        self.size = (width, height)
        self.high = 1000 * height // width
        self.unit = FINE * width / 1000
        ramp = Image.linear_gradient("L").resize((FINE * width, FINE * height))
        sky, ground = (Image.new("RGB", ramp.size, c) for c in (top, below))
        self.image = Image.composite(ground, sky, ramp)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, wide: float, high: float, fill: tuple, r: float = 0) -> None:
        """Draw a rectangle with round corners."""
        corners = tuple(self.unit * v for v in (x, y, x + wide, y + high))
        self.draw.rounded_rectangle(corners, self.unit * r, fill)

    def disc(self, x: float, y: float, r: float, fill: tuple) -> None:
        """Draw a disc."""
        self.draw.ellipse([self.unit * v for v in (x - r, y - r, x + r, y + r)], fill)

    def line(self, points: list[tuple[float, float]], fill: tuple, width: float) -> None:
        """Draw a line through points."""
        scaled = [(self.unit * x, self.unit * y) for x, y in points]
        self.draw.line(scaled, fill, round(self.unit * width), joint="curve")

    def person(self, x: float, y: float, size: float, coat: tuple) -> None:
        """Draw somebody from the waist up; *y* is the chin."""
        self.box(x - size, y + size * 0.1, 2 * size, 3 * size, coat, size * 0.7)
        self.disc(x, y - size * 0.55, size * 0.62, SKIN)

    def glow(self, x: float, y: float, r: float, fill: tuple) -> None:
        """Draw a soft light."""
        light = Image.new("L", self.image.size)
        box = [self.unit * v for v in (x - r, y - r, x + r, y + r)]
        ImageDraw.Draw(light).ellipse(box, 110)
        light = light.filter(ImageFilter.GaussianBlur(self.unit * r / 3))
        self.image.paste(Image.new("RGB", light.size, fill), (0, 0), light)

    def save(self, name: str) -> None:
        """Write the file."""
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        if name.endswith(".png"):
            small.quantize(48, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)
        else:
            small.save(FOLDER / name, quality=58, optimize=True, progressive=True)


def audience(picture: Picture, rows: int = 2) -> None:
    """Draw heads from behind."""
    for row in range(rows):
        size = 34 + 16 * row
        for n in range(-1, 12 - 2 * row):
            x, y = n * (92 + 26 * row) + 50 * (row % 2) + 8 * (n % 3), picture.high - 95 + 52 * row
            picture.disc(x, y, size, NIGHT)
            picture.box(x - 1.5 * size, y + 0.8 * size, 3 * size, 3 * size, NIGHT, size)


def stage() -> None:
    picture = Picture(1200, 900, WALL, FLOOR)
    picture.glow(500, 250, 420, (150, 150, 210))
    picture.box(230, 70, 540, 300, PAPER, 6)
    picture.box(270, 110, 300, 26, INK, 6)
    for n, wide in enumerate((420, 380, 440)):
        picture.box(270, 180 + 48 * n, wide, 16, (150, 156, 180), 6)
    picture.box(0, 520, 1000, 26, (92, 78, 86))
    for n, coat in enumerate((COOL, None, ROSE, None)):
        x = 260 + 160 * n
        picture.box(x - 46, 420, 92, 110, (104, 92, 116), 14)
        if coat:
            picture.person(x, 400, 38, coat)
    audience(picture)
    picture.save("stage.jpg")


def hall() -> None:
    picture = Picture(1200, 900, (92, 96, 132), (48, 44, 66))
    for n in range(5):
        picture.glow(100 + 200 * n, 80, 130, (250, 226, 176))
        picture.disc(100 + 200 * n, 80, 22, (255, 244, 214))
    picture.box(60, 190, 880, 200, (70, 72, 108), 4)
    for n in range(6):
        picture.box(90 + 145 * n, 215, 110, 150, (116, 132, 176), 4)
    coats = (GREEN, COOL, WARM, ROSE, (120, 110, 150))
    for n in range(9):
        picture.person(60 + 112 * n, 470 + 18 * (n % 2), 34, coats[n % 5])
    audience(picture, 3)
    picture.save("hall.jpg")


def slide() -> None:
    picture = Picture(1280, 720, PAPER, PAPER)
    picture.box(70, 66, 430, 34, INK, 4)
    picture.box(70, 118, 250, 16, (150, 156, 180), 4)
    for n in range(5):
        picture.box(90, 200 + 62 * n, 840, 2, (214, 214, 220))
    for n, high in enumerate((60, 96, 132, 190, 246)):
        picture.box(130 + 160 * n, 448 - high, 76, high, WARM if n == 4 else COOL, 4)
    points = [(168 + 160 * n, y) for n, y in enumerate((360, 330, 300, 232, 176))]
    picture.line(points, ROSE, 7)
    for x, y in points:
        picture.disc(x, y, 11, ROSE)
    picture.save("slide.png")


def speaker() -> None:
    picture = Picture(810, 1080, (66, 72, 118), FLOOR)
    picture.glow(560, 360, 420, (170, 176, 232))
    picture.box(430, 90, 620, 400, PAPER, 8)
    for n in range(4):
        picture.box(490, 170 + 66 * n, 400 - 50 * (n % 2), 24, COOL if n == 1 else INK, 6)
    picture.person(330, 560, 96, WARM)
    picture.line([(400, 700), (520, 620), (560, 560)], WARM, 52)
    picture.disc(566, 546, 30, SKIN)
    picture.box(170, 840, 330, 500, (96, 78, 84), 16)
    picture.box(140, 810, 390, 46, (124, 100, 100), 12)
    picture.save("speaker.jpg")


def board() -> None:
    picture = Picture(1200, 900, (60, 110, 96), (30, 66, 62))
    picture.box(70, 80, 860, 590, (38, 92, 80), 18)
    for x in (300, 690):
        picture.disc(x, 340, 172, (28, 34, 40))
        picture.disc(x, 340, 158, (58, 66, 76))
        for n in range(7):
            blade = Image.new("L", picture.image.size)
            pen = ImageDraw.Draw(blade)
            unit = picture.unit
            box = [unit * v for v in (x - 20, 340 - 150, x + 62, 340 - 20)]
            pen.ellipse(box, 255)
            blade = blade.rotate(n * 360 / 7, center=(unit * x, unit * 340))
            picture.image.paste(Image.new("RGB", blade.size, (122, 132, 146)), (0, 0), blade)
        picture.disc(x, 340, 44, (34, 40, 48))
    for n in range(16):
        picture.box(120 + 48 * n, 600, 26, 70, (222, 186, 92), 2)
    picture.save("board.jpg")


def evening() -> None:
    picture = Picture(1200, 900, (54, 62, 120), (240, 162, 110))
    picture.glow(720, 500, 200, (255, 220, 160))
    picture.disc(720, 500, 70, (255, 232, 190))
    for n, (wide, high) in enumerate(((130, 330), (90, 430), (150, 270), (110, 390), (170, 310))):
        x = 20 + 195 * n
        picture.box(x, picture.high - high, wide, high, (44, 42, 74))
        for row in range(high // 56 - 1):
            for column in range(wide // 34):
                lit = (row * 3 + column * 5 + n) % 4 == 0
                fill = (250, 214, 140) if lit else (66, 66, 104)
                picture.box(x + 14 + 32 * column, picture.high - high + 24 + 50 * row, 16, 26, fill)
    picture.save("evening.jpg")


if __name__ == "__main__":
    for draw in (stage, hall, slide, speaker, board, evening):
        draw()
