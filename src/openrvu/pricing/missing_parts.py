"""Tests whose technical and professional parts are not known where rules need them."""

from __future__ import annotations

from collections.abc import Sequence

from openrvu.pricing.prepare import RVUS, Fields
from openrvu.schedule.amount import PAYABLE

#: PC/TC indicators of a service that has both parts.
_WHOLE = frozenset("14")
#: Multiple procedure indicators under which parts of a service are reduced.
_REDUCED = frozenset("467")
_EQUIPMENT = ("mod_FX", "mod_FY", "mod_CT")


def mark_missing_parts(lines: Sequence[Fields]) -> None:
    """Mark the lines of a day that cannot be priced since the parts of a test are not known.

    The parts are needed to rank a test among others, to reduce its equipment, and to tell the
    bonus of a shortage area. One whose parts are unknown leaves no other of its kind ranked.
    """
    for made in lines:
        if made["pctc"] in _WHOLE and _lacks_parts(made):
            alike = [other for other in lines if other["multiple"] == made["multiple"]]
            ranked = made["multiple"] in _REDUCED and (len(alike) > 1 or made["units"] != 1)
            for other in alike if ranked else ():
                other["parts_missing"] = True
            if made["shortage_area"] or any(made[name] for name in _EQUIPMENT):
                made["parts_missing"] = True


def _lacks_parts(made: Fields) -> bool:
    """Whether a payable service that has parts comes without the amount of the technical one."""
    if made["row"] or made["status"] not in PAYABLE or made["has_given_technical_fee"]:
        return False
    return not any(made["tc_" + name] for name in RVUS)
