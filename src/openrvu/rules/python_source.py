"""The Python source of rules: one function for each stage, on whole numbers, texts and bools.

A stage is what can be worked out about a line between two looks at the other lines. Its function
takes the line's fields, the day's parameters, and a list with a slot for each value that another
stage or a window needs. The last one answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import singledispatch

from openrvu.rules import expression as ex
from openrvu.rules.expression import Expression, Number

#: An expression nested deeper gets a variable: Python's parser takes no more than 200 brackets.
_DEEPEST = 25
_SIGNS = {"=": "=="}


def stage_source(
    nodes: Sequence[Expression],
    slots: Mapping[Expression, int],
    result: Mapping[str, tuple[Expression, int]],
) -> str:
    """The source of ``def stage(line, law, slots)``.

    Args:
        nodes: what this stage works out, parts before wholes.
        slots: the slot of every value that another stage or a window needs.
        result: what to return by name, with the places a figure is wanted with.
    """
    writer = _Writer(nodes, slots, [node for node, _ in result.values()])
    for node in nodes:
        writer.take(node)
    entries = (f"{name!r}: {writer.value(*wanted)}" for name, wanted in result.items())
    answer = "return {" + ", ".join(entries) + "}"
    body = [*writer.loads.values(), *writer.lines, answer]
    return "\n    ".join(["def stage(line, law, slots):", *body]) + "\n"


class _Writer:
    """What is written so far of one stage's function."""

    def __init__(
        self,
        nodes: Sequence[Expression],
        slots: Mapping[Expression, int],
        wanted: Iterable[Expression],
    ) -> None:
        self.slots = slots
        self.uses = Counter(part for node in nodes for part in node.parts())
        self.uses.update(wanted)
        self.texts: dict[Expression, str] = {}
        self.depths: dict[Expression, int] = {}
        self.loads: dict[str, str] = {}
        self.lines: list[str] = []
        self.names = 0

    def take(self, node: Expression) -> None:
        """Write one node, as a variable where it is used twice, kept, or too deep."""
        source = _leaf_source(node) or _source(node, self)
        depth = 1 + max((self.depths.get(part, 0) for part in node.parts()), default=0)
        slot = self.slots.get(node)
        if slot is not None and not self.uses[node]:
            self.lines.append(f"slots[{slot}] = {source}")
        elif slot is not None or self.uses[node] > 1 or depth > _DEEPEST:
            kept = "" if slot is None else f"slots[{slot}] = "
            source, name = self.new_name(), source
            self.lines.append(f"{source} = {kept}{name}")
            depth = 0
        self.texts[node], self.depths[node] = source, depth

    def of(self, node: Expression) -> str:
        """What stands for a node that is written, or comes from the line or from another stage."""
        if node in self.texts:
            return self.texts[node]
        source = _leaf_source(node) or f"slots[{self.slots[node]}]"
        if self.uses[node] < 2 or isinstance(node, _LITERALS):
            return source
        if source not in self.loads:
            self.loads[source] = f"{self.new_name()} = {source}"
        return self.loads[source].partition(" ")[0]

    def value(self, node: Expression, places: int) -> str:
        """The same, a figure in units of ``10**-places``, which are no coarser than its own."""
        source = self.of(node)
        if not isinstance(node, Number) or node.places == places:
            return source
        unit = 10 ** (places - node.places)
        return str(node.value * unit) if isinstance(node, ex.NumberLiteral) else f"{source}*{unit}"

    def once(self, source: str) -> tuple[str, str]:
        """A text that works out a source and remembers it, and one that recalls it."""
        if source.isidentifier() or source.lstrip("-").isdigit():
            return source, source
        name = self.new_name()
        return f"({name} := {source})", name

    def new_name(self) -> str:
        """A variable not used so far."""
        self.names += 1
        return f"v{self.names}"


_LITERALS = ex.TextLiteral | ex.TruthLiteral | ex.NumberLiteral


