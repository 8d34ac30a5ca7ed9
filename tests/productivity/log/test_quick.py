"""Quick entry: one box, read as lines."""

from __future__ import annotations

import json
import re
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.pricing.claim import Provider
from openrvu.productivity.log.identifiers import find
from openrvu.productivity.log.quick import parse
from openrvu.productivity.log.quick_data import quick_data
from openrvu.productivity.log.quick_types import Confidence, Defaults, ProblemKind, Quick
from openrvu.productivity.log.role import Role

#: A Wednesday.
TODAY = date(2026, 9, 16)
TUESDAY, MONDAY = date(2026, 9, 15), date(2026, 9, 14)


def short(quick: Quick) -> list[list[str]]:
    """Each case as its lines: ``45380-59x2``."""
    return [
        [f"{q.line.label}{f'x{q.line.units}' if q.line.units > 1 else ''}" for q in case.lines]
        for case in quick.cases
    ]


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("99214", [["99214"]]),
        ("99214 x3", [["99214x3"]]),
        ("99214x3", [["99214x3"]]),
        ("99214 x 3", [["99214x3"]]),
        ("99214 *3", [["99214x3"]]),
        ("3x99214", [["99214x3"]]),
        ("3 x 99214", [["99214x3"]]),
        ("99214 (3)", [["99214x3"]]),
        ("99214 3 units", [["99214x3"]]),
        ("45380-59-51", [["45380-59-51"]]),
        ("45380 59", [["45380-59"]]),
        ("45380.59", [["45380-59"]]),
        ("45380 mod 59", [["45380-59"]]),
        ("20610-rt", [["20610-RT"]]),
        ("45380-59x2", [["45380-59x2"]]),
        ("g0105", [["G0105"]]),
        ("45385 45380-59", [["45385", "45380-59"]]),
        ("45385+45380-59", [["45385", "45380-59"]]),
        ("45385/45380-59", [["45385", "45380-59"]]),
        ("45385 and 45380-59", [["45385", "45380-59"]]),
        ("99214, 99213", [["99214"], ["99213"]]),
        ("99214; 99213", [["99214"], ["99213"]]),
        ("99214\n99213", [["99214"], ["99213"]]),
        ("1. 99214\n2) 99213\n- 99212", [["99214"], ["99213"], ["99212"]]),
        ("", []),
        (" ,;\n ", []),
    ],
)
def test_codes_modifiers_units_and_cases_are_read(text: str, cases: list[list[str]]) -> None:
    quick = parse(text, TODAY)
    assert short(quick) == cases
    assert quick.problems == ()


def test_lines_of_one_case_have_one_key_and_cases_differ() -> None:
    first, second, third = parse("45385 45380-59, 99213", TODAY).lines
    assert first.case == second.case != third.case


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("99214, 99213", [TODAY, TODAY]),
        ("99214, 99213 yesterday", [TUESDAY, TUESDAY]),
        ("99214 yesterday\n99213", [TUESDAY, TUESDAY]),
        ("99214\nyesterday 99213\n99212", [TODAY, TUESDAY, TUESDAY]),
        ("Monday\n99214\nTuesday:\n99213", [MONDAY, TUESDAY]),
        ("mon 99214, tue 99213, 99212", [MONDAY, TUESDAY, TUESDAY]),
        ("99214 mon, 99213 tue", [MONDAY, TUESDAY]),
    ],
)
def test_a_date_goes_for_the_whole_text_or_for_what_follows(text: str, days: list[date]) -> None:
    quick = parse(text, TODAY)
    assert [line.date for line in quick.lines] == days
    assert quick.problems == ()


