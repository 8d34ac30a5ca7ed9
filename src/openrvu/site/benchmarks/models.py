"""Benchmarks that a person brought. They stay with the account: nothing exports or shares them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from openrvu.site.exact_field import ScaledField
from openrvu.site.people.owned import Owned


class Benchmark(Owned):
    """A survey that the person licenses, or an open benchmark.

    Attributes:
        name: what the person's list calls it.
        year: of its figures.
        content: all of it as JSON; see ``survey_data`` and ``open_file`` of
            :mod:`openrvu.productivity.benchmark`.
        specialty: the one that the person confirmed as theirs; empty until then.
        cut: provider type and region of the rows that count, as the file has them; and of an open
            benchmark, ``all`` or ``active``.
    """

    class Kind(models.TextChoices):
        """What it is."""

        SURVEY = "survey", "Survey"
        OPEN = "open", "Open benchmark"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=6, choices=Kind)
    name = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    content = models.TextField()
    specialty = models.CharField(max_length=200, blank=True)
    cut = models.JSONField(default=dict)
    brought = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Waiting(Owned):
    """A survey file until the person confirms its columns, or an hour ends.

    Attributes:
        data: the file's bytes.
        origin: what the person said of it: vendor, years, attestation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    made = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=160)
    data = models.BinaryField()
    origin = models.JSONField()

    def __str__(self) -> str:
        """The file's name."""
        return self.name


class Standing(Owned):
    """What a person's figures are divided by, and their pay where they wish to rank it.

    Attributes:
        clinical_fte: work RVUs are divided by it.
        total_fte: pay is divided by it.
        pay: dollars of the months that are ranked; None where it is not to be.
    """

    clinical_fte = ScaledField(places=3, null=True)
    total_fte = ScaledField(places=3, null=True)
    pay = ScaledField(places=2, null=True)

    class Meta:
        """One for each person."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner"], name="one_standing"),
        ]

    def __str__(self) -> str:
        """Whose."""
        return f"standing of {self.owner_id}"
