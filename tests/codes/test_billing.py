from __future__ import annotations

import dataclasses
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu import open_book
from openrvu.codes.billing import TOPICS, Note, billing_notes
from openrvu.codes.billing_diagnostic import FAMILIES, Family
from openrvu.schedule import policy_rates
from openrvu.schedule.indicators import INDICATORS
from openrvu.schedule.policy_rates import Rate
from openrvu.schedule.rows import ROW_MODIFIERS, Policy, ServiceRow

RELEASE = "RVU26C"
PLAIN = Policy(
    status="A",
    not_used=False,
    na_nonfacility=False,
    na_facility=False,
    pctc="0",
    global_days="XXX",
    pre_op=Decimal(0),
    intra_op=Decimal(0),
    post_op=Decimal(0),
    multiple_procedure="0",
    bilateral="0",
    assistant="0",
    co_surgeon="0",
    team="0",
    pricing="9",
    endoscopic_base="",
    supervision="09",
    calculation_flag="0",
    imaging_family="99",
)
NOTHING = {"multiple_procedure": "9", "bilateral": "9", "assistant": "9", "co_surgeon": "9"}


def service_row(label: str, figures: list[Decimal], policy: Policy) -> ServiceRow:
    work, pe_nonfacility, pe_facility, mp, opps_nonfacility, opps_facility, opps_mp = figures
    return ServiceRow(
        code=label[:5],
        modifier=label[6:],
        work=work,
        pe_nonfacility=pe_nonfacility,
        pe_facility=pe_facility,
        mp=mp,
        opps_pe_nonfacility=opps_nonfacility,
        opps_pe_facility=opps_facility,
        opps_mp=opps_mp,
        policy=policy,
    )


def row(
    label: str, rvus: str = "0 0 0 0", opps: str = "0 0 0", /, **policy: str | bool | Decimal
) -> ServiceRow:
    """A row from its label, "work PE PE MP" and "PE PE MP" of the OPPS amount."""
    figures = [Decimal(figure) for figure in f"{rvus} {opps}".split()]
    return service_row(label, figures, dataclasses.replace(PLAIN, **policy))  # type: ignore[arg-type]


def split_test(
    code: str,
    rvus: tuple[str, str, str],
    opps: tuple[str, str] = ("0 0 0", "0 0 0"),
    supervision: str = "01",
    **policy: str | bool | Decimal,
) -> list[ServiceRow]:
    """The whole test, its 26 and its TC row; as usual, NA in a facility but for the 26."""
    policy["pctc"] = "1"
    return [
        row(code, rvus[0], opps[0], na_facility=True, **policy),
        row(f"{code}-26", rvus[1], **policy),
        row(f"{code}-TC", rvus[2], opps[1], na_facility=True, supervision=supervision, **policy),
    ]


def shares(pre: str, intra: str, post: str) -> dict[str, Decimal]:
    return {"pre_op": Decimal(pre), "intra_op": Decimal(intra), "post_op": Decimal(post)}