@pytest.mark.parametrize(
    ("text", "pos"),
    [
        ("99214 @office, 99213", ["11", ""]),
        ("99214 @22", ["22"]),
        ("99214 pos 23", ["23"]),
        ("99214 @asc", ["24"]),
        ("@er 99284, 99285\n99283", ["23", "23", "23"]),
        ("99214, 99213, @office", ["11", "11"]),
        ("@office 99214\n@22 45385\n99231", ["11", "22", "22"]),
        ("99214 in clinic, 45385 asc", ["11", "24"]),
        ("99284 er", ["23"]),
        ("99284 ED", ["23"]),
        ("99284-ER", [""]),
        ("office: 99214 x3, 99213\nHospital: 99232", ["11", "11", "21"]),
        ("clinic am\n99214\n99213", ["11", "11"]),
        ("99232 hospital inpatient", ["21"]),
        ("lap chole asc", ["24"]),
        ("egd/colon asc", ["24", "24"]),
        ("EGD/colonoscopy in office", ["11", "11"]),
        ("colonoscopy asc, 99214", ["24", ""]),
        ("99223 initial hospital", [""]),
        ("lap chole, surgery center", ["24"]),
    ],
)
def test_a_place_goes_for_its_case_line_or_what_follows(text: str, pos: list[str]) -> None:
    assert [line.pos for line in parse(text, TODAY).lines] == pos


def test_a_date_after_an_at_sign_is_no_place() -> None:
    quick = parse("99214 @ 3/2", TODAY)
    assert quick.problems == ()
    assert (quick.lines[0].pos, quick.lines[0].date) == ("", date(2026, 3, 2))
    assert short(parse("99214 @22/93000", TODAY)) == [["99214", "93000"]]


def test_a_word_that_is_several_places_says_which_was_taken() -> None:
    ((line,),) = (case.lines for case in parse("45385 facility", TODAY).cases)
    assert line.line.pos == "22"
    assert "22" in line.hints[0]


def test_tags_roles_and_notes_stand_with_their_case() -> None:
    quick = parse('44970 assist #call "long, hard" , 99213 #clinic', TODAY)
    first, second = quick.lines
    assert (first.role, first.tags, first.note) == (Role.ASSISTANT, ("call",), "long, hard")
    assert (second.role, second.tags, second.note) == (Role.PRIMARY, ("clinic",), "")


@pytest.mark.parametrize(
    ("text", "role", "offered"),
    [
        ("44970 assist", Role.ASSISTANT, ("80", "82", "81")),
        ("44970 as first assistant", Role.ASSISTANT, ("80", "82", "81")),
        ("44970 cosurgeon", Role.CO_SURGEON, ("62",)),
        ("44970 teaching", Role.TEACHING, ("GC", "GE")),
        ("44970-82 assist", Role.ASSISTANT, ()),
        ("44970", Role.PRIMARY, ()),
    ],
)
def test_a_role_offers_its_modifiers_and_sets_none(
    text: str, role: Role, offered: tuple[str, ...]
) -> None:
    ((line,),) = (case.lines for case in parse(text, TODAY).cases)
    assert (line.line.role, line.offered) == (role, offered)


def test_defaults_go_for_what_is_not_said() -> None:
    mine = Defaults(pos="22", role=Role.ASSISTANT, tags=("call",), provider=Provider.PA)
    first, second = parse("44970, 99213 @11", TODAY, defaults=mine).cases
    assert (first.lines[0].line.pos, first.lines[0].offered) == ("22", ("AS",))
    assert (second.lines[0].line.pos, second.lines[0].line.tags) == ("11", ("call",))


def test_a_very_name_of_one_code_is_sure() -> None:
    quick = parse("lap chole x2", TODAY)
    choice = quick.cases[0].lines[0].choice
    assert short(quick) == [["47562x2"]]
    assert choice is not None
    assert choice.confidence is Confidence.SURE
    assert quick.can_save


