from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from openrvu.rules.as_sql import compile_sql
from openrvu.rules.expression import Apportioned, Expression, Group, NumberField, Rounded
from openrvu.rules.statement import total, up_to_here
from rules import surgery, tables, trees
from rules.tables import DAYS, Laws, Lines
from spark import spark_session

#: Spark divides decimals into no more than 32 digits; figures beyond 63 bits are met all the same.
LIMIT = 10**32
TOGETHER = 6
PROGRAMS = st.lists(trees.programs(limit=LIMIT, most=15), min_size=TOGETHER, max_size=TOGETHER)
TWO_LAWS = st.fixed_dictionaries({day: trees.laws() for day in DAYS})


def ask(sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in spark_session().sql(sql).collect()]


def test_spark_answers_a_claim_worked_out_by_hand() -> None:
    sql = compile_sql(
        surgery.OUTPUTS,
        surgery.TABLE,
        dialect="spark",
        keep=surgery.KEEP,
        columns=surgery.COLUMNS,
        data=surgery.DATA,
    )
    assert sorted(ask(sql)) == surgery.ANSWER


# A query takes Spark some seconds, whatever its size: so each asks several programs of many claims.
@settings(max_examples=5, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(PROGRAMS, st.lists(trees.claims(), min_size=10, max_size=20), TWO_LAWS)
def test_spark_answers_what_python_answers(
    programs: Sequence[Mapping[str, Expression]], claims: Sequence[Lines], laws: Laws
) -> None:
    together = {
        f"{name}_{index}": node
        for index, program in enumerate(programs)
        for name, node in program.items()
    }
    source = tables.source(claims, laws, "spark")
    sql = compile_sql(together, source, dialect="spark", keep=tables.KEYS)
    found = tables.answers(together, ask(sql))
    for index, program in enumerate(programs):
        assert tables.expected(program, claims, laws) == {
            key: {name: answer[f"{name}_{index}"] for name in program}
            for key, answer in found.items()
        }


def test_spark_neither_loses_nor_wraps_figures_beyond_63_bits() -> None:
    large, factor = NumberField("large", 8, 10**18), NumberField("factor", 8, 10**15)
    units, days = NumberField("units", 0, 10**9), NumberField("days", 0, 10**9)
    product = large * factor
    outputs: dict[str, Expression] = {
        "product": product,
        "narrow": Rounded(product, 0),
        "wide": Rounded(product, 7),
        "share": Apportioned(large, units, days),
        "sum": total(product, Group()),
        "so_far": up_to_here(large, Group()),
        "difference": product - large,
    }
    rows = [(10**18 - line, 10**15 - 7, 10**9 - 1, 10**9 - line) for line in range(5)]
    names = ["claim", "day", "line", "large", "factor", "units", "days"]
    source = tables.rows([(1, 1, line, *row) for line, row in enumerate(rows)], names, "spark")
    sql = compile_sql(outputs, source, dialect="spark", keep=["line"])
    assert "DECIMAL(38, 0)" in sql
    assert sorted(ask(sql)) == [
        (
            line,
            a * b,
            (a * b + 5 * 10**15) // 10**16,
            (a * b + 5 * 10**8) // 10**9,
            (2 * a * c + d) // (2 * d),
            sum(a * b for a, b, _, _ in rows),
            sum(a for a, _, _, _ in rows[: line + 1]),
            a * b - a * 10**8,
        )
        for line, (a, b, c, d) in enumerate(rows)
    ]
