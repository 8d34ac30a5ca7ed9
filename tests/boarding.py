"""Days off, benchmarks and logs, made for tests. Every figure of a survey here is invented."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import uuid4

from openrvu.productivity.benchmark.open_benchmark import (
    Counts,
    Distribution,
    OpenBenchmark,
    OpenSpecialty,
)
from openrvu.productivity.benchmark.open_file import as_data
from openrvu.productivity.benchmark.survey import Provenance
from openrvu.productivity.benchmark.survey_data import survey_to_json
from openrvu.productivity.benchmark.survey_import import import_survey
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.tabular.read import read_table
from openrvu.site.benchmarks import scope as marks
from openrvu.site.benchmarks.models import Benchmark
from openrvu.site.dashboard import scope as board
from openrvu.site.log import record
from openrvu.site.people.models import User

_COLUMNS = "Specialty,Provider Type,Benchmark,Group Count,Indv Count"
SURVEY = f"""{_COLUMNS},25th %tile,Median,75th %tile,90th %tile
Gastroenterology,Physician,Work RVUs,20,200,4000,5000,6000,7000
Gastroenterology,Physician,Total Compensation,20,200,400000,500000,600000,700000
Gastroenterology,Physician,Total Compensation to Work RVUs,20,200,80,90,100,110
Family Medicine: Without OB,Physician,Work RVUs,40,900,*,4400,5300,*
""".encode()
ORIGIN = Provenance("Example Survey", 2025, 2024, "It may be used.", file_name="survey.csv")
SAID = {"vendor": "Example Survey", "survey_year": "2025", "data_year": "2024", "attest": "yes"}
GASTRO = Distribution(
    120,
    {
        10: Decimal("310.5"),
        25: Decimal(900),
        50: Decimal(1700),
        75: Decimal(2800),
        90: Decimal(4100),
    },
    Decimal(1900),
)


def open_file() -> bytes:
    """An open benchmark as ``rvu benchmark build`` writes it; its figures are invented."""
    found = OpenBenchmark(
        year=2023,
        releases=("RVU23A",),
        source="made-up.csv",
        sha256="0" * 64,
        counts=Counts(10, 10, {}, {}),
        notices=("Invented.",),
        specialties=(
            OpenSpecialty("Gastroenterology", GASTRO, None),
            OpenSpecialty("Dermatology", None, None),
        ),
    )
    return json.dumps(as_data(found)).encode()


def survey(user: User, specialty: str = "") -> Benchmark:
    """A survey that a person has brought."""
    found = import_survey(read_table(SURVEY, "survey.csv"), ORIGIN).survey
    made = Benchmark(owner=user, kind="survey", name="Example Survey 2025", year=2025)
    made.content, made.specialty = survey_to_json(found), specialty
    made.save(force_insert=True)
    return made


def logged(user: User, lines: Iterable[tuple[date, str, int]]) -> None:
    """Record codes and units of days."""
    said = [LogLine(day, code, units=units) for day, code, units in lines]
    assert not record.add(user, said, uuid4()).problems


def board_ids(user: User, secret: str) -> dict[str, str]:
    """Ids of a person's days off, survey, and file that waits; and the number of no group."""
    board.keep_days_off(user, [(date(2026, 7, 3), date(2026, 7, 3), secret)])
    off = board.days_off(user).get().pk
    held = marks.wait(
        user, "only-the-owner-knows.csv", SURVEY, {**SAID, "cut": "", "attestation": "x"}
    )
    return {
        "day_off": str(off),
        "benchmark": str(survey(user).pk),
        "waiting": str(held.pk),
        "group": "0",
    }
