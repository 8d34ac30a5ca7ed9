"""From a contract's file: production, quality, call pay, stipends."""

from __future__ import annotations

from decimal import Decimal

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
from openrvu.productivity.contract.read_table import (
    MOST_RATE,
    MOST_VOLUME,
    built,
    day,
    each,
    money,
    need,
    optional,
    percent,
    rate,
)
from openrvu.productivity.contract.terms import MOST_FTE, By
from openrvu.productivity.plan_table import PlanTable

_MOST_SHIFTS = Decimal(9_999)
_MOST_PHYSICIANS = 9_999
_ONE = Decimal(1)


def production(table: PlanTable) -> Production | None:
    """``[production]``, with its ``tier`` and ``fte_rate``."""
    told_tiers, told_bands = table.tables("tier"), table.tables("fte_rate")
    tiers, bands = each(told_tiers, _tier), each(told_bands, _fte_rate)
    if told_tiers:
        need(table, "whole_volume")
    pays, scale = table.choice("pays", Pays.NOTHING), table.choice("scale", Scale.WRVU)
    by = table.choice("by", By.CLINICAL)
    straight = optional(table, "rate", MOST_RATE)
    whole, share = table.flag("whole_volume"), table.figure("share", _ONE, _ONE)
    if (len(tiers), len(bands)) != (len(told_tiers), len(told_bands)):
        table.close()
        return None  # what is wrong stands in a row: without it the others mean something else
    return built(table, lambda: Production(pays, straight, tiers, scale, whole, by, bands, share))


def quality(table: PlanTable) -> Quality | None:
    """One ``[[quality]]``."""
    need(table, "name", "kind")
    name, kind = table.text("name"), table.choice("kind", QualityKind.FIXED)
    part, amount = percent(table, "percent"), money(table, "amount")
    of, score = table.choice("of", Of.BASE), table.figure("score", _ONE)
    override = optional(table, "override", Decimal(100))
    return built(table, lambda: Quality(name, kind, part, amount, of, score, override))


def call_pay(table: PlanTable) -> CallPay | None:
    """One ``[[call]]``, with its ``shift``."""
    need(table, "name")
    name, annual = table.text("name"), money(table, "annual")
    shifts = each(table.tables("shift"), _shift)
    one_in = table.whole("one_in", 1, _MOST_PHYSICIANS)
    uplift = table.figure("uplift", Decimal(0), Decimal(1_000))
    physicians = table.whole("physicians", 1, _MOST_PHYSICIANS)
    return built(table, lambda: CallPay(name, shifts, annual, one_in, uplift, physicians))


def stipend(table: PlanTable) -> Stipend | None:
    """One ``[[stipend]]``."""
    need(table, "name", "annual")
    name, annual = table.text("name"), money(table, "annual")
    since, until = day(table, "since"), day(table, "until")
    return built(table, lambda: Stipend(name, annual, since, until))


def _tier(table: PlanTable) -> Tier | None:
    need(table, "start")
    start, told = table.figure("start", Decimal(0), MOST_VOLUME), rate(table)
    return built(table, lambda: Tier(start, told))


def _fte_rate(table: PlanTable) -> FteRate | None:
    need(table, "fte")
    fte, told = table.figure("fte", Decimal(0), MOST_FTE), rate(table)
    return built(table, lambda: FteRate(fte, told))


def _shift(table: PlanTable) -> Shift | None:
    need(table, "kind", "count", "per", "amount")
    kind, count = table.text("kind"), table.figure("count", Decimal(0), _MOST_SHIFTS)
    per, amount = table.choice("per", Per.MONTH), money(table, "amount")
    return built(table, lambda: Shift(kind, count, per, amount))
