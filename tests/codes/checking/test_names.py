"""Titles are one code's alone; a name is shared by few, who belong together."""

from __future__ import annotations

from codes.checking.conftest import Make
from openrvu.codes.checking.names import name_faults
from openrvu.codes.entries import Entry
from openrvu.codes.taxonomy import taxonomy


def faults(*entries: Entry) -> set[tuple[str, str]]:
    return {(code, check) for code, check, _ in name_faults(entries, taxonomy())}


def test_siblings_may_share_a_name_up_to_four_of_them(make: Make) -> None:
    codes = ["71045", "71046", "71047", "71048", "71100"]
    entries = [
        make(code=c, title=f"Title {c}", also_known_as=("chest film", f"x {c}")) for c in codes
    ]
    assert faults(*entries[:4]) == set()
    assert faults(*entries) == {(code, "name") for code in codes}


def test_strangers_may_not_share_a_name_unless_each_names_the_other(make: Make) -> None:
    heart = make(code="33475", title="Valve", also_known_as=("PVR", "valve swap"))
    urine = make(code="51798", title="Scan", also_known_as=("pvr", "bladder scan"))
    assert faults(heart, urine) == {("33475", "name"), ("51798", "name")}
    akin = [
        make(code="33475", title="Valve", also_known_as=("PVR", "x"), related=("51798",)),
        make(code="51798", title="Scan", also_known_as=("pvr", "y"), related=("33475",)),
    ]
    assert faults(*akin) == set()


def test_a_title_is_not_shared_and_is_no_name_of_another(make: Make) -> None:
    one, two = make(code="71045", title="Chest film"), make(code="71046", title="Chest film")
    assert {check for _, check in faults(one, two)} >= {"title"}
    named = make(code="71047", title="Three films", also_known_as=("chest film", "z"))
    assert ("71047", "name") in faults(one, named)
