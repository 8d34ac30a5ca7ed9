"""``rvu code``: the figures of one code, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from click.testing import Result

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]

_TOP = {
    "code",
    "modifier",
    "title",
    "release",
    "date",
    "status",
    "status_meaning",
    "setting",
    "locality",
    "locality_detail",
    "conversion_factor",
    "qp",
    "work_rvu",
    "pe_rvu",
    "mp_rvu",
    "total_rvu",
    "amount",
    "outcome",
    "reason",
    "na",
    "opps_cap",
    "notices",
    "steps",
    "components",
    "rank",
    "source",
}
_ROW = _TOP - {
    "title",
    "release",
    "date",
    "locality_detail",
    "qp",
    "notices",
    "components",
    "rank",
    "source",
}


def numbers_in(value: object) -> Iterator[object]:
    """Every number of a JSON value that is not a string."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from numbers_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers_in(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def test_without_options_it_is_the_newest_release_national_nonfacility_and_not_qp(ask: Ask) -> None:
    found = ask("code", "76000")
    asked = ("release", "date", "locality", "setting", "qp", "conversion_factor")
    assert [found[key] for key in asked] == [
        "RVU26C",
        "2026-07-01",
        "national",
        "nonfacility",
        False,
        "33.4009",
    ]


def test_76000_of_july_2026_has_the_figures_of_every_component(ask: Ask) -> None:
    rows = ask("code", "76000")["components"]
    assert [(r["modifier"], r["total_rvu"], r["amount"]) for r in rows] == [
        ("", "1.32", "44.09"),
        ("26", "0.46", "15.36"),
        ("TC", "0.86", "28.72"),
    ]


def test_the_object_has_the_documented_keys_and_so_has_each_component(ask: Ask) -> None:
    found = ask("code", "76000", "--zip", "10001")
    assert set(found) == _TOP
    assert all(set(row) == _ROW for row in found["components"])


def test_every_figure_is_a_string(ask: Ask) -> None:
    assert list(numbers_in(ask("code", "45378", "--zip", "10001"))) == []


def test_the_rank_is_among_radiology_codes_with_work(ask: Ask) -> None:
    rank = ask("code", "76000")["rank"]
    assert (rank["percentile"], rank["n"], rank["highest"]) == ("20", "553", "11.57")
    assert "70010-79999" in rank["population"]
    ordered = [Decimal(rank[key]) for key in ("lowest", "lower_quartile", "median")]
    assert ordered == sorted(ordered)


def test_the_steps_lead_to_the_amount(ask: Ask) -> None:
    found = ask("code", "76000-26", "--locality", "01112-05")
    steps = {step["name"]: step for step in found["steps"]}
    assert list(steps) == ["work", "practice expense", "malpractice", "sum", "factor", "rounding"]
    parts = [Decimal(steps[name]["result"]) for name in list(steps)[:3]]
    assert sum(parts) == Decimal(steps["sum"]["result"])
    assert steps["factor"]["right"] == found["conversion_factor"]
    assert steps["rounding"]["result"] == found["amount"]


def test_the_source_names_archive_hash_and_row(ask: Ask) -> None:
    source = ask("code", "76000-26")["source"]
    assert (source["release"], source["archive"], source["row"]) == (
        "RVU26C",
        "rvu26c.zip",
        "76000-26",
    )
    assert len(source["sha256"]) == 64


@pytest.mark.parametrize("args", [("76000-26",), ("76000", "--modifier", "26"), ("76000-26 ",)])
def test_a_modifier_may_be_written_with_the_code_or_as_an_option(
    ask: Ask, args: tuple[str, ...]
) -> None:
    assert ask("code", *args)["amount"] == "15.36"


def test_two_different_modifiers_are_a_usage_error(run: Run) -> None:
    assert run("code", "76000-26", "--modifier", "TC").exit_code == 2


def test_the_date_of_service_chooses_the_factor_of_march_2024(ask: Ask) -> None:
    before, after = (ask("code", "99213", "--date", f"2024-03-0{day}") for day in (8, 9))
    assert (before["release"], before["conversion_factor"]) == ("RVU24A", "32.7442")
    assert (after["release"], after["conversion_factor"]) == ("RVU24AR", "33.2875")


def test_a_zip_gives_its_locality_and_is_named_in_the_answer(ask: Ask) -> None:
    found = ask("code", "99213", "--zip", "10001")
    assert found["locality"] == "13202-01"
    detail = found["locality_detail"]
    assert (detail["state"], detail["work_gpci"], detail["zip"]["zip_code"]) == (
        "NY",
        "1.064",
        "10001",
    )


