"""A survey as JSON, to be kept with the account it belongs to, and back; figures as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from openrvu.exact import plain, plain_or_none
from openrvu.productivity.benchmark.headings import Shape
from openrvu.productivity.benchmark.measures import MEASURES, measure_of
from openrvu.productivity.benchmark.survey import Provenance, Survey, SurveyRow


def survey_to_json(survey: Survey) -> str:
    """A survey as one JSON object."""
    origin = survey.provenance
    said = {name: getattr(origin, name) for name in Provenance.__slots__ if name != "imported"}
    said["imported"] = origin.imported.isoformat() if origin.imported else None
    rows = [_row_data(row) for row in survey.rows]
    return json.dumps({"provenance": said, "shape": survey.shape, "rows": rows})


def _row_data(row: SurveyRow) -> dict[str, object]:
    return {
        "specialty": row.specialty,
        "provider_type": row.provider_type,
        "region": row.region,
        "year": row.year,
        "measure": row.measure.key,
        "raw_measure": row.raw_measure,
        "points": {str(p): plain(value) for p, value in row.points.items()},
        "mean": plain_or_none(row.mean),
        "deviation": plain_or_none(row.deviation),
        "organisations": row.organisations,
        "individuals": row.individuals,
        "row": row.row,
    }


def survey_from_json(text: str) -> Survey:
    """The survey that :func:`survey_to_json` wrote.

    Raises:
        ValueError: the text is none of its.
        KeyError: a part is not there.
    """
    data: dict[str, Any] = json.loads(text)
    said = dict(data["provenance"])
    day = said.pop("imported")
    origin = Provenance(**said, imported=date.fromisoformat(day) if day else None)
    return Survey(origin, Shape(data["shape"]), tuple(map(_row, data["rows"])))


def _row(data: Mapping[str, Any]) -> SurveyRow:
    said = dict(data)
    key = said.pop("measure")
    mean, deviation = said.pop("mean"), said.pop("deviation")
    return SurveyRow(
        measure=MEASURES[key] if key in MEASURES else measure_of(said["raw_measure"]),
        points={int(p): Decimal(value) for p, value in said.pop("points").items()},
        mean=None if mean is None else Decimal(mean),
        deviation=None if deviation is None else Decimal(deviation),
        **said,
    )
