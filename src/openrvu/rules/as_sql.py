"""Rules as one SELECT over a table of claim lines, for DuckDB and for Spark.

The SQL says what the rules say, in whole numbers throughout: each output is a column, a figure in
units of its last place. It is nested SELECTs, each of which works out what those around it need; no
statement is worked out twice, and no window stands inside another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import Literal

import sqlglot
from sqlglot import exp

from openrvu.rules import expression as ex
from openrvu.rules.expression import Expression
from openrvu.rules.sql.data import Data, Since
from openrvu.rules.sql.engine import ENGINES, MOST_NARROW, Engine, column
from openrvu.rules.sql.expressions import write
from openrvu.rules.sql.layers import Layers, column_name
from openrvu.rules.sql.terms import Terms
from openrvu.rules.sql.writer import Writer

Dialect = Literal["duckdb", "spark"]
_NONE: Mapping[str, str] = MappingProxyType({})
_UNKNOWN = Data()
_Read = ex.TextField | ex.TruthField | ex.NumberField | ex.Parameter | Since
_DAY = "day"


def compile_sql(
    outputs: Mapping[str, Expression],
    source: str,
    *,
    dialect: Dialect,
    keep: Sequence[str] = (),
    group: Sequence[str] = ("claim", "day"),
    line: str = "line",
    columns: Mapping[str, str] = _NONE,
    data: Data = _UNKNOWN,
) -> str:
    """Write a SELECT that gives some columns of a table, and each output as a column.

    A figure is a BIGINT in units of its last place, or where its bounds need more than 63 bits, a
    HUGEINT in DuckDB and a DECIMAL(38, 0) in Spark. No column that is looked at may hold NULL, nor
    a figure beyond its declared bounds: past 63 bits DuckDB ends the query, and so does Spark in
    its ANSI mode, which is on unless it is switched off.

    Args:
        outputs: what is wanted of each line, by the name of its column.
        source: a table or a view, as the dialect writes it; or a SELECT in brackets.
        dialect: ``duckdb`` or ``spark``.
        keep: columns of the table that are given as they are, before the outputs.
        group: columns that say which lines are of one claim and day.
        line: the column that puts the lines of a claim in order; it breaks every tie.
        columns: SQL that reads a field or parameter, by its name. Any other field is read from the
            column of its name, dots written as two underscores; the day from ``day``.
        data: what is known of the table beforehand.

    Raises:
        ValueError: a figure could have more than 38 digits, a name is given twice, or what is
            known of the table contradicts what is declared.
    """
    twice = [name for name, times in Counter([*keep, *outputs]).items() if times > 1]
    if twice:
        raise ValueError(
            f"columns {twice} would be there twice: rename the output or do not keep them"
        )
    compiler = _Compiler(outputs, ENGINES[dialect], (*keep,), (*group, line), columns, data)
    return compiler.select(source)


class _Compiler:
    """The terms of some outputs, and the SELECTs made of them."""

    def __init__(
        self,
        outputs: Mapping[str, Expression],
        engine: Engine,
        keep: Sequence[str],
        order: Sequence[str],
        columns: Mapping[str, str],
        data: Data,
    ) -> None:
        self._engine = engine
        self._keep = keep
        self._order = order
        self._columns = columns
        terms = Terms(outputs.values(), data)
        self._outputs = {name: terms.of(node) for name, node in outputs.items()}
        self._places = {
            name: node.places for name, node in outputs.items() if isinstance(node, ex.Number)
        }
        leaves: dict[Expression, exp.Expr] = {
            term.node: self._leaf(term.node) for term in terms if isinstance(term.node, _Read)
        }
        wanted = list(self._outputs.values())
        self._layers = Layers(terms, wanted, leaves, {*keep, *order})

    def select(self, source: str) -> str:
        """The whole SELECT."""
        outermost = inner = self._outermost()
        for layer in range(self._layers.last - 1, 0, -1):
            outer, inner = inner, self._inside(layer, _columns_in(inner))
            outer.from_(exp.Subquery(this=inner), copy=False)
        inner.from_(source, dialect=self._engine.dialect, copy=False)
        return outermost.sql(self._engine.dialect, pretty=True, identify=True)

    def _outermost(self) -> exp.Select:
        writer = self._writer(self._layers.last)
        shown: list[exp.Expr] = [column(name) for name in self._keep]
        for name, term in self._outputs.items():
            shown.append(exp.alias_(writer.output(term, self._places.get(name, 0)), name))
        return _select(shown, writer)

    def _inside(self, layer: int, needed: Set[str]) -> exp.Select:
        """The SELECT of a layer: what it hands on, and what it works out."""
        writer = self._writer(layer)
        worked_out = self._layers.worked_out(layer)
        own = set(self._layers.columns.values())
        first = [name for name in dict.fromkeys([*self._order, *self._keep]) if name in needed]
        handed_on = [*first, *sorted(needed - own - {*first})]
        handed_on += [
            name for name in self._layers.columns.values() if name in needed - worked_out.keys()
        ]
        shown: list[exp.Expr] = [column(name) for name in handed_on]
        shown += [exp.alias_(writer.term(term), name) for name, term in worked_out.items()]
        return _select(shown, writer)

    def _writer(self, layer: int) -> Writer:
        return Writer(self._engine, self._layers, layer, self._order, write)

    def _leaf(self, node: _Read) -> exp.Expr:
        """What reads a field or a parameter, or looks at the day."""
        if isinstance(node, Since):
            day = exp.cast(exp.Literal.string(node.day.isoformat()), "date")
            return exp.GTE(this=self._read(_DAY), expression=day)
        read = self._read(node.name)
        if isinstance(node, ex.Number):
            least, most = node.bounds
            return self._engine.cast(read, wide=max(-least, most) > MOST_NARROW)
        return read

    def _read(self, name: str) -> exp.Expr:
        sql = self._columns.get(name)
        if sql is None:
            return column(column_name(name))
        return sqlglot.parse_one(sql, dialect=self._engine.dialect)


def _select(shown: Sequence[exp.Expr], writer: Writer) -> exp.Select:
    made = exp.Select(expressions=shown)
    windows = [exp.Window(this=exp.to_identifier(n), **w.args) for n, w in writer.windows.items()]
    if windows:
        made.set("windows", windows)
    return made


def _columns_in(select: exp.Select) -> set[str]:
    return {found.name for found in select.find_all(exp.Column)}
