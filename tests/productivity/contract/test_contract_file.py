from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.contract_file import (
    EXAMPLES,
    UnknownExample,
    contract_from_json,
    contract_from_toml,
    example,
    example_text,
    load_contract,
)
from openrvu.productivity.contract.run import run
from openrvu.productivity.contract.terms import Draw, Pool, Settle
from openrvu.productivity.contract.text import contract_to_json, contract_to_toml
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import UnknownPlan, plan
from productivity.contract.making import DRAWS, POOLS, contract, contracts, of_year
from productivity.making import plans

MINE = """\
name = "mine"
starts = "2026-01-01"
release = "RVU24D"
credit = "survey-style"

[[fte]]
since = "2026-01-01"
total = "1"
clinical = "0.8"

[[base]]
since = "2026-01-01"
annual = "200000"

[threshold]
kind = "given"
annual = "4000"
by = "clinical FTE"

[production]
pays = "above the threshold"
whole_volume = false

[[production.tier]]
start = "0"
rate = "50"

[[production.tier]]
start = "5000"
rate = "55"

[[quality]]
name = "goals"
kind = "fixed amount"
amount = "10000"

[draw]
amount = "1000"
recovery = "carried"

[[call]]
name = "call"
one_in = 4

[[call.shift]]
kind = "weekday"
count = "15"
per = "month"
amount = "500"
"""


def said(text: str) -> list[str]:
    """What is wrong with a contract, as a person reads it."""
    found, problems = contract_from_toml(text)
    assert (found is None) == bool(problems)
    return [str(problem) for problem in problems]


@given(contracts(), st.none() | POOLS, st.none() | DRAWS, st.sampled_from(Settle), plans())
def test_a_contract_written_as_toml_or_json_is_read_back_the_same(
    told: Contract, pool: Pool | None, draw: Draw | None, settle: Settle, credit: CreditPlan
) -> None:
    told = replace(told, pool=pool, draw=draw, settle=settle, credit=credit)
    assert contract_from_toml(contract_to_toml(told)) == (told, ())
    assert contract_from_json(contract_to_json(told)) == (told, ())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_sound_and_read_back_the_same(name: str) -> None:
    told = example(name)
    assert contract_from_toml(example_text(name)) == (told, ())
    assert contract_from_toml(contract_to_toml(told)) == (told, ())
    assert told.credit_plan().name


def test_an_example_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownExample, match="straight, base-and-threshold"):
        example("nonsense")


def test_a_contract_of_a_name_a_day_and_an_fte_pays_nothing() -> None:
    text = 'name = "x"\nstarts = "2026-01-01"\n[[fte]]\nsince = "2026-01-01"\n'
    found, problems = contract_from_toml(text + 'total = "1"\nclinical = "1"\n')
    assert problems == ()
    assert found is not None
    assert run(found, of_year("1,000"), 2026).amount == 0


def test_the_release_a_contract_names_goes_into_its_credit_plan() -> None:
    found, problems = contract_from_toml(MINE)
    assert problems == ()
    assert found is not None
    assert found.credit_plan().pinned == "RVU24D"
    assert found.credit_plan() == replace(plan("survey-style"), release="RVU24D")


def test_a_plan_of_ones_own_stands_in_the_contract() -> None:
    text = MINE.replace('credit = "survey-style"\n', "") + '[credit_plan]\nname = "own"\n'
    found, problems = contract_from_toml(text)
    assert problems == ()
    assert found is not None
    assert found.credit == CreditPlan("own")
    with pytest.raises(UnknownPlan):
        contract(credit="own").credit_plan()


