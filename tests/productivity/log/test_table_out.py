"""The log exported, and read again."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrvu.errors import ReadError
from openrvu.productivity.log.json_in import import_json
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.table_in import import_table
from openrvu.productivity.log.table_out import to_csv, to_excel, to_json
from openrvu.productivity.log.value import Terms, value
from openrvu.productivity.log.written import bare, escaped, guarded, unescaped
from openrvu.productivity.plan_file import plan
from openrvu.productivity.tabular.read import read_table
from productivity.log.making import TODAY, line, lines

logs = st.lists(lines(), max_size=6)


def read_again(data: bytes, name: str) -> tuple[LogLine, ...]:
    imported = import_table(read_table(data, name), TODAY)
    assert imported.rejected == ()
    assert imported.duplicates == ()
    return imported.lines


@given(logs)
def test_csv_is_read_again_exactly(log: list[LogLine]) -> None:
    assert read_again(to_csv(log), "log.csv") == tuple(log)


@settings(max_examples=12)
@given(logs)
def test_excel_is_read_again_exactly(log: list[LogLine]) -> None:
    assert read_again(to_excel(log), "log.xlsx") == tuple(log)


@given(logs)
def test_json_is_read_again_exactly(log: list[LogLine]) -> None:
    assert import_json(to_json(log), TODAY).lines == tuple(log)


def test_values_stand_beside_the_lines_and_an_import_leaves_them() -> None:
    log = [line("99213", units=2), line("99999")]
    values = value(log, Terms(plan("full-cms")))
    rows = list(csv.DictReader(io.StringIO(to_csv(log, values).decode("utf-8-sig"))))
    assert (rows[0]["Release"], rows[0]["Work RVU credited"]) == ("RVU26C", "2.6000")
    assert rows[1]["Work RVU (CMS)"] == ""
    assert read_again(to_csv(log[:1], values[:1]), "log.csv") == tuple(log[:1])
    assert read_again(to_excel(log[:1], values[:1]), "log.xlsx") == tuple(log[:1])


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "＝"])
def test_what_a_spreadsheet_would_run_is_bare_text(begin: str) -> None:
    data = to_csv([line(note=f'{begin}HYPERLINK("x")')]).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(data)))[1]
    assert row[-1].startswith(f"'{begin}")


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    import zipfile

    data = to_excel([line(note="=1+1")])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_leading_zeros_stay_in_the_workbook() -> None:
    assert read_again(to_excel([line("00100", pos="02")]), "log.xlsx")[0].code == "00100"


def test_the_json_says_its_form_and_version() -> None:
    document = json.loads(to_json([line("45380", "59", note="é")]))
    assert (document["format"], document["version"]) == ("openrvu-log", 1)
    assert document["lines"][0]["modifiers"] == ["59"]


@pytest.mark.parametrize(
    "data",
    [
        b"no json",
        b"[]",
        b'{"format": "other"}',
        b'{"format": "openrvu-log", "version": 2, "lines": []}',
        b'{"format": "openrvu-log", "version": 1, "lines": {}}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
def test_json_of_another_kind_is_refused_whole(data: bytes) -> None:
    with pytest.raises(ReadError, match="openrvu-log"):
        import_json(data, TODAY)


def test_a_line_of_json_that_is_not_as_exported_is_rejected_by_itself() -> None:
    good = json.loads(to_json([line()]))["lines"][0]
    bad: list[object] = [
        {**good, "units": "1"},
        {**good, "units": True},
        {**good, "date": "2026-02-30"},
        {**good, "date": "2026-W10-1"},
        {**good, "tags": ["\ud800"]},
        {**good, "role": "chief"},
        {**good, "tags": "one"},
        {key: value for key, value in good.items() if key != "code"},
        {**good, "code": "99999"},
        "99213",
    ]
    data = json.dumps({"format": "openrvu-log", "version": 1, "lines": [good, *bad]})
    found = import_json(data.encode(), TODAY)
    assert len(found.accepted) == 1
    assert [one.row for one in found.rejected] == list(range(2, 12))
    assert all(one.reasons for one in found.rejected)
    assert str(found).encode()


@given(st.text())
def test_guarding_and_escaping_are_undone(text: str) -> None:
    assert bare(guarded(text)) == text
    assert unescaped(escaped(text)) == text
    assert "\n" not in escaped(text)


def test_an_empty_log_is_headings_alone() -> None:
    assert read_again(to_csv([]), "log.csv") == ()
    assert len(to_csv([line()], ()).splitlines()) == 2
    assert Decimal(json.loads(to_json([]))["version"]) == 1
