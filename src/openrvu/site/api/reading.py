"""Reads the body of a call: JSON in UTF-8, each name once, figures never through a float."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from openrvu.site.api.bodies import bad_json
from openrvu.site.api.problems import shown


class StrictParser(Parser):
    """JSON that can be taken in one way only."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as data.

        Raises:
            Problem: it is no JSON, or names a thing twice.
        """
        try:
            return json.loads(
                request.body.decode("utf-8"),
                parse_float=Decimal,
                parse_constant=_no_constant,
                object_pairs_hook=_each_once,
            )
        except UnicodeDecodeError as error:
            found = f"byte {error.start + 1} of the body is not UTF-8"
            raise bad_json(found) from None
        except json.JSONDecodeError as error:
            found = f"the body is no JSON: {error.msg}, line {error.lineno} column {error.colno}"
            raise bad_json(found) from None
        except RecursionError:
            raise bad_json("the body is nested too deeply") from None
        except ValueError:  # a whole number of thousands of digits
            raise bad_json("the body holds a number that is too long") from None


def _no_constant(name: str) -> None:
    raise bad_json(f"the body holds {name}, which is no JSON")


def _each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise bad_json(f"the body names {shown(name)} twice in one object")
        if not _is_text(name):
            raise bad_json(f"the body has the name {shown(name)}, which is no text")
        made[name] = value
    return made


def _is_text(name: str) -> bool:
    """JSON can write half a character, which is no text."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)
