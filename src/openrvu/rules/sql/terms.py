"""Every expression of some rules once, however often it is said.

Two expressions that look alike are one term here: SQL then works out each of them once. The parts
of a term are stood for by plain fields, so what a term can be is known without looking further.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from openrvu.rules.expression import (
    Apportioned,
    Expression,
    Group,
    NamedNumber,
    NamedText,
    NamedTruth,
    Number,
    NumberField,
    Order,
    Rounded,
    Text,
    TextField,
    TruthField,
)
from openrvu.rules.sql.data import Data
from openrvu.rules.walk import in_order


@dataclass(slots=True, eq=False)
class Term:
    """One expression.

    Attributes:
        node: the expression; its parts are stand-ins of other terms.
        stands: what stands for it as a part; a leaf stands for itself.
        parts: the terms it is made of, in order.
        name: of the statement that says it; empty where none does.
    """

    node: Expression
    stands: Expression
    parts: tuple[Term, ...]
    name: str = ""


class Terms:
    """The terms of some expressions, parts before wholes.

    Attributes:
        data: what is known of the table.
    """

    def __init__(self, outputs: Iterable[Expression], data: Data) -> None:
        """Take in some outputs and all they are made of, knowing what the table holds."""
        self.data = data
        self._met: dict[Expression, Term] = {}
        self._alike: dict[tuple[object, ...], Term] = {}
        self._behind: dict[Expression, Term] = {}
        for node in in_order(outputs):
            known = data.known(node)
            for each in in_order([known]) if known is not node else [node]:
                self._met[each] = self._term(each)
            self._met[node] = self._met[known]

    def __iter__(self) -> Iterator[Term]:
        """Each term once, parts before wholes."""
        return iter(self._alike.values())

    def of(self, node: Expression) -> Term:
        """The term of an expression as it was given."""
        return self._met[node]

    def behind(self, stands: Expression) -> Term:
        """The term that a part of another stands for."""
        return self._behind[stands]

    def _term(self, node: Expression) -> Term:
        if isinstance(node, NamedNumber | NamedTruth | NamedText):
            term = self._met[node.value]
            term.name = term.name or node.rule.name
            return term
        parts = tuple(self._met[part] for part in node.parts())
        made = _with_parts(node, parts) if parts else node
        if isinstance(made, Rounded) and made.figure.places <= made.digits:
            return parts[0]
        key = (type(made), *(getattr(made, each.name) for each in _fields(made)))
        if key not in self._alike:
            stands = self._stand_in(made) if parts else made
            self._alike[key] = self._behind[stands] = Term(made, stands, parts)
        return self._alike[key]

    def _stand_in(self, node: Expression) -> Expression:
        """A field that can be whatever the expression can be."""
        name = f"#{len(self._alike)}"
        if isinstance(node, Number):
            least, most = self.data.bounds(node)
            return NumberField(name, node.places, most, least)
        return TextField(name) if isinstance(node, Text) else TruthField(name)


def _with_parts(node: Expression, parts: Iterable[Term]) -> Expression:
    """The same expression of other parts, which are given in the order of ``node.parts()``."""
    new = iter([part.stands for part in parts])

    def swapped(value: Any) -> Any:
        if isinstance(value, Expression):
            return next(new)
        if isinstance(value, tuple):
            return tuple(map(swapped, value))
        return rebuilt(value) if isinstance(value, Group | Order) else value

    def rebuilt(whole: Any) -> Any:
        return replace(whole, **{e.name: swapped(getattr(whole, e.name)) for e in fields(whole)})

    made: Expression = rebuilt(node)
    if isinstance(node, Apportioned) and isinstance(made, Apportioned):
        # It is rounded where it was, however few places the figure has now.
        return replace(made, finer=node.places - made.figure.places)
    return made


def _fields(node: Any) -> Iterable[Any]:
    return fields(node)
