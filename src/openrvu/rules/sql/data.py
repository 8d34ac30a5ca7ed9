"""What is known of a table before it is read, and what that makes of a rule's leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openrvu.rules.expression import (
    MOST_LINES,
    Expression,
    Gather,
    Gathered,
    Number,
    NumberField,
    Parameter,
    Truth,
)
from openrvu.rules.fold import literal, number_choice


@dataclass(frozen=True, slots=True, eq=False)
class Since(Truth):
    """Whether a line's date of service is this day or a later one."""

    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What is known of the table's lines.

    Attributes:
        days: the first and the last date of service.
        dated: the values of a figure of the law that is no column of the table: each with the day
            it starts, in the parameter's units. Needs ``days``.
        most_lines: no claim has more lines of one day.
        ranges: the least and the most of a field or parameter, in its units, where the table is
            known to hold less than what is declared. The smaller the figures, the faster the SQL.
    """

    days: tuple[date, date] | None = None
    dated: Mapping[str, Sequence[tuple[date, int]]] = field(default_factory=dict)
    most_lines: int = MOST_LINES
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def known(self, node: Expression) -> Expression:
        """What a field or parameter is in this table; any other expression as it is.

        Raises:
            ValueError: a dated figure has no value on some day, or the table would go beyond what
                is declared.
        """
        if isinstance(node, Parameter) and node.name in self.dated:
            return self._dated(node)
        if isinstance(node, Parameter) and node.name in self.ranges:
            return Parameter(node.name, node.digits, *_within(node, *self.ranges[node.name]))
        if isinstance(node, NumberField) and node.name in self.ranges:
            least, most = _within(node, *self.ranges[node.name])
            return NumberField(node.name, node.digits, most, least)
        return node

    def _dated(self, law: Parameter) -> Number:
        """A choice by day, latest first; a literal where there is nothing to choose."""
        if self.days is None:
            raise ValueError(f"{law.name!r} is dated: say from which day to which the table goes")
        first, last = self.days
        values = [(start, value) for start, value in sorted(self.dated[law.name]) if start <= last]
        before = [value for start, value in values if start <= first]
        if not before:
            raise ValueError(f"{law.name!r} has no value on {first}, where the table begins")
        later = [(start, value) for start, value in values if start > first]
        figures = [before[-1], *(value for _, value in later)]
        _within(law, min(figures), max(figures))
        cases = [(Since(start), literal(value, law.digits)) for start, value in reversed(later)]
        return number_choice(cases, literal(before[-1], law.digits))

    def bounds(self, node: Number) -> tuple[int, int]:
        """The least and the most a figure can be in this table, its parts being what they are."""
        least, most = node.bounds
        if isinstance(node, Gathered) and node.gather is not Gather.MOST:
            least, most = (end // MOST_LINES * self.most_lines for end in (least, most))
        return least, most


def _within(node: Parameter | NumberField, least: int, most: int) -> tuple[int, int]:
    if node.lowest <= least <= most <= node.highest:
        return least, most
    raise ValueError(
        f"{node.name!r} is declared to be from {node.lowest} to {node.highest} units of "
        f"10**-{node.digits}, and the table would have it from {least} to {most}"
    )
