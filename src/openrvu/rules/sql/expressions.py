"""Each kind of expression as SQL.

A figure is a BIGINT where its bounds allow, else of the engine's wide type; so is every step on
the way to it. Nothing here rounds, divides or scales but in whole numbers.
"""

from __future__ import annotations

from functools import singledispatch

from sqlglot import exp

from openrvu.rules import expression as ex
from openrvu.rules.expression import Expression, Group, at_places
from openrvu.rules.fold import is_yes
from openrvu.rules.sql.engine import bracketed, case, number
from openrvu.rules.sql.writer import Writer

_COMPARISONS: dict[str, type[exp.Binary]] = {
    "<": exp.LT,
    "<=": exp.LTE,
    "=": exp.EQ,
    ">=": exp.GTE,
    ">": exp.GT,
}


@singledispatch
def write(node: Expression, _: Writer) -> exp.Expr:
    """An expression as SQL; its parts are those the writer knows.

    Raises:
        TypeError: no way is known to write such an expression.
    """
    raise TypeError(f"no way is known to write {type(node).__name__} in SQL")


# Literals and truths --------------------------------------------------------------------------


@write.register
def _(node: ex.TextLiteral, _: Writer) -> exp.Expr:
    return exp.Literal.string(node.value)


@write.register
def _(node: ex.TruthLiteral, _: Writer) -> exp.Expr:
    return exp.Boolean(this=node.value)


@write.register
def _(node: ex.TextIs, writer: Writer) -> exp.Expr:
    values = [exp.Literal.string(value) for value in node.values]
    if not values:
        return exp.Boolean(this=False)
    text = bracketed(writer.of(node.text))
    if len(values) == 1:
        return exp.EQ(this=text, expression=values[0])
    return exp.In(this=text, expressions=values)


@write.register
def _(node: ex.TextsAgree, writer: Writer) -> exp.Expr:
    left, right = bracketed(writer.of(node.left)), bracketed(writer.of(node.right))
    return exp.EQ(this=left, expression=right)


@write.register
def _(node: ex.Compare, writer: Writer) -> exp.Expr:
    places = max(node.left.places, node.right.places)
    wide = writer.wide(at_places(node.left, places), at_places(node.right, places))
    left, right = writer.figures((node.left, places), (node.right, places), wide=wide)
    return _COMPARISONS[node.sign](this=left, expression=right)


@write.register
def _(node: ex.Not, writer: Writer) -> exp.Expr:
    return exp.Not(this=bracketed(writer.of(node.truth)))


@write.register
def _(node: ex.Both, writer: Writer) -> exp.Expr:
    return _joined(exp.And, node, writer)


@write.register
def _(node: ex.Either, writer: Writer) -> exp.Expr:
    return _joined(exp.Or, node, writer)


def _joined(kind: type[exp.Connector], node: ex.Both | ex.Either, writer: Writer) -> exp.Expr:
    """Two truths; brackets only around a different connector."""
    sides = [
        exp.Paren(this=side) if isinstance(side, exp.Connector) and type(side) is not kind else side
        for side in (writer.of(node.left), writer.of(node.right))
    ]
    return kind(this=sides[0], expression=sides[1])


# Figures --------------------------------------------------------------------------------------


@write.register
def _(node: ex.Sum, writer: Writer) -> exp.Expr:
    return _added(exp.Add, node, writer)


@write.register
def _(node: ex.Difference, writer: Writer) -> exp.Expr:
    return _added(exp.Sub, node, writer)


def _added(kind: type[exp.Binary], node: ex.Sum | ex.Difference, writer: Writer) -> exp.Expr:
    parts = (node.left, node.right)
    wide = writer.wide(node.bounds, *(at_places(part, node.places) for part in parts))
    left, right = writer.figures(*((part, node.places) for part in parts), wide=wide)
    made = kind(this=bracketed(left, added=True), expression=bracketed(right, added=True))
    return writer.settled(made, node, wide=wide)


@write.register
def _(node: ex.Product, writer: Writer) -> exp.Expr:
    wide = writer.wide(node.bounds, node.left.bounds, node.right.bounds)
    left, right = writer.figures(
        (node.left, node.left.places), (node.right, node.right.places), wide=wide
    )
    made = exp.Mul(this=bracketed(left), expression=bracketed(right))
    return writer.settled(made, node, wide=wide)


