"""The form of a contract: its fields are the keys of a contract's file, so a fault finds its field.

A field is named by its place in the file, such as ``c.production.tier[2].rate``. What a contract
says and the form does not show travels beside it as JSON (``j.ramp``), and is kept as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.pay_terms import Of, Pays, Per, QualityKind, Scale
from openrvu.productivity.contract.read import contract_of
from openrvu.productivity.contract.terms import By, CapOn, GuaranteeKind, Recovery, ThresholdKind
from openrvu.productivity.contract.text import contract_to_json
from openrvu.productivity.plan_table import PlanTable, Problem

Table = dict[str, Any]
Read = tuple[Contract | None, tuple[Problem, ...]]

SHOWN, HIDDEN = "c.", "j."
#: More rows than any contract has.
MOST_ROWS = 40
_LONGEST = 2_000
_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]{1,2})\])?\Z")
#: Fields that always have a value, one of a few: alone they do not make a row.
_CHOICES: Mapping[str, Collection[object]] = {
    "kind": (*ThresholdKind, *GuaranteeKind, *QualityKind),
    "by": tuple(By),
    "per": tuple(Per),
    "of": tuple(Of),
    "on": tuple(CapOn),
    "recovery": tuple(Recovery),
    "pays": tuple(Pays),
    "scale": tuple(Scale),
    "whole_volume": (True, False),
}
_WHOLE = frozenset(("year_begins", "one_in", "physicians", "since_period"))
_TEXTS = frozenset(("name", "source", "release", "credit", "starts", "ends", "since", "until"))
#: Tables that stand even where nothing is filled in.
_KEPT = frozenset(("production", "threshold"))
#: The fields that the page shows, by table; ``[]`` for each row.
_SHOWN: Mapping[str, str] = {
    "": "name starts ends source payout settle year_begins base_by credit release",
    "fte[].": "since total clinical",
    "base[].": "since annual",
    "threshold.": "kind annual by",
    "production.": "pays rate scale by whole_volume share",
    "production.tier[].": "start rate",
    "quality[].": "name kind percent amount of score",
    "call[].": "name annual one_in",
    "call[].shift[].": "kind count per amount",
    "stipend[].": "name annual since until",
    "guarantee.": "annual until kind by",
    "draw.": "amount recovery percent since_period",
    "cap.": "annual on by",
}
FIELDS = frozenset(table + name for table, names in _SHOWN.items() for name in names.split())


def table_of(contract: Contract) -> Table:
    """A contract as the tables of its file."""
    found: Table = json.loads(contract_to_json(contract))
    return found


def blank(starts: str) -> Table:
    """A full-time contract that says nothing else, from a day on."""
    return {
        "name": "My contract",
        "starts": starts,
        "fte": [{"since": starts, "total": "1", "clinical": "1"}],
        "production": {"pays": "above the threshold"},
    }


def posted(fields: Iterable[tuple[str, str]]) -> Table:
    """The tables that a form says. Blank fields and blank rows are left out, rows counted anew."""
    top: Table = {}
    for name, text in fields:
        if name.startswith(HIDDEN):
            _put(top, name.removeprefix(HIDDEN), _decoded(text))
        elif name.startswith(SHOWN):
            path = name.removeprefix(SHOWN)
            if re.sub(r"\[[0-9]+\]", "[]", path) in FIELDS:
                _put(top, path, text.strip()[:_LONGEST])
    found = _tidied(top)
    for row in (*found.get("fte", ()), *found.get("base", ())):
        if isinstance(row, dict):  # the first of them holds from the contract's first day
            row.setdefault("since", found.get("starts", ""))
    return found


def read(table: Table) -> Read:
    """The contract that tables say, or None with what is wrong."""
    problems: list[Problem] = []
    found = contract_of(PlanTable(table, "", problems))
    return found, tuple(problems)


def with_row(table: Table, path: str) -> Table:
    """The tables with one more, empty row at a path such as ``production.tier``."""
    rows = _rows_at(table, path)
    if rows is not None and len(rows) < MOST_ROWS:
        rows.append({})
    return table


def without_row(table: Table, path: str) -> Table:
    """The tables without a row such as ``production.tier[2]``."""
    match = re.fullmatch(r"(.+)\[([0-9]{1,2})\]", path)
    rows = _rows_at(table, match[1]) if match else None
    if match and rows is not None and 1 <= int(match[2]) <= len(rows):
        del rows[int(match[2]) - 1]
    return table


def hidden(table: Table) -> list[tuple[str, str]]:
    """What the form does not show, as fields that carry it along."""
    return [
        (HIDDEN + path, json.dumps(value, ensure_ascii=False))
        for path, value in _leaves(table, "")
        if re.sub(r"\[[0-9]+\]", "[]", path) not in FIELDS
    ]


def unshown(table: Table) -> list[str]:
    """What the form does not show and a person may look for, by the keys of the file."""
    paths = (name.removeprefix(HIDDEN) for name, _ in hidden(table))
    names = (re.sub(r"\[[0-9]+\]", "", path) for path in paths if path != "prorate")
    return list(dict.fromkeys(".".join(name.split(".")[:2]) for name in names))


def value_at(table: Table, path: str) -> str:
    """What a field shows: its value as text, empty where there is none."""
    here: Any = table
    for part in path.split("."):
        step = _STEP.match(part)
        here = here.get(step[1], "") if step and isinstance(here, dict) else ""
        if step and step[2]:
            rows = here if isinstance(here, list) else []
            here = rows[int(step[2]) - 1] if 1 <= int(step[2]) <= len(rows) else ""
    if isinstance(here, bool):
        return "true" if here else "false"
    return str(here) if isinstance(here, str | int) else ""


def count_at(table: Table, path: str) -> int:
    """How many rows stand at a path such as ``production.tier``."""
    *before, last = path.split(".")
    here: Any = table
    for part in before:
        step = _STEP.match(part)
        here = here.get(step[1], {}) if step and isinstance(here, dict) else {}
        if step and step[2]:
            rows = here if isinstance(here, list) else []
            here = rows[int(step[2]) - 1] if 1 <= int(step[2]) <= len(rows) else {}
    rows = here.get(last, []) if isinstance(here, dict) else []
    return len(rows) if isinstance(rows, list) else 0


def _leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Every value that is no table, with its place; a list of plain values is one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        if path.startswith("credit_plan"):
            yield path, value
            return
        for number, inner in enumerate(value, 1):
            yield from _leaves(inner, f"{path}[{number}]")
    else:
        yield path, value


def _decoded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _put(top: Table, path: str, value: object) -> None:
    """Put a value at a place; a place that no file has is passed over."""
    steps = [step for part in path.split(".") if (step := _STEP.match(part))]
    if len(steps) != path.count(".") + 1 or len(steps) > 4:
        return
    here: Any = top
    for at, step in enumerate(steps):
        key, number, last = step[1], step[2], at == len(steps) - 1
        if number is not None:
            rows = here.setdefault(key, {})
            if not isinstance(rows, dict):
                return
            here, key = rows, int(number)
        if last:
            here[key] = value
            return
        here = here.setdefault(key, {})
        if not isinstance(here, dict):
            return


def _tidied(value: Table) -> Table:
    """Rows as lists, whole numbers and truths as such, figures without ``$`` and commas."""
    found: Table = {}
    for key, inner in value.items():
        told = _tidy(key, inner)
        if told not in ("", None, [], {}) or key in _KEPT:
            found[key] = told
    return found


def _tidy(key: str, value: object) -> object:
    if isinstance(value, str):
        return _tidy_text(key, value)
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(number, int) for number in value):
        rows = [_tidied(row) if isinstance(row, dict) else row for _, row in sorted(value.items())]
        return [row for row in rows if _says_something(row)]
    inner = _tidied(value)
    return inner if key in _KEPT or _says_something(inner) else {}


def _tidy_text(key: str, text: str) -> object:
    if key in _WHOLE:
        return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else text
    if key == "whole_volume":
        return text == "true"
    if key in _TEXTS or key in _CHOICES:
        return text
    return re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", text.removeprefix("$").strip())


def _says_something(row: object) -> bool:
    if not isinstance(row, Mapping):
        return row not in ("", None)
    return any(value not in _CHOICES.get(key, ()) for key, value in row.items())


def _rows_at(table: Table, path: str) -> list[Any] | None:
    """The rows at a path, made where there are none yet."""
    here: Any = table
    *before, last = path.split(".")
    for part in before:
        step = _STEP.match(part)
        if step is None:
            return None
        inner = here.setdefault(step[1], [] if step[2] else {})
        if step[2]:
            if not isinstance(inner, list) or not 1 <= int(step[2]) <= len(inner):
                return None
            inner = inner[int(step[2]) - 1]
        if not isinstance(inner, dict):
            return None
        here = inner
    rows = here.setdefault(last, [])
    return rows if isinstance(rows, list) else None
