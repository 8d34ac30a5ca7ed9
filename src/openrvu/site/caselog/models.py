"""What a resident sets beside the log: rotations, and how many of some procedures to reach."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from openrvu.productivity.log import caselog
from openrvu.productivity.log.role import Role
from openrvu.site.people.owned import Owned

LONGEST_NAME = 80


class Rotation(Owned):
    """A stretch of training."""

    name = models.CharField(max_length=LONGEST_NAME)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        """Read by day."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "first"], name="rotation_by_day")
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name

    def told(self) -> caselog.Rotation:
        """As the calculation knows it."""
        return caselog.Rotation(self.name, self.first, self.last)


class Minimum(Owned):
    """How many of some procedures are asked for; the figure is the person's own.

    Attributes:
        families: ``category/family``, or a category alone.
        codes: further codes.
        roles: in which it counts; empty for all.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    count = models.PositiveIntegerField()
    families: models.JSONField[Any, Any] = models.JSONField(default=list)
    codes: models.JSONField[Any, Any] = models.JSONField(default=list)
    roles: models.JSONField[Any, Any] = models.JSONField(default=list)

    def __str__(self) -> str:
        """Its name."""
        return self.name

    def told(self) -> caselog.Minimum:
        """As the calculation knows it."""
        return caselog.Minimum(
            name=self.name,
            count=self.count,
            families=frozenset(self.families),
            codes=frozenset(self.codes),
            roles=frozenset(map(Role, self.roles)) or frozenset(Role),
        )
