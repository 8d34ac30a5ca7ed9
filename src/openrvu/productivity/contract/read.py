"""From the tables of a contract's file to a contract. What is wrong is noted with its place."""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict

from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.pay_terms import CallPay, Production, Quality, Stipend
from openrvu.productivity.contract.read_pay import call_pay, production, quality, stipend
from openrvu.productivity.contract.read_table import (
    MOST_MONEY,
    MOST_RATE,
    built,
    day,
    each,
    money,
    need,
    needed_day,
    optional,
    percent,
    volume,
)
from openrvu.productivity.contract.terms import (
    MOST_FTE,
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
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_sections import plan_of
from openrvu.productivity.plan_table import PlanTable

_HUNDRED, _ONE, _NONE = Decimal(100), Decimal(1), Decimal(0)
_MOST_PERIODS = 999


class _Pay(TypedDict):
    """What is paid, by the fields of a contract."""

    base: tuple[Salary, ...]
    base_by: By
    threshold: Threshold
    ramp: tuple[Ramp, ...]
    production: Production
    guarantee: Guarantee | None
    draw: Draw | None
    quality: tuple[Quality, ...]
    call: tuple[CallPay, ...]
    stipends: tuple[Stipend, ...]
    pool: Pool | None
    cap: Cap | None


def contract_of(top: PlanTable) -> Contract | None:
    """The contract that a whole file holds; None where something is wrong, which is noted."""
    need(top, "name", "fte")
    name, source = top.text("name", needed=True), top.text("source")
    starts, ends = needed_day(top, "starts"), day(top, "ends")
    fte, pay = each(top.tables("fte"), _fte), _pay(top)
    payout = top.choice("payout", Calendar.QUARTERLY)
    settle, prorate = top.choice("settle", Settle.PRORATED), top.choice("prorate", Prorate.MONTHS)
    year_begins = top.whole("year_begins", 1, 12)
    credit, release, notes = _credit(top), top.text("release"), top.texts("notes")
    top.close()
    if not top.is_whole_file_sound:
        return None
    return built(
        top,
        lambda: Contract(
            name=name,
            starts=starts,
            fte=fte,
            ends=ends,
            **pay,
            payout=payout,
            settle=settle,
            prorate=prorate,
            year_begins=year_begins,
            credit=credit,
            release=release,
            source=source,
            notes=notes,
        ),
    )


def _pay(top: PlanTable) -> _Pay:
    return {
        "base": each(top.tables("base"), _salary),
        "base_by": top.choice("base_by", By.TOTAL),
        "threshold": _threshold(top.table("threshold")) or Threshold(),
        "ramp": each(top.tables("ramp"), _ramp),
        "production": production(top.table("production")) or Production(),
        "guarantee": _guarantee(top.table("guarantee")) if top.has("guarantee") else None,
        "draw": _draw(top.table("draw")) if top.has("draw") else None,
        "quality": each(top.tables("quality"), quality),
        "call": each(top.tables("call"), call_pay),
        "stipends": each(top.tables("stipend"), stipend),
        "pool": _pool(top.table("pool")) if top.has("pool") else None,
        "cap": _cap(top.table("cap")) if top.has("cap") else None,
    }


def _credit(top: PlanTable) -> str | CreditPlan:
    named = top.text("credit")
    if not top.has("credit_plan"):
        return named or "customary"
    if named:
        top.fault("credit", "no name beside [credit_plan]")
    return plan_of(top.table("credit_plan")) or named


def _fte(table: PlanTable) -> Fte | None:
    need(table, "total", "clinical")
    since = needed_day(table, "since")
    total = table.figure("total", _NONE, MOST_FTE)
    clinical = table.figure("clinical", _NONE, MOST_FTE)
    return built(table, lambda: Fte(since, total, clinical))


def _salary(table: PlanTable) -> Salary | None:
    need(table, "annual")
    since, annual = needed_day(table, "since"), money(table, "annual")
    return built(table, lambda: Salary(since, annual))


def _ramp(table: PlanTable) -> Ramp | None:
    need(table, "factor")
    since, factor = needed_day(table, "since"), table.figure("factor", _ONE)
    return built(table, lambda: Ramp(since, factor))


def _threshold(table: PlanTable) -> Threshold | None:
    kind = table.choice("kind", ThresholdKind.NONE)
    if kind is ThresholdKind.GIVEN:
        need(table, "annual", "by")
    annual, by = volume(table, "annual"), table.choice("by", By.CLINICAL)
    return built(table, lambda: Threshold(kind, annual, by))


def _guarantee(table: PlanTable) -> Guarantee | None:
    need(table, "annual")
    annual, until = money(table, "annual"), needed_day(table, "until")
    kind, by = table.choice("kind", GuaranteeKind.FLOOR), table.choice("by", By.TOTAL)
    return built(table, lambda: Guarantee(annual, until, kind, by))


def _draw(table: PlanTable) -> Draw | None:
    need(table, "amount", "recovery")
    amount, recovery = money(table, "amount"), table.choice("recovery", Recovery.CARRIED)
    part = percent(table, "percent", _HUNDRED)
    since = table.whole("since_period", 1, _MOST_PERIODS)
    return built(table, lambda: Draw(amount, recovery, part, since))


def _pool(table: PlanTable) -> Pool | None:
    need(table, "target")
    target, amount = volume(table, "target"), money(table, "amount")
    told, share = table.figure("rate", _NONE, MOST_RATE), optional(table, "share", _ONE)
    return built(table, lambda: Pool(target, amount, told, share))


def _cap(table: PlanTable) -> Cap | None:
    need(table, "annual")
    annual = table.figure("annual", _NONE, MOST_MONEY)
    on, by = table.choice("on", CapOn.CLINICAL), table.choice("by", By.NONE)
    return built(table, lambda: Cap(annual, on, by))
