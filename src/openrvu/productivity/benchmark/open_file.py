"""The open benchmark as a file, JSON or Parquet, out and in; figures are exact in both."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from openrvu.errors import ReadError
from openrvu.exact import plain
from openrvu.productivity.benchmark.open_benchmark import (
    LEAST_PROVIDERS,
    PERCENTILES,
    Counts,
    Distribution,
    OpenBenchmark,
    OpenSpecialty,
    tells_of_few,
)

_FORMAT = "openrvu open benchmark 1"
_KEY = b"openrvu"
_PARQUET = ".parquet"
_FORMATS = (".json", _PARQUET)
_SUBSETS = ("all", "active")


def check_format(path: Path) -> None:
    """Refuse a file that is named neither as JSON nor as Parquet.

    Raises:
        ReadError: it is.
    """
    if path.suffix.lower() not in _FORMATS:
        raise ReadError(
            path.name,
            found=path.suffix or "no suffix",
            expected=" or ".join(_FORMATS),
            remedy="Name the file by what it is to be",
        )


def write(benchmark: OpenBenchmark, path: Path) -> None:
    """Write a benchmark; the file appears whole or not at all.

    Raises:
        ReadError: its name says no format.
        OSError: it cannot be written.
    """
    check_format(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.suffix.lower() == _PARQUET:
            _write_parquet(benchmark, part)
        else:
            part.write_text(json.dumps(as_data(benchmark), indent=1) + "\n", "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def as_data(benchmark: OpenBenchmark) -> dict[str, object]:
    """A benchmark as JSON has it; figures are text."""
    counts = benchmark.counts
    return {
        "format": _FORMAT,
        "label": benchmark.label,
        "rules": list(benchmark.rules),
        "year": benchmark.year,
        "releases": list(benchmark.releases),
        "source": benchmark.source,
        "sha256": benchmark.sha256,
        "notices": list(benchmark.notices),
        "rows": {
            "read": counts.read,
            "used": counts.used,
            "dropped": dict(counts.dropped),
            "other_types": dict(counts.other_types),
        },
        "specialties": [specialty_data(each) for each in benchmark.specialties],
    }


def specialty_data(found: OpenSpecialty) -> dict[str, object]:
    """A specialty as JSON has it: its name, and ``all`` and ``active``, null where withheld."""
    parts = zip(_SUBSETS, (found.everyone, found.active), strict=True)
    return {"specialty": found.specialty, **{name: _distribution_data(d) for name, d in parts}}


def _distribution_data(found: Distribution | None) -> dict[str, object] | None:
    if found is None:
        return None
    points = {f"p{p}": plain(value) for p, value in found.points.items()}
    return {"n": found.n, **points, "mean": plain(found.mean)}


def _write_parquet(benchmark: OpenBenchmark, path: Path) -> None:
    """A row for each specialty and subset; what else is to be known stands in the metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    data = as_data(benchmark)
    said = {name: value for name, value in data.items() if name != "specialties"}
    names = [*(f"p{p}" for p in PERCENTILES), "mean"]
    rows = [
        {"specialty": each.specialty, "subset": subset, **_parquet_row(found)}
        for each in benchmark.specialties
        for subset, found in zip(_SUBSETS, (each.everyone, each.active), strict=True)
    ]
    fields = [("specialty", pa.string()), ("subset", pa.string()), ("n", pa.int64())]
    fields += [(name, pa.decimal128(38, 10)) for name in names]
    schema = pa.schema(fields, metadata={_KEY: json.dumps(said).encode()})
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), path)


def _parquet_row(found: Distribution | None) -> dict[str, object]:
    if found is None:
        return {}
    points = {f"p{p}": value for p, value in found.points.items()}
    return {"n": found.n, **points, "mean": found.mean}


def read(path: Path) -> OpenBenchmark:
    """Read a benchmark that :func:`write` wrote.

    Raises:
        ReadError: it is none.
        OSError: it cannot be read.
    """
    check_format(path)
    try:
        is_parquet = path.suffix.lower() == _PARQUET
        data = _parquet_data(path) if is_parquet else json.loads(path.read_text("utf-8"))
        if data["format"] == _FORMAT:
            return _benchmark(data)
        found = f"format {data['format']!r}"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        found = f"contents that are no benchmark ({type(error).__name__}: {error})"
    raise ReadError(
        path.name,
        found=found,
        expected="a file that rvu benchmark build wrote",
        remedy="Build it again from CMS's file",
    )


def _parquet_data(path: Path) -> dict[str, Any]:
    from pyarrow import parquet

    table = parquet.read_table(path)
    data: dict[str, Any] = json.loads((table.schema.metadata or {})[_KEY])
    specialties: dict[str, dict[str, object]] = {}
    for row in table.to_pylist():
        found = specialties.setdefault(row["specialty"], {"specialty": row["specialty"]})
        found[row["subset"]] = row if row["n"] is not None else None
    return {**data, "specialties": list(specialties.values())}


def _benchmark(data: Mapping[str, Any]) -> OpenBenchmark:
    rows = data["rows"]
    return OpenBenchmark(
        year=data["year"],
        releases=tuple(data["releases"]),
        source=data["source"],
        sha256=data["sha256"],
        counts=Counts(rows["read"], rows["used"], rows["dropped"], rows["other_types"]),
        notices=tuple(data["notices"]),
        specialties=tuple(map(_specialty, data["specialties"])),
        label=data["label"],
        rules=tuple(data["rules"]),
    )


def _specialty(data: Mapping[str, Any]) -> OpenSpecialty:
    everyone, active = _distribution(data["all"]), _distribution(data["active"])
    if everyone and active and tells_of_few(everyone.n, active.n):
        raise ValueError(f"cells that tell of {everyone.n - active.n} providers by subtraction")
    return OpenSpecialty(data["specialty"], everyone, active)


def _distribution(data: Mapping[str, Any] | None) -> Distribution | None:
    if data is None:
        return None
    if data["n"] < LEAST_PROVIDERS:
        raise ValueError(f"a cell of {data['n']} providers")
    points = {p: Decimal(str(data[f"p{p}"])) for p in PERCENTILES}
    return Distribution(data["n"], points, Decimal(str(data["mean"])))
