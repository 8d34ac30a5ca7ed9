"""What work RVUs earn: threshold, rates and tiers over one stretch of days."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.exactly import shown
from openrvu.productivity.contract.facts import Facts, volume_at
from openrvu.productivity.contract.pay_terms import (
    Pays,
    Production,
    QualityKind,
    Scale,
    Tier,
)
from openrvu.productivity.contract.steps import NOTHING, Earning, Step, Unit, number
from openrvu.productivity.contract.terms import By, Settle, ThresholdKind
from openrvu.productivity.contract.year import Measure, Stretch, is_fixed, measure

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Band:
    """Dollars a work RVU from a start on; the start in work RVUs or in percent of the volume."""

    start: Fraction
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Rates:
    """A contract's production over a stretch of days.

    Attributes:
        told: the contract's own terms.
        threshold: work RVUs that earn nothing.
        bands: rates, the first from 0.
        factor: what quality and the payout share make of each dollar.
        steps: how threshold and rates came about.
    """

    told: Production
    threshold: Fraction
    bands: tuple[Band, ...]
    factor: Fraction
    steps: tuple[Step, ...]

    def lines(self, volume: Fraction) -> list[tuple[Fraction, Fraction]]:
        """Work RVUs that count, each with its rate."""
        volume = max(_ZERO, volume)  # voids may outweigh the work of a few days
        counted = max(_ZERO, volume - self.threshold)
        if self.told.scale is Scale.PERCENT_OF_VOLUME:
            ends = [band.start for band in self.bands[1:]] + [Fraction(100)]
            parts = zip(self.bands, ends, strict=True)
            return [(counted * (end - band.start) / 100, band.rate) for band, end in parts]
        if self.told.whole_volume:
            return [(counted, [b.rate for b in self.bands if b.start <= volume][-1])]
        ends = [band.start for band in self.bands[1:]] + [volume]
        return [
            (max(_ZERO, min(end, volume) - max(band.start, self.threshold)), band.rate)
            for band, end in zip(self.bands, ends, strict=True)
        ]

    def earned(self, volume: Fraction) -> Fraction:
        """Dollars of production, quality and payout share seen to."""
        return self.factor * sum((part * rate for part, rate in self.lines(volume)), _ZERO)

    @property
    def by_volume(self) -> bool:
        """Whether the starts of bands are work RVUs."""
        return self.told.scale is not Scale.PERCENT_OF_VOLUME

    def rate_at(self, volume: Fraction) -> Fraction:
        """Dollars for one more work RVU at a volume above the threshold."""
        if self.by_volume:
            return self.factor * [b.rate for b in self.bands if b.start <= volume][-1]
        return self.factor * sum(
            (part * rate for part, rate in self.lines(self.threshold + 1)), _ZERO
        )

    def volume_above(self, need: Fraction) -> Fraction | None:
        """The least volume above which production earns more than ``need`` dollars, or None.

        What production earns is straight between its breaks: the threshold and the tiers.
        """
        starts = {band.start for band in self.bands} if self.by_volume else {_ZERO}
        breaks = sorted({_ZERO, self.threshold, *starts})
        for first, last in zip(breaks, [*breaks[1:], None], strict=True):
            earned = self.earned(first)
            if earned > need:
                return first
            middle = first + 1 if last is None else (first + last) / 2
            slope = (self.earned(middle) - earned) / (middle - first)
            found = first + (need - earned) / slope if slope > 0 else None
            if found is not None and (last is None or found < last):
                return found
        return None


def production(contract: Contract, stretch: Stretch, volume: Fraction, facts: Facts) -> Earning:
    """What the volume of a stretch earns; for "greater of", what it earns above the base."""
    told = contract.production
    if told.pays is Pays.NOTHING:
        return NOTHING
    if is_fixed(contract, stretch):
        words = f"Until {stretch.whole.last} the guarantee is paid in place of production."
        counted = (number("credited", volume, Unit.WRVU),)
        return Earning(_ZERO, (Step("pay.fixed", words, counted, number("production", 0)),))
    against = measured(contract, stretch)
    rates = rates_of(contract, against, facts)
    lines = [_line(part, rate) for part, rate in rates.lines(volume) if part]
    earned = rates.earned(volume)
    steps = [*rates.steps, _counted(rates, volume), *lines]
    steps += _factored(contract, facts, earned)
    if told.pays is Pays.GREATER:
        earned, step = _above_base(earned, against.base)
        steps.append(step)
    return Earning(earned, tuple(steps))


def measured(contract: Contract, stretch: Stretch) -> Measure:
    """What the work of a stretch is measured against: the days gone by, or all of them."""
    whole = contract.settle is Settle.WHOLE
    return measure(contract, stretch.whole if whole else stretch.days)


def rates_of(contract: Contract, against: Measure, facts: Facts) -> Rates:
    """The contract's threshold and rates over some days.

    Raises:
        MissingFact: tiers go by percentiles that were not told.
    """
    told = contract.production
    straight = told.straight(against.clinical_fte)
    tiers = told.tiers if straight is None else (Tier(Decimal(0), straight),)
    bands = tuple(_band(told, tier, against, facts) for tier in tiers)
    steps = [*_band_rate(told, bands, against)]
    threshold = _ZERO
    if contract.threshold.kind is not ThresholdKind.NONE:
        threshold, step = _threshold(contract, against, bands[0].rate)
        steps.append(step)
    steps += [_start(tier, band, told) for tier, band in zip(tiers, bands, strict=True)][1:]
    factor = Fraction(told.share)
    for score in _scores(contract, facts).values():
        factor *= score
    return Rates(told, threshold, bands, factor, tuple(steps))


def _band(told: Production, tier: Tier, against: Measure, facts: Facts) -> Band:
    if told.scale is Scale.PERCENT_OF_VOLUME or not tier.start:
        return Band(Fraction(tier.start), Fraction(tier.rate))
    by_rank = told.scale is Scale.PERCENTILE
    start = volume_at(facts.percentiles, tier.start) if by_rank else Fraction(tier.start)
    return Band(start * against.by(told.by), Fraction(tier.rate))


def _threshold(contract: Contract, against: Measure, rate: Fraction) -> tuple[Fraction, Step]:
    told = contract.threshold
    if told.kind is ThresholdKind.DERIVED:
        found, words = against.ramped_base / rate, "Threshold: clinical base divided by the rate."
        numbers = (number("clinical base", against.ramped_base), number("rate", rate, Unit.RATE))
    else:
        times = against.threshold_by(told.by)
        fte = "" if told.by is By.NONE else f" times {told.by}"
        words = f"Threshold: work RVUs a year times the share of the year{fte} and any ramp."
        found = Fraction(told.annual) * times
        numbers = (
            number("work RVUs a year", told.annual, Unit.WRVU),
            number("share", times, Unit.NUMBER),
        )
    return found, Step("pay.threshold", words, numbers, number("threshold", found, Unit.WRVU))


def _band_rate(told: Production, bands: tuple[Band, ...], against: Measure) -> list[Step]:
    if not told.fte_rates:
        return []
    fte = (number("clinical FTE", against.clinical_fte, Unit.FTE),)
    words = "The rate goes by clinical FTE, on average over the days measured."
    return [Step("pay.fte_rate", words, fte, number("rate", bands[0].rate, Unit.RATE))]


def _start(tier: Tier, band: Band, told: Production) -> Step:
    unit = Unit.WRVU if told.scale is Scale.WRVU else Unit.PERCENT
    out = Unit.PERCENT if told.scale is Scale.PERCENT_OF_VOLUME else Unit.WRVU
    words = f"A tier of ${shown(band.rate)} for each work RVU starts here."
    if told.scale is Scale.PERCENTILE:
        words = f"P{tier.start} of the survey, at the physician's FTE: {words}"
    start = (number("start", tier.start, unit),)
    return Step("pay.tier", words, start, number("start", band.start, out))


def _counted(rates: Rates, volume: Fraction) -> Step:
    counted = max(_ZERO, volume - rates.threshold)
    words = "Credited work RVUs above the threshold." if rates.threshold else "Work RVUs count."
    numbers = (
        number("credited", volume, Unit.WRVU),
        number("threshold", rates.threshold, Unit.WRVU),
    )
    return Step("pay.counted", words, numbers, number("counted", counted, Unit.WRVU))


def _line(part: Fraction, rate: Fraction) -> Step:
    numbers = (number("work RVUs", part, Unit.WRVU), number("rate", rate, Unit.RATE))
    return Step("pay.rate", "Work RVUs times the rate.", numbers, number("amount", part * rate))


def _scores(contract: Contract, facts: Facts) -> dict[str, Fraction]:
    return {
        quality.name: Fraction(facts.score(quality))
        for quality in contract.quality
        if quality.kind is QualityKind.RATE
    }


def _factored(contract: Contract, facts: Facts, earned: Fraction) -> list[Step]:
    """The steps of quality and payout share, whose product ``earned`` already holds."""
    told = [
        ("pay.quality_rate", f"Quality multiplies the rate: {name}.", score)
        for name, score in _scores(contract, facts).items()
    ]
    told.append(("pay.share", "The payout share.", Fraction(contract.production.share)))
    factors = [one for one in told if one[2] != 1]
    if not factors:
        return []
    numbers = tuple(number(words, factor, Unit.NUMBER) for _, words, factor in factors)
    words = " ".join(words for _, words, _ in factors)
    return [Step(factors[0][0], words, numbers, number("production", earned))]


def _above_base(earned: Fraction, base: Fraction) -> tuple[Fraction, Step]:
    found = max(_ZERO, earned - base)
    numbers = (number("production", earned), number("base", base))
    words = "The greater of base and production is paid: what production is above the base."
    return found, Step("pay.greater", words, numbers, number("above the base", found))
