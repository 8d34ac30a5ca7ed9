"""Headings matched with fields: whole names, doubt said and not settled silently."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.tabular.columns import Aliases, fold, match_columns

_ALIASES: Aliases = {
    "day": ("Date of Service", "date"),
    "units": ("Units", re.compile(r"qty|quantity")),
    "wrvu": ("wRVU", "Work RVU"),
}


@pytest.mark.parametrize("name", ["date_of_service", "DATE OF SERVICE", "Date-of  Service:"])
def test_names_match_whatever_their_case_spaces_and_underscores(name: str) -> None:
    assert match_columns([name], _ALIASES).columns == {"day": 0}


def test_a_name_is_matched_whole_never_in_part() -> None:
    found = match_columns(["Date of Service Entry", "Unitset", "my quantity"], _ALIASES)
    assert found.columns == {}
    assert found.missing == ("day", "units", "wrvu")
    assert found.unused == (0, 1, 2)


def test_the_most_telling_name_decides_and_the_others_are_said() -> None:
    found = match_columns(["date", "Date of Service"], _ALIASES)
    assert found.columns == {"day": 1}
    assert found.others == {"day": (0,)}


def test_two_columns_of_one_name_are_in_doubt_until_one_is_chosen() -> None:
    header = ["wRVU", "w RVU", "Qty"]
    found = match_columns(header, _ALIASES)
    assert found.columns == {"units": 2}
    assert found.ambiguous == {"wrvu": (0, 1)}
    told, absent = found.problems(["day", "wrvu"])
    assert "'w RVU' (column 2)" in told.found
    assert absent.expected == "a column for day"
    chosen = match_columns(header, _ALIASES, {"wrvu": 1})
    assert (chosen.columns, chosen.ambiguous) == ({"wrvu": 1, "units": 2}, {})


def test_a_column_chosen_for_one_field_is_taken_by_no_other() -> None:
    found = match_columns(["date", "Units"], _ALIASES, {"wrvu": 1})
    assert found.columns == {"wrvu": 1, "day": 0}
    assert found.missing == ("units",)


def test_a_chosen_column_that_is_not_there_is_misuse() -> None:
    with pytest.raises(ValueError, match="of 1"):
        match_columns(["date"], _ALIASES, {"day": 1})


@given(st.lists(st.sampled_from(["date", "Units", "qty", "quantity", "wRVU", "x", ""]), max_size=9))
def test_every_column_and_field_is_accounted_for(header: list[str]) -> None:
    found = match_columns(header, _ALIASES)
    told = {*found.columns.values(), *(at for each in found.ambiguous.values() for at in each)}
    assert told.isdisjoint(found.unused)
    assert told.union(found.unused) == set(range(len(header)))
    assert sorted([*found.columns, *found.ambiguous, *found.missing]) == sorted(_ALIASES)


@given(st.text("abc XYZ_-.:#()", max_size=12))
def test_names_that_differ_in_case_and_spaces_alone_are_one(name: str) -> None:
    assert fold(name) == fold(f" {name.upper()}_") == fold(fold(name))
