"""From a claim line to the fields that rules look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from makers.services import service
from openrvu.pricing import prepare
from openrvu.pricing.claim import Claim, ClaimLine, Given, Provider
from openrvu.rules.fields import FIELDS, GIVEN, SEEN
from openrvu.rules.modifiers import modifiers
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.rows import Setting

DAY = date(2025, 10, 2)
_SCHEDULE = FeeSchedule.of("RVU25D")


def _fields(code: str, component: str = "") -> prepare.Fields:
    return prepare.find(_SCHEDULE, code, component).fields


def test_a_row_is_found_for_the_component_that_is_asked() -> None:
    for component in ("", "26", "TC"):
        found = prepare.find(_SCHEDULE, "70553", component)
        assert found.row == _SCHEDULE.row("70553", component)
        assert found.fields["row"] == component
        assert found.fields["row_found"] is True


def test_a_code_is_found_as_people_write_it() -> None:
    assert prepare.find(_SCHEDULE, " g0105 ", "").row == _SCHEDULE.row("G0105")


def test_a_component_that_the_code_does_not_have_is_marked() -> None:
    found = prepare.find(_SCHEDULE, "99213", "26")
    assert found.row is None
    assert found.fields["component_missing"] is True
    assert found.fields["row_found"] is False


def test_an_unknown_code_is_told_with_its_problem() -> None:
    found = prepare.find(_SCHEDULE, "ZZZZZ", "")
    assert found.row is None
    assert "ZZZZZ" in found.problem
    assert not found.fields["row_found"]


def test_a_stopped_procedure_has_its_own_row_or_the_whole_one() -> None:
    own, whole = prepare.find(_SCHEDULE, "45378", "53"), prepare.find(_SCHEDULE, "45385", "53")
    assert own.row == _SCHEDULE.row("45378", "53")
    assert own.fields["has_row_53"] is True
    assert whole.row == _SCHEDULE.row("45385")
    assert whole.fields["has_row_53"] is False


def test_the_only_row_of_a_code_answers_without_a_component() -> None:
    """86153 has a row for 26 alone."""
    found = prepare.find(_SCHEDULE, "86153", "")
    assert found.row is not None
    assert found.row.modifier == "26"
    assert found.fields["row"] == "26"


def test_parts_of_a_whole_come_with_its_row() -> None:
    made = _fields("70553")
    technical, professional = _SCHEDULE.row("70553", "TC"), _SCHEDULE.row("70553", "26")
    assert made["tc_pe_nonfacility"] == int(technical.pe_nonfacility * 100)
    assert made["pc_work"] == int(professional.work * 100)
    assert made["tc_work"] == 0


def test_parts_of_a_whole_with_codes_of_their_own_are_added_up() -> None:
    """93015: technical 93017, professional 93016 and 93018."""
    made = _fields("93015")
    technical = _SCHEDULE.row("93017")
    professional = [_SCHEDULE.row("93016"), _SCHEDULE.row("93018")]
    assert made["tc_pe_nonfacility"] == int(technical.pe_nonfacility * 100)
    assert made["pc_work"] == int(sum(row.work for row in professional) * 100)


def test_the_endoscopic_base_comes_with_its_members() -> None:
    made, base = _fields("45385"), _SCHEDULE.row("45378")
    assert made["endoscopic_base"] == "45378"
    assert made["base_work"] == int(base.work * 100)
    assert made["base_pe_facility"] == int(base.pe_facility * 100)
    assert _fields("99213")["base_work"] == 0


def test_a_row_that_the_caller_gives_comes_alone() -> None:
    row = service("Y0001", work="1.25", pctc="1", global_days="090", intra_op=Decimal("0.69"))
    found = prepare.of_given(row)
    assert found.row == row
    assert (found.fields["work"], found.fields["intra_op"]) == (125, 69)
    assert found.fields["tc_pe_nonfacility"] == 0
    assert prepare.of_given(service("Y0001", "53")).fields["has_row_53"] is True


def test_without_a_release_nothing_is_found_and_the_problem_told() -> None:
    found = prepare.nothing("No release of 2011 is held.")
    assert (found.row, found.problem) == (None, "No release of 2011 is held.")
    assert found.fields["release_missing"] is True


def test_every_field_is_there_whatever_is_found() -> None:
    for found in (
        prepare.find(_SCHEDULE, "99213", ""),
        prepare.find(_SCHEDULE, "ZZZZZ", ""),
        prepare.of_given(service()),
        prepare.nothing("none"),
    ):
        assert found.fields.keys() == FIELDS.keys()


def test_modifiers_set_the_field_of_each() -> None:
    made = prepare.of_modifiers(("50", "59", "GP"))
    assert made == {"mod_50": True, "mod_59": True}


@pytest.mark.parametrize(
    ("code", "field"),
    [("ZZ", "unknown_modifier"), ("CQ", "unmodelled_modifier"), ("PT", "patient_share")],
)
def test_a_modifier_of_another_effect_sets_what_it_means(code: str, field: str) -> None:
    assert prepare.of_modifiers((code,)) == {field: True}


def test_every_modifier_that_rules_look_at_is_known() -> None:
    assert set(SEEN) <= {held.code for held in modifiers() if held.effect == "payment"}


@pytest.mark.parametrize(
    ("place", "setting", "made"),
    [
        (None, None, ("nonfacility", True, False)),
        ("11", None, ("nonfacility", True, False)),
        ("22", None, ("facility", True, True)),
        ("24", None, ("facility", True, False)),
        ("08", None, ("", True, False)),
        ("98", None, ("", False, False)),
        (None, Setting.FACILITY, ("facility", True, True)),  # taken to mean a hospital
        (None, Setting.NONFACILITY, ("nonfacility", True, False)),
        ("24", Setting.FACILITY, ("facility", True, False)),
        ("22", Setting.NONFACILITY, ("nonfacility", True, True)),
        ("08", Setting.FACILITY, ("facility", True, False)),
        ("98", Setting.FACILITY, ("facility", False, False)),
    ],
)
def test_the_place_decides_the_setting_unless_one_is_said(
    place: str | None, setting: Setting | None, made: tuple[str, bool, bool]
) -> None:
    found = prepare.of_place(place, setting, DAY)
    names = ("place_setting", "place_known", "hospital_place")
    assert tuple(found[name] for name in names) == made


def test_a_place_is_known_from_its_first_day_on() -> None:
    for setting in (None, Setting.NONFACILITY):
        assert prepare.of_place("10", setting, date(2021, 12, 31))["place_known"] is False
        assert prepare.of_place("10", setting, date(2022, 1, 1))["place_known"] is True


def test_indices_and_factors_become_whole_numbers() -> None:
    area = replace(NATIONAL, work_gpci=Decimal("1.047"), anesthesia_factor=Decimal("21.85"))
    made = prepare.of_locality(area, Decimal("32.3465"))
    assert (made["work_gpci"], made["factor"]) == (1_047, 323_465)
    assert (made["anesthesia_factor"], made["has_anesthesia_factor"]) == (218_500, True)
    assert prepare.of_locality(NATIONAL, Decimal("32.3465"))["has_anesthesia_factor"] is False


def test_a_line_brings_what_it_says_and_marks_what_it_does_not() -> None:
    made: prepare.Fields = {}
    prepare.put_line(made, ClaimLine("99213"), 3)
    assert made == {
        "line": 3,
        "units": 1,
        "provider": "physician",
        "documented": False,
        "present_at_induction": False,
    }
    full = ClaimLine(
        "00812",
        units=2,
        charge=Decimal("12.5"),
        provider=Provider.CRNA,
        minutes=47,
        base_units=Decimal("4.5"),
        postop_days=30,
    )
    prepare.put_line(made, full, 1)
    assert (made["charge"], made["has_charge"]) == (1_250, True)
    assert (made["minutes"], made["base_units"], made["postop_days"]) == (47, 45, 30)
    assert made["provider"] == "CRNA"


@pytest.mark.parametrize("name", GIVEN)
def test_a_fee_that_the_caller_gives_is_marked_as_given(name: str) -> None:
    made: prepare.Fields = {}
    given = replace(Given(), **{name: Decimal("0.00")})  # type: ignore[arg-type]
    prepare.put_line(made, ClaimLine("Y0001", given=given), 1)
    assert (made[f"given_{name}"], made[f"has_given_{name}"]) == (0, True)


def test_a_claim_brings_what_is_the_same_for_every_line() -> None:
    made = prepare.of_claim(Claim((), DAY, quality=frozenset({"ehr"}), participating=False))
    assert (made["ehr"], made["erx"], made["participating"]) == (True, False, False)


def test_a_figure_beyond_its_bounds_is_named_with_its_line() -> None:
    made = dict(_fields("99213"))
    prepare.check_bounds(made, "line 1 (99213)")
    made["units"] = 10_000
    with pytest.raises(ValueError, match=r"line 2 \(99213\): units is 10000 .* 0 to 9999"):
        prepare.check_bounds(made, "line 2 (99213)")


@pytest.mark.parametrize(
    ("codes", "component"),
    [((), ""), (("59", "26"), "26"), (("TC",), "TC"), (("53",), "53"), (("26", "TC"), "26")],
)
def test_modifiers_ask_for_one_row(codes: tuple[str, ...], component: str) -> None:
    assert prepare.component_of(codes) == component
