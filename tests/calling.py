"""Calls of the API, for tests that make them with Django's client."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

V1 = "/api/v1"


def answered(client: Client, path: str, **headers: str) -> HttpResponse:
    """The answer to a GET below ``/api/v1``."""
    response = client.get(V1 + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    assert isinstance(response, HttpResponse)
    return response


def got(client: Client, path: str, status: int = 200) -> Any:
    """What a GET below ``/api/v1`` answers."""
    return read(answered(client, path), status)


def posted(client: Client, path: str, body: Any, status: int = 200) -> Any:
    """What a POST below ``/api/v1`` answers; a body of bytes is sent as it is."""
    sent = body if isinstance(body, bytes) else json.dumps(body)
    return read(client.generic("POST", V1 + path, sent, CONTENT_TYPE="application/json"), status)


def read(response: object, status: int) -> Any:
    """An answer as data, in which no number has passed through a float."""
    assert isinstance(response, HttpResponse)
    assert response.status_code == status, response.content[:500]
    assert response.headers["Content-Type"] == "application/json"
    return json.loads(response.content, parse_float=_no_float)


def refused(found: Any) -> tuple[str, str | None]:
    """Code and place of a problem, its shape checked."""
    assert list(found) == ["error"]
    error = found["error"]
    assert list(error) == ["code", "message", "where", "expected", "details"]
    assert error["message"]
    for detail in error["details"]:
        assert list(detail) == ["where", "message", "expected"]
        assert all(detail.values())
    return error["code"], error["where"]


def _no_float(text: str) -> None:
    raise AssertionError(f"{text} is a float; figures are decimal strings")
