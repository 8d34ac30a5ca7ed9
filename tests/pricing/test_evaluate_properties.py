"""What holds of every claim, made of codes of the bundled book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import assume, given
from hypothesis import strategies as st

from openrvu.book.book import open_book
from openrvu.exact import round_half_up
from openrvu.pricing.claim import Claim, ClaimLine, LineOutcome, PricedClaim, PricedLine, Provider
from openrvu.pricing.evaluate import price
from openrvu.schedule.amount import Outcome
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.rows import ServiceRow, Setting

DAY = date(2025, 10, 2)
_LABEL = "RVU25D"
_MODIFIERS = (
    *("", "", "", "26", "TC", "50", "RT", "LT", "59", "25", "57", "51", "54", "55", "62", "78"),
    *("80", "AS", "22", "FX", "FY", "CT", "76", "33"),
)
_NOTHING = Decimal(0)


@cache
def _kinds() -> dict[str, list[str]]:
    """Payable codes by their multiple procedure indicator, no two of the same relative values."""
    kinds: dict[str, dict[tuple[Decimal, ...], str]] = {}
    for row in open_book().all_rows(_LABEL):
        if row.modifier or row.policy.status not in "AR" or not row.has_rvus:
            continue
        kinds.setdefault(row.policy.multiple_procedure, {}).setdefault(_values(row), row.code)
    return {kind: sorted(codes.values()) for kind, codes in kinds.items()}


def _values(row: ServiceRow) -> tuple[Decimal, ...]:
    return (row.total(Setting.NONFACILITY), row.total(Setting.FACILITY))


def _codes() -> st.SearchStrategy[str]:
    """A code of any kind; the rarer kinds, of which rules speak, as often as the others."""
    return st.sampled_from(sorted(_kinds())).flatmap(lambda kind: st.sampled_from(_kinds()[kind]))


@st.composite
def _lines(draw: st.DrawFn, most_units: int = 2) -> ClaimLine:
    modifiers = draw(st.lists(st.sampled_from(_MODIFIERS), max_size=2, unique=True))
    charge = draw(st.none() | st.integers(1, 300_000))
    return ClaimLine(
        draw(_codes()),
        tuple(filter(None, modifiers)),
        units=draw(st.integers(1, most_units)),
        charge=None if charge is None else Decimal(charge).scaleb(-2),
        place_of_service=draw(st.sampled_from(["11", "11", "22", "24"])),
        provider=draw(st.sampled_from([Provider.PHYSICIAN, Provider.NP])),
        documented=draw(st.booleans()),
        postop_days=draw(st.none() | st.integers(1, 10)),
    )


@st.composite
def _claims(draw: st.DrawFn, *, by_code: bool = False) -> Claim:
    lines = draw(
        st.lists(
            _lines(), min_size=1, max_size=5, unique_by=(lambda a: a.code) if by_code else None
        )
    )
    cents = draw(st.sampled_from([0, 0, 5_000, 25_700]))
    return Claim(
        tuple(lines),
        DAY,
        locality=draw(st.sampled_from(["IL-16", "AK-01", "NY-01", None])),
        participating=draw(st.booleans()),
        deductible=Decimal(cents).scaleb(-2),
        hospital_patient=draw(st.sampled_from([False, False, False, True])),
    )


def _bare(lines: Iterable[PricedLine]) -> list[PricedLine]:
    """The lines without their numbers and steps, by which alone they may differ."""
    return [replace(each, number=0, steps=()) for each in lines]


def _has_ties(made: PricedClaim) -> bool:
    """Whether an order of the lines could matter: equal fees or parts, or a sixth procedure."""
    sixth = any(each.reason_id == "multiple_surgery.sixth" for each in made.lines)
    ranked = [each for each in made.lines if each.fee is not None]
    parts = [_parts(each.line.code) for each in ranked]
    keys: list[list[object]] = [[each.fee for each in ranked], *map(list, zip(*parts, strict=True))]
    return sixth or any(len(set(key)) < len(key) for key in keys)


@cache
def _parts(code: str) -> tuple[object, object]:
    """The relative values of a code's two components; what has none is like no other."""
    held = {row.modifier: row for row in FeeSchedule.of(_LABEL).rows(code)}
    found = [held.get(modifier) for modifier in ("TC", "26")]
    tc, pc = (row and (row.work, row.pe_nonfacility, row.mp) for row in found)
    return tc or code, pc or code


