"""Cells of a table as the fields of a line; what is wrong with a cell is a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from openrvu.productivity.log.columns import MODIFIER_FIELDS
from openrvu.productivity.log.known import KnownCodes
from openrvu.productivity.log.line import LogLine, tidy_note
from openrvu.productivity.log.quick_words import PLACES, ROLES
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.written import bare, unescaped
from openrvu.productivity.tabular.table import Cell, shown
from openrvu.productivity.tabular.values import day_of, number_of

_LONGEST_ECHO = 40
_BETWEEN = re.compile(r"[\s,;|+&/]+")
_CODE = re.compile(r"([0-9A-Z]{3,5})((?:[-.][0-9A-Z]{2})*)\Z")
_DROPPED_ZEROS = re.compile(r"[0-9]{3,4}\Z")
_MODIFIER = re.compile(r"[0-9A-Z]{2}\Z")
_PLACE = re.compile(r"(\d{1,2})(?!\d)")


class BadCell(ValueError):
    """A cell that is not what its column holds; the message is a sentence."""


def lines_of(
    cells: Mapping[str, Cell], known: KnownCodes, *, case: str, is_own: bool, is_csv: bool
) -> list[LogLine]:
    """The lines of a row: one for each code in its cell.

    Args:
        cells: by field; a field without a column is not there.
        known: tells a code that lost its first zeros in a spreadsheet.
        case: of a row with several codes.
        is_own: whether the table is an export of ours.
        is_csv: whether it was CSV.

    Raises:
        BadCell: a cell is not what it should be.
    """
    day = _day(cells.get("date", ""))
    labels = list(_labels(shown(cells.get("code", ""))))
    if not labels:
        raise BadCell("The code is missing.")
    given = tuple(_modifiers(cells))
    units, pos, role = _units(cells), _place(cells), _role(cells)
    tags, note = _tags(cells), _note(cells, is_own=is_own, is_csv=is_csv)
    own_case = bare(shown(cells.get("case", "")))
    kept_case = own_case or (case if len(labels) > 1 else "")
    made = []
    for number, (code, modifiers) in enumerate(labels):
        all_modifiers = tuple(dict.fromkeys((*modifiers, *(given if number == 0 else ()))))
        made.append(
            LogLine(
                date=day,
                code=_whole(code, day, known),
                modifiers=all_modifiers,
                units=units if number == 0 else 1,
                pos=pos,
                role=role,
                tags=tags,
                note=note if number == 0 else "",
                case=kept_case,
            )
        )
    return made


def _day(cell: Cell) -> date:
    day = day_of(cell)
    if day is None:
        said = _echo(cell)
        raise BadCell(
            f"Date: found {said}; expected a day such as 2026-03-09 or 3/9/2026."
            if said
            else "The date is missing."
        )
    return day


def _labels(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each code of a cell with the modifiers written to it: ``45385, 45380-59``."""
    for said in filter(None, _BETWEEN.split(text.upper())):
        match = _CODE.match(said.removesuffix(".0"))
        if match is None:
            raise BadCell(f"Code: found {_echo(text)}; expected a code such as 45385 or 45380-59.")
        yield match[1], tuple(filter(None, re.split(r"[-.]", match[2])))


def _whole(code: str, day: date, known: KnownCodes) -> str:
    """The code with the zeros that a spreadsheet drops, where that is a code and this is none."""
    whole = code.zfill(5)
    return whole if _DROPPED_ZEROS.match(code) and known.is_code(whole, day) else code


def _modifiers(cells: Mapping[str, Cell]) -> Iterator[str]:
    for field in MODIFIER_FIELDS:
        text = shown(cells.get(field, "")).upper()
        for said in filter(None, re.split(r"[\s,;|/.+-]+", text.removesuffix(".0"))):
            whole = said.zfill(2) if said.isdigit() else said
            if not _MODIFIER.match(whole):
                raise BadCell(
                    f"Modifiers: found {_echo(text)}; expected two characters each, such as 59 LT."
                )
            yield whole


def _units(cells: Mapping[str, Cell]) -> int:
    cell = cells.get("units", "")
    if not cell:
        return 1
    figure = number_of(cell)
    if figure is None or figure != int(figure):
        raise BadCell(f"Units: found {_echo(cell)}; expected a whole number.")
    if figure <= 0:
        raise BadCell(f"Units: found {_echo(cell)}, as of a voided charge; expected 1 or more.")
    return int(figure)


def _place(cells: Mapping[str, Cell]) -> str:
    text = shown(cells.get("pos", "")).strip()
    if not text:
        return ""
    if match := _PLACE.match(text):
        return match[1].zfill(2)
    named = PLACES.get(text.lower())
    if named is None:
        raise BadCell(f"Place of service: found {_echo(text)}; expected two digits, such as 11.")
    return named


def _role(cells: Mapping[str, Cell]) -> Role:
    text = shown(cells.get("role", "")).strip()
    if not text or text.lower() == "surgeon":
        return Role.PRIMARY
    if text.lower() in set(Role):
        return Role(text.lower())
    found = next((role for pattern, role in ROLES if pattern.fullmatch(text)), None)
    if found is None:
        roles = ", ".join(Role)
        raise BadCell(f"Role: found {_echo(text)}; expected one of {roles}.")
    return found


def _tags(cells: Mapping[str, Cell]) -> tuple[str, ...]:
    said = _BETWEEN.split(bare(shown(cells.get("tags", ""))))
    return tuple(dict.fromkeys(tag.removeprefix("#") for tag in said if tag.strip("#")))


def _note(cells: Mapping[str, Cell], *, is_own: bool, is_csv: bool) -> str:
    text = bare(shown(cells.get("note", "")))
    return tidy_note(unescaped(text) if is_own and is_csv else text)


def _echo(cell: Cell) -> str:
    text = shown(cell).strip()
    return repr(text[:_LONGEST_ECHO]) if text else ""
