"""``rvu verify``: recompute a CMS file of payment amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from openrvu.book.book import open_book
from openrvu.cli.asked import json_option
from openrvu.cli.output import print_json, print_table
from openrvu.cms.official import read_official
from openrvu.cms.package import Member, Package, open_package
from openrvu.errors import ReadError
from openrvu.pricing.other_factor import fitting_factor
from openrvu.pricing.verify import Mismatch, Verification, verify
from openrvu.pricing.which_release import Chosen, which_release
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.official import OfficialAmount

_HEADINGS = ("Row", "Code", "Locality", "Amount", "Ours", "Published")


@click.command(
    "verify",
    epilog="""
\b
Examples:
  rvu verify PFREV25C.txt
  rvu verify rvu25d.zip
  rvu verify OPPSCAP_Oct.csv --release RVU25D

The release is the one given; else the one that the name of FILE says; else
the newest held of the year printed in its rows. Rows that cannot be known,
such as caps for contractor-priced codes, are counted apart with the reason.

\b
Exit codes:
  0  every row that could be recomputed matches
  1  a row does not match, no row could be recomputed, or FILE was refused
  2  the command was not understood
""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--release", metavar="L", help="Release FILE was made from, such as RVU25D.")
@json_option
def verify_file(file: Path, release: str | None, *, as_json: bool) -> None:
    """Recompute every amount in FILE, a CMS payment or OPPSCAP file, or a CMS zip with one.

    Amounts that differ are listed; the last line says how many rows match.
    """
    member = official_member(open_package(file))
    amounts = read_official(member)
    chosen = (
        Chosen(release, "it was asked for")
        if release
        else which_release([member.name, file.name], amounts, open_book().releases())
    )
    schedule = FeeSchedule.of(chosen.label)
    found = verify(amounts, schedule)
    hint = _hint(amounts, schedule) if found.mismatched else ""
    if as_json:
        print_json(_data(member, found, chosen) | {"hint": hint})
    else:
        _print(member, found, chosen, len(amounts))
        click.echo("\n".join([*_apart(found), *filter(None, [hint]), found.summary]))
    if found.mismatched or not found.checkable:
        raise click.exceptions.Exit(1)


def official_member(package: Package) -> Member:
    """The file of amounts in what the person gave.

    Raises:
        ReadError: there is none, or it cannot be told which.
    """
    if len(package.members) == 1:
        return package.members[0]
    for kind in ("PAYMENT", "OPPSCAP"):
        if member := package.find(kind):
            return member
    raise ReadError(
        package.path.name,
        found="no file of amounts",
        expected="a payment file (PFREV25C.txt and the like) or an OPPSCAP file",
        remedy="Give that file, or the zip that holds it",
    )


def _hint(amounts: Sequence[OfficialAmount], schedule: FeeSchedule) -> str:
    """What may explain the mismatches: another conversion factor of the years around."""
    year, own = schedule.release.year, schedule.release.conversion_factor
    known = [
        factor
        for days, _, factor, *_ in open_book().factors()
        if abs(days.first.year - year) <= 1 and factor != own
    ]
    factor = fitting_factor(amounts, schedule, known)
    if factor is None:
        return ""
    return (
        f"With the conversion factor {factor} every row would match: the file seems made with it, "
        f"and not with {own}, the factor of {schedule.release.label}"
    )


def _data(member: Member, found: Verification, chosen: Chosen) -> dict[str, object]:
    return {
        "file": member.name,
        "release": found.release,
        "because": chosen.because,
        "matched": str(found.matched),
        "mismatched": str(found.mismatched),
        "checkable": str(found.checkable),
        "amounts": str(found.amounts),
        "mismatches": [_mismatch_data(each) for each in found.mismatches],
        "not_known": [{"reason": why, "rows": str(rows)} for why, rows in found.unknown.items()],
        "summary": found.summary,
    }


def _mismatch_data(each: Mismatch) -> dict[str, str | None]:
    return {
        "row": str(each.row),
        "code": each.code,
        "modifier": each.modifier,
        "locality": f"{each.carrier}-{each.locality}",
        "which": each.which,
        "ours": None if each.ours is None else str(each.ours),
        "published": str(each.theirs),
    }


def _print(member: Member, found: Verification, chosen: Chosen, rows: int) -> None:
    click.echo(f"{member.name}: {rows:,} rows, recomputed from {found.release} ({chosen.because})")
    if found.mismatches:
        print_table(_HEADINGS, [_mismatch_row(each) for each in found.mismatches], texts=4)


def _mismatch_row(each: Mismatch) -> tuple[str, ...]:
    label = f"{each.code}-{each.modifier}" if each.modifier else each.code
    ours = "no RVUs" if each.ours is None else f"${each.ours}"
    place = f"{each.carrier}-{each.locality}"
    return str(each.row), label, place, each.which, ours, f"${each.theirs}"


def _apart(found: Verification) -> Iterator[str]:
    yield f"{found.amounts:,} amounts compared, {len(found.mismatches):,} differ"
    if found.unknown:
        yield f"Not known, counted apart: {sum(found.unknown.values()):,} rows"
        yield from (f"  {rows:,}  {why}" for why, rows in found.unknown.items())
