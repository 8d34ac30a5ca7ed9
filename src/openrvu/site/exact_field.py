"""Decimals kept as whole numbers, so that both databases add and compare them exactly.

Django's own DecimalField is a float in SQLite: 0.10 × 3 there is not 0.30.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    _Field = models.Field[Decimal | int | str | None, Decimal | None]
else:
    _Field = models.Field

_MOST = 2**63 - 1


class ScaledField(_Field):
    """A decimal of at most so many places: Decimal in Python, a 64-bit whole number in the table.

    ``ScaledField(places=2)`` keeps 1.25 as 125. Sum, Min and Max of it are exact Decimals. An
    average is not one of its values, so the database's is refused: divide the sum by the count.
    A value of more places is refused too, never rounded.
    """

    description = "A decimal kept as a whole number"

    def __init__(self, *args: Any, places: int, **options: Any) -> None:
        """Keep the number of places."""
        self.places = places
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """What a migration writes."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "places": self.places}

    def get_internal_type(self) -> str:
        """A type of its own: Django would cut an average of one of its integer types short."""
        return "ScaledField"

    def db_type(self, connection: Any) -> str:
        """The column's type in either database."""
        return str(connection.data_types["BigIntegerField"])

    def to_python(self, value: Any) -> Decimal | None:
        """The value as a Decimal with this field's places.

        Raises:
            ValidationError: it is a float, no number, has more places or is too large.
        """
        if value is None:
            return None
        if isinstance(value, float | bool):
            raise self._refusal(value, "a Decimal, a whole number or its text")
        try:
            scaled = Decimal(value).scaleb(self.places)
            whole = int(scaled)
        except (ArithmeticError, TypeError, ValueError):
            raise self._refusal(value, "a Decimal, a whole number or its text") from None
        if whole != scaled or abs(whole) > _MOST:
            raise self._refusal(value, f"a number of at most {self.places} places")
        return Decimal(whole).scaleb(-self.places)

    def get_prep_value(self, value: Any) -> Any:
        """The whole number that is kept."""
        value = super().get_prep_value(value)
        if value is None or hasattr(value, "resolve_expression"):
            return value
        exact = self.to_python(value)
        return None if exact is None else int(exact.scaleb(self.places))

    def from_db_value(self, value: Any, *_: object) -> Decimal | None:
        """The Decimal of what is kept, or of a sum of it.

        Raises:
            TypeError: the database's answer is no whole number, such as an average.
        """
        if value is None:
            return None
        whole = int(value)
        if whole != value:
            raise TypeError(
                f"{value} is no whole number of the {self.places}th place: an average of a "
                "ScaledField is asked for as its Sum and its Count, and divided exactly"
            )
        return Decimal(whole).scaleb(-self.places)

    def value_to_string(self, obj: models.Model) -> str:
        """The value as text, for dumps."""
        value = self.value_from_object(obj)
        return "" if value is None else f"{value:f}"

    def _refusal(self, found: Any, expected: str) -> ValidationError:
        return ValidationError(f"{self.name}: found {found!r}; expected {expected}")
