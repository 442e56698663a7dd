"""What was made of a file stays until its content changes or nobody uses it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pictures
import pytest

from eventnotes.photos import cache
from eventnotes.photos.cache import Drawing, PictureCache, Shot, Trouble

JPEG = pictures.photo(400, 300)
OTHER = pictures.photo(300, 400)


class Build:
    """A build that uses some files, with doctrees of its own."""

    def __init__(self, root: Path, name: str = "html") -> None:
        self.doctrees = root / name
        self.doctrees.mkdir(exist_ok=True)
        self.folder = root / "cache"
        self.cache = PictureCache(self.folder, self.doctrees)
        self.made: list[str] = []
        """The names of the files that had to be developed."""

    def run(self, *paths: Path, responsive: bool = True) -> Build:
        """Develop files as a new build would."""
        self.cache = PictureCache(self.folder, self.doctrees)
        self.made = []

        def progress(jobs: Iterator[Path], number: int) -> Iterable[Path]:
            for path in jobs:
                self.made.append(path.name)
                yield path
            assert len(self.made) == number

        self.cache.develop(paths, responsive=responsive, progress=progress)
        return self

    def shot(self, path: Path) -> Shot:
        """Return what was made of a file."""
        found = self.cache.look(path, responsive=True)
        assert isinstance(found, Shot)
        return found


def files(folder: Path) -> dict[str, int]:
    """Return all files with the times of their last change."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in paths}


def pictures_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "stage.jpg"
    path.write_bytes(JPEG)
    return path


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return Build(tmp_path)


def test_a_second_build_touches_nothing(build: Build, photo: Path) -> None:
    build.run(photo)
    assert build.made == ["stage.jpg"]
    before = files(build.folder)
    build.run(photo)
    assert build.made == []
    assert files(build.folder) == before


def test_a_file_is_known_by_its_content(build: Build, photo: Path) -> None:
    build.run(photo)
    twin = photo.with_name("twin.png")
    twin.write_bytes(JPEG)
    os.utime(photo)
    build.run(photo, twin)
    assert build.made == []
    assert build.shot(photo) == build.shot(twin)


def test_two_files_of_one_content_are_developed_once(build: Build, photo: Path) -> None:
    twin = photo.with_name("twin.jpg")
    twin.write_bytes(JPEG)
    assert len(build.run(photo, twin).made) == 1


def test_a_changed_file_is_developed_again_and_the_old_pictures_go(
    build: Build, photo: Path
) -> None:
    old = build.run(photo).shot(photo)
    photo.write_bytes(OTHER)
    new = build.run(photo).shot(photo)
    assert build.made == ["stage.jpg"]
    assert (old.width, new.width) == (400, 300)
    assert pictures_in(build.folder) == sorted([f"{new.key}.json", *new.names])


def test_what_a_build_no_longer_uses_goes(build: Build, photo: Path) -> None:
    build.run(photo)
    build.run()
    assert pictures_in(build.folder) == []


def test_what_another_build_uses_stays(tmp_path: Path, photo: Path) -> None:
    published, check = Build(tmp_path).run(photo), Build(tmp_path, "check").run(photo)
    assert check.made == []
    check.run()
    assert published.run(photo).made == []
    shutil.rmtree(published.doctrees)
    check.run(photo)
    check.run()
    assert pictures_in(check.folder) == []
    assert len(list((check.folder / "used").iterdir())) == 1


def test_files_of_others_in_the_folder_stay(build: Build, photo: Path) -> None:
    build.folder.mkdir()
    for name in ("holiday.jpg", "deadbeef.png", "notes.json"):
        (build.folder / name).write_text("mine")
    build.run(photo)
    build.run()
    assert pictures_in(build.folder) == ["deadbeef.png", "holiday.jpg", "notes.json"]


def test_a_lost_picture_is_made_again(build: Build, photo: Path) -> None:
    shot = build.run(photo).shot(photo)
    (build.folder / shot.large).unlink()
    build.run(photo)
    assert build.made == ["stage.jpg"]
    assert (build.folder / shot.large).exists()


def test_a_damaged_note_is_written_again(build: Build, photo: Path) -> None:
    shot = build.run(photo).shot(photo)
    (build.folder / f"{shot.key}.json").write_text("[1, ")
    assert build.run(photo).shot(photo) == shot
    assert build.made == ["stage.jpg"]


