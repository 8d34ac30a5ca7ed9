"""Run rules for the lines of one claim and day: fast, on whole numbers.

The rules become Python functions once; after that a claim costs what its arithmetic costs. A line
that stands alone has a function of its own, in which the windows are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from openrvu.rules import expression as ex
from openrvu.rules.expression import Expression, Number, Truth
from openrvu.rules.python_source import stage_source
from openrvu.rules.python_windows import Look, Slots, looks
from openrvu.rules.simplify import specialise
from openrvu.rules.walk import definitions, in_order, levels

Value = str | bool | int
Line = Mapping[str, Value]
Answer = dict[str, Value]

_Result = Mapping[str, tuple[Expression, int]]
_Stage = Callable[[Line, Mapping[str, int], Slots], Answer]

_WINDOWS = ex.Gathered | ex.IsFirst | ex.AnyOf
_LITERALS = ex.TextLiteral | ex.TruthLiteral | ex.NumberLiteral
_LEAVES = ex.TextField | ex.TruthField | ex.NumberField | ex.Parameter | _LITERALS


def compile_program(outputs: Mapping[str, Expression], *, keep_all: bool = False) -> Program:
    """Make expressions ready to run.

    Args:
        outputs: what is wanted of each line, by name.
        keep_all: whether the value of every named statement is wanted as well, by its name.

    Raises:
        ValueError: two statements have one name, or an output has the name of another statement.
    """
    wanted = dict(outputs)
    for node in definitions(outputs.values()):
        if keep_all and wanted.setdefault(node.rule.name, node) is not node:
            raise ValueError(
                f"the output {node.rule.name!r} is not the statement of that name: rename it"
            )
    return Program(wanted)


class Program:
    """Expressions ready to run.

    Attributes:
        wanted: what :meth:`run` answers, by name.
        places: the places of every figure it answers, by name.
    """

    def __init__(self, wanted: Mapping[str, Expression]) -> None:
        """Use :func:`compile_program`."""
        self.wanted = MappingProxyType(dict(wanted))
        figures = ((name, node) for name, node in wanted.items() if isinstance(node, Number))
        self.places = MappingProxyType({name: node.places for name, node in figures})

    def run(self, lines: Sequence[Line], parameters: Mapping[str, int]) -> list[Answer]:
        """The answer for each line of one claim and day.

        Args:
            lines: every field by its name, in the order of the lines. A figure is a whole number
                of its field's units, as it is in the answer.
            parameters: the figures of the law on that day, by name, in their units.

        Raises:
            KeyError: a field or a parameter that is looked at is missing.
        """
        if len(lines) == 1:
            return [self._alone(lines[0], parameters, [])]
        slots = [self._together.blank.copy() for _ in lines]
        answers: list[Answer] = []
        for before, stage in self._together.stages:
            for look in before:
                look.fill(slots)
            answers = [
                stage(line, parameters, kept) for line, kept in zip(lines, slots, strict=True)
            ]
        return answers

    @cached_property
    def _alone(self) -> _Stage:
        outputs = specialise(list(self.wanted.values()), {}, alone=True)
        nodes = [node for node in in_order(outputs) if not isinstance(node, _LEAVES)]
        return _function(nodes, {}, self._result(outputs))

    @cached_property
    def _together(self) -> _Plan:
        return _Plan(self._result(self.wanted.values()))

    def _result(self, nodes: Iterable[Expression]) -> _Result:
        """The wanted names with their nodes, and the places a figure is promised with."""
        named = zip(self.wanted, nodes, strict=True)
        return {name: (node, self.places.get(name, 0)) for name, node in named}


class _Plan:
    """Stages in turn, each after its looks, for lines that look at each other.

    Attributes:
        blank: the slots of a line before anything is worked out.
        stages: for each stage, what is looked at before it, and its function.
    """

    def __init__(self, result: _Result) -> None:
        outputs = [node for node, _ in result.values()]
        self._levels = levels(outputs)
        self._last = max(self._levels.values(), default=0)
        self._stage_of = self._first_needed(in_order(outputs), outputs)
        self._slots = self._kept(outputs)
        self.blank: Slots = [_blank(node) for node in self._slots]
        self.stages: list[tuple[list[Look], _Stage]] = [
            (self._looks(at), self._stage(at, result if at == self._last else {}))
            for at in range(self._last + 1)
        ]

    def _first_needed(
        self, nodes: Sequence[Expression], outputs: Iterable[Expression]
    ) -> dict[Expression, int]:
        """The stage each node is worked out in; for a window, the one it is looked at before."""
        stages = dict.fromkeys(outputs, self._last)
        for node in reversed(nodes):
            needed = stages[node]
            if isinstance(node, _WINDOWS):
                stages[node] = self._levels[node]
                needed = stages[node] - 1
            for part in node.parts():
                stages[part] = min(stages.get(part, self._last), needed)
        return {node: stages[node] for node in nodes}

    def _kept(self, outputs: Iterable[Expression]) -> dict[Expression, int]:
        """A slot for what a window looks at or answers, and for what a later stage needs."""
        kept: dict[Expression, None] = {}
        needed = [(output, self._last) for output in outputs]
        for node, stage in self._stage_of.items():
            if isinstance(node, _WINDOWS):
                kept |= dict.fromkeys((node, *node.parts()))
            else:
                needed += [(part, stage) for part in node.parts()]
        for node, stage in needed:
            if stage > self._stage_of[node] and not isinstance(node, _LEAVES):
                kept[node] = None
        return {node: slot for slot, node in enumerate(kept)}

    def _stage(self, at: int, result: _Result) -> _Stage:
        own = [node for node, stage in self._stage_of.items() if stage == at]
        nodes = [node for node in own if node in self._slots or not isinstance(node, _LEAVES)]
        return _function(
            [node for node in nodes if not isinstance(node, _WINDOWS | _LITERALS)],
            self._slots,
            result,
        )

    def _looks(self, at: int) -> list[Look]:
        windows = [node for node in self._slots if isinstance(node, _WINDOWS)]
        return looks([node for node in windows if self._levels[node] == at], self._slots)


def _blank(node: Expression) -> Value:
    """What a slot holds at first: a literal itself, else what a line that does not count sees."""
    if isinstance(node, _LITERALS):
        return node.value
    return False if isinstance(node, Truth) else 0


def _function(
    nodes: Sequence[Expression], slots: Mapping[Expression, int], result: _Result
) -> _Stage:
    made: dict[str, Any] = {}
    # The source is our own, and its only foreign matter, names and texts, stands in it as repr.
    exec(stage_source(nodes, slots, result), made)  # noqa: S102
    stage: _Stage = made["stage"]
    return stage
