"""Categories, families and codes as plain data for JSON."""

from __future__ import annotations

from typing import Any

from openrvu.codes.index import Category, Family
from openrvu.schedule.rows import Setting
from openrvu.schedule.statistics import Spread
from openrvu.site.browse.census import Group
from openrvu.site.browse.listing import CodeLine


def spread(of: Spread | None) -> dict[str, Any] | None:
    """Order statistics, or None."""
    if of is None:
        return None
    return {
        "n": of.n,
        "lowest": of.lowest,
        "lower_quartile": of.lower_quartile,
        "median": of.median,
        "upper_quartile": of.upper_quartile,
        "highest": of.highest,
    }


def group(of: Group) -> dict[str, Any]:
    """Counts of a group of codes."""
    return {
        "codes": of.codes,
        "paid_by_rvus": of.priced,
        "with_work_rvu": of.with_work,
        "work_rvu": spread(of.spread),
    }


def category(of: Category, counts: Group) -> dict[str, Any]:
    """A category and its counts."""
    return {
        "category": of.slug,
        "name": of.name,
        "about": of.about,
        "ranges": [list(pair) for pair in of.ranges],
        "url": f"/browse/{of.slug}/",
        **group(counts),
    }


def family(above: Category, of: Family, counts: Group) -> dict[str, Any]:
    """A family and its counts."""
    return {
        "category": above.slug,
        "family": of.slug,
        "name": of.name,
        "section": of.section,
        "url": f"/browse/{above.slug}/{of.slug}/",
        **group(counts),
    }


def code(of: CodeLine) -> dict[str, Any]:
    """A code with its national figures."""
    row = of.row
    return {
        "code": row.code,
        "modifier": row.modifier,
        "title": of.title or None,
        "status": row.policy.status,
        "status_meaning": of.status,
        "outcome": of.outcome.value,
        "work_rvu": row.work,
        "total_rvu_nonfacility": row.total(Setting.NONFACILITY),
        "total_rvu_facility": row.total(Setting.FACILITY),
        "amount_nonfacility": of.nonfacility,
        "amount_facility": of.facility,
        "na_nonfacility": row.policy.na_nonfacility,
        "na_facility": row.policy.na_facility,
        "global_days": row.policy.global_days,
        "url": f"/codes/{row.code}/",
    }
