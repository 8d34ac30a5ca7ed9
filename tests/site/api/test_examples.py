"""Every example of the document is called, and answers as it is documented."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from calling import read
from openrvu.site.api.examples import Example, examples
from openrvu.site.api.v1 import document

OPERATIONS = {
    operation["operationId"]: operation
    for methods in document()["paths"].values()
    for operation in methods.values()
}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_is_answered_as_documented(client: Client, example: Example) -> None:
    if example.body is None:
        response = client.get(example.address)
    else:
        response = client.post(
            example.address, json.dumps(example.body), content_type="application/json"
        )
    assert read(response, example.status) == example.response


def test_every_call_but_the_description_has_an_example_of_success() -> None:
    shown = {example.operation for example in examples() if example.status == 200}
    assert shown == set(OPERATIONS) - {"getDescription"}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_the_document_shows_what_is_sent_and_what_is_answered(example: Example) -> None:
    operation = OPERATIONS[example.operation]
    answer = operation["responses"][str(example.status)]["content"]["application/json"]
    assert answer["examples"][example.name]["value"] == example.response
    if example.body is not None:
        body = operation["requestBody"]["content"]["application/json"]
        assert body["examples"][example.name]["value"] == example.body
    parameters = {each["name"]: each for each in operation["parameters"] if "name" in each}
    for name, value in example.given.items():
        assert parameters[name]["examples"][example.name]["value"] == value
