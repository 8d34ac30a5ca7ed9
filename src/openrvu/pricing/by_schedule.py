"""Price a claim by one schedule: its release, its day and its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from openrvu.errors import ReleaseNotHeld
from openrvu.pricing.claim import Claim, ClaimLine, PricedClaim
from openrvu.pricing.evaluate import price
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.releases import normalise_label


def price_by(
    schedule: FeeSchedule, claim: Claim | Sequence[ClaimLine], *, steps: bool = False
) -> PricedClaim:
    """Price a claim by the release of a schedule.

    Args:
        schedule: its day is the date of service of every line.
        claim: the claim, or its lines alone.
        steps: keep every rule at work on every line.

    Raises:
        ValueError: the claim is of another day or names another release; or a figure of it is
            out of bounds.
        UnknownLocality: its locality or ZIP code is not known.
        ReleaseNotHeld: it asks for the factor of qualifying APM participants (QP) in a year
            that has none.
    """
    asked = claim if isinstance(claim, Claim) else Claim(tuple(claim), schedule.day)
    _check(asked, schedule)
    release = None if _answers_by_date(schedule) else schedule.release.label
    return price(replace(asked, release=release), source=schedule.source, steps=steps)


def _check(claim: Claim, schedule: FeeSchedule) -> None:
    days: list[date] = [claim.day, *(line.day for line in claim.lines if line.day)]
    other = next((day for day in days if day != schedule.day), None)
    if other is not None:
        raise ValueError(
            f"the claim has a service of {other}, and the schedule is that of {schedule.day}; "
            "openrvu.price(claim) takes each line by the release of its own day"
        )
    if claim.release is not None and normalise_label(claim.release) != schedule.release.label:
        raise ValueError(
            f"the claim asks for {claim.release}, and the schedule is {schedule.release.label}"
        )


def _answers_by_date(schedule: FeeSchedule) -> bool:
    """Whether its day alone finds the release, so that none need be asked for by name."""
    try:
        found = FeeSchedule.on(schedule.day, source=schedule.source)
    except ReleaseNotHeld:
        return False
    return found.release.label == schedule.release.label
