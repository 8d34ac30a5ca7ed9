"""``rvu benchmark``: the open benchmark of work RVUs, built from CMS's file and looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openrvu.cli.asked import json_option
from openrvu.cli.output import plain_lines, print_json, print_table, refuse
from openrvu.exact import plain_or_none, round_half_up

if TYPE_CHECKING:
    from openrvu.productivity.benchmark.compare import Comparison
    from openrvu.productivity.benchmark.open_benchmark import (
        Distribution,
        OpenBenchmark,
        OpenSpecialty,
    )

_MEMORY = re.compile(r"[1-9][0-9]*(\.[0-9]+)?(MB|GB|MiB|GiB)\Z", re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?\Z")
_HEADINGS = ("", "NPIs", "P10", "P25", "P50", "P75", "P90", "Mean")
_NOT_FTE_ADJUSTED = (
    "The benchmark is not FTE-adjusted and counts Medicare fee-for-service alone. Compare your "
    "Medicare work with it, not all of your work."
)
_EXIT_CODES = """
\b
Exit codes:
  0  done
  1  a file that was refused, a year without a release, or an unknown specialty
  2  the command was not understood
"""


@click.group(
    "benchmark",
    epilog="""
\b
Examples:
  rvu benchmark build MUP_PHY_D23_Prov_Svc.csv --year 2023 --out open.json
  rvu benchmark show open.json Cardiology
  rvu benchmark show open.json Cardiology --wrvu 2100 --fte 0.8

CMS publishes what every NPI billed to Medicare fee-for-service, by code: data.cms.gov,
"Medicare Physician & Other Practitioners, by Provider and Service". From that file
come work RVUs by specialty. They are no survey: nothing but Medicare
fee-for-service is in them, and nobody's FTE is known.
""",
)
def benchmark() -> None:
    """Work RVUs by specialty, from CMS's public file."""


