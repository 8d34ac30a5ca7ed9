"""Made-up services and plans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from hypothesis import strategies as st

from makers.services import Indicators
from makers.services import service as row
from makers.strategies import scaled, service_rows
from openrvu.pricing.claim import Provider
from openrvu.productivity.credit import credit
from openrvu.productivity.credited import Credited, CreditedLine
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import (
    Anesthesia,
    AnesthesiaMode,
    Basis,
    CodeRange,
    Combine,
    Condition,
    Endoscopy,
    ModifierFactor,
    MultipleMode,
    MultipleProcedures,
    PractitionerFactor,
    ReleaseBy,
    WorkOverride,
)
from openrvu.productivity.service import Service
from openrvu.schedule import indicators as ind
from openrvu.schedule.rows import ServiceRow, Setting

DAY = date(2026, 3, 2)
#: An operation of the kind most rules are about.
OPERATION: Indicators = {
    "global_days": "090",
    "pre_op": Decimal("0.10"),
    "intra_op": Decimal("0.69"),
    "post_op": Decimal("0.21"),
    "multiple_procedure": "2",
    "bilateral": "1",
    "assistant": "2",
    "co_surgeon": "1",
}
_MODIFIERS = ("22", "26", "50", "51", "52", "53", "54", "55", "56", "62", "78", "80", "AS", "TC")
_TEXT = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=30).map(str.strip)


class Extra(TypedDict, total=False):
    """What a test may say of a service besides its row."""

    units: int
    posted: date | None
    setting: Setting | None
    fee: Decimal | None
    base_row: ServiceRow | None
    base_fee: Decimal | None
    provider: Provider
    minutes: int | None
    base_units: Decimal | None
    claim: str


def work(rvus: str, *modifiers: str, **extra: Unpack[Extra]) -> Service:
    """An operation with so many work RVUs."""
    return on_row(row("Y0003", work=rvus, **OPERATION), *modifiers, **extra)


def on_row(held: ServiceRow, *modifiers: str, **extra: Unpack[Extra]) -> Service:
    """A service that answers to a row."""
    return Service(held.code, DAY, held, modifiers, **extra)


def one(service: Service, plan: CreditPlan) -> CreditedLine:
    """The only line of a service credited by itself."""
    (line,) = credit([service], plan).lines
    return line


def credits_of(credited: Credited) -> list[str | None]:
    """What was credited, line by line, without needless zeros."""
    values = (line.credited for line in credited.lines)
    return [None if value is None else format(value.normalize(), "f") for value in values]


def ranked(
    *factors: str,
    by: Basis = Basis.WORK,
    endoscopy: Endoscopy = Endoscopy.AS_MULTIPLE,
    apart: tuple[str, ...] = (),
) -> CreditPlan:
    """A plan that does nothing but rank."""
    return CreditPlan(
        "ranking",
        multiple=MultipleProcedures(
            mode=MultipleMode.RANKED,
            rank_by=by,
            factors=tuple(map(Decimal, factors)),
            endoscopy=endoscopy,
            apart=apart,
        ),
    )


def factors() -> st.SearchStrategy[Decimal]:
    """Factors as plans have them, in hundredths of a percent."""
    return scaled(50_000, 4)


@st.composite
def modifier_factors(draw: st.DrawFn) -> ModifierFactor:
    """A factor of any modifier but 51, with or without conditions."""
    modifier = draw(st.sampled_from([m for m in _MODIFIERS if m != "51"]))
    by_file = modifier in ("54", "55", "56", "78") and draw(st.booleans())
    sides = st.sets(st.sampled_from(list(ind.BILATERAL)), min_size=1)
    conditions = [
        Condition("global_days", ("010", "090")),
        Condition("bilateral", tuple(sorted(draw(sides)))),
    ]
    return ModifierFactor(
        modifier,
        None if by_file else draw(factors()),
        draw(_TEXT),
        tuple(condition for condition in conditions if draw(st.booleans())),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(_TEXT),
    )


def _multiples() -> st.SearchStrategy[MultipleProcedures]:
    def sound(told: MultipleProcedures) -> bool:
        return told.mode is MultipleMode.RANKED or told.endoscopy is not Endoscopy.DIFFERENCE

    return st.builds(
        MultipleProcedures,
        mode=st.sampled_from(MultipleMode),
        modifier_51=factors(),
        rank_by=st.sampled_from(Basis),
        factors=st.lists(factors(), min_size=1, max_size=4).map(tuple),
        indicators=st.sets(st.sampled_from(["1", "2", "3"])).map(sorted).map(tuple),
        endoscopy=st.sampled_from(Endoscopy),
        apart=st.sampled_from([(), ("78",), ("55", "78")]),
        customary=st.booleans(),
        source=_TEXT,
    ).filter(sound)


def _in_use(told: list[ModifierFactor]) -> tuple[ModifierFactor, ...]:
    """The factors without those that could never be reached."""
    found: list[ModifierFactor] = []
    closed: set[str] = set()
    for factor in told:
        if factor.modifier not in closed:
            found.append(factor)
        if not factor.only_when and not factor.unless_own_row:
            closed.add(factor.modifier)
    return tuple(found)


def plans() -> st.SearchStrategy[CreditPlan]:
    """Plans of every kind that a file can hold."""
    overrides = st.builds(WorkOverride, st.sampled_from(["Y0001", "Y0002"]), factors(), _TEXT)
    return st.builds(
        CreditPlan,
        name=_TEXT.filter(bool),
        source=_TEXT,
        factors=st.lists(modifier_factors(), max_size=8).map(_in_use),
        combine=st.sampled_from(Combine),
        multiple=_multiples(),
        practitioners=st.lists(
            st.builds(
                PractitionerFactor, st.sampled_from(Provider), factors(), st.booleans(), _TEXT
            ),
            max_size=2,
            unique_by=lambda told: told.provider,
        ).map(tuple),
        anesthesia=st.builds(
            Anesthesia, st.sampled_from(AnesthesiaMode), factors(), st.integers(1, 60)
        ),
        count_units=st.booleans(),
        release=st.sampled_from([*ReleaseBy, "RVU20D", "RVU24AR"]),
        zeroed=st.sampled_from([(), (CodeRange("Y0001", "Y0001"), CodeRange("96365", "96376"))]),
        overrides=st.lists(overrides, max_size=2, unique_by=lambda own: own.code).map(tuple),
        notes=st.lists(_TEXT.filter(bool), max_size=2).map(tuple),
    )


@st.composite
def services(draw: st.DrawFn) -> Service:
    """A service with any row, modifiers, units and figures to rank by."""
    held = draw(service_rows())
    code = draw(st.sampled_from(["Y0001", "Y0002", "Y0003", held.code]))
    return Service(
        code,
        draw(st.sampled_from([DAY, date(2026, 3, 3)])),
        draw(st.sampled_from([held, held, held, None])),
        tuple(draw(st.lists(st.sampled_from(["59", "RT", "LT", *_MODIFIERS]), max_size=5))),
        draw(st.integers(1, 12)),
        setting=draw(st.sampled_from([None, *Setting])),
        fee=draw(st.none() | scaled(999_999, 2)),
        base_row=draw(st.none() | service_rows()),
        base_fee=draw(st.none() | scaled(99_999, 2)),
        provider=draw(st.sampled_from(Provider)),
        minutes=draw(st.none() | st.integers(0, 600)),
        base_units=draw(st.none() | scaled(30, 0)),
        claim=draw(st.sampled_from(["", "A"])),
    )
