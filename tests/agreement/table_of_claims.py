"""Claims as a table that people keep them in, and what each row should come to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq

from openrvu import Claim, ClaimLine, PricedLine, price
from openrvu.rules.reasons import reason

TYPES = {
    "claim_id": pa.string(),
    "line": pa.int32(),
    "provider": pa.string(),
    "code": pa.string(),
    "modifiers": pa.string(),
    "units": pa.int32(),
    "pos": pa.string(),
    "carrier": pa.string(),
    "locality": pa.string(),
    "zip": pa.string(),
    "date": pa.date32(),
    "charge": pa.decimal128(10, 2),
    "minutes": pa.int32(),
    "base_units": pa.decimal128(4, 1),
}
#: A column of the caller's own, which the output has as it was.
PLACE = "place in the table"
Cell = str | int | date | Decimal | None
Row = dict[str, Cell]
#: Claim and line.
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Came:
    """What a row comes to.

    Attributes:
        amount: what Medicare allows; None unless priced.
        outcome: priced, or what else.
        reason: a sentence, without what only the claim itself knows; None where plainly priced.
        work_rvu: of the row times units; None without a row.
        total_rvu: of the setting times units; None without a row or a setting.
        release: label; None where none is held.
    """

    amount: Decimal | None
    outcome: str
    reason: str | None
    work_rvu: Decimal | None
    total_rvu: Decimal | None
    release: str | None


def key(number: int, line: int) -> Key:
    """What a line of the claim of a number is known by in a table."""
    return f"C{number:06}", line


def key_of(row: Row) -> Key:
    """What a row is known by."""
    return str(row["claim_id"]), cast("int", row["line"])


def rows(claims: Sequence[Claim]) -> list[Row]:
    """A row for each line."""
    return [
        _row(key(number, at), claim, line)
        for number, claim in enumerate(claims)
        for at, line in enumerate(claim.lines, 1)
    ]


def _row(known_by: Key, claim: Claim, line: ClaimLine) -> Row:
    claim_id, number = known_by
    carrier, locality = str(claim.locality).split("-") if claim.locality else (None, None)
    return {
        "claim_id": claim_id,
        "line": number,
        "provider": line.provider.value,
        "code": line.code,
        "modifiers": " ".join(line.modifiers) or None,
        "units": line.units,
        "pos": line.place_of_service,
        "carrier": carrier,
        "locality": locality,
        "zip": claim.zip_code,
        "date": line.day or claim.day,
        "charge": line.charge,
        "minutes": line.minutes,
        "base_units": line.base_units,
    }


def shuffled(some: Sequence[Row], seed: int) -> list[Row]:
    """The rows in another order."""
    made = list(some)
    Random(seed).shuffle(made)  # noqa: S311 - nothing secret is made of it
    return made


def write(some: Sequence[Row], path: Path) -> Path:
    """The rows as a Parquet file, each with its place in :data:`PLACE`."""
    schema = pa.schema({name: TYPES[name] for name in some[0]})
    table = pa.Table.from_pylist(list(some), schema=schema)
    pq.write_table(table.append_column(PLACE, pa.array(range(len(some)))), path)
    return path


def read(path: Path) -> dict[int, Came]:
    """What the rows of a repriced file came to, by their place in the table before."""
    table = pq.read_table(path, columns=[PLACE, *Came.__slots__]).to_pydict()
    return {place: Came(*came) for place, *came in zip(*table.values(), strict=True)}


def expected(claims: Sequence[Claim], lost: Collection[Key] = ()) -> Iterator[tuple[Key, Came]]:
    """What each line comes to, claim by claim; without those that are lost."""
    for number, claim in enumerate(claims):
        left = [at for at in range(1, len(claim.lines) + 1) if key(number, at) not in lost]
        lines = tuple(claim.lines[at - 1] for at in left)
        for at, line in zip(left, price(replace(claim, lines=lines)).lines, strict=True):
            yield key(number, at), _came(line)


def _came(line: PricedLine) -> Came:
    return Came(
        line.amount,
        line.outcome.value,
        reason(line.reason_id).says if line.reason_id else None,
        line.work_rvu,
        line.total_rvu,
        line.release or None,
    )
