"""On every day since 2005, for every indicator and modifier, one rule answers and no other.

The lines are made once; then the rules are run as they stand, on the fields of each line, under the
law of each day on which a quarter begins or a figure of the law changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from makers.services import policy, service
from openrvu.pricing import prepare
from openrvu.pricing.claim import Claim, ClaimLine, Given, LineOutcome
from openrvu.pricing.evaluate import law_on, price, program
from openrvu.rules.modifiers import modifiers
from openrvu.rules.outcome import NOTES
from openrvu.rules.parameters import parameters
from openrvu.rules.reasons import reasons
from openrvu.schedule import indicators as ind
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.rows import ServiceRow

_FIRST, _LAST = date(2005, 1, 1), date(2026, 12, 31)
_AREA = replace(NATIONAL, anesthesia_factor=Decimal("20.31"))
_KNOWN = {held.id: held.outcome for held in reasons()}
_PRICED = ("", *NOTES)
#: Every value of each indicator that rules look at.
_VALUES = {
    "status": ind.STATUS,
    "pctc": ind.PCTC,
    "global_days": ind.GLOBAL_DAYS,
    "multiple_procedure": ind.MULTIPLE_PROCEDURE,
    "bilateral": ind.BILATERAL,
    "assistant": ind.ASSISTANT,
    "co_surgeon": ind.CO_SURGEON,
    "team": ind.TEAM,
    "imaging_family": ind.IMAGING_FAMILY,
}
#: An operation for which every second pair of hands is paid.
_PLAIN = policy(
    multiple_procedure="2",
    bilateral="1",
    assistant="2",
    co_surgeon="2",
    team="2",
    global_days="090",
    pre_op=Decimal("0.10"),
    intra_op=Decimal("0.69"),
    post_op=Decimal("0.21"),
    endoscopic_base="Y0002",
)
_PAYMENT = tuple(held.code for held in modifiers() if held.effect == "payment")

Fields = dict[str, int | str | bool]


def _days() -> list[date]:
    """The first day of every quarter, and every day on which a figure of the law changes."""
    quarters = {date(year, month, 1) for year in range(2005, 2027) for month in (1, 4, 7, 10)}
    changes = {day for figure in parameters() for day in figure.changes}
    return sorted(day for day in quarters | changes if _FIRST <= day <= _LAST)


@cache
def _rows() -> tuple[ServiceRow, ...]:
    """A row for every value of every indicator."""
    plain = service(work="10.00", pe="20.00", mp="3.00")
    changes: list[dict[str, Any]] = [
        {name: each} for name, held in _VALUES.items() for each in held
    ]
    return tuple(replace(plain, policy=replace(_PLAIN, **change)) for change in changes)


def _fields(row: ServiceRow, codes: tuple[str, ...], number: int = 1) -> Fields:
    """The fields of a line as the pricing of a claim makes them, every figure given."""
    component = prepare.component_of(codes)
    asked = ClaimLine(
        row.code,
        codes,
        minutes=45,
        base_units=Decimal(5),
        given=Given(
            row=replace(row, modifier=component),
            technical_fee=Decimal("600.00"),
            base_fee=Decimal("100.00"),
        ),
    )
    assert asked.given is not None
    assert asked.given.row is not None
    made = dict(prepare.of_given(asked.given.row).fields)
    made.update(prepare.of_locality(_AREA, Decimal("32.3465")))
    made.update(prepare.of_modifiers(codes))
    made.update(prepare.of_place("11", None, _LAST))
    made.update(participating=True)
    prepare.put_line(made, asked, number)
    return made


def _check(answer: Mapping[str, int | str | bool], told: object) -> None:
    """One reason that is known, and an amount exactly where it is priced."""
    given = str(answer["reason"])
    assert given == "" or given in _KNOWN, told
    is_priced = given in _PRICED
    assert is_priced == (given == "" or _KNOWN[given] == LineOutcome.PRICED), told
    shares = ("deductible", "coinsurance", "sequestration", "medicare")
    amount = answer["amount"]
    assert isinstance(amount, int)
    assert amount > 0 if is_priced and given != "note.bilateral_pair" else amount >= 0, told
    assert is_priced or amount == 0, told
    assert sum(int(answer[name]) for name in shares) == amount, told


@cache
def _lines() -> tuple[Fields, ...]:
    """A line for every row with every payment modifier, and without any."""
    each = ((), *((code,) for code in _PAYMENT))
    return tuple(_fields(row, codes) for row in _rows() for codes in each)


def test_every_dated_figure_has_exactly_one_value_on_every_day() -> None:
    for day in _days():
        for figure in parameters():
            later = [*figure.changes, date.max]
            held = [v for v, end in zip(figure.values, later, strict=True) if v.first <= day < end]
            assert held == [figure.on(day)]


def test_one_rule_answers_for_every_indicator_and_modifier_on_every_day() -> None:
    rules = program(steps=False)
    for day in _days():
        law = law_on(day)
        for made in _lines():
            (answer,) = rules.run([made], law)
            _check(answer, (day, made))


def test_one_rule_answers_for_every_pair_of_modifiers() -> None:
    rules, law = program(steps=False), law_on(_LAST)
    for row in _rows():
        for codes in combinations(_PAYMENT, 2):
            made = _fields(row, codes)
            (answer,) = rules.run([made], law)
            _check(answer, (codes, made))


@pytest.mark.parametrize("day", [date(2009, 7, 1), _LAST], ids=str)
def test_one_rule_answers_for_every_line_beside_another(day: date) -> None:
    """The other line is an operation, a member of a family, an image, a test or therapy."""
    rules, law = program(steps=False), law_on(day)
    others = [replace(_PLAIN, multiple_procedure=value) for value in ind.MULTIPLE_PROCEDURE]
    for other in others:
        beside = _fields(replace(service("Y0003", work="9.00"), policy=other), (), 2)
        for made in _lines():
            for answer in rules.run([made, beside], law):
                _check(answer, (made, other))


@pytest.mark.parametrize("day", [date(2005, 4, 1), date(2016, 7, 1), _LAST], ids=str)
def test_a_priced_line_has_a_chain_of_steps_that_ends_in_its_amount(day: date) -> None:
    for row in _rows():
        for code in ("50", "54", "62", "80", "AS", "78", "59"):
            asked = ClaimLine(row.code, (code,), given=Given(row=row))
            claim = Claim((asked,), day, conversion_factor=Decimal("32.3465"))
            made = price(claim, steps=True).lines[0]
            if made.outcome is LineOutcome.PRICED:
                assert made.steps[-1].result == made.amount
            else:
                assert made.reason_id in _KNOWN


def test_the_quarters_of_22_years_are_looked_at() -> None:
    assert len([day for day in _days() if day.day == 1 and day.month in {1, 4, 7, 10}]) == 88
    assert {date(2020, 5, 1), date(2013, 4, 1)} <= set(_days())
