from __future__ import annotations

import pytest
from hypothesis import given

from agreement.claims import CLAIMS, ONE_QUERY, SEEDS, sample
from agreement.disagreement import check_same
from agreement.engines import ENGINES, Engine, answers
from agreement.prepared import prepared, write
from openrvu.rules.as_python import compile_program
from openrvu.rules.order import OUTPUTS


@pytest.mark.parametrize("engine", ENGINES)
@ONE_QUERY
@given(seed=SEEDS)
def test_sql_answers_what_python_answers_for_every_line(
    engine: Engine, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    days = list(prepared(sample(CLAIMS, seed)))
    table = write(days, tmp_path_factory.mktemp("agreement") / "lines.parquet")
    program = compile_program(OUTPUTS)
    wanted = {key: answer for day in days for key, answer in day.answers(program).items()}
    check_same(days, wanted, answers(engine, OUTPUTS, table))
