"""A comparison of two releases as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from openrvu.schedule.releases import Release
from openrvu.site.changes.measures import Mover
from openrvu.site.changes.summary import Comparison, Line


def comparison_data(made: Comparison, category: str, measure: str) -> dict[str, Any]:
    """Everything the page shows for a category (empty for all) and a measure."""
    shown = made.moves[category, measure]
    return {
        "before": _release_data(made.before),
        "after": _release_data(made.after),
        "rows_unchanged": made.same,
        "factor_percent": made.factor,
        "basis": "national non-facility amounts of unmodified rows that both releases price by "
        "RVUs; sums are over codes, not weighted by how often each is done",
        "categories": [_line_data(line) for line in made.lines],
        "became_priced": made.priced,
        "ceased_to_be_priced": made.unpriced,
        "efficiency_adjustment": asdict(made.efficiency) if made.efficiency else None,
        "category": category or None,
        "measure": measure,
        "compared": shown.compared,
        "up": shown.up,
        "down": shown.down,
        "distribution": [{"change": b.label, "codes": b.count} for b in shown.bins],
        "largest_gains_by_percent": _movers(shown.gains),
        "largest_losses_by_percent": _movers(shown.losses),
        "largest_gains": _movers(shown.gains_by_size),
        "largest_losses": _movers(shown.losses_by_size),
        "new": made.new,
        "gone": made.gone,
    }


def _release_data(release: Release) -> dict[str, Any]:
    return {
        "label": release.label,
        "from": release.in_force.first,
        "to": release.in_force.last,
        "conversion_factor": release.conversion_factor,
    }


def _line_data(line: Line) -> dict[str, Any]:
    return {
        "category": line.slug or None,
        "name": line.name,
        "codes": line.codes,
        "up": line.up,
        "down": line.down,
        "new": line.new,
        "gone": line.gone,
        "work_rvu_percent": line.work,
        "total_rvu_nonfacility_percent": line.total,
        "total_rvu_facility_percent": line.total_facility,
        "amount_percent": line.amount,
    }


def _movers(movers: Sequence[Mover]) -> list[dict[str, Any]]:
    return [asdict(mover) for mover in movers]
