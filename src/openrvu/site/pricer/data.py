"""A case as JSON: every figure a decimal string."""

from __future__ import annotations

from typing import Any

from openrvu.pricing.as_data import line_data
from openrvu.productivity.as_data import credited_line_data
from openrvu.schedule.zip_notices import zip_notices
from openrvu.site.pricer.answer import Answer, AnsweredLine
from openrvu.site.pricer.case import Case


def case_data(case: Case, made: Answer) -> dict[str, Any]:
    """The case and its answer."""
    choice = case.choice
    return {
        "amount": made.amount if made.has_amount else None,
        "patient_share": made.patient if made.has_amount else None,
        "medicare_pays": made.medicare if made.has_amount else None,
        "work_rvu": made.credited.full,
        "credited_work_rvu": made.credited.credited,
        "credit_plan": case.plan.name,
        "lines": [_line_data(line) for line in made.lines],
        "release": choice.schedule.release.label,
        "date": choice.schedule.day,
        "locality": choice.locality.key,
        "setting": choice.setting.value,
        "place_of_service": case.place_of_service,
        "provider": case.provider.value,
        "participating": case.participating,
        "hospital_patient": case.hospital_patient,
        "deductible": case.deductible,
        "conversion_factor": choice.schedule.conversion_factor(qp=choice.qp),
        "notices": list(notices(case, made)),
        "page": case.address(),
    }


def notices(case: Case, made: Answer | None) -> tuple[str, ...]:
    """What a reader of any form of the case must know, in sentences."""
    choice = case.choice
    of_release = made.priced.notices if made else ()
    of_place = zip_notices(choice.zip_area, choice.schedule) if choice.zip_area else ()
    of_work = made.credited.notices if made else ()
    return tuple(dict.fromkeys((*choice.notices, *of_release, *of_place, *of_work)))


def _line_data(line: AnsweredLine) -> dict[str, Any]:
    asked, priced = line.asked, line.priced
    if priced is None or line.credited is None:
        return {"text": asked.text, "outcome": "not understood", "reason": asked.problem}
    return {
        "text": asked.written,
        "title": line.title or None,
        **line_data(priced),
        "credit": credited_line_data(line.number, line.credited),
    }
