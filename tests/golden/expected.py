"""What a case expects of priced lines, by the names it uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from golden.case import Answer, Result, Results, Unanswered, figure, money, unknown
from golden.claims import Priced, priced, without_reduction
from golden.fees import therapy_share
from golden.told import NotApplicable
from golden.words import is_word, number_in, outcome_of
from openrvu.pricing.claim import LineOutcome, PricedLine

_TOTALS = frozenset(
    (
        *("total", "amount", "allowed", "allowed_amount", "total_allowed", "sum", "payment"),
        *("total_payment", "paid", "price", "total_amount", "fee_schedule_amount"),
    )
)
_UNREDUCED = frozenset(
    ("total_without_mppr", "total_without_reduction", "without_mppr", "unreduced_total")
)
_SAVED = frozenset(("reduction", "mppr_reduction", "total_reduction", "savings"))
_SENTENCES = frozenset(
    (
        *("status", "outcome", "policy", "rule", "result", "action", "decision", "reason"),
        *("payment_status", "determination"),
    )
)
_PERIODS = frozenset(("new_global", "new_global_period", "starts_global", "starts_global_period"))
_RANKED = frozenset(("order", "ranking", "rank_order", "ranked"))
_TECHNICAL = frozenset(("tc", "tc_amount", "technical"))
_FIRST = re.compile(r"total_of_first_\w+")


def answers(made: Priced) -> Results:
    """Everything that the case of the lines expects."""
    for name, wanted in made.case.expected.items():
        yield from answer(made, name, wanted)


def answer(made: Priced, name: str, wanted: Any) -> Results:
    """What the lines say to an expectation of this name."""
    if name == "lines":
        yield from _lines(made, wanted)
    elif name == "family_totals":
        yield from _families(made, wanted)
    elif name in _TOTALS:
        yield of_lines(name, wanted, made.lines)
    elif _FIRST.match(name):
        yield of_lines(name, wanted, made.lines[: number_in(name) or 0])
    elif name in _UNREDUCED:
        yield _unreduced(made, name, wanted)
    elif name in _FIGURES:
        yield Answer(name, wanted, _FIGURES[name](made))
    elif name in _SENTENCES:
        yield _sentence(name, wanted, made.lines)
    elif found := [d for t, d in zip(made.told, made.lines, strict=True) if t.code == name]:
        yield of_lines(name, wanted, found)
    else:
        yield _other(made, name, wanted)


def _other(made: Priced, name: str, wanted: Any) -> Result:
    if name == "full_unit":
        return _full_unit(made, wanted)
    if name in {"second_surgeon", "each", "first_surgeon"}:
        second = name == "second_surgeon"
        return of_lines(name, wanted, _second_surgeon(made) if second else made.lines[:1])
    if name in _TECHNICAL:
        return of_lines(name, wanted, _technical(made).lines)
    if name in _RANKED:
        return Answer(name, [str(each) for each in wanted], _order(made))
    if name == "primary":
        return Answer(name, str(wanted), next(iter(_order(made)), ""))
    return unknown(name)


def _lines(made: Priced, wanted: Any) -> Results:
    """Line by line, in their order, or by their codes."""
    if isinstance(wanted, Mapping):
        for code, amount in wanted.items():
            named = [d for t, d in zip(made.told, made.lines, strict=True) if t.code == code]
            yield of_lines(f"lines[{code}]", amount, named)
        return
    if len(wanted) != len(made.lines):
        yield Answer("number of lines", len(wanted), len(made.lines))
    for place, (each, line) in enumerate(zip(wanted, made.lines, strict=False)):
        if isinstance(each, Mapping):
            alone = replace(made, told=(made.told[place],), lines=(line,))
            for name, value in each.items():
                if name not in {"hcpcs", "code"}:
                    yield from answer(alone, name, value)
        else:
            yield of_lines(f"lines[{place}]", each, [line])


def of_lines(name: str, wanted: Any, lines: Sequence[PricedLine]) -> Result:
    """What some lines are paid together, or what becomes of them where a word is expected."""
    if not is_word(wanted):
        return Answer(name, wanted, _total(lines))
    meant = outcome_of(wanted)
    if meant is None:
        return Unanswered(f"its {name} is {wanted!r}, which is neither amount nor outcome")
    return Answer(name, meant.value, _outcome(lines))


def _outcome(lines: Sequence[PricedLine]) -> str:
    """The one outcome of some lines, else those there are."""
    return ", ".join(sorted({line.outcome.value for line in lines}))


def _total(lines: Sequence[PricedLine]) -> object:
    """The sum: nothing for what is not payable, and words where an amount is not known.

    A line by report adds nothing beside others, and is no amount by itself.
    """
    unpriced = [
        line
        for line in lines
        if line.outcome in {LineOutcome.NOT_MODELLED, LineOutcome.CONTRACTOR_PRICED}
    ]
    if unpriced:
        return f"{unpriced[0].outcome.value}: {unpriced[0].reason}"
    if not lines or all(line.outcome is LineOutcome.BY_REPORT for line in lines):
        return _outcome(lines) or "no such line"
    return sum((line.amount or Decimal(0) for line in lines), Decimal("0.00"))


def _sentence(name: str, wanted: Any, lines: Sequence[PricedLine]) -> Result:
    """A rule in words: what matters is whether a line is refused, by report, or priced."""
    meant = outcome_of(wanted) if isinstance(wanted, str) else None
    if meant is None:
        return Unanswered(f"its {name} {wanted!r} is a sentence that names no outcome")
    return Answer(f"{name} ({wanted})", meant.value, _outcome(lines))


def _all_are(made: Priced, *outcomes: LineOutcome) -> bool:
    return all(line.outcome in outcomes for line in made.lines)


def _order(made: Priced) -> list[str]:
    """The codes by their place in the ranking."""
    ranked = [
        (done.position, told.code)
        for told, done in zip(made.told, made.lines, strict=True)
        if done.position is not None
    ]
    return [code for _, code in sorted(ranked, key=lambda each: each[0])]


def _technical(made: Priced) -> Priced:
    """The technical component of the same lines, billed by itself."""
    others = [replace(line, modifiers=(*line.modifiers, "TC")) for line in made.told]
    return priced(made.case, others)


def _families(made: Priced, wanted: Mapping[str, Any]) -> Results:
    """What each family of endoscopies is paid by itself, by the code of its base."""
    for base, amount in wanted.items():
        family = [t for t in made.told if str(t.told.get("endo_base")) == base]
        yield of_lines(f"family_totals[{base}]", amount, priced(made.case, family).lines)


def _full_unit(made: Priced, wanted: Any) -> Answer:
    """The code of the unit paid in full: its line is paid what it would be paid alone."""
    full = []
    for told, done in zip(made.told, made.lines, strict=True):
        alone = priced(made.case, [told])
        if told.told.get("fee") is not None and done.amount == alone.lines[0].amount:
            full.append(told.code)
    got = wanted if wanted in full else ", ".join(full)
    return Answer("full_unit", wanted, got)


def _second_surgeon(made: Priced) -> Sequence[PricedLine]:
    """The other surgeon's lines: on the case, or the same with the charge of that surgeon."""
    both = [
        done for told, done in zip(made.told, made.lines, strict=True) if "62" in told.modifiers
    ]
    charge = made.case.inputs.get("second_surgeon_charge")
    if len(both) > 1 and charge is None:
        return both[1:2]
    lines = [replace(line, told=line.told.saying(charge=charge)) for line in made.told]
    second = priced(made.case, lines)
    return [d for t, d in zip(second.told, second.lines, strict=True) if "62" in t.modifiers]


