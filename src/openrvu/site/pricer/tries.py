"""What would change: the modifiers that could stand on a line, the other setting, other places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from openrvu.exact import subtract
from openrvu.pricing.claim import PricedClaim
from openrvu.pricing.evaluate import price
from openrvu.pricing.written import MAX_MODIFIERS, CaseLine
from openrvu.rules.modifiers import modifier
from openrvu.rules.visits import is_visit
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.rows import Policy, ServiceRow, Setting
from openrvu.site.pricer.case import Case

#: Cases of more lines are tried one line at a time, and not in every locality.
MOST_TRIED = 12
_SIDES = {"50", "RT", "LT"}
_ANESTHESIA = ("AA", "QK", "QX", "QY", "QZ", "AD")
_OTHER_SURGEONS = {"80", "81", "82", "AS", "62", "66"}
_PACKAGES = {"010", "090"}
_OPERATIONS = {"000", "MMM", *_PACKAGES}


@dataclass(frozen=True, slots=True)
class Try:
    """The case with one thing changed.

    Attributes:
        name: what is changed: ``with 59``, ``in a facility``.
        address: of the case so changed.
        change: of the Medicare amount of the whole case, in dollars.
        becomes: what the line tried then is, where it is no longer (or now) priced; else empty.
        about: what the change means, in a few words; may be empty.
    """

    name: str
    address: str
    change: Decimal
    becomes: str = ""
    about: str = ""


def tries_of_line(case: Case, priced: PricedClaim, at: int) -> tuple[Try, ...]:
    """The line at a place among the readable ones, with each modifier that could stand there."""
    line, row = case.readable[at], priced.lines[at].row
    asked = [("without", each, _without(line, each)) for each in line.modifiers]
    if row is not None and len(line.modifiers) < MAX_MODIFIERS:
        plausible = _plausible(line, row, alone=len(case.readable) == 1)
        asked += [("with", each, _with(line, each)) for each in plausible]
    return tuple(
        _try(case, priced, at, f"{word} {each}", changed, _called(each))
        for word, each, changed in asked
    )


def _called(code: str) -> str:
    """What a modifier says, in a few words; nothing for one that is not known."""
    held = modifier(code)
    return held.name if held else ""


def _try(case: Case, priced: PricedClaim, at: int, name: str, changed: CaseLine, about: str) -> Try:
    readable = [*case.readable[:at], changed, *case.readable[at + 1 :]]
    made = price(case.claim(readable))
    before, after = priced.lines[at], made.lines[at]
    becomes = "" if before.outcome is after.outcome else after.outcome.value
    lines = _in_place(case, at, changed)
    change = subtract(made.amount, priced.amount)
    return Try(name, case.address(lines), change, becomes, about)


def _in_place(case: Case, at: int, changed: CaseLine) -> list[CaseLine]:
    """Every line of the case, those with problems too, with one readable line changed."""
    was = case.readable[at]
    return [changed if line is was else line for line in case.lines]


def _with(line: CaseLine, code: str) -> CaseLine:
    return replace(line, modifiers=(*line.modifiers, code))


def _without(line: CaseLine, code: str) -> CaseLine:
    return replace(line, modifiers=tuple(each for each in line.modifiers if each != code))


def _plausible(line: CaseLine, row: ServiceRow, *, alone: bool) -> Iterator[str]:
    """Modifiers that the row's indicators leave room for."""
    policy, held = row.policy, set(line.modifiers)
    if policy.status == "J":
        yield from () if held & set(_ANESTHESIA) else _ANESTHESIA
        return
    if policy.pctc == "1" and not held & {"26", "TC"}:
        yield from ("26", "TC")
    if policy.bilateral in {"1", "3"} and not held & _SIDES and line.units == 1:
        yield "50"
    if is_visit(line.code):
        yield from () if alone or held & {"25", "57"} else ("25", "57")
        return
    if not alone and policy.multiple_procedure in set("1234567") and not held & {"59", "XE"}:
        yield "59"
    yield from _of_surgery(policy, held)


