"""Claims as rules see them: the fields of each line, one table of them, what rules answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from agreement.claims import (
    EARLY,
    LAST,
    MOST_BASE,
    MOST_CENTS,
    MOST_LINES,
    MOST_MINUTES,
    MOST_POSTOP,
    MOST_UNITS,
)
from openrvu import Claim, open_book
from openrvu.exact import CENT_PLACES, to_scaled
from openrvu.pricing import evaluate, prepare
from openrvu.pricing.missing_parts import mark_missing_parts
from openrvu.rules.as_python import Answer, Program
from openrvu.rules.fields import FIELDS, GIVEN
from openrvu.rules.parameters import parameters
from openrvu.rules.sql.data import Data

Value = int | str | bool
#: Claim, date of service and line.
Key = tuple[int, date, int]
KEYS = ("claim", "day", "line")

#: No row, index or factor of the book has more, in units of its last place.
_MOST_RVU, _MOST_FACTOR = 45_000, 410_000
_MOST_INDEX = {"work_gpci": 1_500, "pe_gpci": 1_500, "mp_gpci": 3_000}
_RVUS = ("work", "pe_nonfacility", "pe_facility", "mp")

#: What is known of a table of made claims.
DATA = Data(
    days=(EARLY[0], LAST),
    dated={law.name: [(each.first, each.scaled) for each in law.values] for law in parameters()},
    most_lines=MOST_LINES,
    ranges={
        "units": (0, MOST_UNITS),
        "charge": (0, MOST_CENTS),
        "deductible": (0, MOST_CENTS),
        "minutes": (0, MOST_MINUTES),
        "base_units": (0, MOST_BASE),
        "postop_days": (0, MOST_POSTOP),
        **{f"given_{name}": (0, MOST_CENTS) for name in GIVEN},
        **{name: (0, _MOST_RVU) for name in FIELDS if name.endswith(_RVUS)},
        **{name: (0, most) for name, most in _MOST_INDEX.items()},
        "factor": (0, _MOST_FACTOR),
    },
)


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of a claim on one day.

    Attributes:
        claim: where they stand.
        number: of the claim among others.
        day: date of service.
        lines: the fields of each.
    """

    claim: Claim
    number: int
    day: date
    lines: tuple[Mapping[str, Value], ...]

    @property
    def keys(self) -> list[Key]:
        """Those of each line."""
        return [(self.number, self.day, int(line["line"])) for line in self.lines]

    def answers(self, program: Program) -> dict[Key, Answer]:
        """What rules answer for each line."""
        answers = program.run(self.lines, evaluate.law_on(self.day))
        return dict(zip(self.keys, answers, strict=True))


def prepared(claims: Iterable[Claim]) -> Iterator[Day]:
    """Each day of each claim; on each day the deductible is still that of the claim."""
    for number, claim in enumerate(claims):
        for day in sorted({line.day or claim.day for line in claim.lines}):
            yield Day(claim, number, day, _lines(claim, day))


def _lines(claim: Claim, day: date) -> tuple[Mapping[str, Value], ...]:
    context = evaluate._day_of(claim, day, open_book())
    deductible = to_scaled(claim.deductible, CENT_PLACES)
    of_claim = prepare.of_claim(claim) | {"deductible": deductible}
    made = [
        evaluate._fields(context, evaluate._find(context, line), line, number, of_claim)
        for number, line in enumerate(claim.lines, 1)
        if (line.day or claim.day) == day
    ]
    mark_missing_parts(made)
    return tuple(made)


def write(days: Sequence[Day], path: Path) -> Path:
    """The lines of some days as a Parquet file, with a column for each field."""
    rows = [(day, line) for day in days for line in day.lines]
    columns = {
        "claim": pa.array([day.number for day, _ in rows], pa.int64()),
        "day": pa.array([day.day for day, _ in rows], pa.date32()),
        **{name: pa.array([line[name] for _, line in rows]) for name in FIELDS},
    }
    pq.write_table(pa.table(columns), path)
    return path