def test_another_pillow_makes_everything_again(
    build: Build, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shot = build.run(photo).shot(photo)
    monkeypatch.setattr(cache, "_MADE", "Pillow 99.0")
    assert build.run(photo).made == ["stage.jpg"]
    assert build.shot(photo) == shot  # the names stay, so no page has to be written again


def test_one_picture_is_made_first_and_the_other_sizes_when_they_are_wanted(
    build: Build, photo: Path
) -> None:
    build.run(photo, responsive=False)
    plain = build.cache.look(photo, responsive=False)
    assert isinstance(plain, Shot)
    assert (plain.modern, plain.names) == ((), [f"{plain.key}-400.jpg"])
    assert build.run(photo).made == ["stage.jpg"]
    assert [width for _, width in build.shot(photo).modern] == [400]
    assert build.run(photo, responsive=False).made == []


def test_a_file_that_comes_late_is_developed_when_it_is_looked_at(
    build: Build, photo: Path
) -> None:
    build.run()
    assert build.shot(photo).width == 400
    assert not build.cache.is_of_page(photo)
    assert build.run(photo).cache.is_of_page(photo)


def test_a_bad_file_is_looked_at_once(build: Build, photo: Path) -> None:
    photo.write_bytes(b"nothing")
    for made in (["stage.jpg"], []):
        assert build.run(photo).made == made
        found = build.cache.look(photo, responsive=True)
        assert isinstance(found, Trouble)
        assert found.reason.startswith("it is no picture; allowed: ")


def test_a_file_that_is_not_there_is_missing(build: Build, tmp_path: Path) -> None:
    found = build.run(tmp_path / "no.jpg").cache.look(tmp_path / "no.jpg", responsive=True)
    assert isinstance(found, Trouble)
    assert found.reason.startswith("the file can't be read; allowed: ")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.svg", b"\xef\xbb\xbf\n<?xml version='1.0'?><svg/>"),
        ("a.SVGZ", b"\x1f\x8b\x08"),
        ("a.pdf", b"%PDF-1.7"),
    ],
)
def test_a_drawing_is_left_as_it_is(build: Build, tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert isinstance(build.run(path).cache.look(path, responsive=True), Drawing)
    assert build.made == []


def test_a_photo_is_no_drawing_whatever_its_name(build: Build, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(JPEG)
    assert build.run(path).shot(path).large.endswith("-400.jpg")


def test_the_same_pictures_come_from_one_thread_and_from_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = []
    for number in range(4):
        paths.append(tmp_path / f"{number}.jpg")
        paths[-1].write_bytes(pictures.photo(1000 + 10 * number, 700))
    contents = []
    for name, threads in (("one", 1), ("many", 4)):
        monkeypatch.setattr(cache, "_threads", lambda threads=threads: threads)
        (tmp_path / name).mkdir()
        folder = Build(tmp_path / name).run(*paths).folder
        contents.append({path.name: path.read_bytes() for path in folder.glob("*.*")})
    assert contents[0] == contents[1]
    assert len(contents[0]) == 4 * 4  # a note, two AVIF and a JPEG of each


def test_nothing_half_written_is_left(build: Build, photo: Path) -> None:
    shot = build.run(photo).shot(photo)
    assert pictures_in(build.folder) == sorted([f"{shot.key}.json", *shot.names])
    listed = json.loads(next((build.folder / "used").iterdir()).read_text())
    assert [known[-1] for known in listed["files"].values()] == [shot.key]


def test_a_file_of_the_same_size_and_time_is_seen_to_have_changed(
    build: Build, photo: Path
) -> None:
    length = max(len(JPEG), len(OTHER))
    widths = []
    for data in (JPEG, OTHER):
        photo.write_bytes(data.ljust(length, b"\0"))
        os.utime(photo, (0, 0))
        widths.append(build.run(photo).shot(photo).width)
    assert widths == [400, 300]


def test_a_file_that_goes_while_others_are_developed_can_t_be_read(
    build: Build, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache.Image, "init", photo.unlink)
    found = build.run(photo).cache.look(photo, responsive=True)
    assert isinstance(found, Trouble)
    assert found.reason.startswith("the file can't be read; allowed: ")


@pytest.mark.parametrize("left", [b"", b"[1, ", b"[]"])
def test_a_damaged_list_of_files_is_thrown_away(build: Build, photo: Path, left: bytes) -> None:
    build.run(photo)
    other = build.folder / "used/0123456789abcdef.json"
    for path in (other, *(build.folder / "used").iterdir()):
        path.write_bytes(left)
    photo.write_bytes(OTHER)
    assert build.run(photo).shot(photo).width == 300
    assert not other.exists()


def test_a_picture_without_content_is_made_again(build: Build, photo: Path) -> None:
    shot = build.run(photo).shot(photo)
    (build.folder / shot.large).write_bytes(b"")
    assert build.run(photo).made == ["stage.jpg"]
    assert (build.folder / shot.large).stat().st_size > 1000


def test_what_a_broken_build_has_begun_goes_after_a_day(build: Build, photo: Path) -> None:
    shot = build.run(photo).shot(photo)
    old, new = (build.folder / f"{shot.large}.{n}.tmp" for n in (1, 2))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    photo.with_name("twin.jpg").write_bytes(JPEG)
    build.run(photo, photo.with_name("twin.jpg"))
    assert (old.exists(), new.exists()) == (False, True)
