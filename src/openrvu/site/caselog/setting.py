"""Rotations and minimums from forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from openrvu.calendar import parse_day
from openrvu.codes.index import open_index
from openrvu.productivity.log.identifiers import find
from openrvu.productivity.log.known import known_codes
from openrvu.productivity.log.role import Role
from openrvu.site.caselog.models import LONGEST_NAME, Minimum, Rotation
from openrvu.site.people.models import User

MOST_COUNT = 100_000
#: More codes by themselves than any minimum names.
MOST_CODES = 100
_PARTS = re.compile(r"[\s,;]+")


class Refused(ValueError):
    """A form says what cannot be; the message says what."""


def add_rotation(user: User, form: Mapping[str, str]) -> None:
    """Keep a rotation.

    Raises:
        Refused: the form says what cannot be.
    """
    name = _name(form)
    first, last = (_day(form.get(field, ""), field) for field in ("first", "last"))
    if last < first:
        raise Refused(f"A rotation that ends on {last}, before {first}. Give its days in order.")
    Rotation(owner=user, name=name, first=first, last=last).save(force_insert=True)


def add_minimum(
    user: User, form: Mapping[str, str], families: Sequence[str], roles: Sequence[str], today: date
) -> None:
    """Keep a minimum.

    Raises:
        Refused: the form says what cannot be.
    """
    name, count = _name(form), form.get("count", "").strip()
    if not count.isascii() or not count.isdigit() or not 0 < int(count[:9]) <= MOST_COUNT:
        raise Refused(f"Found {count[:20]!r} for how many; expected a whole number from 1.")
    held = set(family_slugs())
    told = [family for family in dict.fromkeys(families) if family in held]
    codes = _codes(form.get("codes", ""), today)
    if not told and not codes:
        raise Refused("A minimum of nothing. Choose a family of procedures, or give codes.")
    kept = [role for role in dict.fromkeys(roles) if role in set(Role)]
    Minimum(owner=user, name=name, count=int(count), families=told, codes=codes, roles=kept).save(
        force_insert=True
    )


def family_slugs() -> dict[str, str]:
    """``category/family``, and each category by itself, to what they are called."""
    index = open_index()
    found: dict[str, str] = {}
    for category in index.categories():
        found[category.slug] = f"{category.name}: all"
        for family in index.families(category):
            found[f"{category.slug}/{family.slug}"] = family.name
    return found


def _name(form: Mapping[str, str]) -> str:
    name = " ".join(form.get("name", "").split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"A name of {len(name)} letters; expected 1 to {LONGEST_NAME}.")
    if held := find(name):
        raise Refused(f"{held[0].words} Leave it out of the name.")
    return name


def _day(text: str, field: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise Refused(f"The {field} day: {error}.") from None


def _codes(text: str, today: date) -> list[str]:
    codes = list(dict.fromkeys(part for part in _PARTS.split(text.upper()) if part))
    if len(codes) > MOST_CODES:
        raise Refused(f"{len(codes)} codes; at most {MOST_CODES} are taken. Choose a family.")
    known = known_codes()
    for code in codes:
        if why := known.why_unknown(code, today):
            raise Refused(why)
    return codes