def _of_surgery(policy: Policy, held: set[str]) -> Iterator[str]:
    """Other surgeons, and parts of the global package; nothing for what is no operation."""
    if policy.global_days not in _OPERATIONS:
        return
    if policy.assistant in {"0", "2"} and not held & _OTHER_SURGEONS:
        yield from ("80", "AS")
    if policy.co_surgeon in {"1", "2"} and not held & _OTHER_SURGEONS:
        yield "62"
    if policy.global_days in _PACKAGES and not held & {"54", "55", "56", "78"}:
        yield from ("54", "55", "78")


def tries_of_case(case: Case, priced: PricedClaim) -> tuple[Try, ...]:
    """The whole case in the other setting, by another kind of provider, and so on."""
    tried = ((name, price(made.claim()), changes) for name, made, changes in _changed(case))
    return tuple(
        Try(
            name,
            case.address(None, **changes),
            subtract(made.amount, priced.amount),
            _lost(priced, made),
        )
        for name, made, changes in tried
    )


def _lost(before: PricedClaim, after: PricedClaim) -> str:
    """How many lines then have no amount that have one now, in words; empty where none."""
    pairs = zip(before.lines, after.lines, strict=True)
    lost = sum(was.amount is not None and now.amount is None for was, now in pairs)
    return f"{lost} {'line' if lost == 1 else 'lines'} then without an amount" if lost else ""


def _changed(case: Case) -> Iterator[tuple[str, Case, dict[str, str]]]:
    choice = case.choice
    if case.place_of_service is None and not case.hospital_patient:
        other = _OTHER[choice.setting]
        there = replace(case, choice=replace(choice, setting=other))
        name = "in a facility" if other is Setting.FACILITY else "outside a facility"
        yield name, there, {"setting": other.value}
    if choice.schedule.release.qp_conversion_factor is not None:
        qp = "" if choice.qp else "1"
        name = "at the factor for all" if choice.qp else "for a qualifying APM participant"
        yield name, replace(case, choice=replace(choice, qp=not choice.qp)), {"qp": qp}
    nonpar = "1" if case.participating else ""
    name = "by one who does not participate" if case.participating else "by a participant"
    yield name, replace(case, participating=not case.participating), {"nonpar": nonpar}


_OTHER = {Setting.FACILITY: Setting.NONFACILITY, Setting.NONFACILITY: Setting.FACILITY}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The case in one place."""

    name: str
    address: str
    amount: Decimal
    change: Decimal


def elsewhere(case: Case, priced: PricedClaim) -> tuple[Elsewhere, ...]:
    """The case where it is allowed least and most in the country, and at the national figure.

    A place where other lines have an amount than here is no comparison, and is left out.
    """
    outcomes = [line.outcome for line in priced.lines]
    found = [(area, _in(case, area)) for area in (NATIONAL, *case.choice.schedule.localities())]
    alike = [(area, made) for area, made in found if [x.outcome for x in made.lines] == outcomes]
    nation = [each for each in alike if each[0].is_national]
    areas = sorted((each for each in alike if not each[0].is_national), key=lambda e: e[1].amount)
    if not areas:
        return ()
    return tuple(
        Elsewhere(
            area.label,
            case.address(zip="", locality="" if area.is_national else area.key),
            made.amount,
            subtract(made.amount, priced.amount),
        )
        for area, made in (areas[0], *nation, areas[-1])
    )


def _in(case: Case, area: Locality) -> PricedClaim:
    return price(replace(case, choice=replace(case.choice, locality=area)).claim())


def reversed_order(case: Case, priced: PricedClaim) -> Try | None:
    """The case with its lines in the opposite order; None where there is one alone."""
    if len(case.readable) < 2:
        return None
    turned = list(reversed(case.readable))
    made = price(case.claim(turned))
    lines: Sequence[CaseLine] = list(reversed(case.lines))
    return Try("in reverse", case.address(lines), subtract(made.amount, priced.amount))
