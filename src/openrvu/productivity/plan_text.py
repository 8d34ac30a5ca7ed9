"""Plans written as TOML or JSON, to be read again or to begin one's own from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import (
    Anesthesia,
    AnesthesiaMode,
    Basis,
    Combine,
    Endoscopy,
    ModifierFactor,
    MultipleMode,
    MultipleProcedures,
    ReleaseBy,
)
from openrvu.productivity.plan_sections import FILE_PERCENTAGE

Value = str | bool | int | list[str] | dict[str, list[str]]
Table = dict[str, Value]

_HEADING = """\
# A plan of crediting work RVUs. It is a contract's business, not Medicare's: set each figure as
# yours says. What is marked customary is commonly used, not law. Figures stand in quotes.

"""
#: What may stand at a key, by table.
_CHOICES: Mapping[tuple[str, str], type[StrEnum]] = {
    ("", "combine"): Combine,
    ("", "release"): ReleaseBy,
    ("multiple_procedure", "mode"): MultipleMode,
    ("multiple_procedure", "rank_by"): Basis,
    ("multiple_procedure", "endoscopy"): Endoscopy,
    ("anesthesia", "mode"): AnesthesiaMode,
}
_OR_LABEL = ', or the label of a release, such as "RVU20D"'


def plan_to_toml(plan: CreditPlan) -> str:
    """The plan as TOML, with what each choice allows; ``plan_from_toml`` reads it."""
    parts = [_HEADING + _toml("", _top(plan))]
    parts += [f"[{name}]\n{_toml(name, table)}" for name, table in _tables(plan).items()]
    for name, tables in _lists(plan).items():
        parts += [f"[[{name}]]\n{_toml(name, table)}" for table in tables]
    return "\n".join(parts)


def plan_to_json(plan: CreditPlan) -> str:
    """The plan as JSON, which ``plan_from_json`` reads."""
    content = {**_top(plan), **_tables(plan), **_lists(plan)}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _toml(table: str, content: Table) -> str:
    return "".join(f"{line}\n" for line in _toml_lines(table, content))


def _toml_lines(table: str, content: Table) -> Iterator[str]:
    for key, value in content.items():
        if (table, key) in _CHOICES:
            among = ", ".join(f'"{choice}"' for choice in _CHOICES[table, key])
            yield f"# {among}{_OR_LABEL if key == 'release' else ''}"
        yield f"{key} = {_toml_value(value)}"


def _toml_value(value: Value) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_toml_value(v)}" for k, v in value.items()) + " }"
    # Texts, lists of texts, whole numbers and truths are written alike in JSON and TOML.
    return json.dumps(value, ensure_ascii=False)


def _top(plan: CreditPlan) -> Table:
    return {
        "name": plan.name,
        **_source(plan.source),
        "notes": list(plan.notes),
        "release": str(plan.release),
        "combine": str(plan.combine),
        "count_units": plan.count_units,
        "zeroed": [str(codes) for codes in plan.zeroed],
    }


def _tables(plan: CreditPlan) -> dict[str, Table]:
    return {"multiple_procedure": _multiple(plan.multiple), "anesthesia": _units(plan.anesthesia)}


def _lists(plan: CreditPlan) -> dict[str, list[Table]]:
    return {
        "modifier": [_factor(factor) for factor in plan.factors],
        "practitioner": [
            {
                "provider": str(told.provider),
                "factor": _figure(told.factor),
                **_marks(told.source, customary=told.customary),
            }
            for told in plan.practitioners
        ],
        "override": [
            {
                "code": own.code,
                "work_rvu": _figure(own.work_rvu),
                **({"why": own.why} if own.why else {}),
            }
            for own in plan.overrides
        ],
    }


def _multiple(told: MultipleProcedures) -> Table:
    return {
        "mode": str(told.mode),
        "modifier_51": _figure(told.modifier_51),
        "rank_by": str(told.rank_by),
        "factors": [_figure(factor) for factor in told.factors],
        "indicators": list(told.indicators),
        "endoscopy": str(told.endoscopy),
        "apart": list(told.apart),
        **_marks(told.source, customary=told.customary),
    }


def _units(told: Anesthesia) -> Table:
    return {
        "mode": str(told.mode),
        "rate": _figure(told.rate),
        "minutes_per_unit": told.minutes_per_unit,
        **_marks(told.source, customary=told.customary),
    }


def _factor(told: ModifierFactor) -> Table:
    found: Table = {
        "modifier": told.modifier,
        "factor": FILE_PERCENTAGE if told.factor is None else _figure(told.factor),
    }
    if told.why:
        found["why"] = told.why
    if told.only_when:
        found["only_when"] = {c.indicator: list(c.values) for c in told.only_when}
    if told.unless_own_row:
        found["unless_own_row"] = True
    return {**found, **_marks(told.source, customary=told.customary)}


def _figure(value: Decimal) -> str:
    return format(value, "f")


def _marks(source: str, *, customary: bool) -> Table:
    return {**({"customary": True} if customary else {}), **_source(source)}


def _source(source: str) -> Table:
    return {"source": source} if source else {}