# Figures of RVU26C (July 2026).
FLUOROSCOPY = split_test(
    "76000",
    ("0.30 0.98 0.98 0.04", "0.30 0.13 0.13 0.03", "0.00 0.85 0.85 0.01"),
    ("7.34 7.34 0.12", "7.21 7.21 0.09"),
    supervision="03",
)
COLONOSCOPY = [
    row(
        "45378",
        "3.18 7.73 1.34 0.41",
        global_days="000",
        multiple_procedure="2",
        assistant="1",
    ),
    row(
        "45378-53",
        "1.59 3.87 0.67 0.21",
        global_days="000",
        multiple_procedure="2",
        assistant="1",
    ),
]
COLONOSCOPY_WITH_BIOPSY = [
    row(
        "45380",
        "3.47 10.48 1.43 0.42",
        global_days="000",
        multiple_procedure="3",
        assistant="1",
        endoscopic_base="45378",
    )
]
KNEE_REPLACEMENT = [
    row(
        "27447",
        "19.11 11.58 11.58 4.02",
        na_nonfacility=True,
        global_days="090",
        **shares("0.10", "0.69", "0.21"),
        multiple_procedure="2",
        bilateral="1",
        assistant="2",
        co_surgeon="1",
    )
]
LAPAROSCOPY = [
    row(
        "58661",
        "11.07 4.35 4.35 2.13",
        na_nonfacility=True,
        global_days="010",
        **shares("0.10", "0.80", "0.10"),
        multiple_procedure="3",
        bilateral="1",
        assistant="2",
        co_surgeon="2",
        endoscopic_base="49320",
    )
]
SKIN_BIOPSY = [
    row("11102", "0.64 2.16 0.20 0.06", global_days="000", multiple_procedure="2", assistant="1")
]
SKIN_BIOPSY_ADD_ON = [row("11103", "0.37 1.05 0.12 0.04", global_days="ZZZ", assistant="1")]
HEAD_CT = split_test(
    "70450",
    ("0.83 2.30 2.30 0.06", "0.83 0.30 0.30 0.05", "0.00 2.00 2.00 0.01"),
    ("3.48 3.48 0.07", "3.18 3.18 0.02"),
    multiple_procedure="4",
    imaging_family="88",
)
ECHO = split_test(
    "93306",
    ("1.42 4.39 4.39 0.08", "1.42 0.55 0.55 0.05", "0.00 3.84 3.84 0.03"),
    ("17.13 17.13 0.18", "16.58 16.58 0.13"),
    multiple_procedure="6",
)
RETINAL_SCAN = split_test(
    "92134",
    ("0.31 0.65 0.65 0.02", "0.31 0.21 0.21 0.01", "0.00 0.44 0.44 0.01"),
    ("1.97 1.97 0.05", "1.76 1.76 0.04"),
    multiple_procedure="7",
    bilateral="2",
)
EYE_LENGTH = split_test(
    "76519",
    ("0.53 1.53 1.53 0.02", "0.53 0.36 0.36 0.01", "0.00 1.17 1.17 0.01"),
    ("3.53 3.53 0.04", "3.17 3.17 0.03"),
    multiple_procedure="7",
    bilateral="2",
)
EYE_LENGTH[1] = row(
    "76519-26", "0.53 0.36 0.36 0.01", pctc="1", multiple_procedure="7", bilateral="3"
)
ECG_WHOLE = [
    row(
        "93000",
        "0.17 0.27 0.27 0.02",
        pctc="4",
        na_facility=True,
        multiple_procedure="6",
        supervision="01",
    )
]
ECG_TRACING = [
    row(
        "93005",
        "0.00 0.20 0.20 0.01",
        pctc="3",
        na_facility=True,
        multiple_procedure="6",
        supervision="01",
    )
]
ECG_READING = [row("93010", "0.17 0.07 0.07 0.01", pctc="2")]
INJECTION = [row("96372", "0.17 0.28 0.28 0.01", pctc="5", na_facility=True)]
EXERCISE = [row("97110", "0.45 0.41 0.41 0.01", pctc="7", na_facility=True, multiple_procedure="5")]
SMEAR = [row("85060", "0.44 0.11 0.11 0.02", pctc="8", na_nonfacility=True)]
LABORATORY = [
    row("83020", status="X", pctc="9", **NOTHING, team="9"),
    row("83020-26", "0.36 0.16 0.16 0.01", pctc="6"),
]
INTERPRETATION_ONLY = [row("86153-26", "0.67 0.30 0.30 0.02", pctc="6")]
IMAGE_GUIDANCE = split_test(
    "77387", ("0.68 0.38 0.38 0.03", "0.68 0.38 0.38 0.03", "0 0 0 0"), supervision="09"
)
IMAGE_GUIDANCE[2] = row("77387-TC", pctc="1", status="B", na_facility=True, **NOTHING, team="9")
CONTRACTOR_IMAGING = split_test(
    "70170",
    ("0 0 0 0", "0 0 0 0", "0 0 0 0"),
    ("7.40 7.40 0.03", "7.29 7.29 0.01"),
    supervision="03",
    status="C",
)
CONTRACTOR_IMAGING[1] = row("70170-26", "0.29 0.11 0.11 0.02", pctc="1")
VISIT = [row("99213", "1.30 1.46 0.33 0.09")]
PARTLESS = [row("80506", "0.80 0.40 0.40 0.05", pctc="1", global_days="ZZZ", na_facility=True)]
DELIVERY = [
    row(
        "59400",
        "37.00 18.76 18.76 10.54",
        global_days="MMM",
        multiple_procedure="2",
        assistant="1",
        na_nonfacility=True,
    )
]
VENIPUNCTURE = [row("36415", status="X", pctc="9", **NOTHING, team="9")]


def notes(rows: list[ServiceRow], topic: str, *bases: str) -> list[Note]:
    made = billing_notes(rows, RELEASE, endoscopic_bases=bases)
    return [note for note in made if note.topic == topic]


def text(rows: list[ServiceRow], topic: str, *bases: str) -> str:
    (note,) = notes(rows, topic, *bases)
    return note.text


