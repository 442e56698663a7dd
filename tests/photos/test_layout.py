"""Where photos stand: a row as it was written, and a long one in lines of about one height."""

from __future__ import annotations

import pytest

from eventnotes.photos.layout import break_row, ratio_classes, row_sizes, shares

WIDE, TALL, BROAD = 4 / 3, 3 / 4, 16 / 9


@pytest.mark.parametrize(
    ("ratios", "rows"),
    [
        ([], [0]),
        ([WIDE], [1]),
        ([TALL], [1]),
        ([WIDE] * 4, [4]),
        ([TALL] * 7, [7]),
        ([WIDE] * 5, [2, 3]),
        ([WIDE] * 6, [3, 3]),
        ([BROAD] * 4, [2, 2]),
        ([TALL] * 10, [5, 5]),
        ([WIDE] * 3 + [TALL] * 2 + [WIDE] * 3, [2, 3, 3]),
        ([9.99], [1]),
        ([0.2] * 30, [15, 15]),
    ],
)
def test_a_row_stays_as_it_was_written_unless_it_is_long(
    ratios: list[float], rows: list[int]
) -> None:
    assert break_row(ratios) == rows


@pytest.mark.parametrize(
    ("ratio", "classes"),
    [
        (1.0, ["en-r1", "en-h00"]),
        (4 / 3, ["en-r1", "en-h33"]),
        (0.666, ["en-r0", "en-h67"]),
        (1.999, ["en-r2", "en-h00"]),
        (0.001, ["en-r0", "en-h20"]),
        (40.0, ["en-r9", "en-h99"]),
    ],
)
def test_a_ratio_is_said_in_hundredths(ratio: float, classes: list[str]) -> None:
    assert ratio_classes(ratio) == classes


def test_a_photo_says_how_wide_its_share_of_a_row_is() -> None:
    assert row_sizes(WIDE, 4.0, 720) == "(min-width: 48rem) 240px, 51vw"
    assert row_sizes(WIDE, WIDE, 720) == "(min-width: 48rem) 720px, 100vw"
    assert row_sizes(9.0, 10.0, 720) == "(min-width: 48rem) 648px, 100vw"


@pytest.mark.parametrize(
    ("ratios", "widths"),
    [([1.5], [100]), ([1.5, 1.5], [49, 49]), ([WIDE, TALL], [62, 35]), ([0.01, 9.0], [1, 97])],
)
def test_in_print_the_photos_of_a_row_fit_on_a_line(ratios: list[float], widths: list[int]) -> None:
    assert shares(ratios) == widths
    assert sum(widths) <= 100
