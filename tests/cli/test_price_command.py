"""``rvu price``: a whole case, for people and for programs.

Amounts are those of Ohio, RVU20D, from CMS's payment file of 2020 (shared/golden, cases MS-03,
MS-04, EN-11 and SG-04), or follow from them in a line of arithmetic.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from openrvu.cli.case_lines import MOST_LINES
from openrvu.cli.commands import rvu
from openrvu.pricing.as_data import PricedData
from openrvu.productivity.as_data import CreditedData
from openrvu.rules.places_of_service import place

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]

OHIO = ("--locality", "15202-00", "--release", "RVU20D")
INSIDE = (*OHIO, "--facility")
THREE = ("64718", "28307", "22614")


def amounts(found: dict[str, Any]) -> list[str | None]:
    return [line["amount"] for line in found["lines"]]


def outcomes(found: dict[str, Any]) -> list[str]:
    return [line["outcome"] for line in found["lines"]]


def numbers_in(value: object) -> Iterator[object]:
    """Every number of a JSON value that is not a string."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from numbers_in(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


# What is priced ----------------------------------------------------------------------------------


def test_procedures_of_a_day_are_ranked_together_and_an_add_on_is_left_whole(ask: Ask) -> None:
    found = ask("price", *THREE, *INSIDE)
    assert amounts(found) == ["595.13", "209.23", "404.51"]
    assert found["amount"] == "1208.87"
    assert [line["position"] for line in found["lines"]] == [1, 2, None]


def test_from_the_sixth_procedure_on_a_line_has_no_amount_and_a_reason(ask: Ask) -> None:
    found = ask("price", "35301", "19303", "47562", "44970", "64718", "49505", *INSIDE)
    assert amounts(found) == ["1175.85", "491.33", "338.95", "308.64", "297.57", None]
    assert (found["amount"], found["priced"], found["unpriced"]) == ("2612.34", 5, 1)
    assert found["lines"][5]["outcome"] == "by report"
    assert found["lines"][5]["reason"]


def test_outside_a_facility_is_what_is_meant_where_nothing_is_said(ask: Ask) -> None:
    assert amounts(ask("price", "45384", "45385", *OHIO)) == ["461.98", "111.87"]
    assert amounts(ask("price", "45384", "45385", *OHIO, "--nonfacility")) == ["461.98", "111.87"]


def test_a_place_of_service_decides_the_setting(ask: Ask) -> None:
    found = ask("price", *THREE, *OHIO, "--pos", "21")
    assert amounts(found) == ["595.13", "209.23", "404.51"]
    assert {line["setting"] for line in found["lines"]} == {"facility"}


def test_what_is_known_of_a_line_follows_its_code_in_one_word_or_several(ask: Ask) -> None:
    for written in (("66984-55", "30days"), ("66984-55 30days",), ("66984", "55", "30 days")):
        assert amounts(ask("price", *written, *INSIDE)) == ["35.69"]


def test_a_lower_charge_is_what_is_paid(ask: Ask) -> None:
    found = ask("price", "64718 $500.00", "28307 $100", *INSIDE)
    assert amounts(found) == ["500.00", "100.00"]


def test_the_deductible_comes_off_first_then_a_fifth_is_the_patients(ask: Ask) -> None:
    share = ask("price", "64718", *INSIDE, "--deductible", "$95.13")["share"]
    assert (share["deductible"], share["coinsurance"], share["patient"]) == (
        "95.13",
        "100.00",
        "195.13",
    )


def test_who_does_not_participate_is_allowed_95_percent_and_may_ask_115_of_that(ask: Ask) -> None:
    line = ask("price", "64718", *INSIDE, "--nonparticipating")["lines"][0]
    assert line["amount"] == "565.37"  # 595.13 x 0.95 = 565.3735
    assert line["limiting_charge"] == "650.18"  # 565.37 x 1.15 = 650.1755