PARTS = "Professional and technical parts"
NA = "Settings marked NA"
MULTIPLE = "Multiple procedures"
SHARED = "Shared surgical care"
SURGEONS = ("Assistant at surgery", "Co-surgeons", "Surgical team")


@pytest.mark.parametrize(
    ("rows", "topic", "said"),
    [
        (FLUOROSCOPY, "Medicare status", "pays for 76000 separately when the service is covered"),
        (FLUOROSCOPY, PARTS, "Report 76000-26 for the professional part"),
        (FLUOROSCOPY, PARTS, "76000-TC for the technical part"),
        (FLUOROSCOPY, PARTS, "Whoever furnishes both reports 76000 without a modifier"),
        (FLUOROSCOPY, NA, "76000 without a modifier and 76000-TC NA in a facility"),
        (FLUOROSCOPY, NA, "only repeats the non-facility figure"),
        (
            FLUOROSCOPY,
            NA,
            "so the physician has no figure of their own for 76000 without a modifier and 76000-TC "
            "there and reports 76000-26.",
        ),
        (FLUOROSCOPY, "Supervision", "level 03 for 76000-TC. A physician must be in the room"),
        (FLUOROSCOPY, "OPPS imaging cap", "does not lower its payment"),
        (FLUOROSCOPY, MULTIPLE, "No multiple-procedure rule reduces 76000,"),
        (
            COLONOSCOPY,
            "Global period",
            "visit on the day of the procedure is generally not payable",
        ),
        (COLONOSCOPY, "Discontinued procedure", "45378-53"),
        (COLONOSCOPY, "Discontinued procedure", "work 1.59 instead of 3.18"),
        (COLONOSCOPY, "Assistant at surgery", "does not pay an assistant at surgery for 45378"),
        (COLONOSCOPY, MULTIPLE, "the second to fifth at 50% each and any further ones by report"),
        (COLONOSCOPY_WITH_BIOPSY, MULTIPLE, "another endoscopy of base code 45378"),
        (COLONOSCOPY_WITH_BIOPSY, MULTIPLE, "45378 itself is not paid beside them"),
        (KNEE_REPLACEMENT, PARTS, "lists 27447 as a physician service, without a technical part"),
        (KNEE_REPLACEMENT, NA, "27447 NA outside a facility"),
        (KNEE_REPLACEMENT, "Global period", "day before the operation, on its day and in the 90"),
        (KNEE_REPLACEMENT, SHARED, "10% is for care before the operation, 69% for the operation"),
        (KNEE_REPLACEMENT, SHARED, "21% for care after discharge"),
        (KNEE_REPLACEMENT, SHARED, "modifier 54 and is paid 79%"),
        (KNEE_REPLACEMENT, SHARED, "modifier 55 and is paid from the 21%"),
        (KNEE_REPLACEMENT, SHARED, "out of 90. Medicare pays the 10% with modifier 54"),
        (KNEE_REPLACEMENT, "Both sides", "lower of the total charge and 150% of the fee for one"),
        (KNEE_REPLACEMENT, "Assistant at surgery", "16% of the fee for a physician"),
        (KNEE_REPLACEMENT, "Assistant at surgery", "13.6% for a PA, NP or CNS (modifier AS)"),
        (KNEE_REPLACEMENT, "Co-surgeons", "each is paid 62.5% of the fee"),
        (KNEE_REPLACEMENT, "Surgical team", "does not pay a surgical team (modifier 66) for 27447"),
        (LAPAROSCOPY, "Global period", "10 days after it, 11 days in all"),
        (LAPAROSCOPY, SHARED, "out of 10."),
        (LAPAROSCOPY, "Co-surgeons", "for 58661 without further documents"),
        (SKIN_BIOPSY, "Global period", "The payment for 11102 includes the related visits"),
        (SKIN_BIOPSY_ADD_ON, "Global period", "11103 as part of another service"),
        (SKIN_BIOPSY_ADD_ON, MULTIPLE, "No multiple-procedure rule reduces 11103"),
        (DELIVERY, "Global period", "does not apply to 59400, a maternity code"),
        (HEAD_CT, MULTIPLE, "technical part is paid at 50% (since July 1, 2010)"),
        (HEAD_CT, MULTIPLE, "professional part at 95%, 5% less (since January 1, 2017)"),
        (HEAD_CT, "Imaging family", "70450 and every other procedure of family 88"),
        (HEAD_CT, "Supervision", "need not be present"),
        (ECHO, MULTIPLE, "every other at 75%, 25% less (since January 1, 2013)"),
        (ECHO, MULTIPLE, "The professional part of 93306 is never reduced"),
        (RETINAL_SCAN, MULTIPLE, "every other at 80%, 20% less (since January 1, 2013)"),
        (RETINAL_SCAN, "Both sides", "The RVUs of 92134 already cover both sides"),
        (ECG_TRACING, MULTIPLE, "reaches all of 93005, which is technical only"),
        (
            ECG_TRACING,
            PARTS,
            "Report 93000 when one party furnishes the whole, 93005 for the technical part alone",
        ),
        (ECG_TRACING, NA, "With no physician work in it, a facility bills it all there"),
        (
            ECG_WHOLE,
            PARTS,
            "93005 for the technical part alone, 93010 for the professional part alone.",
        ),
        (ECG_WHOLE, NA, "for 93000 there and reports 93010."),
        (
            ECG_READING,
            PARTS,
            "Report 93000 when one party furnishes the whole, 93005 for the technical part alone",
        ),
        (INJECTION, PARTS, "incident to a physician's service"),
        (INJECTION, PARTS, "pays nothing when the patient is a hospital inpatient"),
        (EXERCISE, PARTS, "independently practicing physical or occupational therapist"),
        (EXERCISE, MULTIPLE, "the practice expense is paid at 50% (since April 1, 2013)"),
        (SMEAR, PARTS, "an abnormal smear of a hospital inpatient"),
        (LABORATORY, PARTS, "Report 83020-26 for the laboratory physician's interpretation"),
        (INTERPRETATION_ONLY, PARTS, "Report 86153-26"),
        (IMAGE_GUIDANCE, PARTS, "no row that Medicare pays by for the other part"),
        (PARTLESS, PARTS, "no row that Medicare pays by for either part alone"),
        (CONTRACTOR_IMAGING, "OPPS imaging cap", "contractor's price for 70170 without a modifier"),
        (VENIPUNCTURE, "Medicare status", "does not count 36415 among physician services"),
    ],
)
def test_a_note_says_what_holds_for_the_code(rows: list[ServiceRow], topic: str, said: str) -> None:
    assert said in text(rows, topic)


