"""The log's rows for the person who asks; views name no manager."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from openrvu.productivity.plan import CreditPlan
from openrvu.site.log.models import Change, Entry, EntryTag, Pending, Profile, Saved, Undo
from openrvu.site.log.valuing import Crediting
from openrvu.site.people.models import User
from openrvu.site.people.scope import person_seen_by


def entries(user: User) -> QuerySet[Entry]:
    """The person's own entries."""
    return Entry.objects.of(user)


def entry(user: User, key: UUID) -> Entry:
    """One of the person's own entries.

    Raises:
        Http404: there is none of that id, or it is another's.
    """
    found = entries(user).filter(pk=key).first()
    if found is None:
        raise Http404("There is no such entry in your log; it may have been deleted")
    return found


def readable_entries(viewer: User) -> QuerySet[Entry]:
    """Entries that the viewer may read line by line: the person's own, and those shared."""
    return Entry.objects.readable_by(viewer)


def entries_of_seen(viewer: User, key: int) -> QuerySet[Entry]:
    """Entries of one whose totals the viewer may see: to sum and count, never to list.

    Raises:
        Http404: the viewer may not see that person's totals.
    """
    return Entry.objects.of(person_seen_by(viewer, key))


def tags_of(user: User, keys: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The tags of entries, in the order they were given; an entry without any is left out."""
    found: dict[UUID, tuple[str, ...]] = {}
    rows = EntryTag.objects.of(user).filter(entry__in=list(keys)).order_by("pk")
    for key, tag in rows.values_list("entry_id", "tag"):
        found[key] = (*found.get(key, ()), tag)
    return found


def tagged(user: User, tag: str) -> QuerySet[EntryTag, UUID]:
    """The ids of the person's entries that carry a tag, as a query."""
    return EntryTag.objects.of(user).filter(tag=tag).values_list("entry_id", flat=True)


def tags_used(user: User) -> list[str]:
    """Every tag in the person's log, by alphabet."""
    rows = EntryTag.objects.of(user).order_by("tag").values_list("tag", flat=True)
    return list(rows.distinct())


def profile(user: User) -> Profile:
    """The person's profile; where none was kept, a new one that is not kept yet."""
    return Profile.objects.of(user).first() or Profile(owner=user)


def saved(user: User, kind: str = "") -> QuerySet[Saved]:
    """What the person records often, of one kind or of both."""
    rows = Saved.objects.of(user).order_by("kind", "pk")
    return rows.filter(kind=kind) if kind else rows


def saved_one(user: User, key: int) -> Saved:
    """One of :func:`saved`.

    Raises:
        Http404: there is none of that id, or it is another's.
    """
    found = saved(user).filter(pk=key).first()
    if found is None:
        raise Http404("There is no such favourite or template of yours")
    return found


def changes(user: User) -> QuerySet[Change]:
    """What was done to the person's log, newest first."""
    return Change.objects.of(user).select_related("by").order_by("-at", "-pk")


def last_undo(user: User) -> Undo | None:
    """How to take back the person's last write; None where that is no longer possible."""
    from openrvu.site.log.undo import since

    return Undo.objects.of(user).filter(made__gte=since()).order_by("-made").first()


def pending(user: User, key: UUID) -> Pending:
    """A file that the person brought and has not confirmed yet.

    Raises:
        Http404: there is none of that id, it is another's, or it was taken away after an hour.
    """
    found: Pending | None = Pending.objects.of(user).filter(pk=key).first()
    if found is None:
        raise Http404("This import is no longer waiting. Bring the file again")
    return found


def plan_of(profile: Profile, day: date) -> CreditPlan:
    """The plan that credits a person's work of a day."""
    return Crediting(profile).on(day).plan
