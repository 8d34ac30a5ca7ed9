"""Rows that belong to one person. Their manager gives rows only when it is told for whom."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models
from django.db.models import QuerySet

from openrvu.site.people.models import User

Row = TypeVar("Row", bound="Owned")


class Unscoped(RuntimeError):
    """Rows were asked for without saying for whom. A fault of the program, not of its user."""


class ScopedManager(models.Manager[Row]):
    """``of(user)`` and ``readable_by(user)`` give rows; ``all()``, ``filter()``, … raise.

    Django itself uses a model's ``_base_manager``, which no view names.
    """

    def get_queryset(self) -> NoReturn:
        """Refuse.

        Raises:
            Unscoped: always.
        """
        name = self.model.__name__
        raise Unscoped(f"{name}: ask {name}.objects.of(user) or .readable_by(user)")

    def of(self, user: User) -> QuerySet[Row]:
        """The rows of one person."""
        return QuerySet[Row](self.model, using=self._db).filter(owner=user.pk)

    def readable_by(self, user: User) -> QuerySet[Row]:
        """The person's own rows, and those of people who share theirs with the person."""
        from openrvu.site.people.scope import readable

        return QuerySet[Row](self.model, using=self._db).filter(readable(user))


class Owned(models.Model):
    """A row of one person's."""

    owner: models.ForeignKey[Any, User] = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="+"
    )

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        """No table of its own."""

        abstract = True