@pytest.mark.parametrize(
    ("rows", "topic", "source"),
    [
        (FLUOROSCOPY, PARTS, "RVU26C, PC/TC indicator 1"),
        (FLUOROSCOPY, NA, "RVU26C, rows 76000 and 76000-TC, NA indicator"),
        (
            FLUOROSCOPY,
            "Supervision",
            "RVU26C, row 76000-TC, physician supervision 03; 42 CFR 410.32(b)",
        ),
        (
            COLONOSCOPY,
            "Global period",
            "RVU26C, global days 000; Medicare Claims Processing Manual, ch. 12, s. 40.1",
        ),
        (
            EXERCISE,
            MULTIPLE,
            "RVU26C, multiple procedure indicator 5; 42 USC 1395w-4(b)(7)",
        ),
        (INTERPRETATION_ONLY, PARTS, "RVU26C, row 86153-26, PC/TC indicator 6"),
    ],
)
def test_a_note_names_its_release_column_and_rule(
    rows: list[ServiceRow], topic: str, source: str
) -> None:
    (note,) = notes(rows, topic)
    assert note.source == source


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        ("A", "Medicare pays for 12345 separately when the service is covered."),
        ("B", "Medicare never pays separately for 12345"),
        ("C", "There is no national price for 12345"),
        ("D", "CMS has deleted 12345"),
        ("E", "A regulation keeps 12345 out of the fee schedule"),
        ("F", "CMS has deleted 12345"),
        ("G", "Medicare does not accept 12345"),
        ("H", "CMS has deleted 12345"),
        ("I", "Medicare does not accept 12345, and allows no grace period. By CMS's definition"),
        ("J", "Medicare pays anesthesia by base units and time units"),
        ("M", "Medicare uses 12345 only to report a measurement"),
        ("N", "Medicare does not cover 12345."),
        ("P", "The fee schedule makes no separate payment for 12345."),
        ("R", "Special coverage instructions decide whether Medicare pays for 12345."),
        ("T", "only when the same provider bills nothing else payable"),
        ("X", "The law does not count 12345 among physician services"),
    ],
)
def test_each_status_has_its_consequence(letter: str, said: str) -> None:
    assert said in text([row("12345", "1 1 1 1", status=letter)], "Medicare status")


@pytest.mark.parametrize("letter", ["A", "R", "T"])
def test_a_payable_status_without_rvus_leaves_the_amount_to_the_contractor(letter: str) -> None:
    said = text([row("12345", status=letter)], "Medicare status")
    assert said.endswith("shows no RVUs, so the Medicare contractor sets the amount.")