def _unreduced(made: Priced, name: str, wanted: Any) -> Answer:
    """What the lines would be paid if none were reduced.

    Where a case gives the reduced amount of a line and not its fee, the fee is at least that, and
    at most what it would be were all of it practice expense: the total must lie between.
    """
    if all(line.told.first("fee", "global_fee") is not None for line in made.told):
        return of_lines_answer(name, wanted, without_reduction(made.case).lines)
    low = high = Decimal(0)
    share = therapy_share(made.case)
    for line, full in zip(made.told, without_reduction(made.case).lines, strict=True):
        least = full.amount or Decimal(0)
        low += least
        high += least if line.told.get("fee") is not None else least / share
    told = money(wanted)
    return Answer(f"{name} {told} lies in {low} to {high:.2f}", True, low <= told <= high)  # noqa: FBT003


def of_lines_answer(name: str, wanted: Any, lines: Sequence[PricedLine]) -> Answer:
    """What some lines are paid together."""
    return Answer(name, wanted, _total(lines))


def _saved(made: Priced) -> object:
    """What the reduction takes off."""
    full, left = _total(without_reduction(made.case).lines), _total(made.lines)
    one, other = figure(full), figure(left)
    if one is None or other is None:
        raise NotApplicable("what is reduced has no amount")
    return one - other


_FIGURES: dict[str, Callable[[Priced], object]] = {
    **dict.fromkeys(_SAVED, _saved),
    **dict.fromkeys(_PERIODS, lambda made: any(line.starts_global_period for line in made.lines)),
    "by_report": lambda made: _all_are(made, LineOutcome.BY_REPORT),
    "payable": lambda made: _all_are(made, LineOutcome.PRICED),
    "rank": lambda made: made.lines[0].position,
    "position": lambda made: made.lines[0].position,
    "limiting_charge": lambda made: made.lines[0].limiting_charge,
    "coinsurance": lambda made: made.share.coinsurance,
    "deductible": lambda made: made.share.deductible,
    "sequestration": lambda made: made.share.sequestration,
    "medicare_before": lambda made: made.paid_before_sequestration,
    "medicare_payment": lambda made: made.share.medicare,
    "medicare": lambda made: made.share.medicare,
    "patient": lambda made: made.share.patient,
    "bonus": lambda made: made.share.bonus,
}
