"""Made-up contracts and years of work."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.pay_terms import (
    CallPay,
    FteRate,
    Of,
    Pays,
    Per,
    Production,
    Quality,
    QualityKind,
    Scale,
    Shift,
    Stipend,
    Tier,
)
from openrvu.productivity.contract.terms import (
    By,
    Calendar,
    Cap,
    CapOn,
    Draw,
    Fte,
    Guarantee,
    GuaranteeKind,
    Pool,
    Prorate,
    Ramp,
    Recovery,
    Salary,
    Settle,
    Threshold,
    ThresholdKind,
)
from openrvu.productivity.contract.work import PeriodWork

YEAR = 2026
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
FULL_TIME = (Fte(FIRST, Decimal(1), Decimal(1)),)


def dollars(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def these(*figures: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, figures))


def contract(**terms: Any) -> Contract:
    """A contract of 2026 on, full time, with these terms."""
    return Contract(**{"name": "made", "starts": FIRST, "fte": FULL_TIME, **terms})


def fte(total: str, clinical: str, since: date = FIRST) -> Fte:
    return Fte(since, Decimal(total), Decimal(clinical))


def salary(annual: str, since: date = FIRST) -> Salary:
    return Salary(since, dollars(annual))


def threshold(annual: str, by: By = By.CLINICAL) -> Threshold:
    return Threshold(ThresholdKind.GIVEN, dollars(annual), by)


def straight(rate: str, pays: Pays = Pays.ABOVE, share: str = "1") -> Production:
    return Production(pays, Decimal(rate), share=Decimal(share))


def tiers(*told: tuple[str, str]) -> tuple[Tier, ...]:
    return tuple(Tier(dollars(start), Decimal(rate)) for start, rate in told)


def of_year(wrvu: str) -> list[PeriodWork]:
    """So many work RVUs, spread evenly over 2026."""
    return [PeriodWork(FIRST, LAST, dollars(wrvu))]


def figures(least: int, most: int, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Figures of so many digits after the point, both ends included."""
    scale = 10**places
    return st.integers(least * scale, most * scale).map(lambda n: Decimal(n).scaleb(-places))


DAYS = st.dates(FIRST, LAST)
WORK = st.lists(st.tuples(DAYS, figures(0, 900)), max_size=12)
RATES = figures(0, 90)
FTES = st.tuples(figures(0, 1), figures(0, 1)).map(lambda two: (max(two), min(two)))


@st.composite
def ftes(draw: st.DrawFn) -> tuple[Fte, ...]:
    """FTE from the year's first day on, with up to three changes; never none at first."""
    later = sorted(draw(st.sets(st.dates(FIRST + timedelta(1), LAST), max_size=3)))
    first = Fte(FIRST, Decimal(1), draw(figures(0, 1)))
    return first, *(Fte(day, *draw(FTES)) for day in later)


@st.composite
def marginal(draw: st.DrawFn) -> Production:
    """Marginal tiers whose rates may rise and fall."""
    starts = sorted(draw(st.sets(figures(1, 6000), max_size=3)))
    told = tuple(Tier(start, draw(RATES)) for start in [Decimal(0), *starts])
    pays = draw(st.sampled_from([Pays.ABOVE, Pays.GREATER]))
    return Production(pays, tiers=told, by=draw(st.sampled_from(By)), share=draw(figures(0, 1)))


@st.composite
def of_volume(draw: st.DrawFn) -> Production:
    starts = sorted(draw(st.sets(figures(1, 99), max_size=2)))
    told = tuple(Tier(start, draw(RATES)) for start in [Decimal(0), *starts])
    return Production(Pays.ABOVE, tiers=told, scale=Scale.PERCENT_OF_VOLUME)


@st.composite
def rising_whole(draw: st.DrawFn) -> Production:
    """Whole-volume tiers whose rates rise."""
    starts = sorted(draw(st.sets(figures(1, 6000), min_size=1, max_size=3)))
    rates = sorted(draw(st.lists(RATES, min_size=len(starts) + 1, max_size=len(starts) + 1)))
    pairs = zip([Decimal(0), *starts], rates, strict=True)
    return Production(Pays.ABOVE, tiers=tuple(Tier(a, b) for a, b in pairs), whole_volume=True)