def test_restricted_coverage_with_rvus_is_paid_by_them() -> None:
    said = text([row("12345", "1 1 1 1", status="R")], "Medicare status")
    assert said.endswith("When it is covered, Medicare pays by the RVUs shown.")


def test_rvus_marked_plus_are_said_not_to_be_used() -> None:
    rows = [row("12345", "1 1 1 1", status="N", not_used=True)]
    assert "not used for Medicare payment" in text(rows, "RVUs not used by Medicare")


def test_a_mark_without_rvus_says_nothing_of_rvus() -> None:
    assert not notes([row("12345", status="N", not_used=True)], "RVUs not used by Medicare")


@pytest.mark.parametrize("letter", list("BDEFGHIJMNPX"))
def test_what_medicare_does_not_pay_has_no_payment_rules(letter: str) -> None:
    policy = dataclasses.replace(KNEE_REPLACEMENT[0].policy, status=letter)
    made = billing_notes([dataclasses.replace(KNEE_REPLACEMENT[0], policy=policy)], RELEASE)
    assert [note.topic for note in made] == ["Medicare status"]


def test_rows_that_differ_are_told_apart() -> None:
    two_sided, each_side = notes(EYE_LENGTH, "Both sides")
    assert two_sided.rows == ("76519", "76519-TC")
    assert each_side.rows == ("76519-26",)
    assert "76519-26" in each_side.text
    assert "each side the lower of its charge and the full fee" in each_side.text


def test_a_part_that_medicare_bundles_is_not_offered_for_billing() -> None:
    assert "77387-TC" not in text(IMAGE_GUIDANCE, PARTS)
    bundled = notes(IMAGE_GUIDANCE, "Medicare status")[1]
    assert bundled.rows == ("77387-TC",)
    assert "never pays separately for 77387-TC" in bundled.text


def test_the_parts_of_a_contractor_priced_test_keep_their_own_status() -> None:
    contractor, active = notes(CONTRACTOR_IMAGING, "Medicare status")
    assert contractor.rows == ("70170", "70170-TC")
    assert active.rows == ("70170-26",)
    assert "Report 70170-26" in text(CONTRACTOR_IMAGING, PARTS)


def test_a_base_code_is_said_to_be_one_only_when_the_release_makes_it_one() -> None:
    assert "base of a family" not in text(COLONOSCOPY, MULTIPLE)
    said = text(COLONOSCOPY, MULTIPLE, "45378")
    assert "not paid separately beside a member of that family" in said


def test_an_endoscopy_without_a_named_base_still_has_its_rule() -> None:
    said = text([row("12345", "1 1 1 1", multiple_procedure="3")], MULTIPLE)
    assert "another endoscopy of the same base" in said


def test_a_professional_part_alone_is_never_reduced_with_a_technical_rule() -> None:
    said = text([row("12345", "1 1 1 1", pctc="2", multiple_procedure="6")], MULTIPLE)
    assert said.endswith("It never reduces 12345, a professional part.")


def test_the_rules_of_before_1995_have_their_own_steps() -> None:
    said = text([row("12345", "1 1 1 1", multiple_procedure="1")], MULTIPLE)
    assert "the second at 50%, the third to fifth at 25% each" in said


@pytest.mark.parametrize(
    ("opps", "said"),
    [
        ("1 1 1", "does not lower its payment"),
        ("2 2 1", "does not lower its payment"),
        ("0.5 0.5 1", "lowers its unreduced payment in every locality"),
        ("0.5 2 1", "depends on the setting and the locality"),
        ("0.5 0.5 2", "depends on the setting and the locality"),
    ],
)
def test_the_imaging_cap_is_weighed_for_the_very_code(opps: str, said: str) -> None:
    assert said in text([row("12345-TC", "0 1 1 1", opps, pctc="1")], "OPPS imaging cap")


def test_an_old_imaging_family_is_named() -> None:
    rows = [row("12345", "1 1 1 1", multiple_procedure="4", imaging_family="07")]
    assert "same family, 07: CT of the spine" in text(rows, "Imaging family")


def test_a_family_without_the_imaging_reduction_says_nothing() -> None:
    assert not notes([row("12345", "1 1 1 1", imaging_family="88")], "Imaging family")


def test_both_settings_marked_na_leave_the_professional_part() -> None:
    rows = [
        row("93571", status="C", pctc="1", na_facility=True, na_nonfacility=True),
        row("93571-26", "1.76 0.66 0.66 0.36", pctc="1"),
        row("93571-TC", status="C", pctc="1", na_facility=True, na_nonfacility=True),
    ]
    assert "NA both in a facility and outside" in text(rows, NA)
    assert "for 93571 without a modifier and 93571-TC there and reports 93571-26." in text(rows, NA)


