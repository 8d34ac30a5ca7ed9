"""What became of the operations of a person's devices, so that none is carried out twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from openrvu.site.log.models import Applied
from openrvu.site.people.models import User

#: How long it is remembered that an operation was carried out.
_KEPT_FOR = timedelta(days=90)
#: An operation that another took the place of: it does nothing when it arrives at last.
GONE = "gone"
CONFLICT = "conflict"


class Memory:
    """What became of some operations, as the database has it and as it is about to have it."""

    def __init__(self, user: User, keys: Iterable[UUID]) -> None:
        """Read what is known of these; forget what is of long ago."""
        self._user = user
        rows = Applied.objects.of(user)
        rows.filter(at__lt=timezone.now() - _KEPT_FOR).delete()
        found = rows.filter(operation__in=list(keys)).values_list("operation", "result")
        self._known: dict[UUID, str] = dict(found)
        self._new: dict[UUID, str] = {}
        self._other: dict[UUID, str] = {}

    def result(self, key: UUID) -> str:
        """What became of one; empty where it was not carried out."""
        return self._new.get(key) or self._other.get(key) or self._known.get(key, "")

    def remember(self, key: UUID, result: str) -> None:
        """What has just become of one."""
        (self._other if key in self._known else self._new)[key] = result

    def keep(self) -> None:
        """Write it."""
        rows = [
            Applied(owner=self._user, operation=key, result=result)
            for key, result in self._new.items()
        ]
        Applied.objects.of(self._user).bulk_create(rows)
        for key, result in self._other.items():
            Applied.objects.of(self._user).filter(operation=key).update(result=result)
