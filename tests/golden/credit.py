"""Credited work RVUs (21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from golden.case import Answer, Case, Results, Unanswered, money, unknown
from golden.rows import blank_row, shares_of, with_policy
from golden.told import NotApplicable, Told
from golden.words import fraction, is_yes, modifiers_of, plain, provider_of
from openrvu.productivity.credit import credit
from openrvu.productivity.credited import Credited
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import plan
from openrvu.productivity.plan_parts import (
    Anesthesia,
    AnesthesiaMode,
    Basis,
    MultipleMode,
    MultipleProcedures,
    PractitionerFactor,
)
from openrvu.productivity.service import Service

_BASES = {
    **dict.fromkeys(("work rvu", "work", "wrvu", "work rvus"), Basis.WORK),
    **dict.fromkeys(("total rvu", "total", "total rvus"), Basis.TOTAL),
    **dict.fromkeys(("medicare amount", "amount", "fee", "fee schedule amount"), Basis.AMOUNT),
    **dict.fromkeys(("line order", "order", "as billed"), Basis.ORDER),
}
_RANK_BY = ("rank_by", "rank_basis", "basis")
#: Exact shares come out of a service of this much work.
_HUNDRED = Decimal(100)


def answers(case: Case) -> Results:
    """What a plan with the case's factors credits, else what the customary plan does."""
    if not {"work_rvu", "lines"} & case.inputs.keys() and "rule" in case.expected:
        yield from _policy(case)
        return
    tables = _tables(case)
    for name, wanted in case.expected.items():
        if name in {"factor", "percent", "share"}:
            whole = [table.saying(work_rvu=str(_HUNDRED), units=1) for table in tables]
            done = _credited(case, whole)
            yield Answer(name, fraction(wanted), (done.lines[0].credited or Decimal(0)) / _HUNDRED)
        else:
            yield from _answer(_credited(case, tables), name, wanted)


def _policy(case: Case) -> Results:
    """That there is no one method: the customary plan is data, and marks its factors so."""
    said = plain(case.expected["rule"])
    if not any(words in said for words in ("no single", "no one", "negotiat", "plan parameter")):
        yield Unanswered("it expects a sentence that no plan answers")
        return
    held = plan("customary")
    marked = [each.customary for each in held.factors] + [held.multiple.customary]
    yield Answer("every customary factor is marked so", expected=True, got=all(marked))


def _answer(done: Credited, name: str, wanted: Any) -> Results:
    """A credit of that name."""
    exact = sum((line.credited or Decimal(0) for line in done.lines), Decimal(0))
    full = sum((line.full or Decimal(0) for line in done.lines), Decimal(0))
    missing = next((line.missing for line in done.lines if line.missing), None)
    if missing:
        yield Answer(name, wanted, missing)
    elif name == "lines":
        if len(wanted) != len(done.lines):
            yield Answer("number of lines", len(wanted), len(done.lines))
        for place, (each, line) in enumerate(zip(wanted, done.lines, strict=False)):
            yield Answer(f"lines[{place}]", each, line.credited)
    elif name in {"credited", "credit", "wrvu", "work_rvu"}:
        yield Answer(name, wanted, exact)
    elif name in {"full", "total_full"}:
        yield Answer(name, wanted, full)
    elif name in {"total", "total_credited", "credited_total"}:
        in_cents = abs(_places(wanted)) <= 2
        yield Answer(name, wanted, done.credited if in_cents else exact)
    elif name in {"order", "ranking"}:
        ranked = sorted(done.lines, key=lambda line: line.position or 0)
        yield Answer(name, list(wanted), [line.service.code for line in ranked if line.position])
    elif name in {"reduction", "difference"}:
        yield Answer(name, wanted, full - exact)
    else:
        yield unknown(name)


def _places(wanted: object) -> int:
    return int(money(wanted).as_tuple().exponent)


def _tables(case: Case) -> list[Told]:
    """The services of the case; one of them may stand without a list."""
    listed = case.inputs.get("lines")
    if listed is None:
        return [case.inputs]
    shared = {k: case.inputs.get(k) for k in ("modifier", "modifiers") if k in case.inputs}
    return [each.under(shared) for each in listed if isinstance(each, Told)]


