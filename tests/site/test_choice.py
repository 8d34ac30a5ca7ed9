"""What an address is understood to ask for."""

from __future__ import annotations

import pytest

from openrvu import open_book
from openrvu.site.choice import Choice, read_choice

BOOK = open_book()


def chosen(**parameters: str) -> Choice:
    return read_choice(parameters, BOOK)


@pytest.mark.parametrize(
    ("name", "text"), [("zip", "96813"), ("locality", "01212-01"), ("locality", "American Samoa")]
)
def test_a_place_without_an_index_is_understood_and_no_problem(name: str, text: str) -> None:
    choice = chosen(**{name: text})
    assert not choice.problems
    assert "no amount can be given" in choice.unpriced_place
    assert choice.refusals == {name: choice.unpriced_place}
    assert choice.zip_area is None


def test_a_place_with_an_index_has_an_amount() -> None:
    choice = chosen(zip="96813", release="RVU25D")
    assert (choice.locality.key, choice.unpriced_place, choice.refusals) == ("01212-01", "", {})


@pytest.mark.parametrize(("name", "text"), [("zip", "00000"), ("locality", "nowhere")])
def test_a_place_that_is_not_understood_is_a_problem(name: str, text: str) -> None:
    choice = chosen(**{name: text})
    assert choice.unpriced_place == ""
    assert set(choice.problems) == {name} == set(choice.refusals)


def test_a_zip_code_in_another_year_says_so_once() -> None:
    (notice,) = chosen(zip="94601", date="2022-06-01").notices
    assert "In 2022 this area was localities 01112-05, 01112-06 or 01112-07" in notice
    assert chosen(zip="94601", release="RVU25D").notices == ()
