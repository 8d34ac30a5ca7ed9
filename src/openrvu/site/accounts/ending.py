"""The end of an account: delete means delete."""

from __future__ import annotations

from django.db import transaction

from openrvu.site.groups.changing import leave_all
from openrvu.site.people.models import Invitation, User


@transaction.atomic
def end_account(user: User) -> None:
    """Leave every group, and delete the person with everything that is theirs.

    Raises:
        Refusal: a group with others in it would be left without an owner.
    """
    leave_all(user)
    Invitation.objects.filter(email=user.email).delete()
    user.delete()
