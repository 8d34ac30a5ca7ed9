"""The shapes reports come in, and what each is known to mean."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openrvu.productivity.tabular.columns import fold


class Shape(StrEnum):
    """Where a report is from, by its looks."""

    EPIC_TRANSACTIONS = "Epic, transactions of a provider"
    EPIC_CHARGES = "Epic, charge extract"
    CLARITY = "Epic, columns of Clarity"
    EPIC_PRINT = "Epic, printed as text"
    CERNER = "Cerner, posted charges"
    GREENWAY = "Greenway, by the place of its columns"
    TABLE = "a table with named columns"


class Column(StrEnum):
    """What the column of work RVUs holds."""

    EXTENDED = "extended"
    PER_UNIT = "per unit"


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a shape.

    Attributes:
        tell: headings that give it away, folded; all must be there.
        column: what its work RVUs are, where the report itself cannot say; None where it can.
        why: a sentence for that.
    """

    tell: frozenset[str]
    column: Column | None = None
    why: str = ""


_TRAITS = {
    Shape.EPIC_TRANSACTIONS: Traits(frozenset({"adjworkrvu", "detailtype", "monthoftransaction"})),
    Shape.CLARITY: Traits(frozenset({"detailtype", "origservicedate", "cptcode"})),
    Shape.EPIC_CHARGES: Traits(frozenset({"chargequantity", "chargecode", "voiddate"})),
    Shape.CERNER: Traits(
        frozenset({"chargetype", "verifyphysname", "itemquantity"}),
        Column.EXTENDED,
        "Cerner's report adds the work RVUs of its lines as they stand, whatever their units.",
    ),
}
_NO_TRAITS = Traits(frozenset())
#: Headings under which one unit's work RVUs stand where no line tells.
PER_UNIT_HEADINGS = frozenset({"rvuwork"})


def shape_of(header: Sequence[str]) -> Shape:
    """The shape that headings give away; a plain table where none does."""
    names = {fold(name) for name in header}
    return next((shape for shape, told in _TRAITS.items() if _tells(told, names)), Shape.TABLE)


def _tells(told: Traits, names: Collection[str]) -> bool:
    return told.tell <= set(names)


def traits(shape: Shape) -> Traits:
    """What is known of a shape."""
    return _TRAITS.get(shape, _NO_TRAITS)