def test_a_shortage_area_pays_a_bonus_apart(ask: Ask) -> None:
    found = ask("price", "64718", *INSIDE, "--hpsa")
    assert (found["amount"], found["share"]["bonus"]) == ("595.13", "47.61")  # 10% of 476.10


def test_a_nurse_practitioner_is_allowed_85_percent(ask: Ask) -> None:
    assert amounts(ask("price", "64718", *INSIDE, "--provider", "np")) == ["505.86"]


def test_documented_need_is_said_for_every_line_or_for_one(ask: Ask) -> None:
    """Assistant indicator 0: paid, at 16%, only where the need is documented."""
    assert amounts(ask("price", "64718-80", *INSIDE)) == [None]
    assert amounts(ask("price", "64718-80", *INSIDE, "--documented")) == ["95.22"]
    assert amounts(ask("price", "64718-80 documented", *INSIDE)) == ["95.22"]


def test_the_newest_release_and_its_first_day_answer_where_nothing_is_said(ask: Ask) -> None:
    found = ask("price", "99213")
    assert found["source"]["release"] == "RVU26C"
    assert {line["date"] for line in found["lines"]} == {"2026-07-01"}
    assert found["locality"]["key"] == "national"


def test_the_date_of_service_chooses_the_release_and_one_that_stands_in_says_so(ask: Ask) -> None:
    found = ask("price", "99213", "--date", "2026-03-02")
    assert {line["release"] for line in found["lines"]} == {"RVU26C"}
    assert found["notices"][0].startswith("RVU26A was in force on 2026-03-02")


def test_a_zip_gives_its_locality_and_one_that_crosses_localities_says_so(ask: Ask) -> None:
    found = ask("price", "99213", "--zip", "94303", "--release", "RVU25D")
    assert found["locality"]["zip"] == {"zip_code": "94303", "spans": True, "edition": "20254"}
    assert any("crosses payment localities" in notice for notice in found["notices"])


def test_what_cannot_be_priced_is_said_by_line_and_the_others_are_priced(ask: Ask) -> None:
    found = ask("price", "64718", "99999", "64718-ZZ", "99213-26", *INSIDE)
    assert found["lines"][0]["amount"] == "595.13"
    assert amounts(found)[1:] == [None, None, None]
    assert all(line["reason"] and line["reason_id"] for line in found["lines"][1:])


# What is credited --------------------------------------------------------------------------------


def test_credited_work_stands_beside_cmss_by_the_customary_plan(ask: Ask) -> None:
    credit = ask("price", "64718", "28307-51", *INSIDE)["credit"]
    assert (credit["plan"], credit["full"], credit["credited"]) == ("customary", "13.76", "10.51")
    assert [line["credited"] for line in credit["lines"]] == ["7.26", "3.2500"]
    assert credit["lines"][1]["reasons"][0]["rule"] == "wrvu.51"


def test_another_plan_is_named_or_given_as_a_file(ask: Ask, tmp_path: Path) -> None:
    assert ask("price", *THREE, *INSIDE, "--plan", "full-cms")["credit"]["credited"] == "20.19"
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "Mine"\nzeroed = ["22614"]\n')
    credit = ask("price", *THREE, *INSIDE, "--plan", str(mine))["credit"]
    assert (credit["plan"], credit["full"], credit["credited"]) == ("Mine", "20.19", "13.76")


