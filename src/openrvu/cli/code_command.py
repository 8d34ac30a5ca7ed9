"""``rvu code``: RVUs, amount, rank and source of one code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from openrvu.book.book import open_book
from openrvu.cli.asked import EXIT_CODES, json_option, schedule_asked, schedule_options
from openrvu.cli.output import dollars, ordinal, plain_lines, print_json, print_table
from openrvu.codes.answer import answer, place_asked, split_code
from openrvu.schedule.rows import Setting

if TYPE_CHECKING:
    from openrvu.codes.answer_shape import Answer, RowData, StepData

_HEADINGS = ("Service", "", "Status", "Work RVU", "PE RVU", "MP RVU", "Total RVU", "Amount")


@click.command(
    epilog=f"""
\b
Examples:
  rvu code 76000
  rvu code 76000-26 --setting facility
  rvu code 99214 --zip 10001 --date 2024-03-08
  rvu code 45378 --locality CA-05 --release RVU25D --json

Without options: the newest release, the national amount (all indices 1), the
non-facility setting, and the factor for those who are not qualifying APM
participants.
{EXIT_CODES}"""
)
@click.argument("code")
@click.option("--modifier", metavar="M", help="26, TC or 53; also written CODE-M.")
@click.option(
    "--setting",
    type=click.Choice([s.value for s in Setting]),
    default=Setting.NONFACILITY.value,
    show_default=True,
    help="Where the service is furnished.",
)
@click.option("--zip", "zip_code", metavar="Z", help="ZIP code of the place of service.")
@click.option("--locality", metavar="L", help="01112-05, CA-05, or a name.")
@schedule_options
@click.option("--qp", is_flag=True, help="Factor for qualifying APM participants (from 2026).")
@json_option
def code(  # noqa: PLR0913 - one parameter an option
    code: str,
    modifier: str | None,
    setting: str,
    zip_code: str | None,
    locality: str | None,
    day: date | None,
    release: str | None,
    *,
    qp: bool,
    as_json: bool,
) -> None:
    """Everything about CODE: RVUs, Medicare amount, rank and source."""
    if zip_code is not None and locality is not None:
        raise click.UsageError("give --zip or --locality, not both")
    name, row_modifier = _code_and_modifier(code, modifier)
    schedule = schedule_asked(day, release)
    found = answer(
        open_book(),
        schedule,
        name,
        row_modifier,
        setting=Setting(setting),
        place=place_asked(schedule, locality, zip_code),
        qp=qp,
    )
    if as_json:
        print_json(found)
    else:
        _print(found)


def _code_and_modifier(code: str, modifier: str | None) -> tuple[str, str]:
    name, written = split_code(code)
    given = (modifier or "").strip().upper()
    if given and written and given != written:
        raise click.UsageError(f"{code} names modifier {written}, and --modifier says {given}")
    return name, given or written


def _print(found: Answer) -> None:
    click.echo("\n".join(_heading(found)) + "\n")
    print_table(_HEADINGS, [_table_row(row) for row in found["components"]], texts=3)
    click.echo("\n" + "\n".join(_rest(found)))


def _heading(found: Answer) -> Iterator[str]:
    label = found["source"]["row"]
    yield f"{label}  {found['title']}"
    if descriptor := found.get("descriptor"):
        yield f"“{descriptor}” (CMS's short descriptor, from the archive you added)"
    if found["amount"] is None:
        yield f"No amount: {found['outcome']}. {found['reason']}"
    else:
        yield f"{dollars(found['amount'])}  {found['total_rvu']} RVU, work {found['work_rvu']}"
    setting = Setting(found["setting"]).label
    factor = (
        "conversion factor for qualifying APM participants"
        if found["qp"]
        else ("conversion factor")
    )
    yield (
        f"{setting}, {_place(found)}; {found['release']}, date of service {found['date']}, "
        f"{factor} ${found['conversion_factor']}"
    )


def _place(found: Answer) -> str:
    area = found["locality_detail"]
    if found["locality"] == "national":
        return "national (all indices 1.000)"
    by_zip = f"ZIP {area['zip']['zip_code']}: " if area["zip"] else ""
    return f"{by_zip}{area['name']}, {area['state']} ({area['key']})"


def _table_row(row: RowData) -> tuple[str, ...]:
    label = f"{row['code']}-{row['modifier']}" if row["modifier"] else row["code"]
    figures = (row["work_rvu"], row["pe_rvu"], row["mp_rvu"], row["total_rvu"])
    if row["amount"] is None and not Decimal(row["total_rvu"]):
        figures = ("—", "—", "—", "—")  # CMS prints zeros where it publishes no RVUs
    return label, "NA" if row["na"] else "", row["status"], *figures, dollars(row["amount"])


def _rest(found: Answer) -> Iterator[str]:
    if found["steps"]:
        yield f"How the amount of {found['source']['row']} comes about:"
        yield from plain_lines([_step(step) for step in found["steps"]], texts=1)
        yield ""
    if found["rank"]:
        yield _rank(found)
        yield ""
    yield from (f"Note: {notice}" for notice in found["notices"])
    yield _source(found)


def _step(step: StepData) -> tuple[str, str, str, str, str, str]:
    name, result = step["name"], step["result"]
    if step["operation"] == "+":
        return f"  {name}", "", "", "", "=", result
    if step["right"] is None:
        return f"  {name}", step["left"], "", "", "→", dollars(result)
    return f"  {name}", step["left"], step["operation"], step["right"], "=", result


def _rank(found: Answer) -> str:
    rank = found["rank"]
    assert rank is not None  # noqa: S101 - asked for only then
    return (
        f"Work RVU {found['components'][0]['work_rvu']}: {ordinal(rank['percentile'])} percentile "
        f"({rank['below']} of {rank['n']} lower). Lowest {rank['lowest']}, "
        f"quartiles {rank['lower_quartile']} and {rank['upper_quartile']}, "
        f"median {rank['median']}, highest {rank['highest']}. Counted: {rank['population']}."
    )


def _source(found: Answer) -> str:
    source = found["source"]
    published = f", published {source['published']}" if source["published"] else ""
    return (
        f"Source: CMS {source['release']}{published}, {source['archive']}, "
        f"row {source['row']}, sha256 {source['sha256']}"
    )