def test_words_that_may_mean_several_codes_are_to_be_confirmed() -> None:
    quick = parse("colonoscopy with polypectomy", TODAY)
    choice = quick.cases[0].lines[0].choice
    assert choice is not None
    assert choice.needs_confirming
    assert "45384" in {other.code for other in choice.alternatives}
    assert 1 <= len(choice.alternatives) <= 5
    assert not quick.can_save


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("10 lap choles", [["47562x10"]]),
        ("did three colonoscopies", [["45378x3"]]),
        ("12 lead ekg 93000", [["93000"]]),
        ("8 level 4s", [["99204x8"]]),
        ("two 99213 and three 99214", [["99213x2", "99214x3"]]),
        ("6 99214s", [["99214x6"]]),
        ("99213 times 8", [["99213x8"]]),
        ("99213 twice", [["99213x2"]]),
        ("99213 three times", [["99213x3"]]),
    ],
)
def test_a_number_before_words_is_of_units_unless_it_belongs_to_the_name(
    text: str, cases: list[list[str]]
) -> None:
    quick = parse(text, TODAY)
    assert short(quick) == cases
    assert quick.problems == ()


def test_a_number_that_may_be_either_is_told_to_be_no_units() -> None:
    (quick,) = parse("2 view chest film", TODAY).cases[0].lines
    assert quick.line.units == 1
    assert quick.hints == ("“2” was read with the words, and 1 unit is counted; units are x2.",)
    (quick,) = parse("lap chole x10", TODAY).cases[0].lines
    assert quick.hints == ()


def test_words_beside_the_code_they_name_are_no_second_line() -> None:
    quick = parse("45385 colonoscopy with snare", TODAY)
    assert short(quick) == [["45385"]]
    assert quick.ignored[0].words == "the name of 45385"


@pytest.mark.parametrize(
    ("text", "line", "note"),
    [
        ("45385 colonoscopy with snare x3", "45385x3", ""),
        ("colonoscopy with snare 45385 x3", "45385x3", ""),
        ("10 lap choles 47562", "47562x10", ""),
        ("20610 right knee x2", "20610x2", ""),
        ('47562 lap chole "long"', "47562", "long"),
    ],
)
def test_units_and_notes_of_words_beside_a_code_are_the_code_s(
    text: str, line: str, note: str
) -> None:
    quick = parse(text, TODAY)
    assert (short(quick), quick.lines[0].note) == ([[line]], note)
    assert quick.can_save


def test_units_said_twice_are_never_dropped() -> None:
    quick = parse("45385 x2 colonoscopy with snare x3", TODAY)
    assert not quick.can_save or sum(line.units for line in quick.lines) == 5


def test_a_side_in_words_is_offered_where_the_code_has_sides() -> None:
    ((line,),) = (case.lines for case in parse("left total knee arthroplasty", TODAY).cases)
    assert (line.line.code, line.line.modifiers, line.offered) == ("27447", (), ("LT",))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("20610 right knee", ("RT",)),
        ("20610 bilateral", ("50",)),
        ("20610 L shoulder", ("LT",)),
        ("49505 R inguinal hernia", ("RT",)),
    ],
)
def test_a_side_beside_a_code_is_no_second_line(text: str, offered: tuple[str, ...]) -> None:
    quick = parse(text, TODAY)
    (line,) = quick.cases[0].lines
    assert (line.line.label, line.offered, quick.problems) == (text[:5], offered, ())


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("egd and colonoscopy", [["43235", "45378"]]),
        ("EGD/colonoscopy", [["43235", "45378"]]),
        ("lap chole Jones", [["47562"]]),
        ("CPT 99214, code: 99213", [["99214"], ["99213"]]),
        ("cpt#99214", [["99214"]]),
        ("99213 w/ 11102", [["99213", "11102"]]),
        ("99214|20610", [["99214", "20610"]]),
        ("99213 plus g2211", [["99213", "G2211"]]),
        ("47562 with Dr. Smith", [["47562"]]),
        ("lap chole (47562)", [["47562"]]),
        ("ASC: 66984 x4", [["66984x4"]]),
    ],
)
def test_names_strung_together_are_several_lines_and_words_around_codes_are_none(
    text: str, cases: list[list[str]]
) -> None:
    quick = parse(text, TODAY)
    assert short(quick) == cases
    assert quick.can_save


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("99214\u201125, 93306\u201326", [["99214-25"], ["93306-26"]]),
        ("99214\u00a0\u221225", [["99214-25"]]),
        ("27447-LT,62", [["27447-LT-62"]]),
        ("45380-59, XS, 45385", [["45380-59-XS"], ["45385"]]),
        ("99214-25GC", [["99214-25-GC"]]),
        ("45380XS", [["45380-XS"]]),
        ("99214 with modifier 25 x2", [["99214-25x2"]]),
        ("47562 co-surgeon", [["47562"]]),
        ("47562 assistant surgeon", [["47562"]]),
    ],
)
def test_modifiers_are_read_however_they_are_written(text: str, cases: list[list[str]]) -> None:
    quick = parse(text, TODAY)
    assert short(quick) == cases
    assert quick.can_save


