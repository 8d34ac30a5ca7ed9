from __future__ import annotations

from hypothesis import given, settings

from agreement.claims import claims
from agreement.prepared import prepared
from openrvu import Claim
from openrvu.pricing.evaluate import law_on
from openrvu.rules.as_python import compile_program
from openrvu.rules.order import OUTPUTS
from rules.interpreter import scaled, values


@settings(max_examples=25)
@given(claim=claims())
def test_python_answers_what_the_rules_mean(claim: Claim) -> None:
    program = compile_program(OUTPUTS)
    for day in prepared([claim]):
        law = law_on(day.day)
        found = program.run(day.lines, law)
        for name, node in OUTPUTS.items():
            meant = [scaled(node, value) for value in values(node, day.lines, law)]
            assert meant == [answer[name] for answer in found], name
