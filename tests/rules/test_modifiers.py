"""Modifiers: the list, what each does, and their places in a set."""

from __future__ import annotations

import pytest

from openrvu.errors import ReadError
from openrvu.rules.fields import SEEN
from openrvu.rules.modifiers import EFFECTS, bit, modifier, modifiers, read_modifiers

GOOD = """
[payment]
22 = "More work"
26 = "Professional part"
["patient share"]
PT = "Screening"
["not modelled"]
CQ = "By an assistant"
[anesthesia]
QS = "Monitored"
[informational]
GP = "Therapy plan"
[why]
CQ = "Because."
"""


@pytest.mark.parametrize(
    ("code", "effect"),
    [
        ("50", "payment"),
        ("AS", "payment"),
        ("XU", "payment"),
        ("GZ", "payment"),
        ("PT", "patient share"),
        ("33", "patient share"),
        ("CQ", "not modelled"),
        ("PD", "not modelled"),
        ("P3", "anesthesia"),
        ("QS", "anesthesia"),
        ("51", "informational"),
        ("95", "informational"),
        ("GP", "informational"),
        ("ZC", "informational"),
    ],
)
def test_a_modifier_has_the_effect_the_rules_give_it(code: str, effect: str) -> None:
    held = modifier(code)
    assert held is not None
    assert held.effect == effect


@pytest.mark.parametrize("code", ["", "5", "050", "as", "ZZ", "00", "Ñ1", "RH"])
def test_what_is_no_modifier_is_not_known(code: str) -> None:
    assert modifier(code) is None
    assert bit(code) is None


def test_bits_do_not_move() -> None:
    known = {"22": 0, "26": 3, "50": 4, "59": 12, "80": 21, "AS": 24, "TC": 25, "GZ": 42, "33": 43}
    assert {code: bit(code) for code in known} == known
    assert bit("CO") == 49
    assert bit("SG") == 57


def test_a_set_of_modifiers_fits_a_signed_number_of_64_bits() -> None:
    bits = [held.bit for held in modifiers() if held.bit is not None]
    assert bits == list(range(len(bits)))
    assert len(bits) <= 63


def test_only_what_rules_may_ask_for_has_a_bit() -> None:
    assert {held.effect for held in modifiers() if held.bit is not None} == set(EFFECTS[:3])
    assert {held.effect for held in modifiers() if held.bit is None} == set(EFFECTS[3:])


def test_names_have_at_most_eight_words_and_no_two_are_the_same() -> None:
    names = [held.name for held in modifiers()]
    assert [name for name in names if len(name.split()) > 8] == []
    assert len(set(names)) == len(names)


def test_what_our_rules_do_not_follow_says_why() -> None:
    followed = {"payment", "anesthesia", "informational"}
    assert [held.code for held in modifiers() if held.effect not in followed and not held.why] == []


@pytest.mark.parametrize("code", SEEN)
def test_every_modifier_that_rules_look_at_is_one_that_changes_payment(code: str) -> None:
    held = modifier(code)
    assert held is not None
    assert held.effect == "payment"


def test_a_good_text_is_read_with_every_detail() -> None:
    read = list(read_modifiers(GOOD))
    assert [(held.code, held.bit) for held in read] == [
        ("22", 0),
        ("26", 1),
        ("PT", 2),
        ("CQ", 3),
        ("QS", None),
        ("GP", None),
    ]
    assert read[3].why == "Because."
    assert read[0].why == ""


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("22 =", "2 =", "modifier 2: found 'More work'; expected each code once, with a name"),
        ("GP =", "26 =", "modifier 26: found 'Therapy plan'; expected each code once"),
        ('"Therapy plan"', "1", "modifier GP: found 1; expected each code once, with a name"),
        ('"Therapy plan"', '""', "modifier GP: found ''; expected each code once, with a name"),
        ("[anesthesia]", "[other]", "expected payment, patient share, not modelled, anesthesia"),
        ('CQ = "Because."', 'AA = "Because."', "why: found AA; expected codes of the tables above"),
    ],
)
def test_a_bad_text_is_refused_with_its_place(was: str, now: str, said: str) -> None:
    with pytest.raises(ReadError) as refused:
        list(read_modifiers(GOOD.replace(was, now, 1), "bad.toml"))
    assert str(refused.value).startswith("bad.toml")
    assert said in str(refused.value)


def test_a_64th_modifier_with_a_bit_is_refused() -> None:
    more = "".join(f'{letter}{digit} = "x"\n' for letter in "ABCDEFG" for digit in range(1, 10))
    with pytest.raises(ReadError, match="found no bit left; expected at most 63"):
        list(read_modifiers(GOOD.replace("[payment]\n", "[payment]\n" + more)))
