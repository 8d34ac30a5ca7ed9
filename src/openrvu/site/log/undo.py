"""How long a write can be taken back, and what is kept for that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from openrvu.site.log.models import Pending, Undo
from openrvu.site.people.models import User

#: After this nothing is kept of what was deleted.
KEPT_FOR = timedelta(hours=1)
MOST = 20


def since() -> datetime:
    """Writes before this cannot be taken back any more."""
    return timezone.now() - KEPT_FOR


def remember(user: User, words: str, drop: list[str], put: list[dict[str, Any]]) -> None:
    """Keep how to take a write back, and forget those that are too old or too many."""
    forget_old(user)
    Undo(owner=user, words=words[:120], restore={"drop": drop, "put": put}).save(force_insert=True)
    rows = Undo.objects.of(user).order_by("-made")
    rows.filter(pk__in=[undo.pk for undo in rows[MOST:]]).delete()


def forget_old(user: User) -> None:
    """Take away what is kept of deleted entries and unconfirmed files for longer than promised."""
    Undo.objects.of(user).filter(made__lt=since()).delete()
    Pending.objects.of(user).filter(made__lt=since()).delete()