def _leaf_source(node: Expression) -> str | None:
    """What reads a field, a parameter or a literal; None for any other node."""
    match node:
        case ex.TextLiteral(value) | ex.TruthLiteral(value) | ex.NumberLiteral(value):
            return repr(value)
        case ex.TextField(name) | ex.TruthField(name) | ex.NumberField(name):
            return f"line[{name!r}]"
        case ex.Parameter(name):
            return f"law[{name!r}]"
    return None


@singledispatch
def _source(node: Expression, _: _Writer) -> str:
    raise TypeError(f"no way is known to write {type(node).__name__} in Python")


@_source.register
def _(node: ex.NamedNumber | ex.NamedTruth | ex.NamedText, writer: _Writer) -> str:
    return writer.of(node.value)


@_source.register
def _(node: ex.TextIs, writer: _Writer) -> str:
    text = writer.of(node.text)
    if len(node.values) == 1:
        return f"({text} == {node.values[0]!r})"
    return f"({text} in {{{', '.join(map(repr, node.values))}}})" if node.values else "False"


@_source.register
def _(node: ex.TextsAgree, writer: _Writer) -> str:
    return f"({writer.of(node.left)} == {writer.of(node.right)})"


@_source.register
def _(node: ex.Compare, writer: _Writer) -> str:
    places = max(node.left.places, node.right.places)
    left, right = writer.value(node.left, places), writer.value(node.right, places)
    return f"({left} {_SIGNS.get(node.sign, node.sign)} {right})"


@_source.register
def _(node: ex.Not, writer: _Writer) -> str:
    return f"(not {writer.of(node.truth)})"


@_source.register
def _(node: ex.Both, writer: _Writer) -> str:
    return f"({writer.of(node.left)} and {writer.of(node.right)})"


@_source.register
def _(node: ex.Either, writer: _Writer) -> str:
    return f"({writer.of(node.left)} or {writer.of(node.right)})"


@_source.register
def _(node: ex.Sum, writer: _Writer) -> str:
    return f"({writer.value(node.left, node.places)} + {writer.value(node.right, node.places)})"


@_source.register
def _(node: ex.Difference, writer: _Writer) -> str:
    return f"({writer.value(node.left, node.places)} - {writer.value(node.right, node.places)})"


@_source.register
def _(node: ex.Product, writer: _Writer) -> str:
    return f"({writer.of(node.left)} * {writer.of(node.right)})"


@_source.register
def _(node: ex.Rounded, writer: _Writer) -> str:
    unit = 10 ** (node.figure.places - node.places)
    return f"(({writer.of(node.figure)} + {unit // 2}) // {unit})"


@_source.register
def _(node: ex.Apportioned, writer: _Writer) -> str:
    places = max(node.part.places, node.whole.places)
    figure = writer.value(node.figure, node.places)
    whole, again = writer.once(writer.value(node.whole, places))
    double = f"2 * {figure} * {writer.value(node.part, places)}"
    return f"(({double} + {again}) // (2 * {again}) if {whole} else 0)"


@_source.register
def _(node: ex.Extreme, writer: _Writer) -> str:
    left, left_again = writer.once(writer.value(node.left, node.places))
    right, right_again = writer.once(writer.value(node.right, node.places))
    sign = "<=" if node.lower else ">="
    return f"({left_again} if {left} {sign} {right} else {right_again})"


@_source.register
def _(node: ex.NumberChoice, writer: _Writer) -> str:
    cases = "".join(
        f"{writer.value(value, node.places)} if {writer.of(truth)} else "
        for truth, value in node.cases
    )
    return f"({cases}{writer.value(node.otherwise, node.places)})"


@_source.register
def _(node: ex.TextChoice, writer: _Writer) -> str:
    cases = "".join(
        f"{writer.of(value)} if {writer.of(truth)} else " for truth, value in node.cases
    )
    return f"({cases}{writer.of(node.otherwise)})"