def test_a_plan_by_posting_date_asks_for_it(ask: Ask, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "Mine"\nrelease = "posting date"\n')
    plan = ("--plan", str(mine))
    unknown = ask("price", "99213", *plan)["credit"]
    assert (unknown["unanswered"], unknown["credited"]) == (1, "0.00")
    assert "posting date" in unknown["lines"][0]["missing"]
    known = ask("price", "99213", *plan, "--posted", "2020-12-30")["credit"]
    assert known["lines"][0]["release"] == "RVU20D"
    assert known["credited"] == "0.97"


def test_a_release_asked_for_by_name_is_credited_too_whatever_the_date(ask: Ask) -> None:
    found = ask("price", "64718", *INSIDE, "--date", "2026-07-15")
    assert found["credit"]["lines"][0]["release"] == "RVU20D"


def test_a_plan_with_something_wrong_in_it_is_refused_and_all_of_it_said(
    run: Run, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "Mine"\ncombine = "x"\ncount_units = "no"\n')
    result = run("price", "99213", "--plan", str(mine))
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(": found")[0] for line in result.stderr.splitlines()] == [
        f"rvu: {mine}: combine",
        f"rvu: {mine}: count_units",
    ]


# JSON --------------------------------------------------------------------------------------------


def test_the_object_has_the_documented_keys_at_every_depth(ask: Ask) -> None:
    found = ask("price", *THREE, *INSIDE, "--steps")
    assert set(found) == {*PricedData.__annotations__, "credit", "source"}
    assert set(found["credit"]) == set(CreditedData.__annotations__)
    assert set(found["source"]) == {"release", "published", "archive", "sha256"}


def test_every_figure_is_a_string_and_only_counts_are_numbers(ask: Ask) -> None:
    found = ask("price", *THREE, *INSIDE, "--steps")
    assert set(numbers_in(found)) <= {0, 1, 2, 3}


def test_steps_are_in_the_object_where_they_are_asked_for(ask: Ask) -> None:
    assert {len(line["steps"]) for line in ask("price", *THREE, *INSIDE)["lines"]} == {0}
    second = ask("price", *THREE, *INSIDE, "--steps")["lines"][1]
    assert [step["rule"] for step in second["steps"]][:2] == ["base.fee", "multiple_surgery.amount"]
    assert [step["result"] for step in second["steps"]][-1] == second["amount"]
    assert all(step["cites"] for step in second["steps"])


# For people --------------------------------------------------------------------------------------


def test_people_read_sums_lines_payers_and_source(run: Run) -> None:
    lines = run("price", *THREE, *INSIDE).stdout.splitlines()
    assert lines[0].startswith("$1,208.87 for 3 lines; work RVU 20.19, credited 20.19")
    assert lines[1].startswith("Facility, Ohio, OH (15202-00); RVU20D, date of service 2020-10-01")
    cells = [" ".join(line.split()) for line in lines]
    assert "1 64718 1 $595.13 $595.13 7.26 7.26" in cells
    assert "2 28307 × 50 % 2nd procedure by fee 2 $418.45 $209.23 6.50 6.50" in cells
    assert "Total $1,208.87 20.19 20.19" in cells
    assert "The patient pays $241.78: deductible $0.00, coinsurance $241.78." in cells
    assert lines[-1].startswith("Source: CMS RVU20D, published 2020-11-23, rvu20d.zip, sha256 ")


def test_people_read_why_a_line_has_no_amount_and_never_a_zero(run: Run) -> None:
    out = run("price", "64718", "99499", *INSIDE).stdout
    assert out.startswith("$595.13 for 1 of 2 lines;")
    row = next(line for line in out.splitlines() if line.startswith("2  99499"))
    assert row.split()[2:] == ["contractor", "priced", "—", "—", "0.00", "0.00"]
    assert "2  99499: contractor priced. " in out


def test_people_read_why_less_is_credited(run: Run) -> None:
    out = run("price", "64718", "28307-51", *INSIDE).stdout
    assert "2  28307-51: credited 3.25. Modifier 51 (multiple procedures): 50%" in out


def test_people_read_each_step_with_its_figures_and_authority(run: Run) -> None:
    out = run("price", "45384", "45385", *OHIO, "--steps").stdout
    assert "2  45385: Amount within the family = $111.87" in out
    assert "fee of the family's base 323.05" in out
    assert "endoscopy.amount, MCPM ch. 12 §40.6" in out


def test_people_read_the_limiting_charge_and_the_bonus_where_they_apply(run: Run) -> None:
    plain = run("price", "64718", *INSIDE).stdout
    assert "Limiting charge" not in plain
    assert "bonus" not in plain
    out = run("price", "64718", *INSIDE, "--nonparticipating", "--hpsa").stdout
    assert "Limiting charge, the most that may be asked for these lines: $650.18." in out
    assert "Shortage area bonus, paid apart: $" in out


def test_a_place_of_service_is_named(run: Run) -> None:
    named = place("22")
    assert named
    heading = run("price", "64718", *OHIO, "--pos", "22").stdout.splitlines()[1]
    assert heading.startswith(f"{named.name} (22), Ohio")


# Lines from elsewhere ----------------------------------------------------------------------------


def given(text: str | bytes, *args: str) -> Result:
    return CliRunner().invoke(rvu, ["price", *args], input=text, prog_name="rvu")


def test_lines_come_from_standard_input_with_remarks_and_blank_lines() -> None:
    text = "64718  # the highest\n\n# another\n28307, 22614\n"
    result = given(text, "-", *INSIDE, "--json")
    assert json.loads(result.stdout)["amount"] == "1208.87"


def test_lines_of_a_file_follow_those_of_the_command(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes(b"\xef\xbb\xbf28307\r\n22614\r\n")
    found = json.loads(run("price", "64718", "--from", str(file), *INSIDE, "--json").stdout)
    assert [line["code"] for line in found["lines"]] == [*THREE]


def test_all_that_is_wrong_in_a_file_is_said_with_its_line_and_nothing_is_priced() -> None:
    result = given("64718\nbogus\n27447-50-51-52-53-54\n99213x0\n", "-")
    assert (result.exit_code, result.stdout) == (1, "")
    said = result.stderr.splitlines()
    assert [line.split(": ")[1] for line in said] == [
        f"standard input, line {n}" for n in (2, 3, 4)
    ]
    assert "“bogus”" in said[0]
    assert "holds 4" in said[1]
    assert "1 to 999" in said[2]


def test_a_file_that_is_no_text_or_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    result = given(b"\xff\xfe4\x005\x00", "-")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no text in UTF-8" in result.stderr
    missing = run("price", "--from", str(tmp_path / "none.txt"))
    assert missing.exit_code == 1
    assert "No such file" in missing.stderr


def test_more_lines_than_a_claim_holds_are_refused_and_the_way_to_more_is_named() -> None:
    result = given("99213\n" * (MOST_LINES + 1), "-")
    assert result.exit_code == 1
    assert "rvu reprice" in result.stderr


# What is not understood --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("9921",),
        ("99213", "10.00"),
        ("99213x1000",),
        ("99213", "--zip", "10001", "--locality", "NY-01"),
        ("99213", "--pos", "22", "--facility"),
        ("99213", "--pos", "2"),
        ("99213", "--provider", "wizard"),
        ("99213", "--deductible", "much"),
        ("99213", "--date", "2026-02-30"),
        ("99213", "--no-such-option"),
    ],
)
def test_what_is_not_understood_is_a_usage_error(run: Run, args: tuple[str, ...]) -> None:
    result = run("price", *args)
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--locality", "nowhere"), "no locality"),
        (("--zip", "00000"), "not in CMS's ZIP file"),
        (("--release", "RVU19A"), "rvu release add rvu19a.zip"),
        (("--date", "2019-05-05"), "no release of 2019"),
        (("--qp", "--release", "RVU25D"), "from 2026"),
        (("--plan", "nope"), "customary, survey-style, full-cms"),
    ],
)
def test_what_is_unknown_is_said_in_one_line_with_exit_code_1(
    run: Run, args: tuple[str, ...], says: str
) -> None:
    result = run("price", "99213", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("rvu: ")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_line_that_is_not_payable_is_no_failure(run: Run) -> None:
    assert run("price", "99499").exit_code == 0


def test_the_highest_charge_and_deductible_are_within_the_bounds_of_the_rules(ask: Ask) -> None:
    found = ask("price", "99213 $9999999.99", "--deductible", "9999999.99")
    assert Decimal(found["share"]["deductible"]) == Decimal(found["amount"])
