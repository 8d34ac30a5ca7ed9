"""A person's benchmarks; views name no manager. Nobody but the person ever reads them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from openrvu.site.benchmarks.models import Benchmark, Standing, Waiting
from openrvu.site.people.models import User

#: How long a file waits to be confirmed.
WAITS = timedelta(hours=1)
#: More benchmarks than this are not kept for one person.
MOST = 40


def benchmarks(user: User) -> QuerySet[Benchmark]:
    """The person's benchmarks, the latest first, without their contents."""
    return Benchmark.objects.of(user).defer("content").order_by("-year", "name", "brought")


def benchmark(user: User, key: UUID) -> Benchmark:
    """One of them, whole.

    Raises:
        Http404: there is none of that id, or it is another's.
    """
    rows: QuerySet[Benchmark] = Benchmark.objects.of(user)
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404("There is no such benchmark of yours; it may have been deleted")
    return found


def wait(user: User, name: str, data: bytes, origin: dict[str, str]) -> Waiting:
    """Keep a file until it is confirmed. One waits at a time; an older one is dropped."""
    Waiting.objects.of(user).delete()
    made = Waiting(owner=user, name=name, data=data, origin=origin)
    made.save(force_insert=True)
    return made


def waiting(user: User, key: UUID) -> Waiting:
    """A file that waits.

    Raises:
        Http404: there is none of that id, it is another's, or it waited too long and was dropped.
    """
    rows: QuerySet[Waiting] = Waiting.objects.of(user)
    rows.filter(made__lt=timezone.now() - WAITS).delete()
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404("This file is no longer waiting. Bring it again")
    return found


def standing(user: User) -> Standing:
    """What the person's figures are divided by; a new one where nothing was kept yet."""
    return Standing.objects.of(user).first() or Standing(owner=user)