def test_shares_without_a_surgical_global_period_are_passed_over() -> None:
    rows = [row("12345", "1 1 1 1", global_days="000", **shares("0.1", "0.8", "0.1"))]
    assert not notes(rows, SHARED)


def test_a_major_operation_without_shares_has_no_note_on_them() -> None:
    assert not notes([row("12345", "1 1 1 1", global_days="090")], SHARED)


def test_a_visit_is_not_discussed_as_an_operation() -> None:
    topics = [note.topic for note in billing_notes(VISIT, RELEASE)]
    assert topics == ["Medicare status", PARTS, MULTIPLE]


@pytest.mark.parametrize("label", ["98940", "98940-26"])
def test_a_treatment_with_a_day_of_its_own_is_not_discussed_as_an_operation(label: str) -> None:
    made = billing_notes([row(label, "1 1 1 1", global_days="000")], RELEASE)
    assert not {"Both sides", *SURGEONS} & {note.topic for note in made}


def test_a_test_in_the_surgery_section_has_no_notes_on_surgeons() -> None:
    rows = split_test("59025", ("1 1 1 0", "1 0 0 0", "0 1 1 0"), global_days="000")
    assert not set(SURGEONS) & {note.topic for note in billing_notes(rows, RELEASE)}


def test_a_minor_operation_is_told_of_its_surgeons() -> None:
    rows = [row("11102", "1 1 1 1", global_days="000")]
    assert set(SURGEONS) <= {note.topic for note in billing_notes(rows, RELEASE)}


def test_a_permission_is_told_even_without_a_global_period() -> None:
    rows = [row("12345", "1 1 1 1", assistant="2")]
    assert "Medicare may pay an assistant at surgery for 12345" in text(
        rows, "Assistant at surgery"
    )
    assert "does not pay a surgical team" in text(rows, "Surgical team")


@pytest.mark.parametrize(
    ("column", "value", "topic", "said"),
    [
        ("assistant", "0", "Assistant at surgery", "only when documents establish"),
        ("co_surgeon", "0", "Co-surgeons", "does not pay two surgeons"),
        ("team", "1", "Surgical team", "by report, when documents establish"),
        ("team", "2", "Surgical team", "for 12345, by report."),
        ("bilateral", "0", "Both sides", "the lower of the total charge and one full fee"),
        ("global_days", "YYY", "Global period", "contractor decides, when pricing 12345"),
    ],
)
def test_the_remaining_answers_of_an_operation(
    column: str, value: str, topic: str, said: str
) -> None:
    assert said in text([row("12345", "1 1 1 1", **{"global_days": "010", column: value})], topic)


def test_values_that_say_does_not_apply_yield_no_note() -> None:
    rows = [row("12345", "1 1 1 1", pctc="9", **NOTHING, team="9")]
    assert [note.topic for note in billing_notes(rows, RELEASE)] == ["Medicare status"]


def test_no_rows_no_notes() -> None:
    assert billing_notes([], RELEASE) == ()


def test_rows_of_two_codes_are_refused() -> None:
    with pytest.raises(ValueError, match="one code at a time, not for 27447, 99213"):
        billing_notes([*VISIT, *KNEE_REPLACEMENT], RELEASE)


# What CMS's label says of many codes is not true of each.


@pytest.mark.parametrize(
    ("pctc", "codes"),
    [
        ("2", "77427 77263 99183 93793 32701 88141 77071 95251 G0250"),
        ("3", "96127 99153 20697 77412 36591 G0128 86580 Q4121 A2001"),
    ],
)
def test_no_other_code_or_test_is_claimed_for_a_code_outside_the_checked_families(
    pctc: str, codes: str
) -> None:
    for code in codes.split():
        said = text([row(code, "0 1 1 1" if pctc == "3" else "1 1 1 1", pctc=pctc)], PARTS)
        assert not re.search(r"\btest|technical|of their own|another code", said)
        assert code in said
        assert said.endswith("Modifiers 26 and TC cannot be used.")


@pytest.mark.parametrize(
    ("rvus", "code", "said"),
    [
        ("0 1 1 1", "77412", "CMS prices 77412 without physician work."),
        ("0 3.81 3.81 0", "Q4121", "Bill Q4121 per unit: a product, priced without physician work"),
        ("0 0 0 0", "R0070", "CMS lists R0070 among what is priced without physician work."),
    ],
)
def test_what_has_no_work_is_said_to_have_none(rvus: str, code: str, said: str) -> None:
    assert said in text([row(code, rvus, pctc="3")], PARTS)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.whole)