def test_a_name_of_what_is_no_physician_s_work_or_of_another_is_to_be_confirmed() -> None:
    for text in ("cryo x3", "dc x2"):
        assert parse(text, TODAY).needs_confirming


def test_a_resident_who_was_taught_is_no_resident_s_own_line() -> None:
    assert parse("47562 with resident", TODAY).lines[0].role is Role.TEACHING
    assert parse("47562 as resident", TODAY).lines[0].role is Role.RESIDENT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("99999", ProblemKind.CODE),
        ("99214-ZZ", ProblemKind.MODIFIER),
        ("99214 x1000", ProblemKind.UNITS),
        ("99214 x0", ProblemKind.UNITS),
        ("3x99214 x2", ProblemKind.UNITS),
        ("x3", ProblemKind.UNITS),
        ("99214 2/30", ProblemKind.DATE),
        ("99214 tomorrow", ProblemKind.DATE),
        ("99214 mon, 99213 tue, 99212", ProblemKind.DATE),
        ("99214 mon tue", ProblemKind.DATE),
        ("99214 @moon", ProblemKind.PLACE),
        ("99214 #a.b", ProblemKind.TAG),
        ("99214 12", ProblemKind.WORDS),
        ("xyzzyqq plughhh", ProblemKind.WORDS),
        ('"a note alone"', ProblemKind.NOTE),
        ('99214 "one" "two"', ProblemKind.NOTE),
        (f'99214 "{"x" * 201}"', ProblemKind.NOTE),
        ("a" * 20_001, ProblemKind.TOO_LONG),
        ("99213," * 401, ProblemKind.TOO_LONG),
    ],
)
def test_a_problem_is_said_with_its_place(text: str, kind: ProblemKind) -> None:
    quick = parse(text, TODAY)
    assert kind in {problem.kind for problem in quick.problems}
    assert not quick.can_save
    assert all(0 <= p.start <= p.end <= len(text) for p in quick.problems)


LIST = (
    "07:30\tOR 4\tLeft total knee arthroplasty\t90 min\tGeneral\n"
    "09:30\tOR 4\tLaparoscopic cholecystectomy, possible open\t1h 30m\tDr Jones"
)


def test_a_pasted_list_is_read_line_by_line_and_what_was_left_is_told() -> None:
    quick = parse(LIST, TODAY)
    assert short(quick) == [["27447"], ["47562"]]
    told = {ignored.words for ignored in quick.ignored}
    assert told == {
        "a time",
        "a room",
        "a duration",
        "anesthesia",
        "a possibility",
        "a clinician's name",
    }


def test_of_a_list_with_headings_only_the_columns_of_work_are_read() -> None:
    text = "Time\tRoom\tProcedure\tSurgeon\n0730\t4\tLap chole\tJones\n0930\t4\tTKA\tJones"
    assert short(parse(text, TODAY)) == [["47562"], ["27447"]]


