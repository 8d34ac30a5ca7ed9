"""Fees with parts of a cent: some sources give ten digits, and the product takes cents.

The answer lies between those at the cents below and above. Where these agree it is known; where
not, and one fee alone makes the answer, its share is taken from a fee of a million dollars.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from golden.case import Answer, Case, Result, Results, Unanswered, figure
from golden.told import Told
from openrvu.exact import round_half_up

Handler = Callable[[Case], Results]
_FEES = ("fee", "par_fee", "allowed", "tc_fee", "pc_fee", "reduced_fee", "global_fee")
_MILLION = Decimal("1000000.00")


def answers(case: Case, handler: Handler) -> Results:
    """The answers of a handler, whatever digits the fees have."""
    fees = [(table, name) for table in _tables(case.inputs) for name in _FEES if name in table]
    broken = [(table, name) for table, name in fees if _is_broken(table.peek(name))]
    if not broken:
        yield from handler(case)
        return
    low, high = (list(handler(replace(case, rounding=way))) for way in (ROUND_FLOOR, ROUND_CEILING))
    table, name = broken[0]
    at_a_million: list[Result] = []
    if len(fees) == 1:
        at_a_million = list(handler(_with_fee(case, table, name)))
    for place, (below, above) in enumerate(zip(low, high, strict=True)):
        whole = at_a_million[place] if at_a_million else None
        yield _between(below, above, whole, figure(table.peek(name)))


def _tables(told: Told) -> list[Told]:
    lines = told.peek("lines")
    listed = lines if isinstance(lines, list) else []
    return [told, *(each for each in listed if isinstance(each, Told))]


def _is_broken(value: object) -> bool:
    found = figure(value)
    return found is not None and found != round_half_up(found)


def _with_fee(case: Case, table: Told, name: str) -> Case:
    more = {name: str(_MILLION)}
    if table is case.inputs:
        return replace(case, inputs=table.saying(**more))
    lines = [each.saying(**more) if each is table else each for each in case.inputs.peek("lines")]
    return replace(case, inputs=case.inputs.saying(lines=lines))


def _between(below: Result, above: Result, whole: Result | None, fee: Decimal | None) -> Result:
    """The answer where it is certain."""
    if not (isinstance(below, Answer) and isinstance(above, Answer)) or below.got == above.got:
        return below
    low, high = figure(below.got), figure(above.got)
    share = figure(whole.got) if isinstance(whole, Answer) else None
    if low is not None and high is not None and share is not None and fee is not None:
        got = round_half_up(fee * share / _MILLION)
        if low <= got <= high:
            return replace(below, got=got)
    return Unanswered(f"parts of a cent in its fees decide {below.name}")
