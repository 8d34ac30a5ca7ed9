"""SQL that reads the fields of rules off a line: the numbers of what was found for it.

The letters are those of :mod:`openrvu.pricing.table.lines`.
"""

from __future__ import annotations

from collections.abc import Iterable

from openrvu.pricing.table.dimensions import PLACE_FIELDS, SERVICE_FIELDS
from openrvu.pricing.table.lines import OPTIONAL
from openrvu.rules.expression import Expression
from openrvu.rules.modifiers import bit
from openrvu.rules.walk import fields as fields_of

#: What the numbers of a line ``x`` stand for.
SEEN = """JOIN service AS s ON s.row_id = x.row_id
JOIN place_index AS a ON a.place_id = x.place_id
JOIN place_of_service AS p ON p.pos_id = x.pos_id
JOIN modifier_set AS m ON m.set_id = x.set_id"""
_TABLES = {
    "m": ("unknown_modifier", "unmodelled_modifier", "patient_share"),
    "p": ("place_setting", "place_known", "hospital_place"),
    "a": PLACE_FIELDS,
    "s": SERVICE_FIELDS,
    "x": ("units", "provider", "parts_missing", "participating", "line"),
}
_LETTER = {name: letter for letter, names in _TABLES.items() for name in names}


def is_said(name: str) -> bool:
    """Whether a table can say a field of rules of its lines."""
    is_figure = name.removeprefix("has_") in OPTIONAL
    return name in _LETTER or is_figure or bit(name.removeprefix("mod_")) is not None


def field_sql(name: str) -> str:
    """SQL that reads a field of rules off a line ``x`` joined with :data:`SEEN`.

    Raises:
        KeyError: no table says it.
    """
    if name in OPTIONAL:
        return f"coalesce(x.{name}, 0)"
    if name.startswith("has_") and (figure := name.removeprefix("has_")) in OPTIONAL:
        return f"x.{figure} IS NOT NULL"
    if letter := _LETTER.get(name):
        return f'{letter}."{name}"'
    place = bit(name.removeprefix("mod_"))
    if place is None:
        raise KeyError(f"no table says {name!r} of a line")
    return f"(m.mask & {1 << place}) <> 0"


_PE = (
    "CASE p.place_setting WHEN 'facility' THEN s.pe_facility"
    " WHEN 'nonfacility' THEN s.pe_nonfacility END"
)
#: Work RVUs, and all RVUs of the setting, times units in hundredths; NULL without a row.
RVUS = {
    name: f"CASE WHEN s.row_found THEN x.units * {figure} END"
    for name, figure in {"work_rvu": "s.work", "total_rvu": f"(s.work + {_PE} + s.mp)"}.items()
}


#: Whether a row was found at all: of one that was not, nothing else is looked at.
_MISSED = {
    "row_found": "s.row_id IS NOT NULL",
    "release_missing": "t.release_id IS NULL",
    "component_missing": "s.row_id IS NULL AND w.code_id IS NOT NULL",
    "locality_missing": "a.place_id IS NULL",
}


def plain_field_sql(name: str) -> str:
    """SQL that reads a field of a plain line ``x`` joined with what is found for it."""
    if name in _MISSED:
        return _MISSED[name]
    if name in _TABLES["p"]:
        nothing = "FALSE" if name != "place_setting" else "''"
        return f"CASE WHEN p.first <= t.day THEN p.{name} ELSE {nothing} END"
    return "coalesce(v.kind, 'physician')" if name == "provider" else field_sql(name)


def needed(outputs: Iterable[Expression]) -> list[str]:
    """The fields of a line that some expressions look at, without its number in the claim."""
    return [leaf.name for leaf in fields_of(outputs) if leaf.name != "line"]
