"""The days on which a person does not work, for pace and forecast."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from openrvu.site.people.owned import Owned

LONGEST_NAME = 60


class DaysOff(Owned):
    """A stretch of days without work: a holiday, leave, a course. Both ends are included."""

    first = models.DateField()
    last = models.DateField()
    name = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        """A stretch once, and its end not before its beginning."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "first", "last"], name="days_off_once"),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="days_off_in_order"
            ),
        ]

    def __str__(self) -> str:
        """The days."""
        return f"{self.first} to {self.last}"
