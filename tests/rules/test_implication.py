from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.rules import fold
from openrvu.rules.expression import (
    AnyOf,
    Group,
    IsFirst,
    NamedText,
    NamedTruth,
    Rule,
    TextField,
    Truth,
    TruthField,
    TruthLiteral,
)
from openrvu.rules.implication import Supposed
from rules.interpreter import values
from rules.trees import Line

RT, LT, BOTH = (TruthField(name) for name in ("mod_RT", "mod_LT", "mod_50"))
STATUS = TextField("status")
CODES = "ABC"
EVERY_LINE: list[Line] = [
    {"mod_RT": rt, "mod_LT": lt, "mod_50": both, "status": status}
    for rt, lt, both, status in product((False, True), (False, True), (False, True), CODES)
]

_ATOMS = st.sampled_from([RT, LT, BOTH, *(STATUS.is_in(code) for code in CODES)])


def _wholes(parts: st.SearchStrategy[Truth]) -> st.SearchStrategy[Truth]:
    two = st.tuples(parts, parts)
    return st.one_of(
        two.map(lambda pair: pair[0] & pair[1]),
        two.map(lambda pair: pair[0] | pair[1]),
        parts.map(lambda part: ~part),
        parts.map(lambda part: NamedTruth(Rule("any"), part)),
        st.sets(st.sampled_from(CODES)).map(lambda codes: STATUS.is_in(*codes)),
    )


TRUTHS = st.recursive(_ATOMS, _wholes, max_leaves=12)


def holding(truth: Truth) -> list[bool]:
    """Whether it holds, for every line there can be."""
    return [found is True for line in EVERY_LINE for found in values(truth, [line], {})]


@pytest.mark.parametrize(
    ("supposed", "holds", "asked", "answer"),
    [
        (RT & LT, True, LT, True),
        (RT | LT, False, LT, False),
        (RT | LT, True, LT, None),
        (RT & LT, False, LT, None),
        (~RT, True, RT, False),
        (NamedTruth(Rule("pair"), RT & LT), True, RT, True),
        (RT & (~RT | LT), True, LT, True),
        (~(RT & LT) & RT, True, LT, False),
        (RT, True, RT | LT, True),
        (RT, False, RT & LT, False),
        (RT & LT, True, RT & (LT | BOTH), True),
        (STATUS.is_in("A"), True, STATUS.is_in("A", "B"), True),
        (STATUS.is_in("A"), True, NamedText(Rule("s"), STATUS).is_in("B", "C"), False),
        (STATUS.is_in("A", "B"), False, STATUS.is_in("B"), False),
        (STATUS.is_in("A", "B"), True, STATUS.is_in("B"), None),
        (STATUS.is_in("A", "B") & ~STATUS.is_in("A"), True, STATUS.is_in("B"), True),
        (IsFirst(Group(among=RT & LT)), True, RT, True),
        (AnyOf(BOTH, Group(among=RT)), True, RT, True),
        (AnyOf(BOTH, Group(among=RT)), False, RT, None),
        (RT, True, TruthLiteral(value=False), False),
    ],
)
def test_what_follows_from_one_truth_is_known(
    supposed: Truth, holds: bool, asked: Truth, answer: bool | None
) -> None:
    assert Supposed((supposed, holds)).decides(asked) is answer


def test_what_contradicts_itself_is_impossible() -> None:
    assert Supposed((RT, True), (~RT, True)).is_impossible
    assert Supposed((STATUS.is_in("A"), True), (STATUS.is_in("B"), True)).is_impossible
    assert Supposed((TruthLiteral(value=True), False)).is_impossible
    assert not Supposed((RT, True), (LT, False)).is_impossible


def test_a_line_alone_is_no_pair() -> None:
    on_line = BOTH | (RT & LT)
    one_side = NamedTruth(Rule("one_side"), (RT | LT) & ~on_line)
    assert fold.both(fold.both(one_side, RT), fold.both(one_side, LT)) is fold.NO


def test_what_is_said_already_is_not_said_again() -> None:
    both = RT & LT
    assert fold.both(both, RT) is both
    assert fold.both(RT, both) is both
    assert fold.either(both, RT) is RT
    assert fold.either(RT, both) is RT


def test_a_case_that_an_earlier_one_excludes_is_left_out() -> None:
    one, two, three = (fold.literal(count, 0) for count in (1, 2, 3))
    cases = [(RT, one), (RT & LT, two), (~RT, three)]
    found = fold.number_choice(cases, two)
    assert list(found.parts()) == [RT, one, three]


@given(TRUTHS, TRUTHS)
def test_what_is_folded_holds_where_the_whole_holds(left: Truth, right: Truth) -> None:
    assert holding(fold.both(left, right)) == holding(left & right)
    assert holding(fold.either(left, right)) == holding(left | right)


@given(TRUTHS, st.booleans(), TRUTHS)
def test_what_is_decided_is_so_wherever_the_supposition_is(
    supposed: Truth, holds: bool, asked: Truth
) -> None:
    known = Supposed((supposed, holds))
    where = [at for at, found in enumerate(holding(supposed)) if found is holds]
    assert not (known.is_impossible and where)
    answer = known.decides(asked)
    assert answer is None or all(holding(asked)[at] is answer for at in where)
