"""The day it is for a person."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from openrvu.site.environment import is_zone
from openrvu.site.log.models import Profile
from openrvu.site.people.models import User

_LONGEST_ZONE = 60


def today_of(profile: Profile) -> date:
    """Today in the person's time zone; in that of the machine where the person named none."""
    return now_of(profile).date()


def now_of(profile: Profile) -> datetime:
    """Now in that time zone."""
    return timezone.now().astimezone(ZoneInfo(profile.timezone or settings.TIME_ZONE))


def remember_zone(user: User, profile: Profile, zone: str) -> None:
    """The browser's time zone, where the person has said none: it decides what “today” is."""
    if profile.pk is None and 0 < len(zone) <= _LONGEST_ZONE and is_zone(zone):
        Profile(owner=user, timezone=zone).save(force_insert=True)
