"""One statement of the rules by itself, on values a case gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from openrvu.exact import from_scaled, to_scaled
from openrvu.pricing.evaluate import law_on
from openrvu.rules.as_python import compile_program
from openrvu.rules.expression import Expression, Number, NumberField, TextField
from openrvu.rules.walk import fields


def result_of(
    statement: Expression, day: date, values: Mapping[str, Decimal | str | bool]
) -> int | str | bool:
    """What the statement is worth where the fields have these values, all others nothing."""
    line: dict[str, int | str | bool] = {}
    for field in fields([statement]):
        given = values.get(field.name)
        if isinstance(field, NumberField):
            figure = given if isinstance(given, Decimal) else Decimal(0)
            line[field.name] = to_scaled(figure, field.places)
        else:
            line[field.name] = str(given or "") if isinstance(field, TextField) else bool(given)
    return compile_program({"it": statement}).run([line], law_on(day))[0]["it"]


def value_of(statement: Number, day: date, values: Mapping[str, Decimal | str | bool]) -> Decimal:
    """The same for a figure."""
    return from_scaled(int(result_of(statement, day, values)), statement.places)
