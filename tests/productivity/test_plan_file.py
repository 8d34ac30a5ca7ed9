from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import load_plan, plan, plan_from_json, plan_from_toml
from openrvu.productivity.plan_parts import Condition, MultipleMode
from openrvu.productivity.plan_text import plan_to_json, plan_to_toml
from productivity.making import plans

MINE = """\
name = "mine"
release = "RVU20D"
zeroed = ["90460", "90471-90474"]

[multiple_procedure]
mode = "ranked"
factors = ["1", "0.50", "0.25"]
rank_by = "work RVU"

[anesthesia]
mode = "units x rate"
rate = "0.30"

[[modifier]]
modifier = "50"
factor = "1.50"
only_when = { bilateral = ["1"] }

[[modifier]]
modifier = "54"
factor = "file percentage"

[[practitioner]]
provider = "NP"
factor = "0.85"

[[override]]
code = "99999"
work_rvu = "1.30"
"""


def said(text: str) -> list[str]:
    """What is wrong with a plan, as a person reads it."""
    found, problems = plan_from_toml(text)
    assert (found is None) == bool(problems)
    return [str(problem) for problem in problems]


@given(plans())
def test_a_plan_written_as_toml_or_json_is_read_back_the_same(told: CreditPlan) -> None:
    assert plan_from_toml(plan_to_toml(told)) == (told, ())
    assert plan_from_json(plan_to_json(told)) == (told, ())


def test_a_plan_is_read_whole() -> None:
    found, problems = plan_from_toml(MINE)
    assert problems == ()
    assert found is not None
    assert found.pinned == "RVU20D"
    assert [str(codes) for codes in found.zeroed] == ["90460", "90471-90474"]
    assert found.multiple.mode is MultipleMode.RANKED
    assert [str(f) for f in found.multiple.factors] == ["1.00", "0.50", "0.25"]
    assert found.factors[0].only_when == (Condition("bilateral", ("1",)),)
    assert found.factors[1].factor is None
    assert str(found.overrides[0].work_rvu) == "1.30"


def test_a_plan_of_nothing_but_a_name_credits_cms_whole() -> None:
    assert plan_from_toml('name = "plain"') == (CreditPlan("plain"), ())


def test_a_written_plan_says_what_each_choice_allows() -> None:
    text = plan_to_toml(plan("customary"))
    assert text.startswith("# A plan of crediting work RVUs. It is a contract's business")
    assert '# "work RVU", "total RVU", "Medicare amount", "line order"\nrank_by' in text
    assert 'or the label of a release, such as "RVU20D"\nrelease = "date of service"' in text