def _memory(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not _MEMORY.match(value):
        raise click.BadParameter("expected a number and a unit, such as 2GB or 800MB")
    return value


def _figure(_ctx: click.Context, param: click.Parameter, value: str | None) -> Decimal | None:
    if value is None:
        return None
    if not _FIGURE.match(value.replace(",", "")):
        example = "0.8" if param.name == "fte" else "6900"
        raise click.BadParameter(f"expected a figure such as {example}")
    return Decimal(value.replace(",", ""))


@benchmark.command("build", epilog=_EXIT_CODES)
@click.argument("source", metavar="CSV", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--year", type=click.IntRange(2000, 2099), required=True, help="Of the services.")
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="To write: .json or .parquet.",
)
@click.option(
    "--memory",
    metavar="M",
    default="2GB",
    show_default=True,
    callback=_memory,
    help="The most that the database takes.",
)
def build_benchmark(source: Path, year: int, out: Path, memory: str) -> None:
    """Compute work RVUs by specialty from CSV, CMS's by-provider-and-service file."""
    from openrvu.pricing.table.options import needing_extras

    with needing_extras():
        from openrvu.productivity.benchmark.open_build import build
        from openrvu.productivity.benchmark.open_file import check_format, write

        check_format(out)
        if source.resolve() == out.resolve():
            raise click.UsageError("CSV and --out must be different files")
        found = build(source, year, memory=memory)
        write(found, out)
    click.echo("\n".join(_built(found, out)))


def _built(found: OpenBenchmark, out: Path) -> Iterator[str]:
    """What was done, a line each."""
    shown = sum(1 for each in found.specialties if each.everyone is not None)
    withheld = len(found.specialties) - shown
    yield f"{out}: {shown} specialties of {found.year}, {withheld} withheld"
    yield f"Work RVUs of {', '.join(found.releases)}"
    counts = found.counts
    rows = [("rows read", f"{counts.read:,}"), ("rows used", f"{counts.used:,}")]
    rows += [(f"dropped: {reason}", f"{count:,}") for reason, count in counts.dropped.items()]
    yield from (f"  {line}" for line in plain_lines(rows))
    if counts.other_types:
        yield "Provider types that are no physician specialty, and their rows:"
        types = [(name or "(none)", f"{count:,}") for name, count in counts.other_types.items()]
        yield from (f"  {line}" for line in plain_lines(types))
    yield from (f"Note: {notice}" for notice in found.notices)
    yield found.label
    yield from (f"  {rule}" for rule in found.rules)


@benchmark.command("show", epilog=_EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("specialty", required=False)
@click.option("--wrvu", metavar="N", callback=_figure, help="Work RVUs of a year, to be ranked.")
@click.option(
    "--fte", metavar="F", default="1", callback=_figure, help="Clinical FTE.  [default: 1]"
)
@json_option
def show_benchmark(
    file: Path, specialty: str | None, wrvu: Decimal | None, fte: Decimal, *, as_json: bool
) -> None:
    """Show what FILE says of SPECIALTY, or which specialties it has."""
    from openrvu.pricing.table.options import needing_extras

    with needing_extras():
        from openrvu.productivity.benchmark.open_file import read

        found = read(file)
    if specialty is None:
        _list(found, as_json=as_json)
        return
    one = _the_one(found, specialty)
    compared = _compared(one, wrvu, fte) if wrvu is not None else {}
    if as_json:
        print_json(_as_data(found, one, compared))
        return
    _show(found, one)
    for line in _told(wrvu, compared):
        click.echo(line)


def _list(found: OpenBenchmark, *, as_json: bool) -> None:
    names = [(each.specialty, each.everyone) for each in found.specialties]
    if as_json:
        print_json({"specialties": [name for name, _ in names]})
        return
    rows = [(name, f"{each.n:,}" if each else "withheld") for name, each in names]
    print_table(("Specialty", "NPIs"), rows, texts=1)


def _the_one(found: OpenBenchmark, specialty: str) -> OpenSpecialty:
    """The specialty asked for; ends the command where there is none."""
    from openrvu.productivity.benchmark.specialty_names import resolve

    by_name = {each.specialty: each for each in found.specialties}
    resolved = resolve(specialty, by_name, {})
    if resolved.name is None:
        near = ", ".join(each.name for each in resolved.suggestions) or "none that looks like it"
        refuse([f"{specialty!r} is not among the specialties of the file; there is {near}"])
    return by_name[resolved.name]


def _compared(one: OpenSpecialty, wrvu: Decimal, fte: Decimal) -> dict[str, Comparison]:
    """Where the work stands among all and among active NPIs."""
    from openrvu.productivity.benchmark.compare import compare_work

    parts = {"all": one.everyone, "active": one.active}
    return {
        name: compare_work(wrvu, each.points, clinical_fte=fte)
        for name, each in parts.items()
        if each is not None
    }


def _show(found: OpenBenchmark, one: OpenSpecialty) -> None:
    click.echo(f"{one.specialty}, work RVUs of {found.year}")
    rows = [("All", *_cells(one.everyone)), ("Active", *_cells(one.active))]
    print_table(_HEADINGS, rows, texts=1)
    click.echo(found.label)
    for notice in found.notices:
        click.echo(f"Note: {notice}")


def _cells(found: Distribution | None) -> tuple[str, ...]:
    if found is None:
        return ("withheld", *["—"] * (len(_HEADINGS) - 2))
    figures = (*found.points.values(), found.mean)
    return (f"{found.n:,}", *(f"{round_half_up(each, 0):,}" for each in figures))


def _told(wrvu: Decimal | None, compared: dict[str, Comparison]) -> Iterator[str]:
    """The comparison, a line each."""
    if wrvu is None:
        return
    if not compared:
        yield "There are too few NPIs to compare with."
        return
    normalised = next(iter(compared.values())).normalised
    if normalised.value is None:
        refuse([normalised.refused])
    yield f"{wrvu:,} work RVUs: {round_half_up(normalised.value, 2):,} to compare"
    yield from (f"  {said}" for said in (*normalised.steps, *normalised.notices))
    yield from (f"  Among {name}: {each.standing.words}" for name, each in compared.items())
    yield _NOT_FTE_ADJUSTED


def _as_data(
    found: OpenBenchmark, one: OpenSpecialty, compared: dict[str, Comparison]
) -> dict[str, object]:
    from openrvu.productivity.benchmark.open_file import specialty_data

    return {
        **specialty_data(one),
        "year": found.year,
        "label": found.label,
        "notices": list(found.notices),
        "compared": {name: _comparison(each) for name, each in compared.items()},
    }


def _comparison(found: Comparison) -> dict[str, object]:
    standing = found.standing
    return {
        "value": plain_or_none(found.normalised.value),
        "steps": [*found.normalised.steps, *found.normalised.notices],
        "place": str(standing.place),
        "percentile": plain_or_none(standing.percentile),
        "percent_of_point": plain_or_none(standing.percent),
        "point": standing.point,
        "words": standing.words,
    }
