"""What is kept of contracts: their text, which says everything, and what a year is told besides."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from openrvu.site.people.owned import Owned

LONGEST_NAME = 120


class Version(Owned):
    """A contract as it holds from a day on. The versions of one contract are a ``series``.

    Attributes:
        is_offer: an offer is compared, and credits nothing in the log.
        name: of the contract, as its text says.
        starts: its first day, as its text says.
        ends: its last day, as its text says; None for none. A later version may end it sooner,
            see :mod:`openrvu.site.contracts.crediting`.
        text: the whole contract as TOML, which was read without a fault when it was kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    series = models.UUIDField(default=uuid.uuid4)
    is_offer = models.BooleanField(default=False)
    name = models.CharField(max_length=LONGEST_NAME)
    starts = models.DateField()
    ends = models.DateField(null=True)
    text = models.TextField()
    made = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        """Read by owner and first day."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "starts"], name="contract_by_start")
        ]

    def __str__(self) -> str:
        """The name and the first day."""
        return f"{self.name} from {self.starts}"


class YearFacts(Owned):
    """What a contract goes by in a year besides the log: scores, the group's work, and the like.

    Attributes:
        year: calendar year in which the contract year begins.
        told: see :mod:`openrvu.site.contracts.told`.
    """

    series = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    told = models.JSONField()

    class Meta:
        """One for each year of a contract."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "series", "year"], name="facts_once"),
        ]

    def __str__(self) -> str:
        """The year."""
        return f"facts of {self.year}"
