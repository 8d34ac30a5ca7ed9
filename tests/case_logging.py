"""Rotations and minimums of a person's, for the walk over addresses."""

from __future__ import annotations

from datetime import date

from openrvu.site.caselog.models import Minimum, Rotation
from openrvu.site.people.models import User


def case_log_ids(user: User, name: str) -> dict[str, str]:
    """A rotation and a minimum."""
    rotation = Rotation(owner=user, name=name, first=date(2026, 3, 1), last=date(2026, 3, 31))
    minimum = Minimum(owner=user, name=name, count=10, codes=["99213"])
    for each in (rotation, minimum):
        each.save(force_insert=True)
    return {"rotation": str(rotation.pk), "minimum": str(minimum.pk)}
