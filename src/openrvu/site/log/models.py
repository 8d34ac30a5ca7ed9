"""What the log keeps. Every row belongs to one person; see :mod:`openrvu.site.people.owned`."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from openrvu.productivity.log.line import LONGEST_NOTE, LONGEST_TAG
from openrvu.productivity.log.role import Role
from openrvu.site.exact_field import ScaledField
from openrvu.site.people.models import User
from openrvu.site.people.owned import Owned


class Entry(Owned):
    """One line of work: a code on a day.

    Its id is made by whoever records it, so that a write that is sent twice is kept once. Lines of
    one ``case`` are one patient's encounter on one day, and are ranked together. There is no field
    for a patient.

    Attributes:
        modifiers: in the order of the claim, spaces between.
        pos: place of service, two digits, or empty.
        release: the release that answers for the day; empty where none is held.
        full: CMS's work RVU × units; None where it cannot be said.
        credited: what the credit plan of ``plan_key`` makes of it.
        amount: Medicare's allowed amount, for the person's locality or the nation.
        missing: why ``full`` is None, in a sentence.
        version: counts changes, so that a change made elsewhere is seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField(default=0)
    date = models.DateField()
    code = models.CharField(max_length=5)
    modifiers = models.CharField(max_length=32, blank=True)
    units = models.PositiveSmallIntegerField(default=1)
    pos = models.CharField(max_length=2, blank=True)
    role = models.CharField(max_length=16, default=Role.PRIMARY.value)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    release = models.CharField(max_length=16, blank=True)
    full = ScaledField(places=2, null=True)
    credited = ScaledField(places=4, null=True)
    amount = ScaledField(places=2, null=True)
    missing = models.CharField(max_length=300, blank=True)
    plan_key = models.CharField(max_length=64, blank=True)
    category = models.CharField(max_length=60, blank=True)
    family = models.CharField(max_length=60, blank=True)
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Read by owner and day; a case is valued whole."""

        indexes: ClassVar[list[models.Index]] = [
            # Totals are read off the index alone.
            models.Index(
                fields=["owner", "date", "code", "units", "full", "credited", "amount"],
                name="entry_by_day",
            ),
            models.Index(fields=["owner", "case"], name="entry_by_case"),
            models.Index(fields=["owner", "code"], name="entry_by_code"),
            models.Index(fields=["owner", "created"], name="entry_by_creation"),
        ]

    def __str__(self) -> str:
        """The day and the code."""
        return f"{self.date} {self.code}"

    @property
    def label(self) -> str:
        """The code with its modifiers: ``45380-59``."""
        return "-".join((self.code, *self.modifiers.split()))


class EntryTag(Owned):
    """A word the person sorts entries by."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    tag = models.CharField(max_length=LONGEST_TAG)

    class Meta:
        """A tag once on an entry."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "tag"], name="tag_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "tag"], name="tag_of_owner")
        ]

    def __str__(self) -> str:
        """The word."""
        return self.tag


class Tombstone(Owned):
    """That an entry was deleted, and nothing else of it: a late copy is not taken for a new one."""

    entry = models.UUIDField()
    deleted = models.DateTimeField(default=timezone.now)

    class Meta:
        """One for each entry."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "entry"], name="deleted_once"),
        ]

    def __str__(self) -> str:
        """The entry's id."""
        return str(self.entry)


class Saved(Owned):
    """What a person records often, as it is typed: a favourite (one tap), or a template."""

    class Kind(models.TextChoices):
        """How it is used."""

        FAVOURITE = "favourite", "Favourite"
        TEMPLATE = "template", "Template"

    kind = models.CharField(max_length=9, choices=Kind, default=Kind.FAVOURITE)
    text = models.CharField(max_length=2000)
    title = models.CharField(max_length=80, blank=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        """A text once of each kind."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "kind", "text"], name="saved_once"),
        ]

    def __str__(self) -> str:
        """Its name, or what is typed."""
        return self.title or self.text


class Profile(Owned):
    """What the person's figures depend on, and what the box takes for granted.

    Attributes:
        locality: the key of a Medicare locality; empty for the nation.
        zip_code: the ZIP it was found by, if it was.
        plan: the credit plan's name; see :mod:`openrvu.productivity.plans`.
        work_days: of the week, Monday 0, as digits: ``01234``.
    """

    locality = models.CharField(max_length=16, blank=True)
    zip_code = models.CharField(max_length=5, blank=True)
    specialty = models.CharField(max_length=80, blank=True)
    pos = models.CharField(max_length=2, blank=True)
    role = models.CharField(max_length=16, default=Role.PRIMARY.value)
    plan = models.CharField(max_length=40, blank=True)
    target = ScaledField(places=2, null=True)
    year_start = models.PositiveSmallIntegerField(default=1)
    work_days = models.CharField(max_length=7, default="01234")
    timezone = models.CharField(max_length=60, blank=True)

    class Meta:
        """One for each person."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner"], name="one_profile"),
        ]

    def __str__(self) -> str:
        """Whose."""
        return f"profile of {self.owner_id}"


class Change(Owned):
    """What was done to the log, by whom and when, without what stood in it."""

    class Kind(models.TextChoices):
        """What was done."""

        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        DELETED = "deleted", "Deleted"
        RESTORED = "restored", "Restored"
        IMPORTED = "imported", "Imported"
        EXPORTED = "exported", "Exported"
        REVALUED = "revalued", "Revalued"
        SETTINGS = "settings", "Settings changed"
        ERASED = "erased", "All data deleted"
        VIEWED = "viewed", "Totals viewed by a group"
        JOINED = "joined", "Joined a group"
        LEFT = "left", "Left a group"
        ROLE = "role", "Role in a group changed"
        SHARING = "sharing", "Sharing of entries changed"

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    entry = models.UUIDField(null=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        """Read newest first."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "at"], name="change_by_time")
        ]

    def __str__(self) -> str:
        """What, how many, when."""
        return f"{self.kind} {self.count} at {self.at}"


class Undo(Owned):
    """How to take back one of the last writes. It goes when it is used, replaced or old."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    made = models.DateTimeField(default=timezone.now)
    words = models.CharField(max_length=120)
    restore = models.JSONField()

    class Meta:
        """Read newest first."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "made"], name="undo_by_time")
        ]

    def __str__(self) -> str:
        """What it takes back."""
        return self.words


class Applied(Owned):
    """What became of an operation of the person's device: sent again, it does nothing."""

    operation = models.UUIDField()
    result = models.CharField(max_length=8)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Each once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "operation"], name="applied_once"),
        ]

    def __str__(self) -> str:
        """The operation's id."""
        return str(self.operation)


class Pending(Owned):
    """The sound lines of a file that was brought, until the person confirms them or an hour ends.

    The file itself is never kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    made = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=120)
    lines = models.JSONField()
    report = models.JSONField()

    def __str__(self) -> str:
        """The file's name."""
        return self.name
