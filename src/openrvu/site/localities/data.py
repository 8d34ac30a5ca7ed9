"""Localities as plain data, for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openrvu.schedule.localities import Locality, ZipArea, display_name
from openrvu.site.localities.absence import Absent
from openrvu.site.localities.place import Place
from openrvu.site.localities.table import Line


@dataclass(frozen=True, slots=True)
class ZipAnswer:
    """What a ZIP code answers to.

    Attributes:
        area: what the ZIP file says.
        locality: the locality, or None where the release has no index for it.
        notice: what a reader must know where the ZIP file is of another year; or empty.
    """

    area: ZipArea
    locality: Locality | None
    notice: str = ""


def area_data(area: Locality) -> dict[str, Any]:
    """A locality of a release."""
    return {
        "key": area.key,
        "carrier": area.carrier,
        "number": area.number,
        "state": area.state,
        "name": display_name(area.name),
        "work_gpci": area.work_gpci,
        "pe_gpci": area.pe_gpci,
        "mp_gpci": area.mp_gpci,
        "anesthesia_factor": area.anesthesia_factor,
    }


def line_data(line: Line) -> dict[str, Any]:
    """A locality with its overall index."""
    return {**area_data(line.area), "overall": line.overall, "basket_amount": line.amount}


def absent_data(absent: Absent) -> dict[str, Any]:
    """A locality without an index, and its successor."""
    return {
        "key": absent.area.key,
        "name": display_name(absent.area.name),
        "last_release": absent.last.label,
        "successor": absent.successor.key if absent.successor else None,
    }


def zip_data(found: ZipAnswer) -> dict[str, Any]:
    """The locality of a ZIP code; its key is None where the release has no index for it."""
    area = found.area
    return {
        "zip_code": area.zip_code,
        "carrier": area.carrier,
        "number": area.number,
        "spans": area.spans,
        "edition": area.edition,
        "notice": found.notice,
        "locality": found.locality.key if found.locality else None,
    }


def place_data(made: Place) -> dict[str, Any]:
    """Everything the page of a locality shows."""
    factor = made.anesthesia
    return {
        **area_data(made.area),
        "anesthesia_factor": factor.area.anesthesia_factor if factor else None,
        "anesthesia_release": factor.release.label if factor else None,
        "release": made.shown.release.label,
        "asked": made.asked.label,
        "index_held": made.absent is None,
        "absent": absent_data(made.absent) if made.absent else None,
        "counties": made.counties.area.counties if made.counties else None,
        "counties_release": made.counties.release.label if made.counties else None,
        "ranks": [
            {"index": i.name, "value": i.value, "rank": i.rank, "equal": i.equal, "n": i.n}
            for i in made.indices
        ],
        "examples": [
            {
                "code": e.code,
                "modifier": e.modifier,
                "setting": e.setting.value,
                "amount": e.here,
                "national": e.national,
                "percent": e.percent,
            }
            for e in made.examples
        ],
        "history": [
            {"release": h.release.label, "from": h.release.in_force.first, **area_data(h.area)}
            for h in made.history
        ],
    }
