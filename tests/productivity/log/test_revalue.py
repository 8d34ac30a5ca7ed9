"""A log under two terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from openrvu.exact import add, subtract
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.revalue import revalue
from openrvu.productivity.log.value import Terms
from openrvu.productivity.plan_file import plan
from productivity.log.making import line, lines

OLD, NEW = Terms(plan("full-cms"), release="RVU20D"), Terms(plan("full-cms"), release="RVU26C")


def test_what_a_release_does_to_a_log_is_told_by_code_and_in_all() -> None:
    # Work RVUs of 99213: 0.97 in 2020, 1.30 from 2021 on (CMS's files).
    log = [line("99213", units=2), line("99213"), line("20610")]
    found = revalue(log, OLD, NEW)
    office = found.codes[0]
    assert (office.code, office.lines, office.units) == ("99213", 2, 3)
    assert (office.before.credited, office.after.credited) == (Decimal("2.91"), Decimal("3.90"))
    assert office.credited == office.full == Decimal("0.99")


def test_a_code_that_one_release_lacks_is_counted_and_in_no_sum() -> None:
    found = revalue([line("99201", day=date(2020, 3, 2))], OLD, NEW)
    assert (found.whole.lines, found.whole.unknown) == (1, 1)
    assert found.whole.before == found.whole.after


def test_no_log_changes_by_nothing() -> None:
    found = revalue([], OLD, NEW)
    assert (found.whole.lines, found.whole.credited) == (0, Decimal(0))
    assert found.codes == ()


@settings(max_examples=30)
@given(st.lists(lines(), max_size=6))
def test_codes_sum_to_the_whole_and_turning_it_round_turns_the_sign(log: list[LogLine]) -> None:
    there, back = revalue(log, OLD, NEW), revalue(log, NEW, OLD)
    assert add(*(code.credited for code in there.codes)) == there.whole.credited
    assert add(*(code.amount for code in there.codes)) == there.whole.amount
    assert there.whole.credited == subtract(Decimal(0), back.whole.credited)
    assert sum(code.lines for code in there.codes) == len(log)
