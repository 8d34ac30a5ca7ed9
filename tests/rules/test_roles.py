"""Assistants at surgery, co-surgeons and teams, by the indicators of the row."""

from __future__ import annotations

from typing import TypedDict, Unpack

import pytest

from openrvu.pricing.claim import LineOutcome, Provider
from rules.made import line, one, told


class _Allowed(TypedDict, total=False):
    assistant: str
    co_surgeon: str
    team: str
    documented: bool


def _paid(modifiers: str, **allowed: Unpack[_Allowed]) -> str:
    return told(line(f"Y0001-{modifiers}", "1000.00", **allowed))[0]


@pytest.mark.parametrize("modifier", ["80", "81", "82"])
def test_a_physician_assisting_is_paid_16_percent(modifier: str) -> None:
    assert _paid(modifier, assistant="2") == "160.00"


@pytest.mark.parametrize("modifiers", ["AS", "80-AS", "AS-80"])
def test_a_pa_np_or_cns_assisting_is_paid_85_percent_of_that_once(modifiers: str) -> None:
    """85% of 16% is 13.6%, AS with 80 too, whatever kind of practitioner the line names."""
    for provider in (Provider.PHYSICIAN, Provider.PA, Provider.NP, Provider.CNS):
        asked = line(f"Y0001-{modifiers}", "1000.00", assistant="2", provider=provider)
        assert told(asked) == ["136.00"]


def test_a_pa_who_says_80_is_paid_the_assistant_s_share_and_the_practitioner_s() -> None:
    """16% of the fee, and 85% of that."""
    asked = line("Y0001-80", "1000.00", assistant="2", provider=Provider.PA)
    assert told(asked) == ["136.00"]


@pytest.mark.parametrize("modifier", ["80", "81", "82", "AS"])
@pytest.mark.parametrize(
    ("indicator", "documented", "reason"),
    [
        ("0", False, "assistant.needs_documentation"),
        ("1", False, "assistant.never"),
        ("1", True, "assistant.never"),
        ("9", True, "assistant.not_applicable"),
    ],
)
def test_the_assistant_indicator_says_whether_an_assistant_is_paid(
    modifier: str, indicator: str, documented: bool, reason: str
) -> None:
    made = one(line(f"Y0001-{modifier}", assistant=indicator, documented=documented))
    assert (made.outcome, made.reason_id) == (LineOutcome.NOT_PAYABLE, reason)


def test_with_documents_an_assistant_is_paid_under_indicator_0() -> None:
    assert _paid("80", assistant="0", documented=True) == "160.00"


@pytest.mark.parametrize(
    ("indicator", "documented", "paid"),
    [
        ("2", False, "625.00"),
        ("1", True, "625.00"),
        ("1", False, "co_surgeon.needs_documentation"),
        ("0", True, "co_surgeon.never"),
        ("9", True, "co_surgeon.not_applicable"),
    ],
)
def test_each_of_two_surgeons_is_paid_62_5_percent_where_two_are_allowed(
    indicator: str, documented: bool, paid: str
) -> None:
    assert _paid("62", co_surgeon=indicator, documented=documented) == paid


@pytest.mark.parametrize(
    ("indicator", "reason"),
    [
        ("1", "team.by_report"),
        ("2", "team.by_report"),
        ("0", "team.never"),
        ("9", "team.not_applicable"),
    ],
)
def test_a_team_is_paid_by_report_where_one_is_allowed(indicator: str, reason: str) -> None:
    made = one(line("Y0001-66", team=indicator))
    wanted = LineOutcome.BY_REPORT if reason == "team.by_report" else LineOutcome.NOT_PAYABLE
    assert (made.outcome, made.reason_id) == (wanted, reason)


@pytest.mark.parametrize("modifiers", ["62-80", "62-AS", "62-66", "66-82"])
def test_one_surgeon_has_one_role(modifiers: str) -> None:
    assert _paid(modifiers, assistant="2", co_surgeon="2", team="2") == "roles.contradict"


def test_the_share_is_rounded_with_the_rest_and_not_by_itself() -> None:
    """123.45 x 13.6% = 16.7892; 62.5% of 123.45 = 77.15625."""
    assert told(line("Y0001-AS", "123.45", assistant="2")) == ["16.79"]
    assert told(line("Y0001-62", "123.45", co_surgeon="2")) == ["77.16"]


def test_several_procedures_reduce_an_assistant_s_services_too() -> None:
    """16% of 400, of half of 200; a surgeon's lines beside them have a ranking of their own."""
    lines = [
        line("Y0001-80", "400.00", assistant="2", multiple_procedure="2"),
        line("Y0002-80", "200.00", assistant="2", multiple_procedure="2"),
        line("Y0003", "100.00", multiple_procedure="2"),
    ]
    assert told(*lines) == ["64.00", "16.00", "100.00"]


def test_two_surgeons_of_both_sides_each_have_their_share_of_150_percent() -> None:
    asked = line("Y0001-50-62", "1000.00", co_surgeon="2", bilateral="1")
    assert told(asked) == ["937.50"]
