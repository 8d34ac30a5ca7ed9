"""The OpenAPI document: what ninja derives from the calls, made valid and complete.

ninja knows routes, parameters and shapes. Added here: errors, headers and examples of every call,
what the tags mean, and the terms of use.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from openrvu import __version__
from openrvu.site.api import V1
from openrvu.site.api.bodies import MOST_BYTES
from openrvu.site.api.claim_shapes import MOST_LINES
from openrvu.site.api.examples import Example, examples_of
from openrvu.site.api.problems import CODES

Document = dict[str, Any]

#: What holds for every call: a heading, and what it says.
ABOUT = (
    (
        "What it is",
        "The Medicare Physician Fee Schedule for programs: codes, localities, releases and payment "
        "rules to look up, claims to price, work RVUs to credit. All of it is answered from this "
        "server's own book; nothing that is sent is kept.",
    ),
    (
        "Figures",
        "Dollars, RVUs and indices are decimal strings, both ways: a JSON number would pass "
        "through a float in most programs. Days are ISO dates.",
    ),
    (
        "Errors",
        "Every error has one shape: `error` holds `code` for programs, `message` for people, "
        "`where` (the place in the call, such as `body.lines[2].units`), `expected` and `details`, "
        "which names every problem. A parameter or field that is not documented is refused.",
    ),
    (
        "Lists",
        "`limit` (1 to 200, 50 if not given) and `offset`; the answer has `items`, `total`, "
        "`limit`, `offset` and `next`, the address of the next part or null.",
    ),
    (
        "Caching",
        "The answer to every GET has a strong `ETag`. It depends on the releases held, the version "
        "of OpenRVU and the address alone, so `If-None-Match` is answered with 304 before anything "
        "is computed.",
    ),
    (
        "Limits",
        "Each address may make as many calls a minute as `RateLimit-Limit` says; beyond, 429 with "
        f"`Retry-After`. A body has at most {MOST_BYTES:,} bytes, a claim at most {MOST_LINES} "
        "lines.",
    ),
    (
        "Other sites",
        "There are no cookies and no sessions, and no call changes anything: scripts of any origin "
        "may call. `OPENRVU_API_ORIGIN` on the server names one origin, or none.",
    ),
    (
        "Words of others",
        "CPT codes are copyright American Medical Association. None of its descriptions is in any "
        "answer, nor any that a user of this server has added.",
    ),
)
#: What the calls are about, in the order of the page.
TAGS = {
    "Codes": "CPT and HCPCS codes: figures, rank, indicators, history, source.",
    "Claims": "Claims priced by Medicare's rules, and credited under an employer's plan.",
    "Localities": "Payment localities and their indices (GPCIs).",
    "Releases": "Releases of the fee schedule held here.",
    "Rules": "The payment rules, each with its authority and figures by date.",
    "About": "This description.",
}
_HEADERS = {
    "RateLimit-Limit": "Calls a minute.",
    "RateLimit-Remaining": "Calls left.",
    "RateLimit-Reset": "Seconds until all calls are allowed again.",
}
_STATUSES = tuple(sorted({status for status, _ in CODES.values()}))
_READING = (400, 404, 405, 422, 429, 500)
_POSTING = _STATUSES


def finish(found: Document) -> Document:
    """Make ninja's document ours."""
    paths = found["paths"]
    for path in paths.values():
        for method, operation in path.items():
            _finish_operation(method, operation)
    schemas = {**found["components"]["schemas"], "Error": _error_schema()}
    made = {
        "openapi": "3.1.0",
        "info": _info(),
        "servers": [{"url": f"{settings.SITE_ADDRESS}{V1}", "description": "This server."}],
        "tags": [{"name": name, "description": told} for name, told in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": _used(schemas, paths),
            "responses": {f"Error{status}": _error_response(status) for status in _STATUSES},
            "headers": {name: _header(told) for name, told in _HEADERS.items()},
            "parameters": {"IfNoneMatch": _if_none_match()},
        },
    }
    tidy: Document = _tidied(made)
    return tidy


def _info() -> Document:
    return {
        "title": "OpenRVU",
        "version": __version__,
        "summary": "Medicare RVUs, amounts and priced claims, exact to the cent.",
        "description": "\n\n".join(f"**{title}.** {told}" for title, told in ABOUT),
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }


