"""Lines of a claim as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.pricing.claim import Provider
from openrvu.pricing.written import (
    MAX_MODIFIERS,
    MAX_TEXT,
    MAX_UNITS,
    BadFigure,
    CaseLine,
    claim_line,
    parse_line,
    parse_list,
    read_dollars,
    with_figure,
    with_modifiers,
)
from openrvu.schedule.rows import Setting


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("45385 45380-59 43239", ["45385", "45380-59", "43239"]),
        ("45385,45380-59;43239\n76000-26", ["45385", "45380-59", "43239", "76000-26"]),
        ("45380 59 LT", ["45380-59-LT"]),
        ("45380-59,LTx2", ["45380-59-LTx2"]),
        ("99214-25 x 2", ["99214-25x2"]),
        ("99214*2 99213\u00d73", ["99214x2", "99213x3"]),
        ("00811-qk 45 min 4 base", ["00811-QK 45min 4base"]),
        ("00811-QK 45 minutes 4 base units", ["00811-QK 45min 4base"]),
        ("66984-55 1 day", ["66984-55 1days"]),
        ("66984-55 30 days", ["66984-55 30days"]),
        ("99214 $ 1,410.50", ["99214 $1410.50"]),
        ("99214 $90", ["99214 $90.00"]),
        ("27447-80 documented", ["27447-80 documented"]),
        ("00811-AD induction", ["00811-AD induction"]),
        ("45380-59-59", ["45380-59"]),
        ("g0105 0075t", ["G0105", "0075T"]),
        ("", []),
        (" , ;", []),
    ],
)
def test_lists_are_understood_as_people_type_them(text: str, written: list[str]) -> None:
    found = parse_list(text)
    assert [line.written for line in found.lines] == written
    assert found.unused == ()


def test_words_among_codes_are_set_apart() -> None:
    found = parse_list("45385 Colonoscopy with polypectomy 1 43239 EGD")
    assert [line.written for line in found.lines] == ["45385", "43239"]
    assert found.unused == ("Colonoscopy", "with", "polypectomy", "1", "EGD")


def test_a_word_is_no_modifier_unless_it_is_written_as_one() -> None:
    found = parse_list("45380 of lt")
    assert found.lines[0].modifiers == ()
    assert found.unused == ("of", "lt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("99214x0", "“0” is not a number of units of 99214; expected 1 to 999."),
        ("99214x1000", "“1000” is not a number of units of 99214"),
        ("00811 9999min", "“9999” is not a number of minutes of anesthesia of 00811"),
        ("00811 100base", "“100” is not a number of base units of 00811"),
        ("66984-55 91days", "“91” is not a number of days of care of 66984"),
        ("99214 $10000000.00", "is not an amount for the charge of 99214"),
        ("99214 $1.005", "is not an amount for the charge of 99214"),
        ("45380-22-23-24-25-26", "45380 has 5 modifiers; a line of a claim holds 4."),
        ("99214" * 2000, "A list of 10,000 characters was not read; the most is 8,000."),
    ],
)
def test_a_figure_that_no_line_can_have_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadFigure, match=said.replace("(", r"\(").replace(".", r"\.")):
        parse_list(text)


@pytest.mark.parametrize("text", ["foo", "", "45385 45380", "45385 colonoscopy", "99214x0", "$5"])
def test_what_is_not_one_line_is_a_line_with_a_problem(text: str) -> None:
    line = parse_line(text)
    assert line.problem
    assert line.written == line.label == text


@given(st.text(max_size=60) | st.from_regex(r"[0-9A-Z]{5}(-[0-9A-Z]{2}){0,3}( ?x[0-9]{1,3})?"))
def test_a_line_written_again_is_the_same_line(text: str) -> None:
    line = parse_line(text)
    again = parse_line(line.written)
    assert again.written == line.written
    assert line.problem or again == line


@given(
    st.builds(
        CaseLine,
        code=st.sampled_from(["45385", "G0105", "0075T", "00811"]),
        modifiers=st.lists(
            st.sampled_from(["59", "LT", "XS", "X1", "2P"]), max_size=MAX_MODIFIERS, unique=True
        ).map(tuple),
        units=st.integers(1, MAX_UNITS),
        charge=st.none() | st.decimals(0, 9_999_999, places=2),
        minutes=st.none() | st.integers(0, 2880),
        base_units=st.none() | st.integers(0, 99),
        days=st.none() | st.integers(0, 90),
        flags=st.sampled_from([(), ("documented",), ("induction",), ("documented", "induction")]),
    )
)
def test_every_line_can_be_written_and_read(line: CaseLine) -> None:
    assert parse_line(line.written) == line


def test_text_that_is_long_is_read_in_time_that_grows_with_it() -> None:
    assert parse_list("$" * MAX_TEXT).lines == ()
    assert parse_list("1 " * (MAX_TEXT // 2)).lines == ()
    assert parse_list("x " * (MAX_TEXT // 2)).lines == ()


@pytest.mark.parametrize("text", ["", "abc", "-1", "1e3", "1.234", "$", "٣", "99999999"])
def test_an_amount_is_dollars_and_cents(text: str) -> None:
    with pytest.raises(BadFigure, match="the deductible"):
        read_dollars(text, "the deductible")


def test_an_amount_may_have_its_sign_and_commas() -> None:
    assert read_dollars(" $1,410.50 ", "it") == Decimal("1410.50")


def test_modifiers_are_two_letters_or_digits() -> None:
    line = parse_line("45380")
    assert with_modifiers(line, ["lt", "59", "LT"]).modifiers == ("LT", "59")
    for wrong in ("5", "599", "é9", ""):
        with pytest.raises(BadFigure, match="is not a modifier of 45380"):
            with_modifiers(line, [wrong])


def test_a_figure_can_be_set() -> None:
    assert with_figure(parse_line("45380"), "units", "007").units == 7
    with pytest.raises(BadFigure):
        with_figure(parse_line("45380"), "units", "٣")


def test_a_line_becomes_a_line_of_a_claim() -> None:
    line = parse_line("66984-55x1 30days $90.00 documented")
    made = claim_line(line, place_of_service="22", setting=Setting.FACILITY, provider=Provider.PA)
    assert (made.code, made.modifiers, made.postop_days) == ("66984", ("55",), 30)
    assert (made.place_of_service, made.setting) == ("22", None)
    assert (made.charge, made.documented, made.provider) == (Decimal("90.00"), True, Provider.PA)
    assert claim_line(line, setting=Setting.FACILITY).setting is Setting.FACILITY
    timed = claim_line(parse_line("00811-AD 45min 4base induction"))
    assert (timed.minutes, timed.base_units, timed.present_at_induction) == (45, Decimal(4), True)
