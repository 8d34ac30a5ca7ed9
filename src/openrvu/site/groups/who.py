"""Who can see a person's data: by person, over all groups."""

from __future__ import annotations

from dataclasses import dataclass

from openrvu.site.people.models import Membership, User
from openrvu.site.people.scope import who_sees


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who sees a person's data.

    Attributes:
        places: the places from which it is seen.
        entries: single entries too, not totals alone.
    """

    name: str
    email: str
    places: tuple[Membership, ...]
    entries: bool


def seers(user: User) -> list[Seer]:
    """Everybody who sees this person's data, by name."""
    by_person: dict[int, list[Membership]] = {}
    for place in who_sees(user):
        by_person.setdefault(place.user_id, []).append(place)
    found = [
        Seer(
            name=str(places[0].user),
            email=places[0].user.email,
            places=tuple(places),
            entries=any(getattr(place, "sees_entries", False) for place in places),
        )
        for places in by_person.values()
    ]
    return sorted(found, key=lambda seer: seer.name.lower())