STRAIGHT = st.builds(
    Production,
    st.sampled_from([Pays.ABOVE, Pays.GREATER]),
    RATES,
    share=figures(0, 1),
)
BY_FTE = st.builds(
    lambda rates: Production(
        Pays.ABOVE, fte_rates=(FteRate(Decimal(0), rates[0]), FteRate(Decimal("0.5"), rates[1]))
    ),
    st.tuples(RATES, RATES),
)
MONOTONE = st.one_of(STRAIGHT, BY_FTE, marginal(), of_volume(), rising_whole())

_SCORES = figures(0, 1)
QUALITY = st.lists(
    st.one_of(
        st.builds(Quality, st.just("a"), st.just(QualityKind.RATE), score=_SCORES),
        st.builds(
            Quality,
            st.just("b"),
            st.just(QualityKind.PERCENT),
            figures(0, 20),
            of=st.sampled_from([Of.BASE, Of.CLINICAL_BASE]),
            score=_SCORES,
            override=st.none() | figures(0, 10),
        ),
        st.builds(Quality, st.just("c"), st.just(QualityKind.TOTAL), figures(0, 20), score=_SCORES),
        st.builds(
            Quality,
            st.just("d"),
            st.just(QualityKind.FIXED),
            amount=figures(0, 9000),
            score=_SCORES,
        ),
        st.builds(
            Quality,
            st.just("e"),
            st.just(QualityKind.HOLDBACK),
            figures(0, 20),
            of=st.sampled_from(Of),
            score=_SCORES,
        ),
    ),
    max_size=4,
    unique_by=lambda quality: quality.name,
).map(tuple)
CALLS = st.builds(
    CallPay,
    st.just("call"),
    st.lists(
        st.builds(Shift, st.just("weekday"), figures(0, 30), st.sampled_from(Per), figures(0, 900)),
        max_size=2,
    ).map(tuple),
    figures(0, 9000),
    st.integers(1, 9),
    figures(0, 50),
    st.integers(1, 9),
)
STIPENDS = st.builds(Stipend, st.just("chair"), figures(0, 20_000), st.none() | DAYS)


RAISE = (Salary(date(2026, 5, 9), Decimal(123_456)),)


@st.composite
def contracts(draw: st.DrawFn, made: st.SearchStrategy[Production] = MONOTONE) -> Contract:
    """Contracts of a part of 2026 or all of it, without a draw."""
    production = draw(made)
    kinds = [ThresholdKind.NONE]
    if production.pays is Pays.ABOVE:
        kinds.append(ThresholdKind.GIVEN)
        if production.rate:
            kinds.append(ThresholdKind.DERIVED)
    kind = draw(st.sampled_from(kinds))
    annual = draw(figures(0, 5000)) if kind is ThresholdKind.GIVEN else Decimal(0)
    starts = draw(st.just(FIRST) | DAYS)
    return Contract(
        name="made",
        starts=starts,
        ends=draw(st.none() | st.dates(starts, date(2027, 12, 31))),
        fte=draw(ftes()),
        base=(Salary(FIRST, draw(figures(0, 300_000))), *draw(st.sampled_from([(), RAISE]))),
        base_by=draw(st.sampled_from(By)),
        threshold=Threshold(kind, annual, draw(st.sampled_from(By))),
        ramp=draw(st.sampled_from([(), (Ramp(FIRST, Decimal("0.5")), Ramp(LAST, Decimal(1)))])),
        production=production,
        guarantee=draw(
            st.none()
            | st.builds(Guarantee, figures(0, 300_000), DAYS, st.sampled_from(GuaranteeKind))
        ),
        quality=draw(QUALITY),
        call=draw(st.lists(CALLS, max_size=1).map(tuple)),
        stipends=draw(st.lists(STIPENDS, max_size=1).map(tuple)),
        cap=draw(
            st.none()
            | st.builds(Cap, figures(0, 400_000), st.sampled_from(CapOn), st.sampled_from(By))
        ),
        payout=draw(st.sampled_from(Calendar)),
        settle=draw(st.sampled_from([Settle.PRORATED, Settle.WHOLE])),
        prorate=draw(st.sampled_from(Prorate)),
    )


DRAWS = st.builds(
    Draw, figures(0, 20_000), st.sampled_from(Recovery), figures(0, 100), st.integers(1, 6)
)
POOLS = st.builds(Pool, figures(0, 30_000), figures(1, 60_000), share=st.none() | figures(0, 1))
