"""Conversion factors by date and category (18)."""

from __future__ import annotations

from decimal import Decimal

from golden.case import Answer, Case, Results, unknown
from golden.told import NotApplicable
from golden.words import is_yes, plain
from openrvu.pricing.factors import CATEGORIES, factor_for
from openrvu.schedule.fee_schedule import FeeSchedule

_CATEGORIES = {
    **dict.fromkeys(("all", "single", "qp", "non qp", "nonqp", "apm", "non apm"), "all"),
    **dict.fromkeys(("surgical", "surgery", "surgical services"), "surgical"),
    **dict.fromkeys(("primary care", "primary care services"), "primary care"),
    **dict.fromkeys(
        ("nonsurgical", "non surgical", "other", "other nonsurgical", "medical"), "nonsurgical"
    ),
}
_QP = frozenset(("qp", "apm", "qualifying apm participant"))


def answers(case: Case) -> Results:
    """The conversion factor of a day and category."""
    if not case.is_dated:
        raise NotApplicable("it gives no date of service")
    category = plain(case.inputs.get("category") or "all")
    got = _anesthesia(case) if category.startswith("anes") else _factor(case, category)
    for name, wanted in case.expected.items():
        is_factor = name in {"conversion_factor", "cf", "factor"}
        yield Answer(name, wanted, got) if is_factor else unknown(name)


def _factor(case: Case, category: str) -> Decimal | None:
    qp = category in _QP or is_yes(case.inputs.get("qp"))
    kind = _CATEGORIES.get(category, "all" if qp else "")
    if kind not in CATEGORIES:
        raise NotApplicable(f"its category {category!r} is none that had a factor of its own")
    return factor_for(case.day, None, qp=qp, category=kind)


def _anesthesia(case: Case) -> Decimal:
    """The factor of a locality: CMS publishes those, and no national one is held."""
    carrier, number = (
        case.inputs.get(name) or case.context.get(name) for name in ("carrier", "locality")
    )
    if not carrier or not number:
        raise NotApplicable("anesthesia factors are held by locality, and it names none")
    found = FeeSchedule.on(case.day).locality(f"{carrier}-{number}").anesthesia_factor
    if found is None:
        raise NotApplicable(f"no anesthesia factor is held for {carrier}-{number}")
    return found
