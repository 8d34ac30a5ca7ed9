"""Reading a file that a person brings: what it is by its contents, and within bounds."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from openrvu.errors import OpenRVUError
from openrvu.productivity.benchmark.headings import ALIASES
from openrvu.productivity.benchmark.measures import MEASURES
from openrvu.productivity.benchmark.open_benchmark import OpenBenchmark
from openrvu.productivity.benchmark.open_file import read
from openrvu.productivity.benchmark.survey import Imported, Provenance
from openrvu.productivity.benchmark.survey_import import import_survey
from openrvu.productivity.tabular.read import read_tables
from openrvu.productivity.tabular.table import Limits, Table

#: A survey of every specialty and region is a tenth of this.
MOST_BYTES = 8 * 1024 * 1024
LIMITS = Limits(
    total_bytes=MOST_BYTES,
    unpacked_bytes=96 << 20,
    rows=60_000,
    columns=400,
    cells=2_000_000,
    sheets=30,
)
#: An open benchmark has a few hundred rows.
_MOST_ROWS = 5_000
#: The words by which a person says that the survey may be used here.
ATTESTATION = "My licence to this survey allows me to use it here, for my own comparison."
_LONGEST = 100
_FIRST_YEAR = 1990


class Refused(OpenRVUError, ValueError):
    """A file that is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person chose for a survey file.

    Attributes:
        sheet: of a workbook; empty for the one with the most rows.
        columns: columns of fields, from 0.
        metric: what is measured, where the file does not say.
        measures: the file's names of measures, and what they are.
    """

    sheet: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)
    metric: str = ""
    measures: Mapping[str, str] = field(default_factory=dict)


def bytes_of(file: UploadedFile | None) -> bytes:
    """The file's bytes.

    Raises:
        Refused: there is none, or it is too long.
    """
    if file is None:
        raise Refused("No file was chosen. Choose the file and send the form again.")
    data: bytes = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 2**20
        raise Refused(f"The file is longer than {most} MiB. Keep your specialties' rows alone.")
    return data


def tables_of(data: bytes, name: str) -> tuple[Table, ...]:
    """Every table of a survey file.

    Raises:
        ReadError: it is no table, or has more than the limits.
    """
    return read_tables(data, name, LIMITS)


def look(tables: tuple[Table, ...], origin: Provenance, chosen: Chosen) -> tuple[Table, Imported]:
    """The chosen table, and what comes of it."""
    fullest = max(tables, key=lambda table: len(table.rows))
    table = next((one for one in tables if one.sheet == chosen.sheet), fullest)
    columns = {name: at for name, at in chosen.columns.items() if at < len(table.header)}
    found = import_survey(
        table, origin, columns=columns, metric=chosen.metric, measures=chosen.measures
    )
    return table, found


def chosen_of(given: Mapping[str, str], raws: list[str], keys: list[str]) -> Chosen:
    """What was chosen on a form; what is none of its choices is left out."""
    columns = {
        name: int(text)
        for name in ALIASES
        if (text := given.get(f"col_{name}", "")).isascii() and text.isdigit() and len(text) < 5
    }
    metric = given.get("metric", "")
    measures = {raw: key for raw, key in zip(raws, keys, strict=False) if key in MEASURES}
    return Chosen(
        sheet=given.get("sheet", ""),
        columns=columns,
        metric=MEASURES[metric].label if metric in MEASURES else "",
        measures=measures,
    )


def origin_of(given: Mapping[str, str], today: date) -> tuple[dict[str, str], dict[str, str]]:
    """What the person says of a survey, and what is wrong with it, by field."""
    said = {name: " ".join(given.get(name, "").split()) for name in ("vendor", "cut")}
    problems = {
        name: f"{len(text)} letters; at most {_LONGEST}"
        for name, text in said.items()
        if len(text) > _LONGEST
    }
    if not said["vendor"]:
        problems["vendor"] = "Say who published the survey."
    for name in ("survey_year", "data_year"):
        text = given.get(name, "").strip()
        said[name] = text
        if not (text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= today.year + 1):
            years = f"{_FIRST_YEAR} to {today.year + 1}"
            problems[name] = f"{text or 'nothing'}: expected a year, {years}."
    if given.get("attest") != "yes":
        problems["attest"] = "A survey is taken in only where your licence allows this use."
    said["attestation"] = f"{ATTESTATION} Said on {today}."
    return said, problems


def provenance(said: Mapping[str, str], today: date) -> Provenance:
    """What is known of a survey."""
    return Provenance(
        vendor=said["vendor"],
        survey_year=int(said["survey_year"]),
        data_year=int(said["data_year"]),
        attestation=said["attestation"],
        cut=said["cut"],
        imported=today,
    )


def open_benchmark(data: bytes, name: str) -> OpenBenchmark:
    """An open benchmark that ``rvu benchmark build`` wrote, as JSON or Parquet.

    Raises:
        Refused: it is none.
    """
    is_parquet = data.startswith(b"PAR1")
    if not is_parquet and not data.lstrip()[:1] == b"{":
        raise Refused(f"{name} is neither JSON nor Parquet as `rvu benchmark build` writes them.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("benchmark.parquet" if is_parquet else "benchmark.json")
        path.write_bytes(data)
        try:
            if is_parquet:
                _check_parquet(path)
            return read(path)
        except Refused:
            raise
        except (OpenRVUError, OSError, ValueError, ArithmeticError, RecursionError) as error:
            raise Refused(f"{name}: {error}") from None


def _check_parquet(path: Path) -> None:
    """Refuse what would be far longer unpacked."""
    from pyarrow import parquet

    told = parquet.ParquetFile(path).metadata
    unpacked = sum(told.row_group(at).total_byte_size for at in range(told.num_row_groups))
    if told.num_rows > _MOST_ROWS or unpacked > MOST_BYTES:
        raise Refused(f"{told.num_rows:,} rows; an open benchmark has at most {_MOST_ROWS:,}.")


def as_text(data: Mapping[str, object]) -> str:
    """JSON to be kept."""
    return json.dumps(data, separators=(",", ":"))
