"""A resident's case log."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.log.caselog import (
    Minimum,
    Rotation,
    case_log_csv,
    family_counts,
    place_of,
    progress,
    rotation_on,
)
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from productivity.log.making import TODAY, line, lines

GI = Rotation("GI", date(2026, 9, 1), date(2026, 9, 30))
SCOPES = f"{place_of('45385').category}/{place_of('45385').family}"


def test_procedures_are_counted_by_family_and_role() -> None:
    log = [
        line("45385", role=Role.RESIDENT),
        line("45380", units=2, role=Role.PRIMARY),
        line("99213"),
    ]
    first, second = family_counts(log)
    assert (f"{first.category}/{first.family}", first.total) == (SCOPES, 3)
    assert first.by_role == {Role.RESIDENT: 1, Role.PRIMARY: 2}
    assert second.total == 1


def test_a_minimum_counts_its_families_codes_and_roles() -> None:
    scopes = Minimum("Colonoscopy", 3, frozenset((SCOPES,)), roles=frozenset((Role.PRIMARY,)))
    whole = Minimum("Digestive", 1, frozenset((place_of("45385").category,)))
    visit = Minimum("Visits", 2, codes=frozenset(("99213",)))
    log = [line("45385", units=2), line("45380", role=Role.ASSISTANT), line("99213")]
    found = progress(log, [scopes, whole, visit])
    assert [(one.done, one.left) for one in found] == [(2, 1), (3, 0), (1, 1)]


def test_a_day_is_of_the_rotation_that_has_it() -> None:
    assert rotation_on(date(2026, 9, 30), [GI]) == "GI"
    assert rotation_on(date(2026, 10, 1), [GI]) == ""
    with pytest.raises(ValueError, match="before"):
        Rotation("X", date(2026, 9, 2), date(2026, 9, 1))


def test_the_case_log_stands_by_day_with_cases_together() -> None:
    log = [
        line("45385", case="a", role=Role.RESIDENT, note="=x\ny"),
        line("99213", case="b"),
        line("45380", "59", case="a"),
        line("43239", day=date(2026, 8, 1)),
    ]
    rows = list(csv.DictReader(io.StringIO(case_log_csv(log, [GI]).decode("utf-8-sig"))))
    assert [row["Code"] for row in rows] == ["43239", "45385", "45380", "99213"]
    assert [row["Rotation"] for row in rows] == ["", "GI", "GI", "GI"]
    assert (rows[1]["Role"], rows[1]["Note"]) == ("resident", "'=x\\ny")
    assert rows[1]["Procedure"].startswith("Colonoscopy")


def test_a_code_without_a_place_is_other() -> None:
    assert place_of("?").category == "other"


@given(st.lists(lines(), max_size=8))
def test_counts_hold_every_unit_and_the_case_log_every_line(log: list[LogLine]) -> None:
    assert sum(one.total for one in family_counts(log)) == sum(one.units for one in log)
    rows = list(csv.reader(io.StringIO(case_log_csv(log).decode("utf-8-sig"))))
    assert len(rows) == 1 + len(log)
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])


def test_the_log_of_no_day_is_headings_alone() -> None:
    assert case_log_csv([]).decode("utf-8-sig").startswith("Date,Rotation,Role,Code")
    assert TODAY in GI