def _finish_operation(method: str, operation: Document) -> None:
    reads = method == "get"
    examples = examples_of(operation["operationId"])
    for parameter in operation["parameters"]:
        _finish_parameter(parameter, examples)
    if reads:
        operation["parameters"].append({"$ref": "#/components/parameters/IfNoneMatch"})
    if body := operation.get("requestBody"):
        content = body["content"]["application/json"]
        content["examples"] = {e.name: _example(e, e.body) for e in examples}
    responses = {str(status): told for status, told in operation["responses"].items()}
    answer = responses["200"]
    answer["description"] = "The answer."
    answer["headers"] = _headers(etag=reads)
    if reads:
        responses["304"] = {"description": "You hold the answer already.", "headers": _headers()}
    for problem in _READING if reads else _POSTING:
        responses[str(problem)] = {"$ref": f"#/components/responses/Error{problem}"}
    for status in {example.status for example in examples}:
        if status != 200:
            responses[str(status)] = _error_response(status)
        shown = {e.name: _example(e, e.response) for e in examples if e.status == status}
        responses[str(status)]["content"]["application/json"]["examples"] = shown
    operation["responses"] = dict(sorted(responses.items()))


def _finish_parameter(parameter: Document, examples: tuple[Example, ...]) -> None:
    schema = parameter["schema"]
    for name in ("description", "title"):
        schema.pop(name, None)
    # A list of examples is JSON Schema's; a parameter's are named.
    parameter.pop("examples", None)
    name = parameter["name"]
    shown = {e.name: {"value": e.given[name]} for e in examples if name in e.given}
    if shown:
        parameter["examples"] = shown
    elif schema.get("examples"):
        parameter["example"] = schema["examples"][0]


def _example(example: Example, value: Any) -> Document:
    return {"summary": example.summary, "value": value}


def _headers(*, etag: bool = False) -> Document:
    made: Document = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
    if etag:
        told = "Strong validator: of the releases held, the program and the address."
        made["ETag"] = {"description": told, "schema": {"type": "string"}, "required": True}
    return made


def _header(told: str) -> Document:
    return {"description": told, "schema": {"type": "integer", "minimum": 0}}


def _if_none_match() -> Document:
    return {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        "description": "The ETag of an answer that you hold.",
        "schema": {"type": "string"},
    }


def _error_response(status: int) -> Document:
    meant = [told for of, told in CODES.values() if of == status]
    headers = _headers()
    if status == 429:
        told = "Seconds to wait."
        schema = {"type": "integer", "minimum": 1}
        headers["Retry-After"] = {"description": told, "schema": schema, "required": True}
    if status == 405:
        told = "What the address answers to."
        headers["Allow"] = {"description": told, "schema": {"type": "string"}, "required": True}
    shape = {"schema": {"$ref": "#/components/schemas/Error"}}
    return {
        "description": " ".join(meant),
        "headers": headers,
        "content": {"application/json": shape},
    }


def _error_schema() -> Document:
    """The one shape of an error."""
    words = {"type": "string"}
    maybe = {"type": ["string", "null"]}
    detail = _closed({"where": words, "message": words, "expected": words})
    codes = "\n".join(f"- `{name}` ({status}): {told}" for name, (status, told) in CODES.items())
    inside = _closed(
        {
            "code": {"type": "string", "enum": list(CODES), "description": codes},
            "message": {**words, "description": "What was found, in a sentence."},
            "where": {**maybe, "description": "The place in the call."},
            "expected": {**maybe, "description": "What would be right, or what to do."},
            "details": {"type": "array", "items": detail, "description": "Every problem found."},
        }
    )
    return {**_closed({"error": inside}), "description": "The shape of every error."}


def _closed(properties: Document) -> Document:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _used(schemas: Document, paths: Document) -> Document:
    """The schemas that the calls refer to, and those that these refer to."""
    wanted: dict[str, None] = {}
    waiting = [*_references(paths)]
    while waiting:
        name = waiting.pop(0)
        if name in schemas and name not in wanted:
            wanted[name] = None
            waiting += _references(schemas[name])
    return {name: schemas[name] for name in sorted(wanted)}


def _references(held: Any) -> list[str]:
    if isinstance(held, list):
        return [name for part in held for name in _references(part)]
    if not isinstance(held, dict):
        return []
    own = [held["$ref"].rpartition("/")[2]] if isinstance(held.get("$ref"), str) else []
    return own + [name for part in held.values() for name in _references(part)]


#: What stands under these is shown as it is.
_AS_IT_IS = ("value", "example", "examples", "default", "enum")


def _tidied(held: Any, *, of_names: bool = False) -> Any:
    """Without the titles that pydantic makes of names."""
    if isinstance(held, list):
        return [_tidied(part) for part in held]
    if not isinstance(held, dict):
        return held
    if of_names:
        return {name: _tidied(part) for name, part in held.items()}
    is_schema = "version" not in held  # beside it, in `info`, the title is ours
    return {
        name: part if name in _AS_IT_IS else _tidied(part, of_names=name == "properties")
        for name, part in held.items()
        if name != "title" or not is_schema
    }
