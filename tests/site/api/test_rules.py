"""The payment rules: each with its words, authority, figures by date and example."""

from __future__ import annotations

import pytest
from django.test import Client

from calling import got
from openrvu.rules.order import rules

NAMES = tuple(rules())


def test_every_rule_is_listed_in_the_order_of_payment(client: Client) -> None:
    found = got(client, "/rules?limit=200")
    assert [item["name"] for item in found["items"]] == list(NAMES)
    numbers = [item["place"]["number"] for item in found["items"] if item["place"]]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_told_whole(client: Client, name: str) -> None:
    found = got(client, f"/rules/{name}")
    listed = next(i for i in got(client, "/rules?limit=200")["items"] if i["name"] == name)
    assert {key: found[key] for key in listed} == listed
    assert found["title"]
    assert found["says"]
    assert found["cites"]
    assert found["words"]
    assert set(found["looks_at"]) | set(found["looked_at_by"]) <= set(NAMES)
    for parameter in found["parameters"]:
        days = [value["from"] for value in parameter["values"]]
        assert days == sorted(days)
        assert all(value["source"] and value["checked"] for value in parameter["values"])


def test_a_parameter_has_its_values_by_date(client: Client) -> None:
    found = got(client, "/rules/base.fee")
    adjustor = next(p for p in found["parameters"] if p["name"] == "work_adjustor")
    assert {value["from"]: value["value"] for value in adjustor["values"]} == {
        "1992-01-01": "1",
        "2007-01-01": "0.8994",
        "2008-01-01": "0.8806",
        "2009-01-01": "1",
        "2020-01-01": "1",
    }


def test_an_example_shows_the_rule_at_work(client: Client) -> None:
    example = got(client, "/rules/base.fee")["example"]
    line = example["priced"]["lines"][example["line"] - 1]
    assert "base.fee" in [step["rule"] for step in line["steps"]]
