"""A case as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from openrvu.site.pricer.answer import Answer, AnsweredLine
from openrvu.site.pricer.case import Case
from openrvu.site.tally.sheet import safe

HEADINGS = (
    *("line", "code", "modifiers", "title", "units", "charge", "outcome", "reason"),
    *("fee", "position", "amount", "patient_share", "medicare_pays"),
    *("work_rvu", "credited_work_rvu", "release", "date", "locality"),
)


def as_csv(case: Case, made: Answer) -> str:
    """The lines as CSV, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for line in made.lines:
        cells = _cells(line)
        cells |= {
            "date": case.choice.schedule.day.isoformat(),
            "locality": case.choice.locality.key,
        }
        writer.writerow(safe(cells.get(heading, "")) for heading in HEADINGS)
    return out.getvalue()


def _cells(line: AnsweredLine) -> dict[str, str]:
    asked, priced = line.asked, line.priced
    if priced is None or line.credited is None:
        said = {"outcome": "not understood", "reason": asked.problem}
        return {"line": str(line.number), "code": asked.text, **said}
    share = priced.share
    figures = {
        "charge": asked.charge,
        "fee": priced.fee,
        "amount": priced.amount,
        "patient_share": share.patient if share else None,
        "medicare_pays": share.medicare if share else None,
        "work_rvu": priced.work_rvu,
        "credited_work_rvu": line.credited.credited,
    }
    return {
        "line": str(line.number),
        "code": asked.code,
        "modifiers": " ".join(asked.modifiers),
        "title": line.title,
        "units": str(asked.units),
        "outcome": priced.outcome.value,
        "reason": priced.reason,
        "position": "" if priced.position is None else str(priced.position),
        "release": priced.release,
        **{name: _plain(value) for name, value in figures.items()},
    }


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