def test_the_parts_of_a_checked_family_add_up_to_its_whole(family: Family) -> None:
    book = open_book()
    (whole,) = book.rows(RELEASE, family.whole)
    parts = [book.rows(RELEASE, code)[0] for code in (*family.technical, *family.professional)]
    assert [part.policy.pctc for part in parts] == (
        ["3"] * len(family.technical) + ["2"] * len(family.professional)
    )
    assert whole.policy.pctc == "4"
    for figure in ("work", "pe_nonfacility", "mp"):
        assert getattr(whole, figure) == sum(getattr(part, figure) for part in parts) != 0
    for held in (whole, *parts):
        said = text([held], PARTS)
        assert said.startswith(f"Report {family.whole} when one party furnishes the whole, ")
        assert all(part.code in said for part in parts)


def test_several_codes_of_one_part_share_it() -> None:
    said = text([row("93018", "0.29 0.12 0.12 0.01", pctc="2")], PARTS)
    assert "93016 and 93018 each for a share of the professional part." in said


def test_a_hearing_test_is_not_said_to_be_a_therapist_s() -> None:
    said = text([row("92557", "0.60 0.46 0.33 0.02", pctc="7")], PARTS)
    assert "therapist" not in said
    assert "restricts who is paid for 92557 when the patient is a hospital inpatient" in said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (INJECTION, "is not paid to the physician in a facility, where the facility bills it."),
        (EXERCISE, "Therapy of a facility's patients is the facility's to bill."),
        (HEAD_CT, "the facility bills the technical part"),
        ([row("92550", "1 1 1 0", pctc="7", na_facility=True)], "is the facility's to bill."),
        ([row("Q4121", "0 1 1 0", pctc="3", na_facility=True)], "a facility bills it all there"),
    ],
)
def test_what_facilities_do_daily_is_not_called_rare(rows: list[ServiceRow], said: str) -> None:
    found = text(rows, NA)
    assert said in found
    assert "rarely" not in found


@pytest.mark.parametrize("rows", [KNEE_REPLACEMENT, [row("99341", "1 1 1 1", na_facility=True)]])
def test_elsewhere_the_mark_is_given_with_cms_s_own_definition(rows: list[ServiceRow]) -> None:
    assert "By CMS's definition that means rarely or never performed there." in text(rows, NA)


@pytest.mark.parametrize("code", ["J1100", "Q0138", "Q2050", "Q4081", "Q5101", "Q9967"])
def test_a_drug_is_paid_by_its_average_sales_price(code: str) -> None:
    (note,) = notes([row(code, status="E", pctc="9")], "Medicare status")
    assert "mostly paid at 106% of the average sales price." in note.text
    assert note.source.endswith("; 42 USC 1395w-3a")


@pytest.mark.parametrize("code", ["Q0081", "Q0480", "Q0511", "Q2035", "Q2052", "Q5001", "G0008"])
def test_what_is_no_drug_is_not_said_to_be_paid_like_one(code: str) -> None:
    said = text([row(code, status="E", pctc="9")], "Medicare status")
    assert "Medicare pays under another method." in said
    assert "reasonable charges" not in said


def test_a_quality_code_has_no_other_code_that_pays() -> None:
    said = text([row("0001F", status="I", pctc="9")], "Medicare status")
    assert said == "Medicare does not accept 0001F: the code is not valid for Medicare."


@pytest.mark.parametrize(("code", "named"), [("10004", True), ("78815", False), ("0208T", False)])
def test_an_operative_report_is_asked_for_operations_alone(code: str, *, named: bool) -> None:
    said = text([row(code, status="C")], "Medicare status")
    assert ("operative report" in said) is named


def test_rows_that_are_alternatives_are_joined_by_or() -> None:
    rows = split_test("93458", ("1 1 1 1", "1 1 1 1", "0 1 1 0"), multiple_procedure="2")
    rows[2] = row("93458-TC", "0 1 1 0", pctc="1")
    (ranked, _) = notes(rows, MULTIPLE)
    assert "performs 93458 without a modifier or 93458-26 and other procedures" in ranked.text


def test_an_endoscopy_alone_of_its_family_ranks_too() -> None:
    said = text(COLONOSCOPY_WITH_BIOPSY, MULTIPLE)
    assert "Each family, or an endoscopy alone of its family, then ranks as one" in said


def test_both_rules_on_assistants_who_are_no_physicians_are_named() -> None:
    (note,) = notes(KNEE_REPLACEMENT, "Assistant at surgery")
    assert note.source.endswith("42 CFR 414.52 (PA) and 414.56(c) (NP, CNS)")


