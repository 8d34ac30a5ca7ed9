"""The two ways a view answers: a page, or the same as JSON. One error shape for all JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself to browsers and search engines.

    Attributes:
        title: for the tab and the search result.
        description: one sentence.
        path: its canonical address on this site, without the query.
        json_path: where the same page stands as JSON.
        data: structured data (schema.org), or None.
    """

    title: str
    description: str
    path: str
    json_path: str
    data: Mapping[str, Any] | None = None

    @property
    def canonical(self) -> str:
        """The address under which the page is known."""
        return f"{settings.SITE_ADDRESS}{self.path}"

    @property
    def data_json(self) -> str:
        """Structured data as text that may stand in a page."""
        text = json.dumps(self.data, ensure_ascii=False, default=str)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def page(
    request: HttpRequest,
    template: str,
    head: Head,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a template."""
    body = render(template, {"head": head, "path": request.path, **context})
    return HttpResponse(body, status=status)


def render(template: str, context: Mapping[str, Any]) -> str:
    """A template as text."""
    found = engines["jinja2"].env.get_template(template)  # type: ignore[attr-defined]
    return str(found.render(**context))


def as_json(content: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Figures as decimal strings, never as floats."""
    body = json.dumps(content, ensure_ascii=False, indent=1, default=_plain)
    response = HttpResponse(body + "\n", status=status, content_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def json_error(status: int, message: str, **details: str) -> HttpResponse:
    """The one shape of a JSON error."""
    return as_json({"error": {"status": status, "message": message, **details}}, status=status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the address asked for is a JSON one."""
    return request.path.endswith(".json")


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)
