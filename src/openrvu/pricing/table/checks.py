"""Which rows cannot be understood, and why: they are rejected, and the others priced.

A row is rejected where it cannot be told what it says. An unknown code or modifier is understood,
and has an outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openrvu.exact import CENT_PLACES
from openrvu.pricing.table.cells import Cells
from openrvu.pricing.table.lines import (
    OPTIONAL,
    Claims,
    area_of,
    claim_of,
    line_of,
    read_sql,
    text_of,
    words_joined,
)
from openrvu.rules.fields import MOST_DOLLARS, MOST_MINUTES, MOST_UNITS

#: A cell is quoted up to so many characters.
_SHOWN = 40
#: The most that figures can be, in units of their last place.
MOST = {
    "units": MOST_UNITS,
    "charge": MOST_DOLLARS,
    "minutes": MOST_MINUTES,
    "base_units": MOST_UNITS,
}
_FIGURES = {
    "charge": f"dollars and cents up to {MOST_DOLLARS / 10**CENT_PLACES:,.2f}",
    "minutes": f"whole minutes up to {MOST_MINUTES:,}",
    "base_units": f"base units up to {MOST_UNITS // 10:,}, tenths at the finest",
}


@dataclass(frozen=True, slots=True)
class Check:
    """Something that every row must say.

    Attributes:
        column: canonical name of the column it is about.
        bad: SQL that holds for a row that does not say it; never NULL.
        expected: what it should say, in words.
        among: the small table of all cells of its column, where that alone tells.
    """

    column: str
    bad: str
    expected: str
    among: str | None = None


def checks(claims: Claims) -> list[Check]:
    """Everything that the rows of a table are held to."""
    found = [
        Check(
            "date",
            "t.day IS NULL",
            "a date of service from 1992 on, such as 2026-11-23, 11/23/2026 or 20261123",
            "said_day AS t",
        ),
        Check(
            "code",
            "c.is_code IS NOT TRUE",
            "a CPT or HCPCS code of five characters",
            "said_code AS c",
        ),
        Check("place", f"({area_of(claims)}) IS NULL", _place_expected(claims)),
        Check("units", _outside("x.units", MOST_UNITS), f"a whole number from 0 to {MOST_UNITS:,}"),
    ]
    for name, expected in _FIGURES.items():
        if claims.columns.has(name):
            bad = f"x.given_{name} AND {_outside(f'x.{name}', MOST[name])}"
            found.append(Check(name, bad, f"{expected}, or nothing"))
    return [*found, *_who_and_where(claims)]


def _who_and_where(claims: Claims) -> Iterator[Check]:
    if claims.names_kinds:
        yield Check(
            "provider",
            "v.is_known IS NOT TRUE",
            "who furnished the service (physician, NP, CNS, PA, CNM, RD, CP, CSW, MFT, MHC, CRNA, "
            "AA or therapist), or an identifier with a digit in it, which is taken for a physician",
            "said_provider AS v",
        )
    if line_of(claims) is not None:
        yield Check(
            "line",
            "x.claim IS NOT NULL AND x.line IS NULL",
            "a whole number that puts the lines of a claim in order",
        )


def _outside(figure: str, most: int) -> str:
    return f"coalesce({figure} NOT BETWEEN 0 AND {most}, TRUE)"


def _place_expected(claims: Claims) -> str:
    if claims.names_places:
        return "a locality such as 01112-05 or CA-05"
    if not claims.columns.has("locality"):
        return "a ZIP code of five digits that is in CMS's ZIP file"
    zips = ", or a ZIP code" if claims.columns.has("zip") else ""
    return f"carrier and locality as in CMS's files, such as 01112 and 05{zips}"


def checked_sql(claims: Claims, *, more: Mapping[str, str] | None = None) -> str:
    """The FROM of a SELECT over rows with what is found for them, as checks need it.

    Args:
        claims: the table.
        more: SQL that more columns of each row are read by.
    """
    cells, names = Cells(claims.types), claims.columns.names
    read = {
        **{f"given_{n}": cells.is_given(names[n]) for n in OPTIONAL if n in names},
        "claim": claim_of(claims),
        "line": line_of(claims) or "0",
        **(more or {}),
    }
    return "\n".join([f"({read_sql(claims, more=read)}) AS x", *words_joined(claims)])


def bad_sql(claims: Claims) -> str:
    """SQL that holds for a row that must be rejected."""
    return " OR ".join(f"({check.bad})" for check in checks(claims))


def rejects_sql(claims: Claims) -> str:
    """A SELECT of every row that must be rejected: ``rn`` and ``reason``."""
    held = checks(claims)
    found = {f"found_{check.column}": _raw(check.column, claims) for check in held}
    cases = " ".join(f"WHEN {check.bad} THEN {_said(check)}" for check in held)
    from_ = checked_sql(claims, more=found)
    return f"SELECT x.rn, CASE {cases} END AS reason FROM {from_}\nWHERE {bad_sql(claims)}"


def _raw(column: str, claims: Claims) -> str:
    """A cell as a message shows it; of the place, all that says where it is."""
    cells, names = Cells(claims.types), claims.columns.names
    said = ("carrier", "locality", "zip") if column == "place" else (column,)
    texts = [cells.text(names[name]) for name in said if name in names]
    return f"nullif(concat_ws(' ', {', '.join(texts)}), '')" if texts else "NULL::VARCHAR"


def _said(check: Check) -> str:
    shown = f"left(found_{check.column}, {_SHOWN})"
    found = f"coalesce('\"' || {shown} || '\"', 'an empty cell')"
    said = f"'{check.column}: found ' || {found} || {text_of(f'; expected {check.expected}')}"
    return f"{said} || {_ZEROS}" if check.column == "code" else said


#: What a code of fewer digits was before a spreadsheet took it for a number.
_ZEROS = (
    "CASE WHEN regexp_full_match(c.said, '[0-9]{1,4}') THEN "
    "'. Where a spreadsheet dropped leading zeros, give ' || lpad(c.said, 5, '0') ELSE '' END"
)