def _credited(case: Case, tables: list[Told]) -> Credited:
    made = _plan(case, tables)
    return credit([_service(case, each, made) for each in tables], made)


def _plan(case: Case, tables: list[Told]) -> CreditPlan:
    """The plan of the case: its factors by modifier, by practitioner, by rank; else customary."""
    made = CreditPlan("of the case")
    for table in (*tables, case.inputs):
        for modifier, factor in _factors(table):
            made = made.with_factor(modifier, factor)
        if (one := table.get("factor")) is not None and not modifiers_of(table):
            made = _of_practitioner(made, table, money(one))
        if table.get("base_units") is not None:
            rate = money(table.first("rate", "rvu_per_unit"))
            made = replace(made, anesthesia=Anesthesia(AnesthesiaMode.UNITS, rate))
    ranked = case.inputs.get("factors") if len(tables) > 1 else None
    if isinstance(ranked, list) or case.inputs.first(*_RANK_BY) is not None:
        made = replace(made, multiple=_ranked(case, ranked))
    told = any(t.first("factor", "factors") is not None for t in (*tables, case.inputs))
    return made if told or made != CreditPlan("of the case") else plan("customary")


def _factors(table: Told) -> Iterator[tuple[str, Decimal]]:
    """Factors by modifier. One factor for several modifiers is what they make together."""
    modifiers, several, one = modifiers_of(table), table.get("factors"), table.get("factor")
    if isinstance(several, Told):
        yield from ((str(name), money(several[name])) for name in several)
    elif isinstance(several, list) and len(several) == len(modifiers):
        yield from zip(modifiers, map(money, several), strict=True)
    elif modifiers and one is not None:
        yield modifiers[0], money(one)
        yield from ((other, Decimal(1)) for other in modifiers[1:])


def _of_practitioner(made: CreditPlan, table: Told, factor: Decimal) -> CreditPlan:
    """A factor of no modifier is that of who did the work; a factor of 1 changes nothing."""
    kind = table.first("practitioner", "provider")
    if kind is not None:
        told = PractitionerFactor(provider_of(kind), factor)
        return replace(made, practitioners=(*made.practitioners, told))
    if factor != 1:
        raise NotApplicable(f"its factor {factor} is that of no modifier")
    return made


def _ranked(case: Case, factors: Any) -> MultipleProcedures:
    said = plain(case.inputs.first(*_RANK_BY) or "work rvu")
    if said not in _BASES:
        raise NotApplicable(f"its basis of ranking {said!r} is none of a plan")
    shares = tuple(money(each) for each in factors or ("1", "0.50"))
    return MultipleProcedures(MultipleMode.RANKED, rank_by=_BASES[said], factors=shares)


def _service(case: Case, table: Told, made: CreditPlan) -> Service:
    code = str(table.get("hcpcs") or case.context.get("hcpcs") or "A0001")[:5]
    own_row = is_yes(table.first("own_row", "has_own_row"))
    modifiers = modifiers_of(table)
    row = blank_row(code, modifiers[0] if own_row and modifiers else "")
    row = with_policy(row, bilateral=str(table.get("bilat", "1")), **shares_of(table))
    if made.multiple.mode is MultipleMode.RANKED:
        row = with_policy(row, multiple_procedure=str(table.get("mult", "2")))
    if (base := table.get("base_units")) is not None:
        row = with_policy(row, status="J")
    else:
        row = replace(row, work=money(table["work_rvu"]))
    minutes, kind = table.get("minutes"), table.first("practitioner", "provider")
    fee = table.get("fee")
    service = Service(code, case.day, row, modifiers, units=int(table.get("units") or 1))
    return replace(
        service,
        fee=None if fee is None else money(fee),
        minutes=None if minutes is None else int(str(minutes)),
        base_units=None if base is None else money(base),
        provider=service.provider if kind is None else provider_of(kind),
    )
