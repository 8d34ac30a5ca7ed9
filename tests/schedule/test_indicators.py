from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from decimal import Decimal

import pytest

from openrvu.schedule import indicators, policy_rates
from openrvu.schedule.indicators import INDICATORS, Indicator, Meaning, describe
from openrvu.schedule.policy_rates import Rate
from openrvu.schedule.rows import Policy

DOCUMENTED = {
    "status": "A B C D E F G H I J M N P R T X",
    "pctc": "0 1 2 3 4 5 6 7 8 9",
    "global_days": "000 010 090 MMM XXX YYY ZZZ",
    "multiple_procedure": "0 1 2 3 4 5 6 7 9",
    "bilateral": "0 1 2 3 9",
    "assistant": "0 1 2 9",
    "co_surgeon": "0 1 2 9",
    "team": "0 1 2 9",
    "supervision": "01 02 03 04 05 06 21 22 66 6A 77 7A 09",
    "calculation_flag": "0",
    "imaging_family": "01 02 03 04 05 06 07 08 09 10 11 88 99",
}

MEANINGS = [
    pytest.param(meaning, id=f"{indicator.field}-{meaning.value or 'blank'}")
    for indicator in INDICATORS
    for meaning in indicator.meanings.values()
]

KNEE = Policy(
    status="A",
    not_used=False,
    na_nonfacility=True,
    na_facility=False,
    pctc="0",
    global_days="090",
    pre_op=Decimal("0.10"),
    intra_op=Decimal("0.69"),
    post_op=Decimal("0.21"),
    multiple_procedure="2",
    bilateral="1",
    assistant="2",
    co_surgeon="1",
    team="0",
    pricing="9",
    endoscopic_base="",
    supervision="09",
    calculation_flag="0",
    imaging_family="99",
)


def by_field(field: str) -> Indicator:
    return next(indicator for indicator in INDICATORS if indicator.field == field)


@pytest.mark.parametrize(("field", "values"), DOCUMENTED.items())
def test_every_value_that_cms_documents_has_a_meaning_and_no_other(field: str, values: str) -> None:
    assert set(by_field(field).meanings) == set(values.split())


def test_the_pricing_column_is_known_with_its_one_value_and_as_absent() -> None:
    assert set(by_field("pricing").meanings) == {"9", ""}


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_short_meaning_fits_a_table_cell(meaning: Meaning) -> None:
    assert 1 <= len(meaning.short.split()) <= 8
    assert not meaning.short.endswith(".")


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_full_meaning_is_one_or_two_sentences(meaning: Meaning) -> None:
    assert meaning.text.endswith(".")
    assert meaning.text.count(". ") <= 1
    assert meaning.text == " ".join(meaning.text.split())
    assert meaning.text[0].isupper()


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.field)
def test_a_value_is_filed_under_itself_and_told_apart_from_the_others(indicator: Indicator) -> None:
    assert all(value == meaning.value for value, meaning in indicator.meanings.items())
    texts = [meaning.text for meaning in indicator.meanings.values()]
    assert len(set(texts)) == len(texts)


def test_indicators_stand_in_the_order_of_the_file_and_name_attributes_of_a_policy() -> None:
    fields = [field.name for field in dataclasses.fields(Policy)]
    named = [indicator.field for indicator in INDICATORS]
    assert named == [field for field in fields if field in named]
    assert len({indicator.column for indicator in INDICATORS}) == len(INDICATORS)


def test_the_public_tables_are_those_of_the_indicators() -> None:
    tables = [getattr(indicators, name) for name in indicators.__all__ if name.isupper()]
    shared = [table for table in tables if isinstance(table, Mapping)]
    assert len(shared) == len(INDICATORS)
    assert all(any(i.meanings is table for table in shared) for i in INDICATORS)


def test_a_table_cannot_be_changed_by_its_reader() -> None:
    with pytest.raises(TypeError):
        indicators.STATUS["A"] = indicators.STATUS["B"]  # type: ignore[index]


def test_describe_pairs_every_indicator_with_the_meaning_of_the_rows_value() -> None:
    described = {indicator.field: meaning for indicator, meaning in describe(KNEE)}
    assert [indicator for indicator, _ in describe(KNEE)] == list(INDICATORS)
    assert {field: meaning.value for field, meaning in described.items()} == {
        "status": "A",
        "pctc": "0",
        "global_days": "090",
        "multiple_procedure": "2",
        "bilateral": "1",
        "assistant": "2",
        "co_surgeon": "1",
        "team": "0",
        "pricing": "9",
        "supervision": "09",
        "calculation_flag": "0",
        "imaging_family": "99",
    }
    assert "150%" in described["bilateral"].text
    assert "90 days after" in described["global_days"].text


def test_describe_refuses_a_value_that_cms_does_not_document() -> None:
    with pytest.raises(KeyError):
        describe(dataclasses.replace(KNEE, status="Q"))


def test_a_zero_day_global_says_that_a_visit_that_day_is_generally_not_payable() -> None:
    assert "visit on the same day is generally not payable" in indicators.GLOBAL_DAYS["000"].text


@pytest.mark.parametrize(
    ("rate", "paid", "cut", "start"),
    [
        (policy_rates.BILATERAL, "150%", "-50%", ""),
        (policy_rates.MULTIPLE_LATER, "50%", "50%", ""),
        (policy_rates.IMAGING_TECHNICAL, "50%", "50%", "July 1, 2010"),
        (policy_rates.IMAGING_PROFESSIONAL, "95%", "5%", "January 1, 2017"),
        (policy_rates.THERAPY_PRACTICE_EXPENSE, "50%", "50%", "April 1, 2013"),
        (policy_rates.CARDIOVASCULAR_TECHNICAL, "75%", "25%", "January 1, 2013"),
        (policy_rates.OPHTHALMOLOGY_TECHNICAL, "80%", "20%", "January 1, 2013"),
        (policy_rates.ASSISTANT, "16%", "84%", ""),
        (policy_rates.ASSISTANT_NONPHYSICIAN, "13.6%", "86.4%", ""),
        (policy_rates.CO_SURGEON, "62.5%", "37.5%", ""),
        (policy_rates.DRUG, "106%", "-6%", "January 1, 2005"),
    ],
)
def test_a_rate_says_what_is_paid_what_is_cut_and_since_when(
    rate: Rate, paid: str, cut: str, start: str
) -> None:
    assert (str(rate), rate.cut, rate.start) == (paid, cut, start)
    assert rate.authority


def test_an_assistant_who_is_no_physician_gets_85_percent_of_a_physicians_share() -> None:
    expected = policy_rates.ASSISTANT.percent * Decimal("0.85")
    assert policy_rates.ASSISTANT_NONPHYSICIAN.percent == expected


@pytest.mark.parametrize("letter", sorted(indicators.STATUS))
def test_no_status_promises_payment_by_reasonable_charges_or_another_schedule(letter: str) -> None:
    said = indicators.STATUS[letter].text
    assert "reasonable charges" not in said
    assert "another schedule" not in said


@pytest.mark.parametrize("value", ["2", "3", "4", "5", "7"])
def test_a_label_that_cms_gives_loosely_is_called_a_label(value: str) -> None:
    assert indicators.PCTC[value].text.startswith("CMS's label for ")