@pytest.mark.parametrize(
    ("was", "became", "problem"),
    [
        ('name = "mine"', "", "name: found nothing; expected"),
        ('starts = "2026-01-01"', "", "starts: found nothing; expected"),
        ('starts = "2026-01-01"', 'starts = "2026-02-30"', "starts: found '2026-02-30'; expected"),
        ('starts = "2026-01-01"', "starts = 2026-01-01", "expected a day in quotes"),
        ('starts = "2026-01-01"', 'starts = "2025-01-01"', "fte: found [{"),
        ('"RVU24D"', '"of 2024"', "release: found 'of 2024'; expected the label of a release"),
        ('clinical = "0.8"', 'clinical = "1.1"', "fte[1].clinical: found '1.1'; expected an FTE"),
        ('clinical = "0.8"', "clinical = 0.8", "so that it stays exact"),
        ('annual = "200000"', 'annual = "-1"', "base[1].annual: found '-1'; expected a figure"),
        ('by = "clinical FTE"', "", "threshold.by: found nothing; expected it"),
        ('by = "clinical FTE"', 'by = "FTE"', "threshold.by: found 'FTE'; expected one of \"cli"),
        ('kind = "given"', 'kind = "none"', "threshold.annual: found '4000'; expected none"),
        ("whole_volume = false", "", "production.whole_volume: found nothing; expected it"),
        ('start = "5000"', 'start = "0"', "production.tier: found [{"),
        ('rate = "50"', "", "production.tier[1].rate: found nothing; expected it"),
        ('pays = "above the threshold"', "", "production.pays: found nothing; expected no rate"),
        ('amount = "10000"', 'percent = "5"', "quality[1].percent: found '5'; expected none"),
        ('recovery = "carried"', "", "draw.recovery: found nothing; expected it"),
        ("one_in = 4", "one_in = 0", "call[1].one_in: found 0; expected a whole number"),
        ('per = "month"', 'per = "week"', "call[1].shift[1].per: found 'week'; expected one of"),
        ("[draw]", "[drawn]", 'drawn: found a key of no meaning; expected a known key: "draw"'),
    ],
)
def test_what_is_wrong_with_a_contract_is_said_with_its_place(
    was: str, became: str, problem: str
) -> None:
    assert was in MINE
    lines = said(MINE.replace(was, became, 1))
    assert any(problem in line for line in lines), lines


def test_all_that_is_wrong_is_said_at_once() -> None:
    text = MINE.replace('"0.8"', "0.8").replace('"4000"', '"x"').replace("one_in = 4", "one_in = 0")
    assert len(said(text)) == 3


def test_what_contradicts_itself_is_said() -> None:
    (problem,) = said(MINE + '[[quality]]\nname = "goals"\nkind = "fixed amount"\namount = "1"\n')
    assert "each name once; 'goals' stands twice" in problem
    (problem,) = said(MINE.replace('"given"\nannual = "4000"', '"clinical base / rate"'))
    assert "a straight rate above 0 to divide the base by" in problem
    (problem,) = said(MINE + '[credit_plan]\nname = "own"\n')
    assert problem.startswith("credit: found 'survey-style'; expected no name")
    (problem,) = said(MINE + '[pool]\ntarget = "9"\n')
    assert problem.startswith("pool.rate: found nothing; expected either an amount")


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    told = example("greater-of")
    as_toml, as_json = tmp_path / "mine.toml", tmp_path / "mine.json"
    as_toml.write_text(contract_to_toml(told), "utf-8")
    as_json.write_text(contract_to_json(told), "utf-8")
    assert load_contract(as_toml) == load_contract(as_json) == (told, ())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["since", "annual", "kind", "rate", "tier", "until", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
_KEYS = [*json.loads(contract_to_json(example("greater-of"))), "draw", "pool", "cap", "x"]


@given(st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=5), st.booleans())
def test_whatever_stands_in_a_file_gives_a_contract_or_problems_and_never_an_error(
    content: dict[str, object], whole: bool
) -> None:
    sound = json.loads(contract_to_json(example("greater-of"))) if whole else {}
    found, problems = contract_from_json(json.dumps({**sound, **content}))
    assert (found is None) == bool(problems)
