"""What can go wrong with a call, and the one shape in which the API says so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import HttpResponse

from openrvu.site.answers import as_json

_LONGEST_ECHO = 60


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is wrong with a call.

    Attributes:
        where: such as ``body.lines[2].units`` or ``query.limit``.
        message: what was found, in a sentence.
        expected: what would be right.
    """

    where: str
    message: str
    expected: str

    def as_data(self) -> dict[str, str]:
        """For JSON."""
        return {"where": self.where, "message": self.message, "expected": self.expected}


@dataclass
class Problem(Exception):
    """A call that cannot be answered.

    Attributes:
        status: of HTTP.
        code: a name for programs, one of :data:`CODES`.
        message: what was found, in a sentence.
        where: the place in the call; None where it has none.
        expected: what would be right, or what to do.
        details: every problem, where several can be told.
        headers: for the answer.
    """

    status: int
    code: str
    message: str
    where: str | None = None
    expected: str | None = None
    details: tuple[Detail, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> HttpResponse:
        """The answer."""
        error = {
            "code": self.code,
            "message": self.message,
            "where": self.where,
            "expected": self.expected,
            "details": [detail.as_data() for detail in self.details],
        }
        made = as_json({"error": error}, status=self.status)
        for name, value in self.headers.items():
            made.headers[name] = value
        return made


#: Every code of a problem: its status and what it means.
CODES = {
    "bad_request": (400, "The request is malformed, or asks for a host that is not this one."),
    "bad_json": (400, "The body is no JSON, or holds what a JSON reader may take in two ways."),
    "not_found": (404, "There is nothing at this address."),
    "unknown_code": (404, "The release has no such code, or no row for the modifier."),
    "unknown_locality": (404, "No payment locality answers to the name, key or ZIP code."),
    "unknown_category": (404, "There is no such category or family of codes."),
    "unknown_rule": (404, "There is no rule of that name."),
    "release_not_held": (404, "The release or the conversion factor asked for is not held."),
    "method_not_allowed": (405, "The address does not answer to this method; see `Allow`."),
    "contradiction": (409, "Each field is as documented, but two of them exclude each other."),
    "length_required": (411, "A body was sent without its length; send `Content-Length`."),
    "too_large": (413, "The body is longer than the API reads."),
    "unsupported_media_type": (415, "The body is not declared as `application/json`."),
    "invalid": (422, "A parameter or a field is not as documented; `details` names each."),
    "too_many_requests": (429, "The address has made too many calls; see `Retry-After`."),
    "internal": (500, "A fault of ours. The same call may be repeated."),
}


def problem(
    code: str, message: str, where: str | None = None, expected: str | None = None
) -> Problem:
    """A problem of a known code, with the status that belongs to it."""
    return Problem(CODES[code][0], code, message, where, expected)


def invalid(details: tuple[Detail, ...]) -> Problem:
    """What is not as documented: the first speaks, all follow."""
    return _of_several("invalid", details)


def contradiction(details: tuple[Detail, ...]) -> Problem:
    """Fields that are as documented and exclude each other."""
    return _of_several("contradiction", details)


def _of_several(code: str, details: tuple[Detail, ...]) -> Problem:
    first = details[0]
    return Problem(CODES[code][0], code, first.message, first.where, first.expected, details)


def shown(value: object) -> str:
    """A value as it stood in the call, cut to a readable length."""
    if isinstance(value, Decimal):
        text = str(value)
    else:
        text = json.dumps(value, ensure_ascii=False, default=str)
    plain = text.encode("utf-8", "replace").decode()
    return plain if len(plain) <= _LONGEST_ECHO else f"{plain[:_LONGEST_ECHO]}…"
