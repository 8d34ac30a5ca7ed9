"""A group of a person's own, for the walk over addresses."""

from __future__ import annotations

from openrvu.site.groups.link_secret import digest_of
from openrvu.site.people.models import Group, Invitation, Membership, Role, User


def group_ids(user: User, name: str) -> dict[str, str]:
    """A group whose only person the user is, and an invitation to another."""
    own = Group.objects.create(name=name)
    Membership.objects.create(user=user, group=own, role=Role.OWNER)
    elsewhere = Group.objects.create(name=f"{name} elsewhere")
    invited = Invitation.objects.create(group=elsewhere, email=user.email, digest=digest_of(name))
    return {"own_group": str(own.pk), "invitation": str(invited.pk)}
