"""What a set of expressions is made of: its nodes, names, fields, parameters and windows.

Every answer comes in one order, parts before wholes, as the expressions are given. Nothing here
recurses, so a rule may be as deep as the law makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from openrvu.rules.expression import (
    AnyOf,
    Expression,
    Gathered,
    IsFirst,
    Named,
    NamedNumber,
    NamedText,
    NamedTruth,
    NumberField,
    Parameter,
    TextField,
    TruthField,
)

Field = TextField | TruthField | NumberField
Window = Gathered | IsFirst | AnyOf

_Leaf = TypeVar("_Leaf", bound=Field | Parameter)


def in_order(outputs: Iterable[Expression]) -> list[Expression]:
    """Every node reachable from some expressions, each once, parts before wholes."""
    done: dict[Expression, None] = {}
    for output in outputs:
        waiting: list[tuple[Expression, Iterator[Expression]]] = [(output, output.parts())]
        while waiting:
            node, parts = waiting[-1]
            part = next((part for part in parts if part not in done), None)
            if part is None:
                waiting.pop()
                done[node] = None
            else:
                waiting.append((part, part.parts()))
    return list(done)


def definitions(outputs: Iterable[Expression]) -> list[Named]:
    """Every named statement reachable from some expressions, each once, parts before wholes.

    Raises:
        ValueError: two statements have one name.
    """
    met: dict[str, Named] = {}
    for node in in_order(outputs):
        if isinstance(node, NamedNumber | NamedTruth | NamedText):
            if node.rule.name in met:
                raise ValueError(
                    f"two statements are named {node.rule.name!r}; a name stands for one statement:"
                    " state it once and use that, or give one of them another name"
                )
            met[node.rule.name] = node
    return list(met.values())


def fields(outputs: Iterable[Expression]) -> list[Field]:
    """Every field of a line that some expressions look at, each name once.

    Raises:
        ValueError: a field is declared in two ways.
    """
    kinds = TextField | TruthField | NumberField
    return _alike([node for node in in_order(outputs) if isinstance(node, kinds)])


def parameters(outputs: Iterable[Expression]) -> list[Parameter]:
    """Every dated figure of the law that some expressions look at, each name once.

    Raises:
        ValueError: a parameter is declared in two ways.
    """
    return _alike([node for node in in_order(outputs) if isinstance(node, Parameter)])


def gatherings(outputs: Iterable[Expression]) -> list[Window]:
    """Every node that looks at other lines, each once."""
    return [node for node in in_order(outputs) if isinstance(node, Gathered | IsFirst | AnyOf)]


def levels(outputs: Iterable[Expression]) -> dict[Expression, int]:
    """How many windows lie under each node: 0 is read off the line, 1 looks at other lines once.

    A window stands one level above the highest of its parts, any other node as high as they do.
    """
    depth: dict[Expression, int] = {}
    for node in in_order(outputs):
        highest = max((depth[part] for part in node.parts()), default=0)
        depth[node] = highest + isinstance(node, Gathered | IsFirst | AnyOf)
    return depth


def _alike(leaves: list[_Leaf]) -> list[_Leaf]:
    """One leaf for each name, and the assurance that leaves of a name are declared alike."""
    met: dict[str, _Leaf] = {}
    for leaf in leaves:
        first = met.setdefault(leaf.name, leaf)
        if _declared(first) != _declared(leaf):
            raise ValueError(
                f"{leaf.name!r} is declared in two ways, {first} and {leaf}; declare it once"
            )
    return list(met.values())


def _declared(leaf: Field | Parameter) -> tuple[object, ...]:
    if isinstance(leaf, NumberField | Parameter):
        return type(leaf), leaf.digits, leaf.lowest, leaf.highest
    return (type(leaf),)
