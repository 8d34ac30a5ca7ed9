"""What helps where a code is not found."""

from __future__ import annotations

import pytest

from openrvu import open_book
from openrvu.site.finding.nearby import code_like, neighbours, seen

CODES = ["00750", "0075T", "76000", "76010", "76080", "76098", "76100", "76942", "G0105"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("76000", ("76000", "")),
        (" 76000-26 ", ("76000", "26")),
        ("0075t", ("0075T", "")),
        ("g0105 tc", ("G0105", "TC")),
        ("99999", ("99999", "")),
        ("fluor", None),
        ("7600", None),
        ("760001", None),
        ("", None),
    ],
)
def test_a_code_is_known_by_its_shape(text: str, found: tuple[str, str] | None) -> None:
    assert code_like(text) == found


def test_neighbours_begin_alike_and_stand_close() -> None:
    assert neighbours(CODES, "76001", 3) == ["76000", "76010", "76080"]


def test_neighbours_leave_out_codes_of_another_beginning() -> None:
    assert neighbours(CODES, "G0104") == ["G0105"]
    assert neighbours(CODES, "X9999") == []


def test_a_code_is_not_its_own_neighbour() -> None:
    assert "76000" not in neighbours(CODES, "76000")


def test_neighbours_come_in_order_and_no_more_than_asked_for() -> None:
    codes = open_book().codes(open_book().newest().label)
    found = neighbours(codes, "99299", 8)
    assert found == sorted(found)
    assert len(found) == 8


def test_a_code_of_the_newest_release_is_not_gone() -> None:
    life = seen(open_book(), "76000")
    assert life is not None
    assert life.gone_by is None
    assert life.first.label == open_book().releases()[0].label


def test_a_gone_code_names_its_last_release_and_the_next() -> None:
    life = seen(open_book(), "99201")
    assert life is not None
    assert life.gone_by is not None
    assert (life.last.label, life.gone_by.label) == ("RVU20D", "RVU21A")


def test_a_code_no_release_has_was_never_seen() -> None:
    assert seen(open_book(), "99999") is None
