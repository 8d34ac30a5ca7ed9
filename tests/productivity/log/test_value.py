"""What lines of the log are worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrvu.errors import ReleaseNotHeld
from openrvu.pricing.claim import Provider
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.value import LineValue, Terms, plan_key, value
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import plan
from openrvu.productivity.plan_parts import MultipleMode, MultipleProcedures
from openrvu.schedule.fee_schedule import FeeSchedule
from productivity.log.making import TODAY, line, lines

WHOLE = Terms(plan("full-cms"))
RANKED = Terms(
    CreditPlan(
        "ranked",
        multiple=MultipleProcedures(
            mode=MultipleMode.RANKED, factors=(Decimal(1), Decimal("0.50"))
        ),
    )
)
#: Work RVUs of 99213: 0.97 in 2020, 1.30 from 2021 on (CMS's files).
OFFICE = Decimal("1.30")


def worth(*given_lines: LogLine, terms: Terms = WHOLE) -> list[LineValue]:
    return list(value(given_lines, terms))


def work(code: str) -> Decimal:
    return FeeSchedule.on(TODAY).row(code).work


def test_a_line_is_worth_its_work_rvus_times_units() -> None:
    (one,) = worth(line("99213", units=3, pos="11"))
    assert (one.full, one.credited) == (3 * OFFICE, 3 * OFFICE)
    assert (one.release, one.missing, one.reasons, one.notices) == ("RVU26C", "", (), ())


def test_the_date_of_service_finds_the_release() -> None:
    (one,) = worth(line("99213", day=date(2020, 3, 2), pos="11"))
    assert (one.release, one.full) == ("RVU20A", Decimal("0.97"))


def test_medicare_allows_a_case_as_the_price_of_its_claim() -> None:
    # The README prices these two lines of July 1, 2026 at 601.88 dollars, national, outside a
    # facility.
    day = date(2026, 7, 1)
    case = [
        line("45385", day=day, case="a", pos="11"),
        line("45380", "59", day=day, case="a", pos="11"),
    ]
    amounts = [one.amount for one in worth(*case)]
    assert sum(amount for amount in amounts if amount is not None) == Decimal("601.88")


def test_lines_of_one_case_are_ranked_together_and_cases_apart() -> None:
    # 45380 has less work than 45385, so it is the second of the case and counts half.
    together = worth(line("45380", case="a"), line("45385", case="a"), terms=RANKED)
    assert [one.credited for one in together] == [work("45380") / 2, work("45385")]
    assert [one.position for one in together] == [2, 1]
    apart = worth(line("45380", case="a"), line("45385", case="b"), terms=RANKED)
    assert [one.credited for one in apart] == [work("45380"), work("45385")]
    alone = worth(line("45380"), line("45385"), terms=RANKED)
    assert [one.credited for one in alone] == [work("45380"), work("45385")]


def test_lines_of_one_case_text_on_two_days_are_two_cases() -> None:
    first = line("45380", case="a")
    other = replace(first, code="45385", date=date(2026, 9, 15))
    assert [one.position for one in worth(first, other, terms=RANKED)] == [1, 1]


def test_a_code_of_no_release_is_missing_and_never_nothing() -> None:
    (one,) = worth(line("99999"))
    assert (one.full, one.credited, one.amount) == (None, None, None)
    assert "99999" in one.missing
    assert "99999" in one.amount_missing


def test_a_day_of_no_release_is_missing_with_the_release_to_add() -> None:
    (one,) = worth(line("99213", day=date(2015, 3, 2)))
    assert (one.release, one.full, one.credited) == ("", None, None)
    assert "rvu release add" in one.missing


def test_a_release_named_goes_before_the_date_and_the_plan() -> None:
    pinned = replace(WHOLE.plan, release="RVU26C")
    (one,) = worth(line("99213", pos="11"), terms=Terms(pinned, release="RVU20D"))
    assert (one.release, one.full, one.credited) == ("RVU20D", Decimal("0.97"), Decimal("0.97"))
    assert one.notices == ()


def test_a_plan_pinned_to_a_release_gives_the_step_from_that_of_the_day() -> None:
    (one,) = worth(line("99213", pos="11"), terms=Terms(replace(WHOLE.plan, release="RVU20D")))
    assert (one.release, one.full, one.credited) == ("RVU26C", OFFICE, Decimal("0.97"))
    (reason,) = one.reasons
    assert (reason.rule, reason.before, reason.after) == ("wrvu.release", OFFICE, Decimal("0.97"))


def test_a_release_that_is_not_held_is_refused() -> None:
    with pytest.raises(ReleaseNotHeld):
        worth(line(), terms=Terms(WHOLE.plan, release="RVU19A"))


def test_a_release_that_stands_in_for_another_is_said_with_each_line() -> None:
    (one,) = worth(line("99213", day=date(2026, 10, 5), pos="11"))
    assert one.release == "RVU26C"
    assert "RVU26D was in force" in one.notices[0]


def test_a_plan_by_posting_date_takes_the_date_of_service_and_says_so() -> None:
    by_posting = Terms(CreditPlan("Mine", release="posting date"))
    (one,) = worth(line("99213", pos="11"), terms=by_posting)
    assert one.credited == OFFICE
    assert "posted" in one.notices[0]


def test_without_a_place_the_amount_is_that_outside_a_facility_and_said() -> None:
    (without,) = worth(line("99213"))
    (office,) = worth(line("99213", pos="11"))
    assert without.amount == office.amount
    assert "place of service" in without.notices[0]


def test_a_place_without_an_index_in_a_release_leaves_the_amount_out_with_the_reason() -> None:
    (one,) = worth(line("99213", pos="11"), terms=Terms(WHOLE.plan, locality="no such place"))
    assert (one.credited, one.amount) == (OFFICE, None)
    assert "no such place" in one.amount_missing


def test_a_locality_changes_the_amount_and_no_rvus() -> None:
    (nation,) = worth(line("99213", pos="11"))
    (there,) = worth(line("99213", pos="11"), terms=Terms(WHOLE.plan, locality="CA-05"))
    assert there.credited == nation.credited
    assert there.amount != nation.amount


def test_a_resident_is_credited_nothing_and_the_work_stands_in_full() -> None:
    (one,) = worth(line("45385", role=Role.RESIDENT))
    assert (one.full, one.credited, one.amount) == (work("45385"), Decimal(0), None)
    assert one.reasons[0].rule == "wrvu.role"


def test_an_assistant_without_a_modifier_is_told_that_it_counts_whole() -> None:
    (without,) = worth(line("44970", role=Role.ASSISTANT, pos="21"))
    (billed,) = worth(line("44970", "80", role=Role.ASSISTANT, pos="21"))
    assert "80, 81, 82 or AS" in without.notices[0]
    assert billed.notices == ()


def test_who_furnished_it_changes_what_medicare_allows() -> None:
    (physician,) = worth(line("99213", pos="11"))
    (np,) = worth(line("99213", pos="11"), terms=Terms(WHOLE.plan, provider=Provider.NP))
    assert physician.amount is not None
    assert np.amount is not None
    # 85 percent: 42 USC 1395l(a)(1)(O).
    assert abs(np.amount - physician.amount * Decimal("0.85")) < Decimal("0.01")


def test_credited_figures_have_at_most_four_digits() -> None:
    thirds = CreditPlan("thirds").with_factor("59", Decimal("0.3333"))
    (one,) = worth(line("45385", "59"), terms=Terms(thirds))
    assert one.credited == (work("45385") * Decimal("0.3333")).quantize(Decimal("0.0001"))


def test_a_plan_has_the_key_of_what_it_says() -> None:
    assert plan_key(plan("customary")) == plan_key(plan("customary"))
    assert plan_key(plan("customary")) != plan_key(plan("full-cms"))
    assert len(plan_key(plan("customary"))) == 16


def test_nothing_is_worth_nothing() -> None:
    assert worth() == []


@settings(max_examples=40)
@given(st.lists(lines(), max_size=8), st.sampled_from((WHOLE, RANKED)))
def test_many_at_once_are_worth_what_each_case_is_alone(
    given_lines: list[LogLine], terms: Terms
) -> None:
    at_once = value(given_lines, terms)
    for day, case in {(each.date, each.case) for each in given_lines if each.case}:
        places = [n for n, each in enumerate(given_lines) if (each.date, each.case) == (day, case)]
        alone = value([given_lines[n] for n in places], terms)
        assert alone == tuple(at_once[n] for n in places)
    for n, each in enumerate(given_lines):
        if not each.case:
            assert value([each], terms) == (at_once[n],)
