"""``rvu reconcile``: a log held against the employer's report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from openrvu.calendar import DateRange
from openrvu.cli.asked import day_option, json_option
from openrvu.cli.output import dollars, print_json, print_table
from openrvu.cli.plans import plan_option
from openrvu.exact import parse_decimal, plain
from openrvu.productivity.plan import CreditPlan

if TYPE_CHECKING:
    from openrvu.productivity.reconcile.difference import Asked, Reconciliation

_BEGINNING = date(1992, 1, 1)
_COLUMNS = ("per unit", "extended")
_OUT, _LETTER = (".xlsx", ".csv"), (".md", ".txt")


def _rate(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Decimal | None:
    if value is None:
        return None
    try:
        rate = parse_decimal(value.strip().removeprefix("$"), 4)
    except ValueError as error:
        raise click.BadParameter(f"{error}; expected dollars, such as 45 or 52.50") from None
    if rate < 0:
        raise click.BadParameter("a rate lies above 0")
    return rate


def _chosen(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """``code=Charge Code`` as field and heading."""
    pairs = [value.partition("=") for value in values]
    for field, equals, heading in pairs:
        if not (field.strip() and equals and heading.strip()):
            raise click.BadParameter("expected FIELD=HEADING, such as 'code=Charge Code'")
    return {field.strip(): heading.strip() for field, _, heading in pairs}


@click.command(
    "reconcile",
    epilog="""
\b
Examples:
  rvu reconcile log.csv report.xlsx --from 2026-01-01 --to 2026-03-31
  rvu reconcile log.csv report.csv --plan mine.toml --rate 45
  rvu reconcile log.csv report.xlsx --out differences.xlsx --letter letter.md
  rvu reconcile log.csv report.csv --column 'code=Charge Code' --json

LOG is CSV or Excel with the columns date, code, modifiers, units, pos and case;
date and code are needed. Lines of one day and case are ranked together where
the plan ranks procedures.

REPORT is what the employer or the billing system gives: Epic's transactions,
charge extract, Clarity columns or printed text; Cerner's posted charges;
athena's RVU report; Greenway's sheet; or any CSV or Excel table with a code and
a date. Columns about patients are not read. Voids are set off against the
charges they take back.

Entries count by date of service; lines by date of posting, where the report has
one. What the log is credited is what the report is and all differences
together, exactly.

\b
Exit codes:
  0  answered, whether or not anything differs
  1  a file was refused, or an unknown plan, provider or column
  2  the command was not understood
""",
)
@click.argument("log", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("report", type=click.Path(path_type=Path, dir_okay=False))
@plan_option
@click.option("--rate", metavar="R", callback=_rate, help="Dollars per work RVU.")
@day_option("--from", "first", says="First day of the period.")
@day_option("--to", "last", says="Last day of the period.")
@click.option(
    "--tolerance",
    metavar="N",
    type=click.IntRange(0, 60),
    default=3,
    show_default=True,
    help="Days by which dates of service may differ.",
)
@click.option(
    "--provider", "providers", metavar="NAME", multiple=True, help="Your name in the report."
)
@click.option(
    "--column",
    "chosen",
    metavar="FIELD=HEADING",
    multiple=True,
    callback=_chosen,
    help="A column of the report by its heading.",
)
@click.option("--wrvu", type=click.Choice(_COLUMNS), help="What its work RVUs are of.")
@click.option("--sheet", metavar="S", help="Sheet of the report.  [default: the longest]")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the differences, as .xlsx or .csv.",
)
@click.option(
    "--letter",
    "letter_to",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a letter, as .md or .txt.",
)
@json_option
def reconcile_log(
    log: Path,
    report: Path,
    plan: CreditPlan,
    *,
    out: Path | None,
    letter_to: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Hold LOG, your own record, against REPORT, your employer's, and class what differs."""
    _check_files(log, report, out, letter_to)
    from openrvu.productivity.reconcile.compare import reconcile
    from openrvu.productivity.reconcile.log_file import read_log
    from openrvu.productivity.reconcile.report import read_report

    read = read_log(log, log.name)
    told = read_report(report, report.name, chosen=asked["chosen"], sheet=asked["sheet"])
    found = reconcile(read.entries, told, plan, _asked(**asked))
    for problem in read.problems:
        click.echo(f"rvu: {log}: {problem}", err=True)
    for problem in found.problems:
        click.echo(f"rvu: {report}: {problem}", err=True)
    _write(found, out, letter_to)
    if as_json:
        from openrvu.productivity.reconcile.as_data import reconciliation_data

        print_json(reconciliation_data(found))
    else:
        _show(found)


def _check_files(*paths: Path | None) -> None:
    """Refuse to write over what is read, or one output over the other."""
    given = [path.resolve() for path in paths if path is not None]
    if len(set(given)) < len(given):
        raise click.UsageError("LOG, REPORT, --out and --letter must be different files")
    out, letter_to = paths[2:]
    for path, endings in ((out, _OUT), (letter_to, _LETTER)):
        if path is not None and path.suffix.lower() not in endings:
            raise click.UsageError(f"{path}: expected a name ending in {' or '.join(endings)}")


def _asked(
    first: date | None,
    last: date | None,
    providers: tuple[str, ...],
    wrvu: str | None,
    rate: Decimal | None,
    tolerance: int,
    **_reading: object,
) -> Asked:
    from openrvu.productivity.reconcile.difference import Asked
    from openrvu.productivity.reconcile.shapes import Column

    try:
        period = DateRange(first or _BEGINNING, last) if first or last else None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return Asked(period, tolerance, rate, providers, Column(wrvu) if wrvu else None)


def _write(found: Reconciliation, out: Path | None, letter_to: Path | None) -> None:
    from openrvu.productivity.reconcile.letter import letter
    from openrvu.productivity.reconcile.worksheet import write

    if out is not None:
        write(found, out)
    if letter_to is not None:
        made = letter(found)
        is_markdown = letter_to.suffix.lower() == ".md"
        letter_to.write_text(made.as_markdown() if is_markdown else made.as_text(), "utf-8")


def _show(found: Reconciliation) -> None:
    """The bridge, then every difference, then what was found out."""
    from openrvu.productivity.reconcile.difference import Kind
    from openrvu.productivity.reconcile.worksheet import bridge

    steps = bridge(found)
    headings = ("", "Count", "wRVU", *(("Dollars",) if found.asked.rate is not None else ()))
    print_table(headings, [_row(*step) for step in steps])
    click.echo()
    for each in found.differences:
        if each.kind is not Kind.AGREES:
            click.echo(f"{each.kind}: {each.evidence}")
    for entry, why in found.unvalued:
        click.echo(f"not credited: {entry.key}: {why}")
    click.echo()
    for finding in found.findings:
        click.echo(f"{finding.topic}: {finding.words}")


def _row(name: str, count: int, wrvu: Decimal, money: Decimal | None) -> tuple[str, ...]:
    """A step of the bridge: work RVUs in 2 to 4 digits, dollars and cents."""
    from openrvu.productivity.reconcile.explain import shown

    if money is None:
        return name, f"{count:,}", shown(wrvu)
    minus = "-" if money < 0 else ""
    return name, f"{count:,}", shown(wrvu), f"{minus}{dollars(plain(abs(money)))}"
