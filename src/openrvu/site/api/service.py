"""The frame that the calls hang in: routes, one error shape, one way to write JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError, ValidationErrorContext
from ninja.renderers import BaseRenderer
from pydantic import BaseModel

from openrvu.site.api.problems import Detail, Problem, invalid, problem, shown
from openrvu.site.api.reading import StrictParser

_logger = logging.getLogger("django.request")
#: More problems than these tell nothing more.
_MOST_DETAILS = 50
#: Begins the names that pydantic needs to tell alternatives apart, and no caller knows.
HIDDEN = "|"


class PlainJson(BaseRenderer):
    """JSON as it is meant to be read: in UTF-8, and nothing but what a schema knows."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002
        """As bytes."""
        return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


class Service(NinjaAPI):
    """django-ninja, speaking our errors."""

    def __init__(self, **told: Any) -> None:
        """Take a title, a version and a description."""
        super().__init__(
            parser=StrictParser(), renderer=PlainJson(), docs_url=None, openapi_url=None, **told
        )
        self.add_exception_handler(Problem, lambda _request, error: _of(error).response())
        self.add_exception_handler(HttpError, _of_http)
        self.add_exception_handler(ValidationError, lambda _request, error: _refusal(error))
        self.add_exception_handler(Exception, fault)

    def get_content_type(self) -> str:
        """As all the site's JSON."""
        return "application/json"

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """What pydantic found wrong, in our words."""
        told = [detail.as_data() for context in error_contexts for detail in _details(context)]
        return ValidationError(list[dict[str, Any]](told[:_MOST_DETAILS]))


def fault(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """A fault of ours: written to the log, and said without its particulars."""
    known = error if isinstance(error, Exception) else None
    _logger.error("%s %s failed", request.method, request.path, exc_info=known)
    again = "the same call may be repeated; if it fails again, please report it"
    return problem("internal", "something went wrong on our side", None, again).response()


def _of(error: Problem | type[Problem]) -> Problem:
    return error if isinstance(error, Problem) else problem("internal", "a fault of ours")


def _of_http(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    """The parser's problem, which ninja wraps."""
    cause = error.__cause__ if isinstance(error, HttpError) else None
    return cause.response() if isinstance(cause, Problem) else fault(request, error)


def _refusal(error: ValidationError | type[ValidationError]) -> HttpResponse:
    found = error.errors if isinstance(error, ValidationError) else []
    return invalid(tuple(Detail(**one) for one in found)).response()


def _details(context: ValidationErrorContext[Any]) -> Iterator[Detail]:
    model = context.model
    source = model.__ninja_param_source__
    flat = model.__ninja_flatten_map_reverse__
    for error in context.pydantic_validation_error.errors(include_url=False):
        place = flat.get(error["loc"], error["loc"])
        named = [part for part in place if not str(part).startswith(HIDDEN)]
        # The body's first name is that of the argument that takes it.
        where = _where(source, named[1:] if source == "body" else named)
        found, expected = _said(error, model, named)
        yield Detail(where, f"{where} {found}", expected)


def _where(source: str, place: Sequence[str | int]) -> str:
    """``body.lines[2].units``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{_clean(part)}" for part in place)
    return source + "".join(parts)


def _clean(name: str) -> str:
    return shown(name)[1:-1] if not name.isidentifier() else name


def _said(error: Any, model: type[BaseModel], place: Sequence[str | int]) -> tuple[str, str]:
    """What was found, after the name of the place, and what was expected."""
    kind, bounds = error["type"], error.get("ctx", {})
    if kind == "kind":
        return f"is {bounds['found']}", bounds["expected"]
    if kind == "missing":
        return "is missing", f"a value for {place[-1]}"
    if kind == "extra_forbidden":
        return "is not known here", f"one of {', '.join(_names(model, place[:-1]))}"
    if kind in {"too_long", "too_short"}:
        least, most = bounds.get("min_length"), bounds.get("max_length")
        counted = f"at most {most}" if kind == "too_long" else f"at least {least}"
        return f"has {bounds['actual_length']} items", f"{counted} items"
    wanted = {"list_type": "a list", "model_type": "an object", "dict_type": "an object"}
    return f"is {shown(error['input'])}", wanted.get(kind, error["msg"])


def _names(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """The names that an object of a call may have."""
    held: type[BaseModel] | None = model
    for part in place:
        if isinstance(part, str) and held is not None:
            field = held.model_fields.get(part)
            held = _model_in(field.annotation) if field else None
    return [field.alias or name for name, field in held.model_fields.items()] if held else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside ``list[X]`` or ``X | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((made for part in get_args(annotation) if (made := _model_in(part))), None)