def test_of_a_table_with_codes_units_and_modifiers_go_with_their_code() -> None:
    text = (
        "DOS\tCPT Code\tDescription\tMod\tPOS\tQty\twRVU\n"
        "9/2/2026\t99214\tno such words\t25\t11\t2\t3.84\n"
        "9/3/2026\t45380\tno such words\t59, XS\t24\t1.00\t3.59\n"
        "Total\t\t\t\t\t3\t7.43\n"
    )
    quick = parse(text, TODAY)
    assert short(quick) == [["99214-25x2"], ["45380-59-XS"]]
    assert [(line.date.day, line.pos) for line in quick.lines] == [(2, "11"), (3, "24")]
    assert quick.can_save


def test_a_cell_that_is_not_what_its_column_holds_is_told() -> None:
    quick = parse("CPT\tQty\n99214\tmany", TODAY)
    assert not quick.can_save


def test_an_identifier_refuses_the_whole_text_and_offers_it_without() -> None:
    text = "07:30 OR 4 SMITH, JOHN MRN 12345678 lap chole\n99213"
    quick = parse(text, TODAY)
    assert quick.is_refused
    assert quick.cases == ()
    assert quick.cleaned == "07:30 OR 4 lap chole\n99213"
    assert short(parse(quick.cleaned, TODAY)) == [["47562"], ["99213"]]


def test_a_column_of_persons_is_refused_by_its_heading() -> None:
    text = "Patient\tProcedure\nqwfp zxcv\tLap chole\nluy arst\tTKA"
    quick = parse(text, TODAY)
    assert [text[p.start : p.end] for p in quick.problems] == ["qwfp zxcv", "luy arst"]
    assert quick.cleaned == "Procedure\nLap chole\nTKA"


#: What is left of a text once lines, problems and ignored are taken out.
_MARKS = set(" \t\n,;+&/.:!?|-–—•*·0123456789)") | set("and")
_PIECES = st.sampled_from(
    (
        "99214", "45385", "45380-59", "x3", "(2)", ",", ";", "\n", "+", "yesterday", "mon", "3/2",
        "@22", "@office", "#call", '"note"', "assist", "lap chole", "and", "99999", "12", "07:30",
        "OR 4", "\t", "2/30", "rt", "-ZZ", "units", "colonoscopy", "@", "#", '"', "with", "x", "",
    )
)  # fmt: skip


@given(st.lists(_PIECES, max_size=8).map(" ".join))
def test_every_word_is_in_a_line_or_told(text: str) -> None:
    quick = parse(text, TODAY)
    if quick.is_refused:
        assert find(text, TODAY)
        return
    spans = [(q.start, q.end) for case in quick.cases for q in case.lines]
    spans += [(problem.start, problem.end) for problem in quick.problems]
    spans += [(ignored.start, ignored.end) for ignored in quick.ignored]
    covered = {at for start, end in spans for at in range(start, end)}
    covered |= {match.start() for match in re.finditer(r"@(?= ?(?:3/2|2/30))", text)}
    left = "".join(c for at, c in enumerate(text) if at not in covered)
    left = re.sub(r'"[^"\n]*"|yesterday|mon|3/2|@ ?12|@22|@office|#call|assist', " ", left)
    assert set(left) <= _MARKS


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    quick = parse(text, TODAY)
    assert all(0 <= q.start < q.end <= len(text) for case in quick.cases for q in case.lines)
    assert json.loads(json.dumps(quick_data(quick)))["can_save"] is quick.can_save


@pytest.mark.parametrize(
    "piece", ["A", "Ab-", "Ab'", "\n", "lap chole, ", "1-", "pt ", "mrn-a-", "("]
)
def test_no_text_takes_long(piece: str) -> None:
    begun = perf_counter()
    parse((piece * 20_000)[:20_000], TODAY)
    # A fraction of a second; hours where a pattern tried every way.
    assert perf_counter() - begun < 20
