from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.rules.as_sql import Dialect, compile_sql
from openrvu.rules.expression import (
    Apportioned,
    Expression,
    Group,
    NumberField,
    NumberLiteral,
    Order,
    Parameter,
    Rounded,
    Rule,
    TextField,
)
from openrvu.rules.sql.data import Data
from openrvu.rules.statement import named, total, up_to_here
from rules import surgery, tables, trees
from rules.tables import DAYS, Laws, Lines

TWO_LAWS = st.fixed_dictionaries({day: trees.laws() for day in DAYS})
MANY_CLAIMS = st.lists(trees.claims(), min_size=1, max_size=4)
FEE = NumberField("fee", 2, 500_00)
UNITS = NumberField("units", 0, 4)
SHARE = Parameter("share", 2, 0, 100)


@cache
def engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def ask(sql: str) -> list[tuple[object, ...]]:
    return engine().execute(sql).fetchall()


def row(**values: int) -> str:
    names = ["claim", "day", "line", *values]
    return tables.rows([(1, 1, 1, *values.values())], names, "duckdb")


def value(figure: Expression, source: str, data: Data | None = None) -> object:
    sql = compile_sql({"x": figure}, source, dialect="duckdb", data=data or Data())
    ((answer,),) = ask(sql)
    return answer


def test_duckdb_answers_a_claim_worked_out_by_hand() -> None:
    sql = compile_sql(
        surgery.OUTPUTS,
        surgery.TABLE,
        dialect="duckdb",
        keep=surgery.KEEP,
        columns=surgery.COLUMNS,
        data=surgery.DATA,
    )
    assert sorted(ask(sql)) == surgery.ANSWER


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_the_sql_of_a_few_rules_is_what_was_read_and_approved(dialect: Dialect) -> None:
    sql = compile_sql(
        surgery.OUTPUTS,
        "lines",
        dialect=dialect,
        keep=surgery.KEEP,
        columns=surgery.COLUMNS,
        data=surgery.DATA,
    )
    approved = Path(__file__).with_name(f"surgery.{dialect}.sql")
    assert sql + "\n" == approved.read_text("utf-8")


@given(trees.programs(), MANY_CLAIMS, TWO_LAWS)
def test_duckdb_answers_what_python_answers(
    program: Mapping[str, Expression], claims: Sequence[Lines], laws: Laws
) -> None:
    source = tables.source(claims, laws, "duckdb")
    sql = compile_sql(program, source, dialect="duckdb", keep=tables.KEYS)
    assert tables.answers(program, ask(sql)) == tables.expected(program, claims, laws)


# What is known of the table -------------------------------------------------------------------


@given(trees.programs(), MANY_CLAIMS, TWO_LAWS)
def test_dated_figures_of_the_law_answer_as_the_same_figures_in_columns(
    program: Mapping[str, Expression], claims: Sequence[Lines], laws: Laws
) -> None:
    source = tables.source(claims, {day: {} for day in DAYS}, "duckdb")
    dated = {law.name: [(day, laws[day][law.name]) for day in DAYS] for law in trees.LAWS}
    data = Data(days=DAYS, dated=dated, most_lines=5)
    sql = compile_sql(program, source, dialect="duckdb", keep=tables.KEYS, data=data)
    assert tables.answers(program, ask(sql)) == tables.expected(program, claims, laws)


def test_a_figure_of_the_law_that_does_not_change_within_the_days_is_no_choice() -> None:
    dated = {"share": [(date(1992, 1, 1), 80), (date(2011, 1, 1), 50), (date(2030, 1, 1), 20)]}
    data = Data(days=(date(2020, 1, 1), date(2026, 1, 1)), dated=dated)
    assert "CASE" not in compile_sql({"x": FEE * SHARE}, "lines", dialect="duckdb", data=data)
    # The answer keeps the four places it is declared with, though 0.5 has but one.
    assert value(FEE * SHARE, row(fee=300_00), data) == 150_0000


def test_a_dated_figure_of_the_law_is_the_latest_that_has_begun() -> None:
    begun = [(date(1992, 1, 1), 80), (date(2021, 1, 1), 50), (date(2023, 7, 1), 25)]
    data = Data(days=(date(2020, 1, 1), date(2026, 1, 1)), dated={"share": begun})
    days = [date(2020, 12, 31), date(2021, 1, 1), date(2023, 6, 30), date(2023, 7, 1)]
    source = tables.rows([(day,) for day in days], ["day"], "duckdb")
    sql = compile_sql({"x": SHARE}, source, dialect="duckdb", keep=["day"], data=data)
    assert sorted(ask(sql)) == list(zip(days, [80, 50, 50, 25], strict=True))


