"""Calls that nobody thought of: schemathesis makes them of the document, and finds nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case

from openrvu.site.wsgi import make_application

_SITE = make_application()


def uncompressed(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The site for a client that asks for compressed answers and cannot read them."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return _SITE(environ, start_response)


_SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", uncompressed)


@pytest.mark.usefixtures("db")  # a request that is not of Django's client looks after connections
@_SCHEMA.parametrize()
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_every_call_does_as_the_document_says(case: Case[Any]) -> None:
    case.call_and_validate()