@pytest.mark.parametrize(
    ("was", "became", "problem"),
    [
        ('name = "mine"', "", "name: found nothing; expected the name of the plan"),
        ('name = "mine"', 'name = " "', "name: found ' '; expected text"),
        ('name = "mine"', "name = 7", "name: found 7; expected text"),
        ('"RVU20D"', '"2020"', 'release: found \'2020\'; expected "date of service", "posting'),
        ("release", "relase", 'relase: found a key of no meaning; expected a known key: "release"'),
        ('["90460", "90471-90474"]', '"90460"', "zeroed: found '90460'; expected a list in"),
        ('"90471-90474"', '"904"', "zeroed[2]: found '904'; expected a code of five characters"),
        ('"90471-90474"', '"90474-90471"', "zeroed: found '90474-90471'; expected a range that"),
        ('"ranked"', '"ranking"', "multiple_procedure.mode: found 'ranking'; expected one of "),
        ('factors = ["1", "0.50", "0.25"]', "", "procedure.factors: found nothing; expected"),
        ('["1", "0.50", "0.25"]', "[]", "multiple_procedure.factors: found []; expected a list of"),
        ('["1", "0.50", "0.25"]', '["1", 0.5]', 'so that it stays exact; write it as "0.5"'),
        ('"ranked"', '"modifier 51 as billed"', "multiple_procedure.modifier_51: found nothing; "),
        ('rank_by = "work RVU"', 'indicators = ["8"]', "procedure.indicators[1]: found"),
        ('rank_by = "work RVU"', 'customary = "yes"', "customary: found 'yes'; expected true or"),
        ('rate = "0.30"', "", "anesthesia.rate: found nothing; expected the work RVUs"),
        ('rate = "0.30"', 'rate = "0.30"\nminutes_per_unit = 0', "minutes_per_unit: found 0; "),
        ('rate = "0.30"', 'rate = "0.30"\nminutes_per_unit = true', "minutes_per_unit: found True"),
        ("[anesthesia]", "[[anesthesia]]", "expected a table, written [anesthesia]"),
        ('modifier = "50"', "", "modifier[1].modifier: found nothing; expected a modifier of two"),
        ('modifier = "50"', 'modifier = "500"', "modifier[1].modifier: found '500'; expected a"),
        ('modifier = "50"', 'modifier = "51"', "another; 51 is set by multiple_procedure.modifier"),
        ('modifier = "54"', 'modifier = "50"', "a figure: the file has percentages for 54, 55, 56"),
        ('factor = "1.50"', "", "modifier[1].factor: found nothing; expected a figure from 0 to 5"),
        ('factor = "1.50"', "factor = 1.5", "modifier[1].factor: found 1.5; expected a figure"),
        ('factor = "1.50"', "factor = 2", 'so that it stays exact; write it as "2"'),
        ('factor = "1.50"', "factor = true", "modifier[1].factor: found True; expected a figure"),
        ('factor = "1.50"', 'factor = "5.01"', "modifier[1].factor: found '5.01'; expected a"),
        ('factor = "1.50"', 'factor = "-1"', "modifier[1].factor: found '-1'; expected a figure"),
        ('factor = "1.50"', 'factor = "1e0"', "modifier[1].factor: found '1e0'; expected a figure"),
        ('factor = "1.50"', 'factor = "0.12345"', "with at most 4 digits after the point"),
        ('factor = "1.50"', 'factor = "150%"', "modifier[1].factor: found '150%'; expected"),
        ('bilateral = ["1"]', 'bilateral = ["7"]', "modifier[1].only_when.bilateral[1]: found '7'"),
        ('bilateral = ["1"]', "bilateral = []", "only_when.bilateral: found []; expected a"),
        ('bilateral = ["1"]', 'sides = ["1"]', "modifier[1].only_when.sides: found a key of no"),
        ('{ bilateral = ["1"] }', '"1"', "modifier[1].only_when: found '1'; expected a table"),
        ('provider = "NP"', "", "practitioner[1].provider: found nothing; expected the kind of"),
        ('provider = "NP"', 'provider = "MD"', "practitioner[1].provider: found 'MD'; expected"),
        ('factor = "0.85"', "", "practitioner[1].factor: found nothing; expected a figure"),
        ('code = "99999"', "", "override[1].code: found nothing; expected a code of five"),
        ('code = "99999"', 'code = "9999"', "override[1].code: found '9999'; expected a code of"),
        ('work_rvu = "1.30"', "", "override[1].work_rvu: found nothing; expected a figure"),
        ('work_rvu = "1.30"', "work_rvu = 1.3", "override[1].work_rvu: found 1.3; expected a"),
        ("[[override]]", "[override]", "override: found {'code': '99999', 'work_rvu': '1.30'}; "),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_plan_is_said_with_its_place(
    was: str, became: str, problem: str
) -> None:
    assert MINE.count(was) == 1
    assert any(problem in line for line in said(MINE.replace(was, became)))


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        ('[[modifier]]\nmodifier = "54"\nfactor = "1"\n', "no more of 54 after one without a cond"),
        ('[[practitioner]]\nprovider = "NP"\nfactor = "1"\n', "each kind of practitioner once"),
        ('[[override]]\ncode = "99999"\nwork_rvu = "1"\n', "override[2].code: found '99999'; "),
    ],
)
def test_what_could_never_count_is_a_problem(added: str, problem: str) -> None:
    assert any(problem in line for line in said(MINE + added))


def test_the_difference_from_base_work_needs_ranking() -> None:
    (problem,) = said('name = "x"\n[multiple_procedure]\nendoscopy = "difference from base work"')
    assert 'mode = "ranked", which it needs' in problem


def test_all_that_is_wrong_is_said_at_once() -> None:
    text = MINE.replace('"1.50"', "1.5").replace('"0.85"', '"x"').replace('"99999"', '"9"')
    assert len(said(text)) == 3


def test_a_source_may_be_left_empty() -> None:
    assert plan_from_toml('name = "x"\nsource = ""') == (CreditPlan("x"), ())


@pytest.mark.parametrize("text", ["name =", "name = 'a'\nname = 'b'", "a = " + "[" * 9_999])
def test_what_is_no_toml_is_a_problem(text: str) -> None:
    (problem,) = said(text)
    assert problem.startswith("the file: found what is no TOML")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{", "the file: found what is no JSON"),
        ('{"name": "a", "name": "b"}', "'name' is written twice"),
        ("[]", "the file: found no table of keys"),
        ('{"name": "\\ud800"}', "name: found '\\ud800'; expected text"),
        ('{"name": "a", "modifier": [{"modifier": "22", "factor": NaN}]}', "found nan; expected"),
    ],
)
def test_what_is_no_plan_in_json_is_a_problem(text: str, found: str) -> None:
    none, problems = plan_from_json(text)
    assert none is None
    assert found in str(problems[0])


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    told = plan("customary")
    as_toml, as_json = tmp_path / "mine.toml", tmp_path / "mine.JSON"
    as_toml.write_bytes(b"\xef\xbb\xbf" + plan_to_toml(told).encode())
    as_json.write_text(plan_to_json(told), "utf-8")
    assert load_plan(as_toml) == load_plan(as_json) == (told, ())


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xff\xfe")
    found, problems = load_plan(file)
    assert found is None
    assert str(problems[0]).startswith("mine.toml: found bytes that are no text")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["modifier", "factor", "only_when", "mode", "rate", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from([*json.loads(plan_to_json(plan("customary"))), "x"]), _JSON, max_size=5
    )
)
def test_whatever_stands_in_a_file_gives_a_plan_or_problems_and_never_an_error(
    content: dict[str, object],
) -> None:
    found, problems = plan_from_json(json.dumps(content))
    assert (found is None) == bool(problems)
