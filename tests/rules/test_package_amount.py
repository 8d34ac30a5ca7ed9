"""Split care together with both sides and with other procedures."""

from __future__ import annotations

from decimal import Decimal

from makers.services import Indicators
from rules.made import line, told

_KNEE: Indicators = {
    "global_days": "090",
    "pre_op": Decimal("0.10"),
    "intra_op": Decimal("0.69"),
    "post_op": Decimal("0.21"),
    "multiple_procedure": "2",
    "bilateral": "1",
}


def _total(paid: list[str]) -> Decimal:
    return sum(map(Decimal, paid), Decimal(0))


def test_both_sides_are_counted_before_the_share_of_the_package() -> None:
    """150% of 1000.00, and 79% of that."""
    assert told(line("Y0001-50-54", "1000.00", **_KNEE)) == ["1185.00"]


def test_split_care_of_a_pair_of_lines_adds_up_to_that_of_one_line_with_50() -> None:
    """150% of 333.35 is 500.025; 79% of that 395.01975: 395.02. One side: 79% is 263.3465."""
    one_line = told(line("Y0001-50-54", "333.35", **_KNEE))
    pair = told(line("Y0001-RT-54", "333.35", **_KNEE), line("Y0001-LT-54", "333.35", **_KNEE))
    assert one_line == ["395.02"]
    assert pair == ["263.35", "131.67"]
    assert _total(pair) == Decimal("395.02")


def test_split_care_is_reduced_as_a_later_procedure_of_the_day() -> None:
    """79% of 800.00 is 632.00, half of it 316.00."""
    lines = [line("Y0001", "1000.00", **_KNEE), line("Y0002-54", "800.00", **_KNEE)]
    assert told(*lines) == ["1000.00", "316.00"]


def test_days_of_care_of_a_pair_add_up_to_those_of_one_line_with_50() -> None:
    """150% of 1000.00, 21% of it 315.00, 30 of 90 days 105.00; one side 70.00."""
    one_line = told(line("Y0001-50-55", "1000.00", postop_days=30, **_KNEE))
    pair = [line(f"Y0001-{side}-55", "1000.00", postop_days=30, **_KNEE) for side in ("RT", "LT")]
    assert one_line == ["105.00"]
    assert told(*pair) == ["70.00", "35.00"]
