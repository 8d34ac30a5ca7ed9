"""That somebody looked at a person's totals is written down, for that person to read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from openrvu.site.log.models import Change
from openrvu.site.people.models import User

#: One look of a viewer in this time is written down; the pages of one visit are one look.
ONE_LOOK = timedelta(hours=1)


def looked_at(viewer: User, people: Iterable[User]) -> None:
    """Write down that the viewer saw totals of these people; one's own are left out.

    To be called by every view that shows a group's or another person's totals or entries.
    """
    others = {person.pk: person for person in people if person.pk != viewer.pk}
    since = timezone.now() - ONE_LOOK
    viewed = Change.Kind.VIEWED
    rows = QuerySet[Change](Change)
    seen = rows.filter(owner__in=others, by=viewer, kind=viewed, at__gte=since)
    for key in seen.values_list("owner", flat=True):
        others.pop(key, None)
    rows.bulk_create(Change(owner=other, by=viewer, kind=viewed) for other in others.values())
