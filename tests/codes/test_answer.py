"""The notices of an answer."""

from __future__ import annotations

from openrvu import FeeSchedule, open_book
from openrvu.codes.answer import answer, place_asked
from openrvu.schedule.zip_notices import zip_notices


def test_a_zip_code_in_another_year_is_noticed_once() -> None:
    book = open_book()
    schedule = FeeSchedule.of("RVU22B")
    place = place_asked(schedule, None, "94601")
    found = answer(book, schedule, "99213", place=place)
    assert place[1] is not None
    assert found["notices"] == [*zip_notices(place[1], schedule)]
    assert len(found["notices"]) == 1
    assert "01112-05, 01112-06 or 01112-07" in found["notices"][0]
