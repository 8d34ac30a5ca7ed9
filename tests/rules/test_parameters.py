"""Dated figures of the law: read, held to form, and the same as the floor quotes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.book.book import open_book
from openrvu.errors import ReadError
from openrvu.exact import add, from_scaled, multiply, round_half_up
from openrvu.rules.parameters import (
    BEGINNING,
    DatedParameter,
    parameter,
    parameters,
    read_parameters,
)
from openrvu.schedule import policy_rates
from openrvu.schedule.policy_rates import Rate

DAYS = st.dates(BEGINNING, date(2040, 12, 31))
_ONE_DAY = timedelta(days=1)

GOOD = """
[[parameter]]
name = "co_surgeon.each"
title = "Each of two surgeons"
unit = "percent"
says = "What each is paid."
[[parameter.value]]
first = 1992-01-01
value = "62.5"
source = "the manual"
checked = 2026-11-23
read = "read"
[[parameter.value]]
first = 2000-01-01
value = "60"
source = "another manual"
checked = 2026-11-23
read = "not read"
note = "made up"
"""


def fraction(name: str, *day: int) -> Decimal:
    """What a rule uses on a day."""
    held = parameter(name)
    return from_scaled(held.scaled_on(date(*day)), held.places)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("bilateral.both_sides", (2026, 1, 1), "1.5"),
        ("co_surgeon.each", (2026, 1, 1), "0.625"),
        ("participation.limiting_charge", (2026, 1, 1), "1.0925"),
        ("work_adjustor", (2006, 12, 31), "1"),
        ("work_adjustor", (2007, 6, 30), "0.8994"),
        ("work_adjustor", (2008, 12, 31), "0.8806"),
        ("imaging.technical", (2010, 6, 30), "0.75"),
        ("imaging.technical", (2010, 7, 1), "0.50"),
        ("imaging.professional", (2016, 12, 31), "0.75"),
        ("imaging.professional", (2017, 1, 1), "0.95"),
        ("therapy.institution", (2013, 3, 31), "0.75"),
        ("therapy.office", (2013, 4, 1), "0.5"),
        ("xray.computed", (2022, 12, 31), "0.93"),
        ("sequestration", (2020, 4, 30), "0.02"),
        ("sequestration", (2020, 5, 1), "0"),
        ("sequestration", (2022, 6, 30), "0.01"),
        ("sequestration", (2022, 7, 1), "0.02"),
        ("anesthesia.directed", (1996, 7, 1), "0.55"),
        ("anesthesia.minutes_per_unit", (2026, 1, 1), "15"),
        ("gpci.alaska_work", (2007, 1, 1), "0"),
        ("gpci.alaska_work", (2009, 1, 1), "1.5"),
        ("quality.erx", (2013, 1, 1), "0.985"),
        ("practitioner.CNM", (2010, 12, 31), "0.65"),
    ],
)
def test_a_rule_is_given_the_fraction_of_the_day(
    name: str, day: tuple[int, int, int], expected: str
) -> None:
    assert fraction(name, *day) == Decimal(expected)


def test_a_figure_has_the_fewest_places_that_hold_all_its_values() -> None:
    assert parameter("bilateral.both_sides").places == 1
    assert parameter("co_surgeon.each").places == 3
    assert parameter("anesthesia.directed").places == 3
    assert parameter("multiple_surgery.most_ranked").places == 0
    assert parameter("participation.limiting_charge").places == 4


def test_bounds_are_the_least_and_the_most_it_has_been() -> None:
    assert parameter("imaging.technical").bounds == (50, 100)
    assert parameter("opps_cap.applies").bounds == (0, 1)


def test_changes_are_the_days_on_which_another_value_starts() -> None:
    assert parameter("xray.computed").changes == (date(2018, 1, 1), date(2023, 1, 1))
    assert parameter("bilateral.both_sides").changes == ()


@pytest.mark.parametrize("held", parameters(), ids=lambda held: held.name)
def test_a_change_takes_effect_on_its_day_and_not_before(held: DatedParameter) -> None:
    for before, after in zip(held.values, held.values[1:], strict=False):
        assert held.on(after.first) is after
        assert held.on(after.first - _ONE_DAY) is before


@given(st.sampled_from(parameters()), DAYS)
def test_every_figure_has_one_value_on_every_day_within_its_bounds(
    held: DatedParameter, day: date
) -> None:
    value = held.on(day)
    assert value.first <= day
    least, most = held.bounds
    assert least <= held.scaled_on(day) <= most
    used = from_scaled(value.scaled, held.places)
    assert used == (value.value / 100 if held.unit == "percent" else value.value)


def test_a_day_before_the_fee_schedule_is_refused() -> None:
    with pytest.raises(ValueError, match="medicare_share has no value on 1991-12-31"):
        parameter("medicare_share").on(date(1991, 12, 31))


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"no parameter 'bilateral'.*bilateral\.both_sides"):
        parameter("bilateral")


def test_a_good_text_is_read_with_every_detail() -> None:
    (held,) = read_parameters(GOOD, "good.toml")
    assert (held.name, held.unit, held.places, held.bounds) == (
        "co_surgeon.each",
        "percent",
        3,
        (600, 625),
    )
    last = held.on(date(2000, 1, 1))
    assert (last.value, last.scaled, last.read, last.note) == (
        Decimal(60),
        600,
        "not read",
        "made up",
    )


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("1992-01-01", "1993-01-01", "found a first value from 1993-01-01; expected a first value"),
        ("2000-01-01", "1991-01-01", "found values from 1992-01-01, 1991-01-01; expected days in"),
        ("2000-01-01", "1992-01-01", "expected days in order, each once"),
        ('"62.5"', "62.5", "found value = 62.5; expected value as text in quotes"),
        ('"62.5"', '"6e1"', "'6e1' is not a plain decimal number"),
        ('"62.5"', '"-1"', "found -1; expected a figure that is not negative"),
        ('"percent"', '"flag"', "found the flag 62.5; expected 0 or 1"),
        ('"percent"', '"count"', "found the count 62.5; expected a whole number"),
        ('"percent"', '"share"', "expected one of percent, count, dollars, index, flag"),
        ('"not read"', '"perhaps"', "found read = 'perhaps'; expected one of read, in file"),
        ('source = "the manual"', "", "found source = None; expected source as text in quotes"),
        ('"made up"', '" "', "found note = ' '; expected note as text in quotes"),
        ("checked = 2026-11-23", "", "found checked = None; expected checked as a day"),
        ("checked", "seen", "found the key seen; expected only first, value, source, checked"),
    ],
)
def test_a_bad_entry_is_refused_with_its_place_what_was_found_and_what_was_expected(
    was: str, now: str, said: str
) -> None:
    with pytest.raises(ReadError) as refused:
        list(read_parameters(GOOD.replace(was, now, 1), "bad.toml"))
    assert str(refused.value).startswith("bad.toml, parameter co_surgeon.each: found ")
    assert said in str(refused.value)


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(ReadError, match="found a second entry; expected each once"):
        list(read_parameters(GOOD + GOOD, "twice.toml"))


def test_a_parameter_without_values_is_refused() -> None:
    with pytest.raises(ReadError, match="found no value; expected a first value from 1992-01-01"):
        list(read_parameters(GOOD.partition("[[parameter.value]]")[0], "none.toml"))


def test_a_text_that_is_not_toml_or_has_another_table_is_refused() -> None:
    with pytest.raises(ReadError, match=r"broken\.toml: found "):
        list(read_parameters("[[parameter", "broken.toml"))
    with pytest.raises(ReadError, match=r"found the table figure; expected only \[\[parameter\]\]"):
        list(read_parameters("[[figure]]", "other.toml"))


#: What the explanations of indicators quote, and the parameters of the same meaning. The rate for
#: drugs is outside the fee schedule and has none.
SAME = {
    "BILATERAL": ("bilateral.both_sides",),
    "MULTIPLE_LATER": ("multiple_surgery.later",),
    "MULTIPLE_OLD_SECOND": ("multiple_surgery.old_second",),
    "MULTIPLE_OLD_LATER": ("multiple_surgery.old_later",),
    "IMAGING_TECHNICAL": ("imaging.technical",),
    "IMAGING_PROFESSIONAL": ("imaging.professional",),
    "THERAPY_PRACTICE_EXPENSE": ("therapy.office", "therapy.institution"),
    "CARDIOVASCULAR_TECHNICAL": ("cardiovascular.technical",),
    "OPHTHALMOLOGY_TECHNICAL": ("ophthalmology.technical",),
    "ASSISTANT": ("assistant.physician",),
    "CO_SURGEON": ("co_surgeon.each",),
}
RATES = {name: rate for name, rate in vars(policy_rates).items() if isinstance(rate, Rate)}


def test_every_rate_that_explanations_quote_has_its_parameter() -> None:
    assert RATES.keys() - SAME.keys() == {"DRUG", "ASSISTANT_NONPHYSICIAN"}


@pytest.mark.parametrize(("name", "held"), [(name, p) for name in SAME for p in SAME[name]])
def test_explanations_quote_the_rate_that_rules_use_from_the_same_day(name: str, held: str) -> None:
    rate = RATES[name]
    first = rate.since or BEGINNING
    in_force = [v for v in parameter(held).values if v.first >= first]
    assert in_force[0].first == first
    assert {value.value for value in in_force} == {rate.percent}


def test_explanations_quote_what_rules_pay_a_practitioner_for_assisting() -> None:
    assisting = [parameter(f"assistant.{who}").values for who in ("physician", "nonphysician")]
    ((physician,), (nonphysician,)) = assisting
    of_physician = multiply(physician.value, nonphysician.value) / 100
    assert policy_rates.ASSISTANT_NONPHYSICIAN.percent == of_physician


#: Dollars per anesthesia unit before geography, by release: CMS's announcements.
NATIONAL = {
    "RVU21D": "21.5600",
    "RVU22D": "21.5623",
    "RVU23D": "21.1249",
    "RVU24C": "20.7739",
    "RVU25D": "20.3178",
}


@pytest.mark.parametrize(("label", "national"), NATIONAL.items())
def test_the_fitted_shares_give_the_anesthesia_factor_of_every_locality(
    label: str, national: str
) -> None:
    book = open_book()
    day = book.release(label).in_force.first
    work, pe, mp = (fraction(f"anesthesia.{of}_share", *_ymd(day)) for of in ("work", "pe", "mp"))
    assert work + pe + mp == 1
    places = book.localities(label)
    assert len(places) >= 109
    for place in places:
        index = add(
            multiply(work, place.work_gpci),
            multiply(pe, place.pe_gpci),
            multiply(mp, place.mp_gpci),
        )
        assert round_half_up(multiply(Decimal(national), index)) == place.anesthesia_factor


def _ymd(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
