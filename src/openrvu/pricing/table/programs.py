"""The rules as SQL for each part of a table: lines that meet for something, and those that do not.

Most lines are plain: of one service that touches no other, with no modifier that changes what is
paid. For them the rules come down to the base amount and a few checks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from openrvu.pricing.table.numbered import with_numbers
from openrvu.pricing.table.seen import is_said
from openrvu.rules import fields as of
from openrvu.rules.as_sql import compile_sql
from openrvu.rules.expression import Expression, NumberField, TextField
from openrvu.rules.meetings import MEETINGS, all_groups
from openrvu.rules.modifiers import bit
from openrvu.rules.order import TABLE_OUTPUTS
from openrvu.rules.parameters import parameters
from openrvu.rules.simplify import Fact, specialise
from openrvu.rules.sql.data import Data
from openrvu.rules.walk import fields as fields_of

Dialect = Literal["duckdb", "spark"]
#: Modifiers that pick the row of the schedule: a plain line may have one.
_COMPONENTS = ("26", "TC")
#: One side of the body says nothing of a line that stands alone; both on one line do.
SIDES = ("RT", "LT")
_NOTHING: Mapping[str, Any] = MappingProxyType({})
#: Names of the parts beside those of :mod:`openrvu.rules.meetings`.
EVERYTHING, BOTH_SIDES, ALONE = "everything", "both sides", "alone"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a table before it is priced.

    Attributes:
        first: first date of service.
        last: last date of service.
        ranges: the least and the most of figures, in units of the field's last place.
        facts: fields that are the same for every line.
    """

    first: date
    last: date
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Programs:
    """The rules for each part of a table, as expressions and as SQL."""

    def __init__(self, known: Known, dialect: Dialect = "duckdb") -> None:
        """Make the rules small for what is known of a table."""
        self._dialect = dialect
        self._facts: dict[str, Fact] = {**_unsaid(), **known.facts}
        self._data = Data(
            days=(known.first, known.last),
            dated={law.name: [(v.first, v.scaled) for v in law.values] for law in parameters()},
            ranges=known.ranges,
        )

    def part(
        self,
        name: str,
        facts: Mapping[str, Fact] = _NOTHING,
        possible: Mapping[str, Collection[str]] = _NOTHING,
        meet: Collection[str] | None = None,
    ) -> dict[str, Expression]:
        """The rules for a meeting's lines, for lines alone, or for everything together.

        Args:
            name: of the part.
            facts: what is the same for all its lines.
            possible: what some texts of its lines can be.
            meet: the groups that any of its lines can take part in; None where that is not known.
        """
        groups = all_groups(TABLE_OUTPUTS)
        active = {EVERYTHING: groups, BOTH_SIDES: groups, ALONE: frozenset[str]()}.get(name)
        if active is None:
            active = next(each.groups for each in MEETINGS if each.name == name)
        if meet is not None:
            active &= frozenset(meet)
        made = specialise(
            tuple(TABLE_OUTPUTS.values()),
            {**self._facts, **facts},
            alone=groups - active,
            possible=possible,
        )
        return dict(zip(TABLE_OUTPUTS, made, strict=True))

    @cached_property
    def plain(self) -> dict[str, Expression]:
        """The rules for plain lines.

        Of one unit that stands alone the multiple procedure and bilateral indicators say nothing;
        lines of several units are plain only where the indicators are 0 or 9.
        """
        others = (f"mod_{code}" for code in of.SEEN if code not in _COMPONENTS)
        facts = {
            **self._facts,
            **dict.fromkeys(others, False),
            **dict.fromkeys(("unknown_modifier", "unmodelled_modifier", "patient_share"), False),
            "parts_missing": False,
            "multiple": "0",
            "bilateral": "0",
            **dict.fromkeys(("has_minutes", "has_base_units"), False),
        }
        made = specialise(
            tuple(TABLE_OUTPUTS.values()), facts, alone=True, possible={"status": _NOT_TIMED}
        )
        return dict(zip(TABLE_OUTPUTS, made, strict=True))

    @cached_property
    def special(self) -> int:
        """The modifiers, as bits, that change what a line alone is paid."""
        looked_at = {leaf.name for leaf in fields_of(self.part(ALONE).values())}
        plain = {f"mod_{code}" for code in (*_COMPONENTS, *SIDES)}
        places = (
            bit(name.removeprefix("mod_")) for name in looked_at - plain if name[:4] == "mod_"
        )
        return sum(1 << place for place in places if place is not None)

    def sql(
        self, outputs: Mapping[str, Expression], source: str, keep: Sequence[str] = ("rn",)
    ) -> str:
        """A SELECT of some outputs of each line of a source, with columns that are kept."""
        outputs = with_numbers(outputs, "reason") if "reason" in outputs else outputs
        return compile_sql(
            outputs, source, dialect=self._dialect, keep=keep, group=("claim",), data=self._data
        )


def _unsaid() -> dict[str, Fact]:
    """What no table says of a line, and is taken to be nothing."""
    leaves = (leaf for leaf in fields_of(TABLE_OUTPUTS.values()) if not is_said(leaf.name))
    return {leaf.name: _nothing(leaf) for leaf in leaves}


def _nothing(leaf: Expression) -> Fact:
    if isinstance(leaf, NumberField):
        return 0
    return "" if isinstance(leaf, TextField) else False


#: Every status but that of anesthesia, which is paid by time.
_NOT_TIMED = tuple("ABCDEFGHIMNPRTX")
