"""Several book files read as one."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from makers.localities import AREAS
from makers.services import priced, service
from makers.zips import ZIPS
from openrvu.book.book import Book, load_book
from openrvu.book.build import build_book
from openrvu.book.shelf import Shelf
from openrvu.calendar import DateRange
from openrvu.cms.release import ReleaseContents
from openrvu.errors import OpenRVUError, ReleaseNotHeld
from openrvu.schedule.releases import Release, in_force_of
from openrvu.schedule.rows import ServiceRow

WHOLE, PROFESSIONAL, TECHNICAL = service("Y0001"), service("Y0001", "26"), service("Y0001", "TC")


def contents(
    label: str, rows: Sequence[ServiceRow], factor: str = "33.4009", qp: str | None = None
) -> ReleaseContents:
    """A release as read, with descriptors made up here."""
    release = Release(
        label,
        in_force_of(label),
        None,
        Decimal(factor),
        Decimal(qp) if qp else None,
        f"{label.lower()}.zip",
        "0" * 64,
    )
    said = {row.code: f"words of {label} for {row.code}" for row in rows}
    return ReleaseContents(release, priced(rows), AREAS, said, ())


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """RVU26A and RVU26B bundled; the person's own RVU26B and two releases of 2027 over them."""
    changed = service("Y0001", "26", work="1.25")
    build_book(
        tmp_path / "book.sqlite",
        [
            contents("RVU26A", [WHOLE, PROFESSIONAL, TECHNICAL]),
            contents("RVU26B", [WHOLE, changed, TECHNICAL, service("Y0002")]),
        ],
        ZIPS,
    )
    added = tmp_path / "added"
    own = [
        contents("RVU26B", [service("Y0001", work="9.99")]),
        contents("RVU27A", [changed, WHOLE], "34.0000", "34.5000"),
        contents("RVU27B", [WHOLE], "34.0000", "34.5000"),
    ]
    for made in own:
        build_book(added / f"{made.release.label}.sqlite", [made], descriptors=True)
    return load_book(tmp_path / "book.sqlite", added)


def test_releases_come_in_order_of_force_and_the_persons_own_hides_the_bundled(book: Book) -> None:
    assert [(r.label, r.owned) for r in book.releases()] == [
        ("RVU26A", False),
        ("RVU26B", True),
        ("RVU27A", True),
        ("RVU27B", True),
    ]
    assert book.newest().label == "RVU27B"
    assert book.release("RVU26B").owned
    (row,) = book.rows("RVU26B", "Y0001")
    assert row.work == Decimal("9.99")


def test_a_release_that_is_not_held_is_refused_with_those_that_are(book: Book) -> None:
    for ask in (book.release, book.codes, book.localities, book.endoscopic_bases):
        with pytest.raises(ReleaseNotHeld, match=r"RVU25D is not .*RVU26A, RVU26B, RVU27A, RVU27B"):
            ask("RVU25D")


def test_the_history_of_a_code_is_what_each_release_answers_with(book: Book) -> None:
    assert [r.label for r, _ in book.history("Y0001")] == ["RVU26A", "RVU26B", "RVU27A", "RVU27B"]
    for release, rows in book.history("Y0001"):
        assert rows == book.rows(release.label, "Y0001")
    assert book.history("Y0002") == [], "only the bundled RVU26B had it, and it does not answer"


def test_history_shows_the_whole_service_first_though_a_part_changed(tmp_path: Path) -> None:
    changed = service("Y0001", "26", work="1.25")
    releases = [
        contents("RVU26A", [WHOLE, PROFESSIONAL, TECHNICAL]),
        contents("RVU26B", [WHOLE, changed, TECHNICAL]),
        contents("RVU26C", [service("Y0001", work="2.00"), changed, TECHNICAL]),
    ]
    build_book(tmp_path / "book.sqlite", releases)
    history = load_book(tmp_path / "book.sqlite", tmp_path / "none").history("Y0001")
    assert [[row.modifier for row in rows] for _, rows in history] == [["", "26", "TC"]] * 3
    assert [rows[1].work for _, rows in history] == [Decimal(w) for w in ("1.00", "1.25", "1.25")]


def test_factors_of_years_the_bundled_list_does_not_reach_come_from_the_persons_own(
    book: Book,
) -> None:
    listed = book.factors()
    assert (listed[0][0].first, listed[0][2]) == (date(1992, 1, 1), Decimal("31.0010"))
    half = DateRange(date(2027, 1, 1), date(2027, 6, 30))
    assert [(days, kind, factor) for days, kind, factor, *_ in listed[-2:]] == [
        (half, "all", Decimal("34.0000")),
        (half, "qp", Decimal("34.5000")),
    ]


def test_descriptors_are_those_of_the_newest_archive_the_person_brought(
    book: Book, tmp_path: Path
) -> None:
    assert book.descriptor("Y0001") == "words of RVU27B for Y0001"
    assert book.descriptor("Y0002") is None, "it is only in the bundled book, which has none"
    both = [contents(label, [WHOLE]) for label in ("RVU26A", "RVU26B")]
    build_book(tmp_path / "both.sqlite", both, descriptors=True)
    with closing(Shelf(tmp_path / "both.sqlite")) as shelf:
        assert shelf.descriptor("Y0001") == "words of RVU26B for Y0001"


def test_zip_codes_are_answered_by_the_book_that_has_them(book: Book) -> None:
    assert book.zip_edition == "20254"
    assert [book.zip_area(area.zip_code) for area in ZIPS] == list(ZIPS)
    assert book.zip_area("00000") is None


def test_the_same_releases_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        made = [contents(label, [WHOLE, PROFESSIONAL]) for label in ("RVU26A", "RVU26B")]
        build_book(tmp_path / f"{name}.sqlite", made, ZIPS, descriptors=True)
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


def test_a_build_that_fails_leaves_the_old_book_and_no_part_of_the_new(tmp_path: Path) -> None:
    path = tmp_path / "book.sqlite"
    build_book(path, [contents("RVU26A", [WHOLE])])
    before = path.read_bytes()
    with pytest.raises(sqlite3.IntegrityError):
        build_book(path, [contents("RVU26A", [WHOLE]), contents("RVU26A", [WHOLE])])
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["book.sqlite"]


@pytest.mark.parametrize("bytes_held", [b"", b"<html>not found</html>" * 40])
def test_a_file_that_is_no_book_is_refused(tmp_path: Path, bytes_held: bytes) -> None:
    path = tmp_path / "book.sqlite"
    path.write_bytes(bytes_held)
    with pytest.raises(OpenRVUError, match="a book of another version"):
        Shelf(path)
    with pytest.raises(OpenRVUError, match="no such book"):
        Shelf(tmp_path / "missing.sqlite")


def test_threads_share_a_book(book: Book) -> None:
    found: list[int] = []

    def read() -> None:
        found.append(len(book.rows("RVU26A", "Y0001")))
        book.close()

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [3] * 8


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + bytes(4000)])
def test_a_file_of_the_user_s_that_does_not_open_is_left_out_and_named(
    tmp_path: Path, content: bytes
) -> None:
    added = tmp_path / "added"
    added.mkdir()
    (added / "RVU26D.sqlite").write_bytes(content)
    book = load_book(added=added)
    assert book.releases() == load_book(added=tmp_path / "none").releases()
    assert len(book.skipped) == 1
    assert "RVU26D.sqlite does not open" in book.skipped[0]


def test_a_whole_book_leaves_nothing_out(tmp_path: Path) -> None:
    assert load_book(added=tmp_path).skipped == ()
