"""What is kept of a reconciliation: the report's reduced lines, what was asked, and what came.

The file that was brought is not kept, and no line has a field for a patient.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from openrvu.site.exact_field import ScaledField
from openrvu.site.people.owned import Owned


class Comparison(Owned):
    """A report held against the log.

    Attributes:
        made: when the report was brought.
        compared: when it was last held against the log.
        confirmed: whether the person has said that it was understood rightly; what was not is
            forgotten after a day.
        name: of the file.
        report: its lines; see :mod:`openrvu.productivity.reconcile.kept`.
        terms: what the plan was chosen by: the name of a plan of ours, or of a contract.
        plan: the plan by which the log is credited, as TOML.
        rate: dollars per work RVU; None for none.
        providers: the labels in the report that are the person.
        column: what the report's work RVUs are of, where the person says so.
        result: the reconciliation without its differences; see
            :mod:`openrvu.productivity.reconcile.as_data`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    made = models.DateTimeField(default=timezone.now)
    compared = models.DateTimeField(default=timezone.now)
    confirmed = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    report: models.JSONField[Any, Any] = models.JSONField()
    terms = models.CharField(max_length=60, blank=True)
    plan = models.TextField(blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    tolerance = models.PositiveSmallIntegerField(default=3)
    rate = ScaledField(places=4, null=True)
    providers: models.JSONField[Any, Any] = models.JSONField(default=list)
    column = models.CharField(max_length=8, blank=True)
    result: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        """Read newest first."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "made"], name="comparison_by_time")
        ]

    def __str__(self) -> str:
        """The file's name."""
        return self.name


class Found(Owned):
    """One difference or agreement of a comparison.

    Attributes:
        number: its place in the order of the log, then of the report.
        kind: its class.
        code: of the log's entry, else of the report's line.
        weight: work RVUs at stake without their sign, rounded: to sort by.
        entries: ids of the log's entries.
        data: the difference; see :mod:`openrvu.productivity.reconcile.as_data`.
        mark: what the person has done about it.
        key: the same for the same entries and lines, so that the mark stays when the log is held
            against the report again.
    """

    class Mark(models.TextChoices):
        """What has been done about it."""

        OPEN = "open", "Open"
        DISPUTED = "disputed", "Disputed"
        ACCEPTED = "accepted", "Accepted"
        FIXED = "fixed", "Fixed"

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    code = models.CharField(max_length=5)
    weight = ScaledField(places=4)
    entries: models.JSONField[Any, Any] = models.JSONField(default=list)
    data: models.JSONField[Any, Any] = models.JSONField()
    mark = models.CharField(max_length=8, choices=Mark, default=Mark.OPEN)
    key = models.CharField(max_length=64)

    class Meta:
        """Read by class, the largest first."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["comparison", "kind", "weight"], name="found_by_kind"),
            models.Index(fields=["comparison", "number"], name="found_in_order"),
        ]

    def __str__(self) -> str:
        """Its class and code."""
        return f"{self.kind} {self.code}"
