"""The worked cases, where they are at hand, and the runner itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from golden import runner
from golden.asking import Asked, verdict
from golden.case import Case, Results, read_case

FORMULA: dict[str, object] = {
    "id": "X-01",
    "rule": "formula.basic",
    "kind": "published",
    "inputs": {
        "work_rvu": "1.92",
        "pe_rvu": "0.47",
        "mp_rvu": "0.14",
        "work_gpci": "1.000",
        "pe_gpci": "0.875",
        "mp_gpci": "0.566",
        "conversion_factor": "33.4009",
    },
    "expected": {"amount": "80.51"},
}


def told_inputs() -> dict[str, object]:
    inputs = FORMULA["inputs"]
    assert isinstance(inputs, dict)
    return inputs


def formula(**changes: object) -> Case:
    return read_case("01_formula", {**FORMULA, **changes})


def write(folder: Path, *cases: Mapping[str, object]) -> Path:
    text = json.dumps({"family": "01_formula", "cases": cases})
    (folder / "01_formula.json").write_text(text, "utf-8")
    return folder


def test_a_case_whose_answer_agrees_passes() -> None:
    assert runner.judge(formula()).result == "pass"


def test_a_case_whose_answer_differs_by_a_cent_fails_and_says_both() -> None:
    verdict = runner.judge(formula(expected={"amount": "80.52"}))
    assert (verdict.result, verdict.why) == ("fail", "amount: expected 80.52, got 80.51")


def test_a_cent_within_the_tolerance_of_the_case_passes() -> None:
    assert runner.judge(formula(expected={"amount": "80.52"}, tolerance="0.01")).result == "pass"


def test_a_case_that_expects_something_unknown_is_not_applicable_and_says_why() -> None:
    verdict = runner.judge(formula(expected={"weight": "3"}))
    assert verdict.result == "n/a"
    assert "weight" in verdict.why


def test_a_case_of_an_unknown_rule_is_not_applicable() -> None:
    verdict = runner.judge(read_case("99_new", {"id": "N-1", "rule": "new", "inputs": {"a": 1}}))
    assert verdict.result == "n/a"


def test_a_case_that_expects_nothing_is_not_applicable() -> None:
    assert runner.judge(formula(expected={})).result == "n/a"


def test_an_input_that_nothing_reads_keeps_a_right_case_from_passing() -> None:
    found = runner.judge(formula(inputs={**told_inputs(), "surcharge": "5"}))
    assert found.result == "n/a"
    assert "surcharge" in found.why


def test_an_unread_input_does_not_excuse_a_wrong_amount() -> None:
    found = runner.judge(
        formula(inputs={**told_inputs(), "surcharge": "5"}, expected={"amount": "1.00"})
    )
    assert found.result == "fail"


def test_an_input_that_is_empty_or_a_remark_is_no_obstacle() -> None:
    inputs = {**told_inputs(), "surcharge": None, "note": "as printed"}
    assert runner.judge(formula(inputs=inputs)).result == "pass"


def test_a_wrong_amount_fails_beside_an_expectation_that_is_unknown() -> None:
    verdict = runner.judge(formula(expected={"weight": "3", "amount": "80.52"}))
    assert verdict.result == "fail"
    assert "80.51" in verdict.why


@pytest.mark.parametrize(
    "asked",
    [
        Asked("01_formula", {**told_inputs(), "work_rvu": "much"}, {"amount": "1"}),
        Asked("07_x", {"fee": "10.00", "units": "many"}, {"amount": "1"}),
        Asked("07_x", {"fee": "10.00"}, {"lines": 5}),
        Asked("17_x", {"procedures": "five", "modifier": "AD", "cf": "20"}, {"amount": "1"}),
        Asked("15_x", {"allowed": "10.00", "date_of_service": "soon"}, {"coinsurance": "2.00"}),
        Asked("19_x", {"year": 2025, "raw_gpcis": 1, "state": "AL"}, {"gpcis": ["1"]}),
    ],
    ids=["a figure", "units", "lines", "procedures", "a date", "indices"],
)
def test_an_error_is_a_failure_of_its_case_with_its_text(asked: Asked) -> None:
    found = verdict(asked)
    assert found.result == "fail"
    assert "Error: " in found.why


def test_a_missing_key_inside_a_rule_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(case: Case) -> Results:
        yield from ()
        raise KeyError("therapy.share")

    monkeypatch.setitem(runner._BY_FAMILY, "01", breaks)
    found = runner.judge(formula())
    assert (found.result, found.why) == ("fail", "KeyError: 'therapy.share'")


def test_a_case_that_its_notes_call_ambiguous_never_fails() -> None:
    verdict = runner.judge(formula(expected={"amount": "1.00"}, notes="AMBIGUOUS: none found"))
    assert verdict.result == "n/a"


def test_what_is_unambiguous_fails_where_it_differs() -> None:
    verdict = runner.judge(formula(expected={"amount": "1.00"}, notes="an unambiguous amount"))
    assert verdict.result == "fail"


def test_the_count_ends_the_report_and_a_failure_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {**FORMULA, "id": "X-02", "expected": {"amount": "1.00"}}
    monkeypatch.setenv("OPENRVU_GOLDEN_DIR", str(write(tmp_path, FORMULA, wrong)))
    assert runner.main() == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "golden: 1 passed, 1 failed, 0 not applicable"


def test_an_empty_folder_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENRVU_GOLDEN_DIR", str(tmp_path))
    assert runner.main() == 1


@pytest.mark.parametrize(
    "text",
    ['{"cases": [5]}', '{"cases": [{"id": "X-9", "expected": 5}]}', "not JSON", '{"cases": ["a"]}'],
)
def test_what_is_no_case_is_a_failure_and_the_rest_is_run(tmp_path: Path, text: str) -> None:
    write(tmp_path, FORMULA)
    (tmp_path / "02_more.json").write_text(text, "utf-8")
    assert [found.result for found in runner.verdicts(tmp_path)] == ["pass", "fail"]


@pytest.mark.parametrize("text", ["5", '{"table": []}', '{"cases": 5}'])
def test_a_file_without_cases_is_not_applicable(tmp_path: Path, text: str) -> None:
    (tmp_path / "table.json").write_text(text, "utf-8")
    assert [found.result for found in runner.verdicts(tmp_path)] == ["n/a"]


def test_cases_in_a_folder_within_are_run(tmp_path: Path) -> None:
    inner = tmp_path / "more"
    inner.mkdir()
    write(inner, FORMULA)
    assert [found.result for found in runner.verdicts(tmp_path)] == ["pass"]


@pytest.mark.cms
def test_no_case_at_hand_fails() -> None:
    if not any(runner.folder().glob("*.json")):
        pytest.skip("no worked cases: set OPENRVU_GOLDEN_DIR to their folder")
    failed = [found for found in runner.verdicts(runner.folder()) if found.result == "fail"]
    assert failed == []