# Whatever the columns say.

RVUS = st.sampled_from([Decimal(0), Decimal("0.50"), Decimal("1.32"), Decimal("19.11")])
SHARES = st.sampled_from([Decimal(0), Decimal("0.10"), Decimal("0.69"), Decimal("0.21")])
POLICIES = st.builds(
    Policy,
    **{i.field: st.sampled_from(sorted(i.meanings)) for i in INDICATORS},
    not_used=st.booleans(),
    na_nonfacility=st.booleans(),
    na_facility=st.booleans(),
    pre_op=SHARES,
    intra_op=SHARES,
    post_op=SHARES,
    endoscopic_base=st.sampled_from(["", "45378", "49320"]),
)
CODE = "G0105"


@st.composite
def rows_of_a_code(draw: st.DrawFn) -> list[ServiceRow]:
    modifiers = draw(st.sets(st.sampled_from(ROW_MODIFIERS), min_size=1))
    return [
        service_row(
            f"{CODE}-{modifier}", draw(st.lists(RVUS, min_size=7, max_size=7)), draw(POLICIES)
        )
        for modifier in sorted(modifiers, key=ROW_MODIFIERS.index)
    ]


def percentages(sentence: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?%", sentence))


def allowed_percentages(rows: list[ServiceRow]) -> set[str]:
    rates = [rate for rate in vars(policy_rates).values() if isinstance(rate, Rate)]
    known = {str(rate) for rate in rates} | {rate.cut for rate in rates}
    for one in (held.policy for held in rows):
        parts = (one.pre_op, one.intra_op, one.post_op, one.pre_op + one.intra_op)
        known |= {f"{(part * 100).normalize():f}%" for part in parts}
    return known


@given(rows_of_a_code())
def test_a_row_has_at_most_one_note_of_a_topic(rows: list[ServiceRow]) -> None:
    told = [(note.topic, label) for note in billing_notes(rows, RELEASE) for label in note.rows]
    assert len(set(told)) == len(told)


@given(rows_of_a_code())
def test_every_row_is_told_its_status(rows: list[ServiceRow]) -> None:
    told = [label for note in notes(rows, "Medicare status") for label in note.rows]
    assert sorted(told) == sorted(held.label for held in rows)


@given(rows_of_a_code())
def test_no_note_mentions_a_row_that_does_not_exist(rows: list[ServiceRow]) -> None:
    labels = {held.label for held in rows}
    for note in billing_notes(rows, RELEASE):
        mentioned = set(re.findall(rf"{CODE}-\w+", f"{note.text} {note.source}"))
        assert mentioned | set(note.rows) <= labels
        if "" not in {held.modifier for held in rows}:
            assert "without a modifier" not in note.text


@given(rows_of_a_code())
def test_a_row_that_medicare_does_not_pay_is_given_no_payment_rule(rows: list[ServiceRow]) -> None:
    unpaid = {
        held.label for held in rows if held.policy.status not in set("ARTC") or held.policy.not_used
    }
    for note in billing_notes(rows, RELEASE):
        if note.topic not in {"Medicare status", "RVUs not used by Medicare"}:
            assert unpaid.isdisjoint(note.rows)
            assert not any(re.search(rf"{label}\b", note.text) for label in unpaid - {CODE})


@given(rows_of_a_code())
def test_every_percentage_is_a_known_rate_or_a_share_of_the_row(rows: list[ServiceRow]) -> None:
    allowed = allowed_percentages(rows)
    for note in billing_notes(rows, RELEASE):
        assert percentages(note.text) <= allowed


@given(rows_of_a_code())
def test_a_refusal_is_never_followed_by_a_rate(rows: list[ServiceRow]) -> None:
    refused = {
        "Assistant at surgery": "does not pay",
        "Co-surgeons": "does not pay",
        "Both sides": "There is no bilateral adjustment",
        MULTIPLE: "No multiple-procedure rule",
    }
    for note in billing_notes(rows, RELEASE):
        if note.topic in refused and refused[note.topic] in note.text:
            assert not percentages(note.text)


@given(rows_of_a_code())
def test_every_note_is_finished_prose_with_a_source_and_no_dollars(rows: list[ServiceRow]) -> None:
    titles = [topic.title for topic in TOPICS]
    made = billing_notes(rows, RELEASE)
    assert [note.topic for note in made] == sorted((note.topic for note in made), key=titles.index)
    for note in made:
        assert note.text.endswith(".")
        assert note.text == " ".join(note.text.split())
        assert not set("{}$") & set(note.text + note.source)
        assert note.source.startswith(f"{RELEASE}, ")
        assert CODE in note.text
