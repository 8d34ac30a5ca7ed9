"""Quality: what a score adds to pay, holds back of it, and releases."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.pay_terms import Of, Quality, QualityKind
from openrvu.productivity.contract.steps import Earning, Step, Unit, number


def quality(told: Quality, bases: Mapping[Of, Fraction], part: Fraction, facts: Facts) -> Earning:
    """What a measure pays that is no part of the rate or of total pay; a holdback is below 0.

    Args:
        told: the measure.
        bases: dollars that percentages are of.
        part: share of the contract year.
        facts: hold the scores.
    """
    score = Fraction(facts.score(told))
    if told.kind is QualityKind.FIXED:
        return _fixed(told, part, score)
    of, percent = bases[told.of], told.percent
    paid = Fraction(percent) / 100 * of
    words = f"{percent} % of {told.of}, times the score."
    if told.kind is QualityKind.HOLDBACK:
        paid, words = -paid, f"{percent} % of {told.of} is held back until the year is over."
    elif told.override is not None:
        percent = told.override
        paid = Fraction(percent) / 100 * of
        words = f"{percent} % of {told.of}, whatever the score."
    else:
        paid *= score
    numbers = (
        number(told.of, of),
        number("percent", percent, Unit.PERCENT),
        number("score", score, Unit.NUMBER),
    )
    return Earning(paid, (Step("pay.quality", words, numbers, number("quality", paid)),))


def _fixed(told: Quality, part: Fraction, score: Fraction) -> Earning:
    paid = Fraction(told.amount) * part * score
    numbers = (
        number("amount a year", told.amount),
        number("share", part, Unit.NUMBER),
        number("score", score, Unit.NUMBER),
    )
    words = "A yearly amount times the share of the year and the score."
    return Earning(paid, (Step("pay.quality", words, numbers, number("quality", paid)),))


def quality_of_total(told: Quality, other: Fraction, facts: Facts) -> Earning:
    """Quality as q percent of total pay: other pay times q / (1 - q), times the score."""
    q, score = Fraction(told.percent) / 100, Fraction(facts.score(told))
    paid = other * q / (1 - q) * score
    words = f"{told.percent} % of total pay: other pay times q / (1 - q), times the score."
    numbers = (
        number("other pay", other),
        number("q", told.percent, Unit.PERCENT),
        number("score", score, Unit.NUMBER),
    )
    return Earning(paid, (Step("pay.quality.total", words, numbers, number("quality", paid)),))


def released(told: Quality, held: Fraction, facts: Facts) -> Earning:
    """What of a holdback the score releases, when the year is over."""
    score = Fraction(facts.score(told))
    numbers = (number("held back", held), number("score", score, Unit.NUMBER))
    step = Step(
        "pay.released",
        "The year is over: what was held back, times the score.",
        numbers,
        number("released", held * score),
    )
    return Earning(held * score, (step,))
