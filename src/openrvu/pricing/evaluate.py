"""Price one claim by the rules, with every step where it is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from openrvu.errors import ReleaseNotHeld
from openrvu.exact import CENT_PLACES, to_scaled
from openrvu.pricing import prepare
from openrvu.pricing.claim import Claim, ClaimLine, PricedClaim, PricedLine
from openrvu.pricing.factors import factor_for
from openrvu.pricing.global_periods import NOTICE, nearest
from openrvu.pricing.missing_parts import mark_missing_parts
from openrvu.pricing.result import priced_line
from openrvu.rules.as_python import Program, compile_program
from openrvu.rules.order import OUTPUTS
from openrvu.rules.parameters import parameters
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.source import Source, default_source
from openrvu.schedule.zip_notices import zip_notices

Value = int | str | bool


@dataclass(frozen=True, slots=True)
class _Day:
    """The schedule of one date of service of a claim.

    Attributes:
        day: the date.
        schedule: None where no release of that day is held.
        missing: why not, in a sentence.
        locality: whose indices are used.
        factor: dollars per total RVU, or None where none is known.
        locality_missing: a place was asked for whose indices are not held.
    """

    day: date
    schedule: FeeSchedule | None
    missing: str
    locality: Locality
    factor: Decimal | None
    locality_missing: bool


def price(claim: Claim, *, source: Source | None = None, steps: bool = False) -> PricedClaim:
    """Price a claim by Medicare's rules.

    What cannot be priced is an outcome of its line; the other lines are priced all the same.

    Args:
        claim: the lines, the day, the place and the rest.
        source: where releases are read; the bundled book by default.
        steps: keep every rule at work on every line.

    Raises:
        UnknownLocality: the claim's locality or ZIP code is not known.
        ReleaseNotHeld: ``claim.release`` names a release that is not held.
        ValueError: a figure of the claim is out of bounds.
    """
    source = source or default_source()
    numbered = list(enumerate(claim.lines, 1))
    done: dict[int, PricedLine] = {}
    notices: dict[str, None] = {}
    left, place = to_scaled(claim.deductible, CENT_PLACES), NATIONAL
    for day in sorted({line.day or claim.day for line in claim.lines}):
        context = _day_of(claim, day, source)
        place = place if context.locality_missing else context.locality
        notices.update(dict.fromkeys(_notices(claim, context.schedule)))
        lines = [(number, line) for number, line in numbered if (line.day or claim.day) == day]
        near = nearest(claim, day, source)
        for each, taken in _price_day(claim, context, lines, near, left, steps=steps):
            done[each.number] = each
            left -= taken
    if len({line.day for line in done.values()}) > 1 and any(
        line.starts_global_period for line in done.values()
    ):
        notices[NOTICE] = None
    return PricedClaim(claim, tuple(done[number] for number, _ in numbered), place, tuple(notices))


def _price_day(
    claim: Claim,
    context: _Day,
    lines: Sequence[tuple[int, ClaimLine]],
    near: Mapping[str, Value],
    deductible: int,
    *,
    steps: bool,
) -> list[tuple[PricedLine, int]]:
    """Every line of one day, and what the deductible took of each, in cents."""
    of_claim = {**prepare.of_claim(claim), **near, "deductible": deductible}
    founds = [_find(context, line) for _, line in lines]
    fields = [
        _fields(context, found, line, number, of_claim)
        for found, (number, line) in zip(founds, lines, strict=True)
    ]
    mark_missing_parts(fields)
    law = law_on(context.day)
    results = program(steps=steps).run(fields, law)
    made = []
    for (number, line), found, given, result in zip(lines, founds, fields, results, strict=True):
        release = context.schedule.release.label if context.schedule and not _own(line) else ""
        shown: Mapping[str, Value] | None = {**given, **law, **result} if steps else None
        priced = priced_line(
            number, line, context.day, found, result, release=release, values=shown
        )
        taken = int(result["deductible"]) if priced.share else 0
        made.append((priced, taken))
    return made


def _own(line: ClaimLine) -> bool:
    return line.given is not None and line.given.row is not None


def _find(context: _Day, line: ClaimLine) -> prepare.Found:
    """What is known of the service: from the caller, else from the release."""
    if line.given is not None and line.given.row is not None:
        return prepare.of_given(line.given.row)
    if context.schedule is None:
        return prepare.nothing(context.missing)
    return prepare.find(context.schedule, line.code, prepare.component_of(line.modifiers))


def _fields(
    context: _Day,
    found: prepare.Found,
    line: ClaimLine,
    number: int,
    of_claim: Mapping[str, Value],
) -> dict[str, Value]:
    """Every field of one line, held to its bounds."""
    made = dict(found.fields)
    made.update(of_claim)
    if context.factor is not None:
        made.update(prepare.of_locality(context.locality, context.factor))
    made["locality_missing"] = context.locality_missing
    made.update(prepare.of_modifiers(line.modifiers))
    made.update(prepare.of_place(line.place_of_service, line.setting, context.day))
    prepare.put_line(made, line, number)
    prepare.check_bounds(made, f"line {number} ({line.label})")
    return made


def _day_of(claim: Claim, day: date, source: Source) -> _Day:
    """The schedule, place and factor of a date of service."""
    missing, schedule = "", None
    try:
        schedule = _schedule(source, day, claim.release)
    except ReleaseNotHeld as error:
        if claim.release is not None:
            raise
        missing = str(error)
    factor = claim.conversion_factor
    if factor is None:
        factor = factor_for(day, schedule, qp=claim.qp, category=claim.factor_category)
    locality = _locality(claim, schedule)
    return _Day(day, schedule, missing, locality or NATIONAL, factor, locality is None)


@lru_cache(maxsize=4_000)
def _schedule(source: Source, day: date, release: str | None) -> FeeSchedule:
    if release is not None:
        return FeeSchedule.of(release, day=day, source=source)
    return FeeSchedule.on(day, source=source)


def _locality(claim: Claim, schedule: FeeSchedule | None) -> Locality | None:
    """Whose indices are used; None where a place is asked for and no release tells them."""
    if isinstance(claim.locality, Locality):
        return claim.locality
    if schedule is None:
        return NATIONAL if claim.locality is None and claim.zip_code is None else None
    return _place(schedule.source, schedule.release.label, claim.locality, claim.zip_code)


@lru_cache(maxsize=10_000)
def _place(source: Source, release: str, locality: str | None, zip_code: str | None) -> Locality:
    """The locality as a release has it, whatever the day."""
    schedule = FeeSchedule.of(release, source=source)
    if zip_code is not None:
        return schedule.locality_for_zip(zip_code)
    return NATIONAL if locality is None else schedule.locality(locality)


def _notices(claim: Claim, schedule: FeeSchedule | None) -> tuple[str, ...]:
    """What a reader must know of the release, and of the ZIP code that found the locality."""
    if schedule is None:
        return ()
    if claim.zip_code is None or isinstance(claim.locality, Locality):
        return schedule.notices
    said = _of_zip(schedule.source, schedule.release.label, claim.zip_code)
    return (*schedule.notices, *said)


@lru_cache(maxsize=10_000)
def _of_zip(source: Source, release: str, zip_code: str) -> tuple[str, ...]:
    schedule = FeeSchedule.of(release, source=source)
    return zip_notices(schedule.zip_area(zip_code), schedule)


@cache
def program(*, steps: bool) -> Program:
    """The rules as a program: the same for every claim."""
    return compile_program(OUTPUTS, keep_all=steps)


@lru_cache(maxsize=4_000)
def law_on(day: date) -> Mapping[str, int]:
    """Every dated figure of the law on a day, as rules use it."""
    return {each.name: each.scaled_on(day) for each in parameters()}
