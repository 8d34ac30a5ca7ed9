"""The OpenAPI document: valid, complete, and without a number that could be a float."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import schemathesis
from django.test import Client

from calling import got
from openrvu import __version__
from openrvu.site.api.problems import CODES
from openrvu.site.api.v1 import document


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def schemas(held: Any) -> Iterator[dict[str, Any]]:
    if isinstance(held, list):
        for part in held:
            yield from schemas(part)
    elif isinstance(held, dict):
        yield held
        for name, part in held.items():
            if name != "examples":
                yield from schemas(part)


def test_it_is_valid_openapi_3_1(client: Client) -> None:
    found = got(client, "/openapi.json")
    assert found["openapi"].startswith("3.1.")
    assert found["info"]["version"] == __version__
    schemathesis.openapi.from_dict(found).validate()


def test_every_call_says_what_it_is() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(names) == len(set(names)) == 12
    for path, _, operation in operations():
        assert operation["summary"], path
        assert operation["description"].endswith("."), path
        assert operation["tags"], path


def test_every_parameter_has_a_meaning_and_an_example() -> None:
    for path, _, operation in operations():
        for parameter in operation["parameters"]:
            if "$ref" in parameter:
                continue
            shown = "example" in parameter or "examples" in parameter
            assert shown or "default" in parameter["schema"] or "enum" in parameter["schema"], path
            assert parameter["in"] == "path" or parameter["description"], (path, parameter)


def test_every_call_documents_every_error_it_may_answer_with() -> None:
    of_any = {"400", "404", "405", "422", "429", "500"}
    of_post = {"409", "411", "413", "415"}
    for path, method, operation in operations():
        wanted = of_any | (of_post if method == "post" else {"304"})
        assert wanted | {"200"} == set(operation["responses"]), path


def test_every_error_has_the_one_shape() -> None:
    shape = {"$ref": "#/components/schemas/Error"}
    responses = document()["components"]["responses"]
    assert {int(name.removeprefix("Error")) for name in responses} == {s for s, _ in CODES.values()}
    shown = [*responses.values()]
    for _, _, operation in operations():
        shown += [
            told
            for status, told in operation["responses"].items()
            if int(status) >= 400 and "$ref" not in told
        ]
    assert all(told["content"]["application/json"]["schema"] == shape for told in shown)


def test_no_figure_is_a_json_number() -> None:
    for schema in schemas(document()):
        assert "number" not in str(schema.get("type"))


def test_every_object_refuses_or_lacks_what_is_not_documented() -> None:
    for name, schema in document()["components"]["schemas"].items():
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False, name


def test_every_list_has_the_same_five_fields() -> None:
    held = document()["components"]["schemas"]
    lists = [schema for schema in held.values() if "items" in schema.get("properties", {})]
    assert len(lists) == 5
    for schema in lists:
        assert list(schema["properties"])[:5] == ["items", "total", "limit", "offset", "next"]


def test_every_reference_leads_somewhere() -> None:
    for schema in schemas(document()):
        if isinstance(target := schema.get("$ref"), str):
            found: Any = document()
            for part in target.removeprefix("#/").split("/"):
                found = found[part]
            assert found
