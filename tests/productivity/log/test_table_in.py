"""Tables that a person brings."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.log.columns import is_of_people
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.table_in import (
    ColumnNeeded,
    OfPeople,
    import_table,
    preview,
)
from openrvu.productivity.log.table_out import to_csv
from openrvu.productivity.log.table_types import Imported, Of
from openrvu.productivity.tabular.read import read_table
from openrvu.productivity.tabular.table import Table
from productivity.log.making import TODAY, line, lines

DAY = date(2026, 3, 2)


def table(text: str) -> Table:
    return read_table(text.encode(), "mine.csv")


def imported(text: str, *existing: LogLine, drop_repeats: bool = False) -> Imported:
    return import_table(table(text), TODAY, existing=existing, drop_repeats=drop_repeats)


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Date of Service,CPT,Modifier,Units,POS", "3/2/2026,45380,59,2,22"),
        ("DOS,CPT Code,Mods,Qty,Place of Service", "2026-03-02,45380,59,2,22 - Outpatient"),
        ("service_date,procedure code,mod 1,service units,pos code", "20260302,45380-59,,2,22"),
        ("Date,Code,Modifiers,Units,Setting", "02-Mar-2026,45380,-59,2.0,outpatient"),
    ],
)
def test_columns_are_found_by_what_people_call_them(headings: str, row: str) -> None:
    (found,) = imported(f"{headings}\n{row}\n").lines
    assert found == LogLine(DAY, "45380", ("59",), 2, "22")


def test_further_modifier_columns_are_read_with_the_first() -> None:
    (found,) = imported("DOS,CPT,Mod1,Mod2,Mod3,Mod4\n3/2/2026,45380,59,,51,\n").lines
    assert found.modifiers == ("59", "51")


def test_several_codes_of_a_cell_are_one_case() -> None:
    (row,) = imported('DOS,CPT,Note\n3/2/2026,"45385, 45380-59",long\n').accepted
    first, second = row.lines
    assert (first.code, second.label) == ("45385", "45380-59")
    assert first.case == second.case != ""
    assert (first.note, second.note) == ("long", "")


def test_zeros_that_a_spreadsheet_dropped_are_put_back() -> None:
    assert imported("DOS,CPT\n3/2/2026,100\n").lines[0].code == "00100"


def test_a_role_is_read_as_people_write_it() -> None:
    text = "DOS,CPT,Role\n" + "".join(
        f"3/2/2026,44970,{role}\n" for role in ("Surgeon", "First Assistant", "resident", "")
    )
    roles = [one.role for one in imported(text).lines]
    assert roles == [Role.PRIMARY, Role.ASSISTANT, Role.RESIDENT, Role.PRIMARY]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2/30/2026,99213,1,11,", "Date"),
        (",99213,1,11,", "date is missing"),
        ("3/2/2026,,1,11,", "code is missing"),
        ("3/2/2026,hello,1,11,", "HELLO"),
        ("3/2/2026,99999,1,11,", "99999"),
        ("3/2/2026,99213,-1,11,", "voided"),
        ("3/2/2026,99213,1.5,11,", "Units"),
        ("3/2/2026,99213,1000,11,", "Units"),
        (f'3/2/2026,99213,"1{",000" * 2000}",11,', "Units"),
        ("3/2/2026,99213,1,moon,", "Place"),
        ("3/2/2026,99213-ZZ,1,11,", "ZZ"),
        ("3/2/2027,99213,1,11,", "until today"),
        ("3/2/2026,99213,1,11,Smith, John", ""),
        ("3/2/2026,99213,1,11,MRN 12345", "record"),
    ],
)
def test_a_row_that_cannot_be_recorded_is_rejected_with_its_number_and_reason(
    row: str, said: str
) -> None:
    found = imported(f"DOS,CPT,Units,POS,Note\n3/2/2026,99213,1,11,\n{row}\n")
    (rejected,) = found.rejected
    assert rejected.row == 3
    assert said in " ".join(rejected.reasons)
    assert len(found.accepted) == 1


def test_what_stands_in_a_note_with_an_identifier_is_not_repeated() -> None:
    found = imported('DOS,CPT,Note\n3/2/2026,99213,"Smith, John"\n')
    assert "Smith" not in str(found.rejected)


def test_columns_of_persons_are_never_read() -> None:
    text = "Patient Name,MRN,DOB,DOS,CPT\nqwfp,8812345,1/1/1950,3/2/2026,99213\n"
    looked = preview(table(text))
    assert looked.people == ("Patient Name", "MRN", "DOB")
    assert looked.unused == ()
    assert "qwfp" not in str(looked)
    assert "8812345" not in str(imported(text))
    assert imported(text).lines == (LogLine(DAY, "99213"),)


def test_a_column_of_persons_cannot_be_chosen() -> None:
    with pytest.raises(OfPeople, match="MRN"):
        preview(table("MRN,DOS,CPT\n1,3/2/2026,99213\n"), {"tags": 0})


@pytest.mark.parametrize(
    "heading",
    ["Patient", "PATIENT_NAME", "Pt Name", "MRN", "Med Rec #", "DOB", "Birth Date", "SSN", "Name",
     "Last Name", "Phone", "Address", "Account Number", "CSN", "Case ID", "Encounter #", "Sex"],
)  # fmt: skip
def test_headings_of_persons_are_known(heading: str) -> None:
    assert is_of_people(heading)


@pytest.mark.parametrize("heading", ["DOS", "CPT", "Procedure Name", "Case", "Units", "Provider"])
def test_other_headings_are_not_of_persons(heading: str) -> None:
    assert not is_of_people(heading)


def test_a_preview_shows_columns_samples_and_what_is_needed() -> None:
    looked = preview(table("Day of it,CPT,Room\n3/2/2026,99213,4\n3/3/2026,99214,4\n"))
    assert looked.columns == {"code": "CPT"}
    assert looked.samples == ({"code": "99213"}, {"code": "99214"})
    assert (looked.rows, looked.unused) == (2, ("Day of it", "Room"))
    assert [problem.column for problem in looked.problems] == ["date"]


def test_a_column_may_be_chosen_or_left() -> None:
    text = "Day of it,CPT,Note\n3/2/2026,99213,hello\n"
    chosen = {"date": 0, "note": -1}
    (found,) = import_table(table(text), TODAY, chosen=chosen).lines
    assert (found.date, found.note) == (DAY, "")
    with pytest.raises(ColumnNeeded, match="date"):
        import_table(table(text), TODAY)
    with pytest.raises(ValueError, match="no fields"):
        preview(table(text), {"patient": 0})


def test_as_many_rows_are_duplicates_as_the_log_has_lines() -> None:
    text = "DOS,CPT,POS\n" + "3/2/2026,99213,11\n" * 3
    found = imported(text, *[LogLine(DAY, "99213", pos="11", note="other", case="z")] * 2)
    assert [(one.row, one.of) for one in found.duplicates] == [(2, Of.LOG), (3, Of.LOG)]
    assert [one.row for one in found.accepted] == [4]


def test_a_row_said_twice_in_the_file_is_taken_and_marked_or_dropped() -> None:
    text = "DOS,CPT\n3/2/2026,99213\n3/2/2026,99213\n"
    assert [one.repeats for one in imported(text).accepted] == [None, 2]
    dropped = imported(text, drop_repeats=True)
    assert [(one.row, one.of) for one in dropped.duplicates] == [(3, Of.FILE)]


def test_of_a_row_in_part_in_the_log_the_rest_is_taken() -> None:
    (row,) = imported('DOS,CPT\n3/2/2026,"45385 45380-59"\n', LogLine(DAY, "45385")).accepted
    assert [one.label for one in row.lines] == ["45380-59"]
    assert [one.label for one in row.left] == ["45385"]


def test_a_row_with_too_many_cells_is_rejected_and_not_repeated() -> None:
    found = imported("DOS,CPT\n3/2/2026,99213\n3/2/2026,99213,Smith\n")
    (rejected,) = found.rejected
    assert rejected.row == 3
    assert "Smith" not in str(rejected)
    assert found.rows == 2


_CELLS = st.sampled_from(
    ("", "3/2/2026", "3/3/2026", "2/30/2026", "99213", "45385 45380-59", "99999", "1", "0", "x")
)


@given(
    st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=12),
    st.lists(st.sampled_from((LogLine(DAY, "99213"), LogLine(DAY, "45385"))), max_size=3),
    st.booleans(),
)
def test_no_row_is_lost(
    rows: list[tuple[str, str, str]], existing: list[LogLine], drop: bool
) -> None:
    text = "DOS,CPT,Units\n" + "".join(f"{a},{b},{c}\n" for a, b, c in rows)
    read = table(text)
    found = import_table(read, TODAY, existing=existing, drop_repeats=drop)
    every = [accepted.row for accepted in found.accepted]
    every += [duplicate.row for duplicate in found.duplicates]
    every += [rejected.row for rejected in found.rejected]
    assert sorted(every) == [row.number for row in read.rows]
    assert found.rows == sum(any(row) for row in rows)
    assert all(one.reasons for one in found.rejected)


@given(st.lists(lines(), max_size=6), st.lists(lines(), max_size=4))
def test_importing_an_export_twice_adds_nothing(log: list[LogLine], others: list[LogLine]) -> None:
    again = import_table(read_table(to_csv(log), "log.csv"), TODAY, existing=[*others, *log])
    assert again.lines == ()
    assert len(again.duplicates) == len(log)


@given(st.lists(lines(), max_size=6), st.lists(lines(), max_size=6))
def test_an_import_adds_what_the_log_lacks(log: list[LogLine], existing: list[LogLine]) -> None:
    def key(one: LogLine) -> tuple[object, ...]:
        return one.date, one.code, tuple(sorted(one.modifiers)), one.units, one.pos

    found = import_table(read_table(to_csv(log), "log.csv"), TODAY, existing=existing)
    wanted = Counter(map(key, log)) - Counter(map(key, existing))
    assert Counter(map(key, found.lines)) == wanted


def test_a_line_of_today_is_no_future() -> None:
    assert imported(f"DOS,CPT\n{TODAY},99213\n").lines == (line("99213"),)