def test_a_zip_that_spans_localities_says_so(ask: Ask) -> None:
    found = ask("code", "99213", "--zip", "94303", "--release", "RVU25D")
    assert found["locality_detail"]["zip"]["spans"] is True
    assert any("crosses payment localities" in notice for notice in found["notices"])


def test_facility_is_flagged_na_where_cms_flags_it(ask: Ask) -> None:
    found = ask("code", "76000", "--setting", "facility")
    assert [(row["modifier"], row["na"]) for row in found["components"]] == [
        ("", True),
        ("26", False),
        ("TC", True),
    ]
    assert any("NA in the facility setting" in notice for notice in found["notices"])


def test_qp_uses_the_factor_of_2026(ask: Ask) -> None:
    assert ask("code", "99213", "--qp")["conversion_factor"] == "33.5675"


def test_qp_in_a_year_without_that_factor_is_refused(run: Run) -> None:
    result = run("code", "99213", "--qp", "--release", "RVU25D")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "from 2026" in result.stderr


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("00100", "anesthesia: base and time units"),
        ("99499", "contractor-priced"),
        ("80053", "paid elsewhere, if at all"),
    ],
)
def test_what_medicare_does_not_price_has_no_amount_and_a_reason(
    ask: Ask, code: str, outcome: str
) -> None:
    found = ask("code", code)
    assert (found["amount"], found["outcome"], found["steps"]) == (None, outcome, [])
    assert found["reason"].startswith(f"Status {found['status']}: ")


def test_an_image_whose_payment_is_capped_says_so(ask: Ask) -> None:
    found = ask("code", "71550", "--locality", "12402-99", "--release", "RVU25D")
    assert (found["amount"], found["opps_cap"]) == ("361.41", "338.15")
    assert any("$338.15" in notice for notice in found["notices"])


def test_a_release_that_stands_in_for_another_says_so(ask: Ask) -> None:
    found = ask("code", "99213", "--date", "2026-12-01")
    assert found["release"] == "RVU26C"
    assert found["notices"][0].startswith("RVU26D was in force on 2026-12-01")


def test_people_read_amount_components_steps_rank_and_source(run: Run) -> None:
    result = run("code", "76000-26")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("76000-26  ")
    assert lines[1].startswith("$15.36  0.46 RVU")
    assert "76000-TC    A           0.00    0.85    0.01       0.86  $28.72" in lines
    assert any(line.startswith("  rounding") and line.endswith("$15.36") for line in lines)
    assert "20th percentile" in result.stdout
    assert lines[-1].startswith("Source: CMS RVU26C")


def test_people_read_the_outcome_where_there_is_no_amount_and_never_a_zero(run: Run) -> None:
    lines = run("code", "00100").stdout.splitlines()
    assert lines[1].startswith("No amount: anesthesia: base and time units. Status J: ")
    assert not any("0.00" in line for line in lines)


def test_piped_output_has_no_escape_codes(run: Run) -> None:
    assert "\x1b" not in run("code", "76000").stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("99999",), "'99999' is not in RVU26C"),
        (("123",), "'123' is not a code"),
        (("99213-",), "'99213-' is not a code"),
        (("76000-50",), "no row for modifier 50"),
        (("99213", "--locality", "nowhere"), "no locality"),
        (("99213", "--locality", "texas"), "fits 8 localities"),
        (("99213", "--zip", "00000"), "not in CMS's ZIP file"),
        (("99213", "--zip", "1000"), "is not a ZIP code"),
        (("99213", "--zip", "96813"), "has no index in the book"),
        (("99213", "--release", "RVU19A"), "rvu release add rvu19a.zip"),
        (("99213", "--date", "2019-05-05"), "no release of 2019"),
    ],
)
def test_what_is_unknown_is_said_in_one_line_with_exit_code_1(
    run: Run, args: tuple[str, ...], says: str
) -> None:
    result = run("code", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("rvu: ")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("99213", "--date", "2024-02-30"),
        ("99213", "--setting", "office"),
        ("99213", "--zip", "10001", "--locality", "NY-01"),
        ("99213", "--no-such-option"),
    ],
)
def test_what_is_not_understood_is_a_usage_error(run: Run, args: tuple[str, ...]) -> None:
    assert run("code", *args).exit_code == 2


def test_money_of_a_thousand_dollars_has_a_separator_for_people_and_none_in_json(
    run: Run, ask: Ask
) -> None:
    out = run("code", "76145").stdout
    assert out.splitlines()[1].startswith("$1,039.10  31.11 RVU")
    assert "→       $1,039.10" in out
    assert ask("code", "76145")["amount"] == "1039.10"
