"""Reasons: an outcome and a sentence for whatever rules say of a line."""

from __future__ import annotations

import pytest

from openrvu.pricing.claim import LineOutcome
from openrvu.rules.expression import TextLiteral
from openrvu.rules.outcome import reason as told
from openrvu.rules.reasons import OUTCOMES, Reason, reason, reasons
from openrvu.rules.walk import in_order
from openrvu.schedule.indicators import STATUS


def test_outcomes_are_those_of_a_priced_line() -> None:
    assert set(OUTCOMES) == set(LineOutcome)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("assistant.never", "not payable"),
        ("multiple_surgery.sixth", "by report"),
        ("status.C", "contractor priced"),
        ("status.N", "not payable"),
        ("modifier.not_modelled", "not modelled"),
        ("note.na_setting", "priced"),
    ],
)
def test_a_reason_says_what_becomes_of_the_line(name: str, outcome: str) -> None:
    assert reason(name).outcome == outcome


@pytest.mark.parametrize("letter", "BCDEFGHIMNPX")
def test_a_status_says_what_its_indicator_means(letter: str) -> None:
    assert reason(f"status.{letter}").says == STATUS[letter].text


@pytest.mark.parametrize("held", reasons(), ids=lambda held: held.id)
def test_a_reason_is_told_in_whole_sentences(held: Reason) -> None:
    assert held.says.endswith(".")
    assert held.says[0].isupper() or held.says[0].isdigit()
    assert held.outcome in OUTCOMES


def test_notes_are_the_reasons_of_what_is_priced_all_the_same() -> None:
    for held in reasons():
        assert (held.outcome == "priced") == held.id.startswith("note.")


def test_every_reason_that_rules_give_has_a_sentence() -> None:
    texts = {node.value for node in in_order([told]) if isinstance(node, TextLiteral)}
    given = {text for text in texts if "." in text or text == "no_rvus"}
    assert len(given) > 40
    assert given <= {held.id for held in reasons()}


def test_an_unknown_reason_is_answered_with_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"no reason 'assistant'.*assistant\.never"):
        reason("assistant")
