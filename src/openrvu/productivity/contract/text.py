"""Contracts written as TOML or JSON, to be read again or to begin one's own from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from openrvu.exact import plain
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.pay_terms import Of, Pays, Per, QualityKind, Scale
from openrvu.productivity.contract.terms import (
    By,
    Calendar,
    CapOn,
    GuaranteeKind,
    Prorate,
    Recovery,
    Settle,
    ThresholdKind,
)
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_text import plan_to_json

Table = dict[str, Any]

_HEADING = """\
# A physician's contract. Set each figure as yours says. Figures and days stand in quotes.

"""
#: Fields whose keys in a file are another word.
_KEYS = {"stipends": "stipend", "tiers": "tier", "fte_rates": "fte_rate", "shifts": "shift"}
#: What may stand at a key, by table.
_CHOICES: Mapping[tuple[str, str], type[StrEnum]] = {
    ("", "base_by"): By,
    ("", "payout"): Calendar,
    ("", "settle"): Settle,
    ("", "prorate"): Prorate,
    ("threshold", "kind"): ThresholdKind,
    ("threshold", "by"): By,
    ("production", "pays"): Pays,
    ("production", "scale"): Scale,
    ("production", "by"): By,
    ("guarantee", "kind"): GuaranteeKind,
    ("guarantee", "by"): By,
    ("draw", "recovery"): Recovery,
    ("quality", "kind"): QualityKind,
    ("quality", "of"): Of,
    ("call.shift", "per"): Per,
    ("cap", "on"): CapOn,
    ("cap", "by"): By,
}


def contract_to_toml(contract: Contract) -> str:
    """The contract as TOML, with what each choice allows; ``contract_from_toml`` reads it."""
    return _HEADING + "\n".join(_toml("", _content(contract)))


def contract_to_json(contract: Contract) -> str:
    """The contract as JSON, which ``contract_from_json`` reads."""
    return json.dumps(_content(contract), indent=2, ensure_ascii=False) + "\n"


def _content(contract: Contract) -> Table:
    """The keys of a file, in the order of the fields."""
    found = _table(contract)
    if isinstance(contract.credit, CreditPlan):
        del found["credit"]
        found["credit_plan"] = json.loads(plan_to_json(contract.credit))
    return found


def _table(term: Any) -> Table:
    """The fields of a term that say something; what is empty or None is left out."""
    told = ((field.name, getattr(term, field.name)) for field in fields(term))
    found = {_KEYS.get(name, name): _value(value) for name, value in told if _says(value)}
    if "tier" not in found:
        found.pop("whole_volume", None)
    if found.get("kind") != ThresholdKind.GIVEN and type(term).__name__ == "Threshold":
        found.pop("annual")
    return found


def _says(value: object) -> bool:
    return value is not None and value not in ((), "")


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, StrEnum):
        return str(value)
    return _table(value) if is_dataclass(value) and not isinstance(value, CreditPlan) else value


def _toml(place: str, table: Table) -> Iterator[str]:
    """The parts of a file, blank lines between them: a table's own keys before its tables."""
    own = {key: value for key, value in table.items() if not _tables(value)}
    yield "".join(f"{line}\n" for line in _lines(place, own))
    for key, value in table.items():
        inner = f"{place}.{key}" if place else key
        heading = f"[[{inner}]]" if isinstance(value, list) else f"[{inner}]"
        for one in _tables(value):
            first, *rest = _toml(inner, one)
            yield f"{heading}\n{first}"
            yield from rest


def _lines(place: str, table: Table) -> Iterator[str]:
    for key, value in table.items():
        if (place, key) in _CHOICES:
            yield "# " + ", ".join(f'"{choice}"' for choice in _CHOICES[place, key])
        # Texts, lists of texts, whole numbers and truths are written alike in JSON and TOML.
        yield f"{key} = {json.dumps(value, ensure_ascii=False)}"


def _tables(value: object) -> list[Table]:
    """The tables that a key holds: one, those of a list, or none."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
