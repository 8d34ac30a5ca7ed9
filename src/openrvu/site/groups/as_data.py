"""Groups as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openrvu.site.groups.who import Seer
from openrvu.site.log.models import Change
from openrvu.site.people.models import Invitation, Membership


def place_data(place: Membership) -> dict[str, Any]:
    """The asking person's own place."""
    return {
        "group": {"id": place.group_id, "name": place.group.name},
        "role": place.role,
        "shares_entries": place.shares_entries,
        "joined": place.joined.isoformat(),
        "page": f"/log/groups/{place.group_id}/",
    }


def invitation_data(invitation: Invitation) -> dict[str, Any]:
    """An invitation, without its secret."""
    return {
        "id": invitation.pk,
        "group": invitation.group.name,
        "email": invitation.email,
        "role": invitation.role,
        "by": str(invitation.by) if invitation.by else None,
        "until": invitation.until.isoformat(),
    }


def group_data(
    mine: Membership, people: Iterable[Membership], waiting: Iterable[Invitation], *, manages: bool
) -> dict[str, Any]:
    """A group as one of its people may see it; addresses for those who manage it."""
    return {
        "mine": place_data(mine),
        "people": [
            {
                "id": place.pk,
                "name": str(place.user),
                **({"email": place.user.email} if manages else {}),
                "role": place.role,
                "shares_entries": place.shares_entries,
                "joined": place.joined.isoformat(),
            }
            for place in people
        ],
        "invitations": [invitation_data(invitation) for invitation in waiting],
    }


def who_data(seers: Iterable[Seer], looks: Iterable[Change]) -> dict[str, Any]:
    """Who can see the person's data, and who looked."""
    return {
        "people": [
            {
                "name": seer.name,
                "email": seer.email,
                "sees": "entries" if seer.entries else "totals",
                "groups": [{"name": place.group.name, "role": place.role} for place in seer.places],
            }
            for seer in seers
        ],
        "looked": [
            {"at": look.at.isoformat(), "by": str(look.by) if look.by else None} for look in looks
        ],
    }
