"""The record of second readings and errata, from its files to the compiled index."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from openrvu import OpenRVUError
from openrvu.book.places import bundled_path
from openrvu.codes.compile import compile_index
from openrvu.codes.index import CodeIndex, open_index
from openrvu.codes.record import Erratum, Reading, load_errata, load_readings

CONTENT = Path(__file__).parents[2] / "content" / "codes"
READING = '[[reading]]\narea = "X"\nread = 5\nright = 3\nmended = 1\ndropped = 1\non = 2026-11-23\n'
ERRATUM = (
    '[[erratum]]\nfound = 2026-12-01\nmended = {day}\nwhere = "76000"\nwhat = "Wrong."\n'
    'since = "0.2.0"\n'
)


def test_readings_of_every_file_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "second-reading-b.toml").write_text(READING.replace('"X"', '"B"'))
    (tmp_path / "second-reading-a.toml").write_text(READING.replace('"X"', '"A"'))
    assert load_readings(tmp_path) == [
        Reading("A", 5, 3, 1, 1, date(2026, 11, 23)),
        Reading("B", 5, 3, 1, 1, date(2026, 11, 23)),
    ]


def test_a_reading_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    (tmp_path / "second-reading.toml").write_text(READING.replace("read = 5", "read = 6"))
    with pytest.raises(OpenRVUError, match="6 read, but 3 right, 1 mended and 1 dropped"):
        load_readings(tmp_path)


@pytest.mark.parametrize(("cut", "part"), [("mended = 1\n", "mended"), ("", "colour")])
def test_a_reading_with_a_part_too_few_or_too_many_is_refused(
    tmp_path: Path, cut: str, part: str
) -> None:
    text = READING.replace(cut, "") if cut else f'{READING}colour = "red"\n'
    (tmp_path / "second-reading.toml").write_text(text)
    with pytest.raises(OpenRVUError, match=f"reading 1: .*{part}"):
        load_readings(tmp_path)


def test_errata_come_newest_first_and_may_be_none(tmp_path: Path) -> None:
    assert load_errata(tmp_path) == []
    days = ("2026-12-02", "2026-12-05")
    (tmp_path / "errata.toml").write_text("".join(ERRATUM.format(day=day) for day in days))
    found = load_errata(tmp_path)
    assert [e.mended for e in found] == [date(2026, 12, 5), date(2026, 12, 2)]
    assert found[0] == Erratum(date(2026, 12, 1), date(2026, 12, 5), "76000", "Wrong.", "0.2.0")


def test_the_compiled_index_keeps_the_record(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    shutil.copy(CONTENT / "pathology.toml", tmp_path / "codes")
    (tmp_path / "second-reading.toml").write_text(READING)
    (tmp_path / "errata.toml").write_text(ERRATUM.format(day="2026-12-02"))
    assert compile_index(tmp_path / "codes", bundled_path(), tmp_path / "out.sqlite")
    index = CodeIndex(tmp_path / "out.sqlite")
    assert list(index.readings()) == load_readings(tmp_path)
    assert list(index.errata()) == load_errata(tmp_path)
    index.close()


def test_every_written_entry_was_read_a_second_time() -> None:
    index = open_index()
    kept = sum(r.right + r.mended for r in index.readings())
    assert kept == len(index.written_titles())
