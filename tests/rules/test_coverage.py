"""What is modelled, since when that is verified, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from openrvu.rules.coverage import Coverage, coverage, coverage_of, matters, own_parameters
from openrvu.rules.modifiers import modifiers
from openrvu.rules.order import rules
from openrvu.rules.parameters import READINGS
from openrvu.rules.reasons import reasons

_ALL = coverage()


def test_every_rule_is_covered_and_every_other_matter_is_not_modelled() -> None:
    assert [each.rule for each in _ALL if each.modelled] == list(rules())
    beside = [each.rule for each in _ALL if not each.modelled]
    assert beside == [each.name for each in matters() if not each.rules]
    assert len({each.rule for each in _ALL}) == len(_ALL)


@pytest.mark.parametrize("held", _ALL, ids=lambda held: held.rule)
def test_coverage_is_told_in_whole_sentences(held: Coverage) -> None:
    assert held.title
    for told in (held.words, *(limit.says for limit in held.limits)):
        assert told.endswith(".")
        assert told[0].isupper() or told[0].isdigit() or told[0] == "("
    assert held.standing in READINGS


@pytest.mark.parametrize(
    ("rule", "since", "standing"),
    [
        ("base.fee", date(2020, 1, 1), "in file"),  # the adjustor of 2009 to 2019 was not read
        ("bilateral.fee", date(2020, 1, 1), "read"),  # states its sides by another rule
        ("therapy.share", date(1992, 1, 1), "read"),
        ("imaging.family", date(1992, 1, 1), "in file"),
        ("anesthesia.locality_factor", date(2021, 1, 1), "in file"),
        ("endoscopy.amount", date(2020, 1, 1), "read"),
    ],
)
def test_a_rule_is_verified_since_its_figures_are(rule: str, since: date, standing: str) -> None:
    held = coverage_of(rule)
    assert (held.verified_since, held.standing) == (since, standing)


def test_a_rule_whose_figure_in_force_was_not_read_is_not_verified() -> None:
    for held in _ALL:
        if held.modelled and held.verified_since is None:
            figures = own_parameters(rules()[held.rule])
            assert any(figure.values[-1].read == "not read" for figure in figures)
            assert held.standing == "not read"


def test_what_is_verified_since_a_day_has_no_unread_figure_from_then_on() -> None:
    for held in _ALL:
        for figure in own_parameters(rules()[held.rule]) if held.modelled else ():
            since = held.verified_since
            if since is not None:
                later = [v.read for v in figure.values if v.first >= figure.on(since).first]
                assert "not read" not in later


def test_a_rule_tells_its_place_in_the_order_and_what_puts_it_there() -> None:
    assert (coverage_of("bilateral.fee").place, coverage_of("bilateral.fee").order) == (3, "read")
    assert (coverage_of("roles.amount").place, coverage_of("roles.amount").order) == (
        9,
        "convention",
    )
    assert coverage_of("gpci.work_floor").place is None


def test_limits_are_told_with_the_rules_they_limit() -> None:
    assert [each.name for each in coverage_of("endoscopy.amount").limits] == [
        "below_base",
        "both_sides_of_a_family",
    ]


def test_every_modifier_that_is_not_modelled_is_named() -> None:
    unmodelled = {"not modelled", "patient share"}
    titles = " ".join(each.title for each in _ALL if not each.modelled)
    for held in modifiers():
        if held.effect in unmodelled:
            assert held.code in titles, held.code


def test_every_outcome_that_leaves_the_amount_to_others_is_named() -> None:
    told = {each for held in _ALL for each in held.reasons}
    by_report = {held.id for held in reasons() if held.outcome == "by report"}
    assert by_report - told <= {"bilateral.pair_by_report"}


def test_an_unknown_name_has_no_coverage() -> None:
    with pytest.raises(KeyError):
        coverage_of("astrology")
