"""A rule told in words, from the statement that runs."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from openrvu.rules import fields as of
from openrvu.rules.as_words import in_words, parameters_named, rules_named, texts_given
from openrvu.rules.expression import (
    Group,
    Named,
    NamedNumber,
    NamedText,
    NamedTruth,
    NumberLiteral,
    Order,
    Rule,
    TextsAgree,
    Truth,
    TruthLiteral,
)
from openrvu.rules.order import rules
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    TWO,
    any_line,
    apportioned,
    at_least_nothing,
    cents,
    choose,
    choose_text,
    group,
    highest,
    is_first,
    law,
    lower_of,
    named,
    total,
    up_to_here,
)
from openrvu.rules.walk import in_order

PLAIN = Rule("made.plain")
_EITHER = "modifier 50 or (the release has the row and medical necessity is documented)"
FIFTY, ASSISTS = of.modifier("50"), of.is_any("80", "81", "82", "AS")


def told(rule: Named) -> list[str]:
    """The lines of a rule, four blanks for each depth."""
    return [f"{'    ' * line.depth}{line.text}" for line in in_words(rule)]


def one(rule: Named) -> str:
    """The only line of a rule."""
    (line,) = told(rule)
    return line


def test_a_short_rule_is_one_line() -> None:
    assert one(named(PLAIN, of.work * of.work_gpci + of.mp)) == "work RVU × work GPCI + MP RVU"


def test_a_sum_within_a_product_is_in_brackets() -> None:
    rule = named(PLAIN, (of.work + of.mp) * of.factor)
    assert one(rule) == "(work RVU + MP RVU) × conversion factor"


def test_what_is_taken_off_a_difference_is_in_brackets() -> None:
    rule = named(PLAIN, of.work - (of.mp - of.tc_mp))
    assert one(rule) == "work RVU − (MP RVU − MP RVU of the technical component)"


def test_rounding_and_bounds_are_said() -> None:
    rule = named(PLAIN, cents(of.work * of.work_gpci))
    assert one(rule) == "work RVU × work GPCI, rounded to two decimals"
    assert one(named(PLAIN, lower_of(of.work, of.mp))) == "the lower of work RVU and MP RVU"
    assert one(named(PLAIN, at_least_nothing(of.work - of.mp))) == (
        "work RVU − MP RVU, but at least 0"
    )
    assert one(named(PLAIN, apportioned(of.work, of.units, TWO))) == (
        "work RVU × units / 2, rounded to two decimals"
    )


def test_modifiers_that_do_alike_are_named_together() -> None:
    assert one(named(PLAIN, ASSISTS)) == "modifier 80, 81, 82 or AS"
    assert one(named(PLAIN, ~ASSISTS)) == "no modifier 80, 81, 82 or AS"
    assert one(named(PLAIN, ASSISTS & FIFTY)) == "(modifier 80, 81, 82 or AS) and modifier 50"


@pytest.mark.parametrize(
    ("truth", "said"),
    [
        (of.bilateral.is_in("1"), "bilateral indicator is 1"),
        (of.bilateral.is_in("1", "2", "3"), "bilateral indicator is 1, 2 or 3"),
        (~of.bilateral.is_in(""), "bilateral indicator is not blank"),
        (of.bilateral.is_in("1", "2") & FIFTY, "(bilateral indicator is 1 or 2) and modifier 50"),
        (of.work > NOTHING, "work RVU is more than 0"),
        (of.work >= of.mp, "work RVU is at least MP RVU"),
        (of.work.equals(ONE), "work RVU equals 1"),
        (~of.row_found, "not (the release has the row)"),
        (TextsAgree(of.code, of.row), "code is the same as component row"),
        (TruthLiteral(value=True), "always"),
        (FIFTY | (of.row_found & of.documented), _EITHER),
    ],
)
def test_conditions_read_as_sentences(truth: Truth, said: str) -> None:
    assert one(named(PLAIN, truth)) == said


def test_a_choice_is_told_case_by_case() -> None:
    rule = named(
        PLAIN,
        choose(
            (of.bilateral.is_in("1"), of.work), (of.bilateral.is_in("3"), of.mp), otherwise=NOTHING
        ),
    )
    assert told(rule) == [
        "if bilateral indicator is 1: work RVU",
        "else if bilateral indicator is 3: MP RVU",
        "otherwise: 0",
    ]


def test_a_small_choice_within_a_sum_stays_in_its_line() -> None:
    share = choose((FIFTY, of.work), otherwise=NOTHING)
    assert one(named(PLAIN, share + of.mp)) == "(work RVU if modifier 50, else 0) + MP RVU"


def test_a_long_condition_is_told_on_lines_of_its_own() -> None:
    long = of.row_found & of.na_facility & of.na_nonfacility & of.documented & of.is_visit
    assert told(named(PLAIN, choose((long, of.work), otherwise=NOTHING))) == [
        "if all of these hold:",
        *(f"    {of.LABELS[name]}" for name in _FIVE),
        "then: work RVU",
        "otherwise: 0",
    ]


_FIVE = ("row_found", "na_facility", "na_nonfacility", "documented", "is_visit")


def test_another_rule_is_named_and_not_told_again() -> None:
    inner = named(Rule("made.inner", "Amount of one unit"), of.work * of.factor)
    rule = named(PLAIN, inner * of.units)
    (line,) = in_words(rule)
    assert line.text == "amount of one unit × units"
    assert line.pieces[0].rule == "made.inner"
    assert rules_named(rule) == ("made.inner",)
    assert rules_named(inner) == ()


def test_a_rule_that_gives_a_text_is_called_by_its_name() -> None:
    role = named(
        Rule("made.role", "Surgeon or assistant"), choose_text((ASSISTS, "b"), otherwise="")
    )
    assert one(named(PLAIN, role.is_in("b"))) == "role is b"
    assert told(role) == ["if modifier 80, 81, 82 or AS: b", "otherwise: nothing"]
    assert texts_given(role) == ("b",)


def test_a_figure_of_the_law_is_called_by_its_title_with_what_it_is_now() -> None:
    rule = named(PLAIN, of.work * law("bilateral.both_sides"))
    assert one(rule) == "work RVU × both sides of a pair (150\u00a0%)"
    assert parameters_named(rule) == ("bilateral.both_sides",)
    changed = one(named(PLAIN, of.work * law("imaging.technical")))
    assert changed.endswith("(now 50\u00a0%)")
    flag = law("imaging.across_families").equals(ONE)
    assert one(named(PLAIN, flag)).endswith("(now yes)")


def test_the_other_lines_of_the_day_are_described() -> None:
    among = group("any", of.code, among=FIFTY, order=(of.work,))
    assert told(named(PLAIN, is_first(among))) == [
        "this line is the first of the lines of the day:",
        "    with the same code",
        "    for which modifier 50",
        "    by the highest work RVU",
    ]
    assert one(named(PLAIN, total(of.work, group("any")))) == (
        "the sum of work RVU over the lines of the day"
    )
    assert one(named(PLAIN, up_to_here(of.work, group("any")))) == (
        "the sum up to this line of work RVU over the lines of the day"
    )
    assert one(named(PLAIN, highest(of.work, group("any")))) == (
        "the highest of work RVU over the lines of the day"
    )
    assert one(named(PLAIN, any_line(FIFTY, group("any", of.code)))) == (
        "for one of the lines of the day with the same code it holds that modifier 50"
    )


def test_a_group_with_much_to_say_is_told_on_lines_of_its_own() -> None:
    lines = Group(
        (of.code, of.row),
        of.row_found & of.documented & FIFTY,
        (Order(of.work), Order(of.line, descending=False)),
    )
    assert told(named(PLAIN, total(of.mp, lines))) == [
        "the sum, over the lines of the day:",
        "    with the same code and component row",
        "    for which the release has the row and medical necessity is documented and modifier 50",
        "    by the highest work RVU",
        "    then by the lowest line",
        "    of MP RVU",
    ]


def test_what_a_rule_looks_at_twice_has_a_letter() -> None:
    long = of.row_found & of.na_facility & of.documented
    rule = named(
        PLAIN,
        choose((long & FIFTY, of.work), (long, of.mp), otherwise=NOTHING),
    )
    assert told(rule) == [
        "if (A) and modifier 50: work RVU",
        "else if (A): MP RVU",
        "otherwise: 0",
        "(A) means: all of these hold:",
        *(f"    {of.LABELS[name]}" for name in ("row_found", "na_facility", "documented")),
    ]


def test_a_short_part_is_told_again_each_time() -> None:
    rule = named(PLAIN, choose((FIFTY, of.work), (~FIFTY, of.mp), otherwise=NOTHING))
    assert not any("(A)" in line for line in told(rule))


@pytest.mark.parametrize("name", list(rules()))
def test_every_rule_can_be_told(name: str) -> None:
    rule = rules()[name]
    lines = in_words(rule)
    assert lines
    text = "\n".join(line.text for line in lines)
    assert not re.search(r"  |\( |None|\bmod_|<", text), text
    assert all(line.text and line.text == line.text.strip() for line in lines)
    depths = [line.depth for line in lines]
    assert depths[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(depths))


@pytest.mark.parametrize("name", list(rules()))
def test_every_letter_of_a_rule_is_explained_once_and_used(name: str) -> None:
    text = "\n".join(line.text for line in in_words(rules()[name]))
    for letter in set(re.findall(r"\([A-Z]\)", text)):
        meanings = re.findall(rf"^{re.escape(letter)} (?:means:|are the lines)", text, re.MULTILINE)
        assert len(meanings) == 1, (letter, text)
        assert text.count(letter) >= 2


@pytest.mark.parametrize("name", list(rules()))
def test_what_a_rule_says_it_looks_at_is_what_its_statement_looks_at(name: str) -> None:
    rule = rules()[name]
    kinds = (NamedNumber, NamedTruth, NamedText)
    within = {node.rule.name for node in in_order([rule.value]) if isinstance(node, kinds)}
    assert set(rules_named(rule)) <= within
    direct = {part.rule.name for part in rule.value.parts() if isinstance(part, kinds)}
    assert direct <= set(rules_named(rule))


def test_a_literal_figure_is_told_with_its_places() -> None:
    assert one(named(PLAIN, of.units * NumberLiteral(25, 1))) == "units × 2.5"
