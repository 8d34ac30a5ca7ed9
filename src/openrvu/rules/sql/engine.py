"""What DuckDB and Spark each make of whole numbers, and the small change of SQL trees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlglot import exp

#: What fits 64 bits. DuckDB divides wider integers 15 to 90 times slower.
MOST_NARROW = 2**63 - 1
#: What fits 38 digits, the most that Spark's decimals have.
MOST_WIDE = 10**38 - 1
#: Spark divides decimals into 32 digits before the point and 6 behind it.
MOST_DIVIDED = 10**32 - 1
_NARROW_TYPE = "BIGINT"


@dataclass(frozen=True, slots=True)
class Engine:
    """A database.

    Attributes:
        dialect: what sqlglot calls it.
        wide_type: the type of whole numbers that need more than 63 bits.
        ascending_nulls_first: where it puts what is missing; asking for it so adds no words.
    """

    dialect: str
    wide_type: str
    ascending_nulls_first: bool

    def cast(self, figure: exp.Expr, *, wide: bool) -> exp.Expr:
        """A figure as a wide or a narrow whole number."""
        kind = self.wide_type if wide else _NARROW_TYPE
        return exp.Cast(this=figure, to=exp.DataType.build(kind, dialect=self.dialect))

    def divided(self, figure: exp.Expr, by: exp.Expr, most: int, *, wide: bool) -> exp.Expr:
        """The whole quotient of figures that are not negative; at most ``most``, and of its type.

        Raises:
            ValueError: Spark could not hold it.
        """
        figure, by = bracketed(figure), bracketed(by)
        if self.dialect == "duckdb" or most <= MOST_NARROW:
            made: exp.Expr = exp.IntDiv(this=figure, expression=by)
            # Spark's DIV answers a BIGINT, even of decimals; past 63 bits a wrong one, silently.
            narrows = wide and most <= MOST_NARROW and self.dialect == "duckdb"
            return self.cast(made, wide=False) if narrows else made
        if most > MOST_DIVIDED:
            raise ValueError(f"Spark cannot divide into more than {MOST_DIVIDED}: {most}")
        rest = exp.Mod(this=figure.copy(), expression=by.copy())
        even = exp.Paren(this=exp.Sub(this=figure, expression=rest))
        return self.cast(exp.Div(this=even, expression=by), wide=True)

    def shortened(self, figure: exp.Expr, digits: int, most: int, *, wide: bool) -> exp.Expr:
        """A figure that is not negative without its last digits; at most ``most``, of its type.

        A power of ten is one of two times one of five, and DuckDB shifts 30 times faster than it
        divides. What is left is narrow but for figures past all likelihood.

        Raises:
            ValueError: Spark could not hold it.
        """
        slow = self.divided(figure.copy(), number(10**digits), most, wide=wide)
        if not wide or self.dialect != "duckdb" or 5**digits > MOST_NARROW:
            return slow
        figure = bracketed(figure)
        shifted = exp.BitwiseRightShift(this=figure, expression=number(digits))
        fast = exp.IntDiv(this=self.cast(shifted, wide=False), expression=number(5**digits))
        fits = exp.LT(this=figure.copy(), expression=number((MOST_NARROW + 1) << digits))
        return case([(fits, self.cast(fast, wide=True) if most > MOST_NARROW else fast)], slow)

    def ordered(self, key: exp.Expr, *, descending: bool) -> exp.Ordered:
        """A key to put rows in order by; no key is ever missing."""
        if descending:
            return exp.Ordered(this=key, desc=True, nulls_first=False)
        return exp.Ordered(this=key, nulls_first=self.ascending_nulls_first)


ENGINES = {
    "duckdb": Engine("duckdb", "INT128", ascending_nulls_first=False),
    "spark": Engine("spark", "DECIMAL(38, 0)", ascending_nulls_first=True),
}


def bracketed(operand: exp.Expr, *, added: bool = False) -> exp.Expr:
    """An operand in brackets where it needs them; a product that is ``added`` needs none."""
    needs = isinstance(operand, exp.Binary | exp.Not | exp.Neg | exp.Between)
    needs = needs and not (added and isinstance(operand, exp.Mul))
    return exp.Paren(this=operand) if needs else operand


def number(value: int) -> exp.Expr:
    """A whole number."""
    return exp.Literal.number(value)


def case(cases: Iterable[tuple[exp.Expr, exp.Expr]], otherwise: exp.Expr | None) -> exp.Expr:
    """``CASE WHEN ... THEN ... ELSE ... END``."""
    ifs = [exp.If(this=condition, true=value) for condition, value in cases]
    return exp.Case(ifs=ifs, default=otherwise)


def column(name: str) -> exp.Column:
    """A column by its name."""
    return exp.Column(this=exp.to_identifier(name))