def test_a_share_is_rounded_where_it_was_declared_however_short_its_figure_is() -> None:
    data = Data(days=DAYS, dated={"share": [(date(1992, 1, 1), 50)]})
    # 0.50 x 1 / 3 to cents, not to the one place that 0.5 has.
    assert value(Apportioned(SHARE, UNITS, NumberLiteral(3)), row(units=1), data) == 17


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (Data(dated={"share": [(date(2000, 1, 1), 50)]}), "from which day to which"),
        (
            Data(days=DAYS, dated={"share": [(date(2024, 1, 1), 50)]}),
            "'share' has no value on 2023-12-31",
        ),
        (
            Data(days=DAYS, dated={"share": [(date(2000, 1, 1), 150)]}),
            r"'share' is declared to be from 0 to 100 units of 10\*\*-2",
        ),
        (Data(ranges={"fee": (0, 500_01)}), "'fee' is declared to be from 0 to 50000"),
    ],
)
def test_what_contradicts_the_declarations_is_refused(data: Data, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compile_sql({"x": FEE * SHARE}, "lines", dialect="duckdb", data=data)


# Large figures --------------------------------------------------------------------------------

LARGE = NumberField("large", 8, 10**18)
FACTOR = NumberField("factor", 8, 10**15)
ROUNDED = Rounded(LARGE * FACTOR, 2)


# Half a cent, a hair less, the last figure whose shift fits 63 bits, the next, and the largest.
@pytest.mark.parametrize(
    ("large", "factor"),
    [
        (5 * 10**13, 1),
        (5 * 10**13 - 1, 1),
        (2**47, 2**30 - 1),
        (2**47, 2**30),
        (10**18, 10**15),
    ],
)
def test_figures_beyond_63_bits_are_rounded_half_up_to_the_last_digit(
    large: int, factor: int
) -> None:
    source = row(large=large, factor=factor)
    assert value(ROUNDED, source) == (large * factor + 5 * 10**13) // 10**14


@given(st.integers(0, 10**18), st.integers(0, 10**15))
def test_large_figures_are_rounded_as_whole_numbers_are(large: int, factor: int) -> None:
    source = row(large=large, factor=factor)
    assert value(ROUNDED, source) == (large * factor + 5 * 10**13) // 10**14


def test_a_sum_over_lines_may_go_beyond_what_one_line_can_hold() -> None:
    lines = [(1, 1, line, 10**18) for line in range(20)]
    source = tables.rows(lines, ["claim", "day", "line", "large"], "duckdb")
    sql = compile_sql({"x": total(LARGE, Group())}, source, dialect="duckdb")
    assert set(ask(sql)) == {(20 * 10**18,)}


def test_literals_alone_are_not_calculated_in_32_bits() -> None:
    literal = NumberLiteral(100_000)
    assert value(literal * literal, row(any=0)) == 10**10


def test_a_share_of_no_days_is_nothing() -> None:
    days = NumberField("days", 0, 90)
    assert value(Apportioned(FEE, UNITS, days), row(fee=100, units=1, days=0)) == 0


def test_figures_that_are_small_in_this_table_need_no_wide_numbers() -> None:
    outputs = {"x": ROUNDED, "y": total(LARGE, Group())}
    assert "INT128" in compile_sql(outputs, "lines", dialect="duckdb")
    data = Data(ranges={"large": (0, 10**9), "factor": (0, 10**9)}, most_lines=100)
    assert "INT128" not in compile_sql(outputs, "lines", dialect="duckdb", data=data)


def test_a_figure_that_no_engine_could_hold_is_refused_with_the_name_of_its_statement() -> None:
    too_large = named(Rule("share.of_shares"), LARGE * FACTOR * LARGE)
    with pytest.raises(ValueError, match=r"share\.of_shares could have 52 digits"):
        compile_sql({"x": too_large}, "lines", dialect="duckdb")


def test_spark_refuses_a_quotient_of_more_than_32_digits() -> None:
    quotient = Rounded(NumberField("wide", 1, 10**37), 0)
    with pytest.raises(ValueError, match="Spark cannot divide"):
        compile_sql({"x": quotient}, "lines", dialect="spark")


# The shape of the SQL -------------------------------------------------------------------------


def test_a_statement_used_twice_is_worked_out_once() -> None:
    half = named(Rule("half"), Rounded(FEE * NumberLiteral(5, 1), 2))
    sql = compile_sql({"once": half + UNITS, "twice": half + half}, "lines", dialect="duckdb")
    assert sql.count("//") == 1


def test_expressions_that_look_alike_are_worked_out_once() -> None:
    outputs = {"x": Rounded(FEE * UNITS, 0) + UNITS, "y": Rounded(FEE * UNITS, 0) + FEE}
    assert compile_sql(outputs, "lines", dialect="duckdb").count("//") == 1


def test_groups_that_differ_in_who_counts_are_sorted_together() -> None:
    family = TextField("family")
    outputs = {
        name: up_to_here(FEE, Group((family,), family.is_in(name), (Order(UNITS),)))
        for name in ("A", "B")
    }
    assert compile_sql(outputs, "lines", dialect="duckdb").count("PARTITION BY") == 1


def test_names_of_statements_do_not_hide_the_columns_of_the_table() -> None:
    fee = named(Rule("fee"), FEE + UNITS)
    line = named(Rule("line"), fee + fee)
    outputs = {"fee": line + line, "units": up_to_here(fee, Group(order=(Order(fee),))) + UNITS}
    source = "(SELECT 1 AS claim, 1 AS day, i AS line, 300 AS fee, i AS units FROM range(2) t(i))"
    sql = compile_sql(outputs, source, dialect="duckdb", keep=["line"])
    assert sorted(ask(sql)) == [(0, 1200, 700), (1, 1600, 500)]


def test_columns_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\['line'\] would be there twice"):
        compile_sql({"line": FEE}, "lines", dialect="duckdb", keep=["line"])


def test_groups_and_lines_may_be_told_by_other_columns() -> None:
    source = "(SELECT i // 2 AS visit, -i AS place, i AS units FROM range(4) t(i))"
    sql = compile_sql(
        {"x": up_to_here(UNITS, Group())},
        source,
        dialect="duckdb",
        keep=["place"],
        group=["visit"],
        line="place",
    )
    assert sorted(ask(sql)) == [(-3, 3), (-2, 5), (-1, 1), (0, 1)]
