"""The form of a contract: what it says is the contract, and nothing is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.contract.contract_file import EXAMPLES, example
from openrvu.site.contracts import form

MINUTE = [
    ("c.name", "Mine"),
    ("c.starts", "2026-01-01"),
    ("c.ends", ""),
    ("c.base[1].annual", "$240,000"),
    ("c.fte[1].total", "1"),
    ("c.fte[1].clinical", "0.8"),
    ("c.production.pays", "above the threshold"),
    ("c.production.rate", "50"),
    ("c.threshold.kind", "none"),
    ("c.threshold.annual", ""),
    ("c.threshold.by", "clinical FTE"),
    ("c.cap.annual", ""),
    ("c.cap.on", "clinical pay"),
    ("c.cap.by", "none"),
]


def fields(table: form.Table) -> Iterator[tuple[str, str]]:
    """What a browser sends of a form that shows these tables."""
    for path, value in form._leaves(table, ""):
        if re.sub(r"\[[0-9]+\]", "[]", path) in form.FIELDS:
            yield f"c.{path}", str(value).lower() if isinstance(value, bool) else str(value)
    yield from form.hidden(table)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_contract_that_goes_through_the_form_stays_what_it_was(name: str) -> None:
    found, problems = form.read(form.posted(fields(form.table_of(example(name)))))
    assert problems == ()
    assert found == example(name)


def test_a_few_fields_make_a_contract() -> None:
    found, problems = form.read(form.posted(MINUTE))
    assert problems == ()
    assert found is not None
    assert (str(found.base[0].annual), found.fte[0].since) == ("240000.00", found.starts)
    assert found.cap is None
    assert found.production.rate == 50


def test_every_fault_names_its_field() -> None:
    wrong = dict(MINUTE) | {"c.production.rate": "fifty", "c.fte[1].clinical": "3", "c.name": " "}
    found, problems = form.read(form.posted(wrong.items()))
    assert found is None
    told = {problem.place: problem.found for problem in problems}
    assert told == {"name": "nothing", "production.rate": "'fifty'", "fte[1].clinical": "'3'"}
    assert {re.sub(r"\[[0-9]+\]", "[]", place) for place in told} <= form.FIELDS


def test_blank_rows_are_left_out_and_the_others_counted_anew() -> None:
    rows = [
        ("c.production.whole_volume", "false"),
        ("c.production.tier[1].start", "0"),
        ("c.production.tier[1].rate", "40"),
        ("c.production.tier[2].start", ""),
        ("c.production.tier[2].rate", ""),
        ("c.production.tier[3].start", "4,500"),
        ("c.production.tier[3].rate", ""),
    ]
    table = form.posted([*(f for f in MINUTE if f[0] != "c.production.rate"), *rows])
    assert table["production"]["tier"] == [{"start": "0", "rate": "40"}, {"start": "4500"}]
    _, problems = form.read(table)
    assert [problem.place for problem in problems] == ["production.tier[2].rate"]


def test_a_row_of_choices_alone_is_blank_and_one_with_a_word_is_not() -> None:
    assert "quality" not in form.posted([("c.quality[1].kind", "fixed amount")])
    shift = form.posted(
        [("c.call[1].shift[1].kind", "weekday"), ("c.call[1].shift[1].per", "month")]
    )
    assert shift["call"] == [{"shift": [{"kind": "weekday", "per": "month"}]}]


def test_a_fault_in_the_only_tier_is_told_once() -> None:
    """It is not said besides that there is no rate."""
    tier = {"c.production.tier[1].start": "0", "c.production.tier[1].rate": "forty"}
    sent = {**dict(MINUTE), "c.production.rate": "", "c.production.whole_volume": "false", **tier}
    _, problems = form.read(form.posted(sent.items()))
    assert [problem.place for problem in problems] == ["production.tier[1].rate"]


def test_rows_are_added_and_removed_at_their_place() -> None:
    table = form.posted(MINUTE)
    form.with_row(table, "call")
    form.with_row(table, "call[1].shift")
    assert form.count_at(table, "call[1].shift") == 1
    form.without_row(table, "call[1].shift[1]")
    assert form.count_at(table, "call[1].shift") == 0
    form.without_row(table, "call[7]")
    assert form.count_at(table, "call") == 1


def test_what_the_form_does_not_show_is_named() -> None:
    told = form.unshown(form.table_of(example("marginal-tiers")))
    assert told == ["pool.target", "pool.amount", "pool.rate", "pool.share"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["c.", "j.", ""]).flatmap(
                lambda kind: st.text("fte[]0123.anulbsecrdit", max_size=20).map(kind.__add__)
            ),
            st.text(max_size=20),
        ),
        max_size=8,
    )
)
def test_nothing_that_is_sent_breaks_the_form(sent: list[tuple[str, str]]) -> None:
    table = form.posted([*MINUTE, *sent])
    form.read(table)
    form.hidden(table)
    form.value_at(table, "fte[1].total")
    form.with_row(table, "fte")