@write.register
def _(node: ex.Rounded, writer: Writer) -> exp.Expr:
    digits = node.figure.places - node.places
    half = 10**digits // 2
    wide = writer.wide((0, node.figure.bounds[1] + half))
    figure = writer.figure(node.figure, node.figure.places, wide=wide)
    above = exp.Add(this=bracketed(figure, added=True), expression=number(half))
    return writer.engine.shortened(above, digits, node.bounds[1], wide=wide)


@write.register
def _(node: ex.Apportioned, writer: Writer) -> exp.Expr:
    places = max(node.part.places, node.whole.places)
    most = 2 * at_places(node.figure, node.places)[1] * at_places(node.part, places)[1]
    whole_most = at_places(node.whole, places)[1]
    wide = writer.wide((0, most + whole_most), (0, 2 * whole_most))
    figure = writer.figure(node.figure, node.places, wide=wide)
    part, whole, again = (
        bracketed(writer.figure(count, places, wide=wide))
        for count in (node.part, node.whole, node.whole)
    )
    double = exp.Mul(this=number(2), expression=bracketed(figure))
    above = exp.Add(this=exp.Mul(this=double, expression=part), expression=whole)
    if not node.whole.bounds[0]:
        again = exp.Nullif(this=again, expression=number(0))
    below = exp.Mul(this=number(2), expression=again)
    made = writer.engine.divided(above, below, node.bounds[1], wide=wide)
    if not node.whole.bounds[0]:
        made = exp.Coalesce(this=made, expressions=[number(0)])
    return made


@write.register
def _(node: ex.Extreme, writer: Writer) -> exp.Expr:
    parts = (node.left, node.right)
    wide = writer.wide(*(at_places(part, node.places) for part in parts))
    left, right = writer.figures(*((part, node.places) for part in parts), wide=wide)
    kind = exp.Least if node.lower else exp.Greatest
    return writer.settled(kind(this=left, expressions=[right], ignore_nulls=True), node, wide=wide)


@write.register
def _(node: ex.NumberChoice, writer: Writer) -> exp.Expr:
    values = [*(value for _, value in node.cases), node.otherwise]
    wide = writer.wide(node.bounds)
    *shown, otherwise = writer.figures(*((value, node.places) for value in values), wide=wide)
    conditions = [writer.of(truth) for truth, _ in node.cases]
    return case(zip(conditions, shown, strict=True), otherwise)


@write.register
def _(node: ex.TextChoice, writer: Writer) -> exp.Expr:
    cases = [(writer.of(truth), writer.of(text)) for truth, text in node.cases]
    return case(cases, writer.of(node.otherwise))


# Lines among lines ----------------------------------------------------------------------------


@write.register
def _(node: ex.Gathered, writer: Writer) -> exp.Expr:
    wide = writer.wide(writer.bounds(node))
    figure = writer.figure(node.figure, node.places, wide=wide)
    if node.gather is ex.Gather.MOST:
        made: exp.Expr = exp.Max(this=writer.among(node.group, figure, None))
    else:
        made = exp.Sum(this=writer.among(node.group, figure, number(0)))
    made = writer.over(made, node.group, ordered=node.gather is ex.Gather.RUNNING)
    # DuckDB's sums are of 128 bits, whatever is summed.
    return writer.among(node.group, writer.engine.cast(made, wide=wide), number(0))


@write.register
def _(node: ex.IsFirst, writer: Writer) -> exp.Expr:
    if is_yes(node.group.among):
        count: exp.Expr = exp.RowNumber()
    else:
        count = exp.Sum(this=writer.among(node.group, number(1), number(0)))
    first = exp.EQ(this=writer.over(count, node.group, ordered=True), expression=number(1))
    return _both(node.group, first, writer)


@write.register
def _(node: ex.AnyOf, writer: Writer) -> exp.Expr:
    holds = exp.LogicalOr(this=_both(node.group, writer.of(node.condition), writer))
    return _both(node.group, writer.over(holds, node.group, ordered=False), writer)


def _both(group: Group, truth: exp.Expr, writer: Writer) -> exp.Expr:
    """A truth, for the lines of a group that count."""
    if is_yes(group.among):
        return truth
    among = writer.of(group.among)
    return exp.And(this=_guard(among), expression=_guard(truth))


def _guard(truth: exp.Expr) -> exp.Expr:
    return exp.Paren(this=truth) if isinstance(truth, exp.Or) else truth
