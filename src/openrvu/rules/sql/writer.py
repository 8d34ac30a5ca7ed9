"""What every expression of one SELECT needs to be written: parts, figures of a type, windows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp

from openrvu.rules import expression as ex
from openrvu.rules.expression import Expression, Group, Number, at_places
from openrvu.rules.fold import is_yes
from openrvu.rules.sql.engine import (
    MOST_NARROW,
    MOST_WIDE,
    Engine,
    bracketed,
    case,
    column,
    number,
)
from openrvu.rules.sql.layers import Layers
from openrvu.rules.sql.terms import Term

#: Writes an expression whose parts a writer knows.
Write = Callable[[Expression, "Writer"], exp.Expr]


class Writer:
    """Writes the expressions of one SELECT, and remembers the windows they look through.

    Attributes:
        windows: the windows, each under its name in the WINDOW clause.
    """

    def __init__(
        self, engine: Engine, layers: Layers, layer: int, order: Sequence[str], write: Write
    ) -> None:
        """Write for one SELECT.

        Args:
            engine: the database.
            layers: which terms are columns.
            layer: which SELECT it is.
            order: columns that say which lines are together, and last the one that numbers them.
            write: writes one kind of expression or another.
        """
        self.engine = engine
        self.windows: dict[str, exp.Window] = {}
        self._layers = layers
        self._layer = layer
        *self._group, self._line = order
        self._write = write
        self._statement = ""

    def term(self, term: Term) -> exp.Expr:
        """What a term is."""
        leaf = self._layers.leaves.get(term.node)
        if leaf is not None:
            return leaf.copy()
        around, self._statement = self._statement, term.name or self._statement
        made = self._write(term.node, self)
        self._statement = around
        return made

    def of(self, part: Expression) -> exp.Expr:
        """A part of an expression: as a column where it is one, else in full."""
        term = self._layers.terms.behind(part)
        if self._layers.is_column(term, self._layer):
            return column(self._layers.columns[term])
        return self.term(term)

    def output(self, term: Term, places: int) -> exp.Expr:
        """A term as an output: a figure in units of ``10**-places``, however few it needs."""
        part = term.stands
        self._statement = term.name
        if isinstance(part, Number):
            return self.figure(part, places, wide=self.wide(at_places(part, places)))
        return self.of(part)

    # Figures ------------------------------------------------------------------------------

    def bounds(self, node: Number) -> tuple[int, int]:
        """The least and the most that an expression can be."""
        return self._layers.terms.data.bounds(node)

    def wide(self, *bounds: tuple[int, int]) -> bool:
        """Whether figures of some bounds need more than 63 bits.

        Raises:
            ValueError: one needs more than 38 digits.
        """
        most = max(abs(end) for ends in bounds for end in ends)
        if most > MOST_WIDE:
            raise ValueError(
                f"a figure of {self._statement or 'an unnamed statement'} could have "
                f"{len(str(most))} digits, and databases hold 38: round before, or say how small "
                "the figures of the table are"
            )
        return most > MOST_NARROW

    def figure(self, part: Number, places: int, *, wide: bool) -> exp.Expr:
        """A figure in units of ``10**-places``, fit to be calculated with by itself."""
        return self.figures((part, places), wide=wide)[0]

    def figures(self, *parts: tuple[Number, int], wide: bool) -> list[exp.Expr]:
        """Figures, each in units of ``10**-places``, fit to be calculated with together.

        Of literals alone a database would make 32 bits.
        """
        made = [self._scaled(part, places, wide=wide) for part, places in parts]
        if not wide and all(isinstance(part, ex.NumberLiteral) for part, _ in parts):
            made[0] = self.engine.cast(made[0], wide=False)
        return made

    def _scaled(self, part: Number, places: int, *, wide: bool) -> exp.Expr:
        unit = 10 ** (places - part.places)
        if isinstance(part, ex.NumberLiteral):
            value = number(part.value * unit)
            return self.engine.cast(value, wide=True) if wide else value
        made = self.of(part)
        if wide and not self.wide(part.bounds):
            made = self.engine.cast(made, wide=True)
        return made if unit == 1 else exp.Mul(this=bracketed(made), expression=number(unit))

    def settled(self, figure: exp.Expr, node: Number, *, wide: bool) -> exp.Expr:
        """What was worked out for a node, as the type its bounds ask for."""
        narrows = wide and not self.wide(node.bounds)
        return self.engine.cast(figure, wide=False) if narrows else figure

    # Windows ------------------------------------------------------------------------------

    def over(self, figure: exp.Expr, group: Group, *, ordered: bool) -> exp.Expr:
        """An aggregate over the lines of a group, whether they count or not.

        ``ordered`` takes those up to and with this line. Lines that do not count must add nothing:
        so groups that differ in that alone are sorted together.
        """
        spec = self._window(group, ordered=ordered)
        name = next((name for name, held in self.windows.items() if held == spec), None)
        if name is None:
            name = f"w{len(self.windows) + 1}"
            self.windows[name] = spec
        return exp.Window(this=figure, alias=exp.to_identifier(name), over="OVER")

    def _window(self, group: Group, *, ordered: bool) -> exp.Window:
        keys: list[exp.Expr] = [column(name) for name in self._group]
        keys += [self.of(text) for text in group.within if not isinstance(text, ex.TextLiteral)]
        if not ordered:
            return exp.Window(partition_by=keys)
        order = [
            self.engine.ordered(self.of(by.key), descending=by.descending)
            for by in group.order
            if not isinstance(by.key, ex.NumberLiteral)
        ]
        order.append(self.engine.ordered(column(self._line), descending=False))
        spec = exp.WindowSpec(
            kind="ROWS", start="UNBOUNDED", start_side="PRECEDING", end="CURRENT ROW"
        )
        return exp.Window(partition_by=keys, order=exp.Order(expressions=order), spec=spec)

    def among(self, group: Group, value: exp.Expr, otherwise: exp.Expr | None) -> exp.Expr:
        """A value for the lines of a group that count, and another for the rest."""
        if is_yes(group.among):
            return value
        return case([(self.of(group.among), value)], otherwise)