@given(claim=_claims(by_code=True), random=st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_nothing_but_at_ties_and_the_sixth(
    claim: Claim, random: st.DataObject
) -> None:
    claim = replace(claim, deductible=_NOTHING)
    lines = list(claim.lines)
    random.shuffle(lines)  # type: ignore[attr-defined]
    one, other = price(claim), price(replace(claim, lines=tuple(lines)))
    assume(not _has_ties(one))
    told = {each.line.code: each for each in _bare(other.lines)}
    assert [told[each.line.code] for each in one.lines] == _bare(one.lines)


@given(
    claim=_claims(),
    refused=st.sampled_from(
        [
            ClaimLine("ZZZZZ"),
            ClaimLine("99213", ("QQ", "ZQ")),
            ClaimLine("27447", ("GY",)),
            ClaimLine("36415"),
            ClaimLine("45378", ("26",)),
            ClaimLine("70553", place_of_service="98"),
        ]
    ),
    last=st.booleans(),
)
def test_a_line_that_is_not_payable_changes_no_other(
    claim: Claim, refused: ClaimLine, last: bool
) -> None:
    alone = price(claim).lines
    lines = (*claim.lines, refused) if last else (refused, *claim.lines)
    beside = price(replace(claim, lines=lines)).lines
    others = beside[:-1] if last else beside[1:]
    assert beside[-1 if last else 0].amount is None
    assert _bare(others) == _bare(alone)


@given(claim=_claims())
def test_no_amount_is_negative_or_above_its_fees(claim: Claim) -> None:
    for each in price(claim).lines:
        if each.amount is None:
            assert each.share is None
            assert each.reason
            continue
        assert each.fee is not None
        assert each.row is not None
        sides = {"1": Decimal("1.5"), "3": Decimal(2)}.get(each.row.policy.bilateral, Decimal(1))
        most = each.fee * max(Decimal(each.line.units), sides)
        assert _NOTHING <= each.amount <= round_half_up(most)
        if each.line.charge is not None and not {"RT", "LT"} & set(each.line.modifiers):
            assert each.amount <= each.line.charge


@given(claim=_claims())
def test_the_shares_add_up_to_what_is_allowed(claim: Claim) -> None:
    taken = _NOTHING
    for each in price(claim).lines:
        if each.share is None:
            continue
        share = each.share
        parts = (share.deductible, share.coinsurance, share.sequestration, share.medicare)
        assert sum(parts) == each.amount
        assert min(*parts, share.bonus) >= 0
        taken += share.deductible
    assert taken <= claim.deductible


@given(claim=_claims())
def test_steps_are_told_without_changing_the_answer(claim: Claim) -> None:
    with_steps, without = price(claim, steps=True), price(claim)
    assert _bare(with_steps.lines) == list(_bare(without.lines))
    for each in with_steps.lines:
        if each.amount is not None:
            assert each.steps
            assert each.steps[-1].result == each.amount
            assert each.steps[0].rule == "base.fee"


@st.composite
def _rows(draw: st.DrawFn) -> tuple[FeeSchedule, ServiceRow]:
    label = draw(st.sampled_from([each.label for each in open_book().releases()]))
    return FeeSchedule.of(label), draw(st.sampled_from(_held(label)))


@cache
def _held(label: str) -> list[ServiceRow]:
    return [row for row in open_book().all_rows(label) if row.modifier in {"", "26", "TC"}]


@given(
    asked=_rows(), number=st.integers(0, 200), place=st.sampled_from(["11", "24"]), qp=st.booleans()
)
def test_a_single_plain_line_is_paid_the_schedule_s_capped_fee(
    asked: tuple[FeeSchedule, ServiceRow], number: int, place: str, qp: bool
) -> None:
    schedule, row = asked
    qp = qp and schedule.release.qp_conversion_factor is not None
    areas = schedule.localities()
    area = areas[number % len(areas)]
    setting = Setting.FACILITY if place == "24" else Setting.NONFACILITY
    known = schedule.amount(row.code, row.modifier, setting=setting, locality=area, qp=qp)
    line = ClaimLine(row.code, tuple(filter(None, (row.modifier,))), place_of_service=place)
    claim = Claim((line,), schedule.day, locality=area, release=schedule.release.label, qp=qp)
    made = price(claim).lines[0]
    assert (made.row, made.setting) == (row, setting)
    if row.policy.pctc == "8":  # for a hospital's inpatients alone
        assert made.reason_id == "interpretation.not_inpatient"
    else:
        assert (made.outcome is LineOutcome.PRICED) == (known.outcome is Outcome.PRICED)
        assert made.amount == known.after_cap


@given(claim=_claims(), days=st.lists(st.integers(0, 400), min_size=5, max_size=5, unique=True))
def test_a_claim_of_one_line_a_day_is_as_many_claims(claim: Claim, days: list[int]) -> None:
    first = date(2024, 6, 1).toordinal()
    dated = [
        replace(line, day=date.fromordinal(first + after))
        for line, after in zip(claim.lines, days, strict=False)
    ]
    whole = replace(claim, lines=tuple(dated), deductible=_NOTHING)
    alone = [price(replace(whole, lines=(line,))).lines[0] for line in dated]
    assert _bare(price(whole).lines) == _bare(alone)
