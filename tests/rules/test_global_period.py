"""Visits near a procedure, and what starts a global period."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from golden.statements import result_of
from openrvu.rules.global_period import visit_is_paid
from rules.made import DAY, line, told

_VISIT = line("99213", "89.00", work="1.00")


def _with(modifiers: str, *days: str) -> str:
    """What becomes of a visit beside procedures of those global periods."""
    label = "-".join(filter(None, ("99213", modifiers)))
    visit = line(label, "89.00", work="1.00")
    procedures = [line(f"Y000{n}", "10.00", global_days=each) for n, each in enumerate(days)]
    return told(visit, *procedures)[0]


@pytest.mark.parametrize("days", ["000", "010"])
def test_a_visit_on_the_day_of_a_minor_procedure_needs_25(days: str) -> None:
    assert _with("", days) == "global.same_day"
    assert _with("57", days) == "global.same_day"
    assert _with("24", days) == "global.same_day"
    assert _with("25", days) == "90.00"


def test_a_visit_on_the_day_of_a_major_procedure_needs_57() -> None:
    assert _with("", "090") == "global.same_day"
    assert _with("25", "090") == "global.same_day"
    assert _with("57", "090") == "90.00"


def test_a_visit_beside_both_kinds_needs_both_modifiers() -> None:
    assert _with("25", "000", "090") == "global.same_day"
    assert _with("57", "000", "090") == "global.same_day"
    assert _with("25-57", "000", "090") == "90.00"


@pytest.mark.parametrize("days", ["XXX", "ZZZ", "MMM", "YYY"])
def test_other_procedures_take_no_visit_with_them(days: str) -> None:
    assert _with("", days) == "90.00"


def test_a_procedure_that_is_not_payable_takes_no_visit_with_it() -> None:
    lines = [_VISIT, line("Y0001", "10.00", global_days="090", status="N")]
    assert told(*lines)[0] == "90.00"


def test_a_visit_of_another_day_is_not_of_that_procedure() -> None:
    operation = line("Y0001", "10.00", global_days="010", day=DAY.replace(day=9))
    assert told(_VISIT, operation)[0] == "90.00"


def test_two_visits_take_nothing_of_each_other() -> None:
    assert told(_VISIT, line("99232", "79.00", work="1.00")) == ["90.00", "80.00"]


@pytest.mark.parametrize("code", ["99202", "99285", "99291", "92014", "99395"])
def test_these_are_visits(code: str) -> None:
    beside = line("Y0001", global_days="000")
    assert told(line(code, work="1.00"), beside)[0] == "global.same_day"


@pytest.mark.parametrize("code", ["90837", "93000", "92015", "97161", "G0439"])
def test_these_are_not_visits(code: str) -> None:
    beside = line("Y0001", global_days="000")
    assert told(line(code, "99.00", work="1.00"), beside)[0] == "100.00"


def test_what_has_no_work_or_is_added_on_is_no_visit_of_its_own() -> None:
    beside = line("Y0001", global_days="000")
    assert told(line("99211"), beside)[0] == "100.00"
    assert told(line("99417", "99.00", work="1.00", global_days="ZZZ"), beside)[0] == "100.00"


def _visit(days: str, after: int, modifier: str) -> bool:
    known: dict[str, Decimal | str | bool] = {
        "surgery_global": days,
        "days_after": Decimal(after),
        "mod_24": modifier == "24",
        "mod_25": modifier == "25",
        "mod_57": modifier == "57",
    }
    return bool(result_of(visit_is_paid, DAY, known))


@pytest.mark.parametrize(
    ("days", "after", "paid_with"),
    [
        ("090", -2, {"", "24", "25", "57"}),  # before the package begins
        ("090", -1, {"57"}),
        ("090", 0, {"57"}),
        ("090", 1, {"24"}),
        ("090", 90, {"24"}),
        ("090", 91, {"", "24", "25", "57"}),
        ("010", -1, {"", "24", "25", "57"}),  # a minor procedure has no day before
        ("010", 0, {"25"}),
        ("010", 10, {"24"}),
        ("010", 11, {"", "24", "25", "57"}),
        ("000", -1, {"", "24", "25", "57"}),
        ("000", 0, {"25"}),
        ("000", 1, {"", "24", "25", "57"}),
        ("XXX", 0, {"", "24", "25", "57"}),
    ],
)
def test_a_visit_is_paid_by_its_distance_from_the_procedure(
    days: str, after: int, paid_with: set[str]
) -> None:
    """RVU25D, global surgery; MCPM ch. 12 s. 40.1 to 40.3."""
    assert {each for each in ("", "24", "25", "57") if _visit(days, after, each)} == paid_with


def test_a_visit_far_from_any_procedure_is_paid_whatever_it_says() -> None:
    for days, after in product(("000", "010", "090"), (-400, 400)):
        assert _visit(days, after, "")
