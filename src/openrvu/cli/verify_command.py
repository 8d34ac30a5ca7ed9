"""``rvu verify``: recompute a CMS file of payment amounts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openrvu.book.book import open_book
from openrvu.cli.asked import json_option
from openrvu.cli.output import dollars, print_json, print_table
from openrvu.cms.official import OfficialFile
from openrvu.cms.official_member import official_member
from openrvu.cms.package import Member, open_package
from openrvu.pricing.other_factor import fitting_factor
from openrvu.pricing.verify import verify
from openrvu.pricing.verify_basis import Basis, best_basis
from openrvu.pricing.verify_report import Disagreement, Mismatch, Verification
from openrvu.pricing.which_release import Chosen, which_release
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.official import OfficialAmount

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_HEADINGS = ("Row", "Code", "Locality", "Amount", "Computed", "Published")
#: How many rows, spread over the file, a release is chosen by.
_SAMPLE = 2000
#: From so many lines on a terminal shows progress, by so many rows at a time.
_LONG = 20_000
_TICK = 1000
#: Mismatches in one table; a file held against a wrong release has a million of them.
_BLOCK = 10_000


@click.command(
    "verify",
    epilog="""
\b
Examples:
  rvu verify PFREV25C.txt
  rvu verify rvu25d.zip
  rvu verify OPPSCAP_Oct.csv --release RVU25D

Layouts understood, each as .txt, .csv or .xlsx, alone, in a folder or in a
zip:

\b
  Payment file (PFALL, PFREV, or a state's part of one), 16 cells a row:
    year, carrier, locality, code, modifier, non-facility fee, facility fee,
    filler, PC/TC indicator, status, multiple-surgery indicator, therapy
    amount for offices, therapy amount for institutions, OPPS indicator,
    OPPS-based amount non-facility, OPPS-based amount facility
  OPPSCAP file, 7 columns:
    code, modifier, status, carrier, locality, facility price, non-facility
    price

A payment file needs no heading, and may leave out the filler or what comes
after the facility fee. With a heading its columns may stand in any order, with
others between them. Years of 4 digits or 2, dollar signs, lost leading zeros,
carrier and locality in one column, and blank, NA or none for no modifier are
understood, and titles, notes and CMS's TRL lines left out.

What is recomputed: fees before the OPPS cap, or after it where the file's are;
therapy amounts, with practice expense reduced (indicator 5); OPPS-based
amounts; the prices of an OPPSCAP file, after the cap. Each kind is summed up by
itself. The flat visit fees that CMS prints in the column of therapy amounts
since 2021 follow from no RVU and are counted apart.

The release is the one given; else the one that the name of FILE, of its
archive or of its folder says; else, of those held of the year and month that
rows and name give, the one that fits some of the rows best. The heading says
which, and why. Rows that cannot be known, such as caps for contractor-priced
codes, are counted apart with the reason. A status or multiple-surgery
indicator that the release has otherwise is listed; it keeps no amount from
being compared.

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

    Amounts that differ are listed with what was computed; then it says how many amounts of each
    kind agree, and last how many rows match.
    """
    member = official_member(open_package(file))
    table = OfficialFile(member)
    sample = table.sample(_SAMPLE)
    chosen = Chosen(release, "it was asked for") if release else _choose(member, file, sample)
    found, chosen = _verified(table, chosen, sample)
    hint = _hint(table, sample, FeeSchedule.of(chosen.label)) if found.mismatched else ""
    if as_json:
        print_json(_data(member, found, chosen) | {"hint": hint})
    else:
        _print(member, found, chosen)
        click.echo("\n".join([*_apart(found), *filter(None, [hint]), found.summary]))
    if found.mismatched or not found.checkable:
        raise click.exceptions.Exit(1)


def _choose(member: Member, file: Path, sample: Sequence[OfficialAmount]) -> Chosen:
    path = file.resolve()
    folder = path.name if path.is_dir() else path.parent.name
    return which_release([member.name, path.name], folder, sample, open_book())


def _verified(
    table: OfficialFile, chosen: Chosen, sample: Sequence[OfficialAmount]
) -> tuple[Verification, Chosen]:
    """The whole file, recomputed.

    Where it does not match throughout, the releases that fitted the sample as well are tried too.
    """
    found, basis = _recomputed(table, chosen.label, sample)
    best, because = found, chosen.because
    for label in chosen.alike if found.mismatched else ():
        other, its_basis = _recomputed(table, label, sample)
        if other.fit > best.fit:
            best, basis = other, its_basis
    if best is not found:
        because += f"; of these, {best.release} fits the whole file best"
    return best, Chosen(best.release, "; ".join(filter(None, [because, basis.says])))


def _recomputed(
    table: OfficialFile, label: str, sample: Sequence[OfficialAmount]
) -> tuple[Verification, Basis]:
    """The whole file with one release, in the way that fits the sample best."""
    schedule = FeeSchedule.of(label)
    basis, _ = best_basis(sample, schedule)
    with _shown(table, schedule) as rows:
        found = verify(rows, schedule, factor=basis.factor, after_cap=basis.after_cap)
    return found, basis


@contextmanager
def _shown(table: OfficialFile, schedule: FeeSchedule) -> Iterator[Iterable[OfficialAmount]]:
    """The file's rows; of a long file with a bar, where a person watches."""
    if table.lines < _LONG or not sys.stderr.isatty():
        yield table.rows()
        return
    label = schedule.release.label
    with click.progressbar(length=table.lines, label=label, file=sys.stderr) as bar:
        yield _shown_on(bar, table.rows())


def _shown_on(bar: ProgressBar[int], rows: Iterable[OfficialAmount]) -> Iterator[OfficialAmount]:
    """The rows, while the bar grows by every thousandth."""
    for count, row in enumerate(rows, 1):
        if not count % _TICK:
            bar.update(_TICK)
        yield row
    bar.update((bar.length or 0) - bar.pos)


def _hint(table: OfficialFile, sample: Sequence[OfficialAmount], schedule: FeeSchedule) -> str:
    """What may explain the mismatches: another conversion factor of the years around."""
    year, own = schedule.release.year, schedule.release.conversion_factor
    known = [
        factor
        for days, _, factor, *_ in open_book().factors()
        if abs(days.first.year - year) <= 1 and factor != own
    ]
    factor = fitting_factor(sample, table.rows, schedule, known)
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
        "warnings": list(_warnings(found)),
        "rows": str(found.rows),
        "matched": str(found.matched),
        "mismatched": str(found.mismatched),
        "checkable": str(found.checkable),
        "amounts": str(found.amounts),
        "kinds": [
            {"kind": kind, "compared": str(tally.compared), "agree": str(tally.agree)}
            for kind, tally in found.kinds.items()
        ],
        "mismatches": [_difference_data(each) for each in found.mismatches],
        "disagreements": [_difference_data(each) for each in found.disagreements],
        "not_known": [{"reason": why, "rows": str(rows)} for why, rows in found.unknown.items()],
        "not_compared": [
            {"reason": why, "amounts": str(amounts)} for why, amounts in found.apart.items()
        ],
        "summary": found.summary,
    }


def _difference_data(each: Mismatch | Disagreement) -> dict[str, str | None]:
    return {
        "row": str(each.row),
        "code": each.code,
        "modifier": each.modifier,
        "locality": f"{each.carrier}-{each.locality}",
        "which": each.which,
        "ours": None if each.ours is None else str(each.ours),
        "published": str(each.theirs),
    }


def _print(member: Member, found: Verification, chosen: Chosen) -> None:
    rows = f"{found.rows:,} rows, recomputed from {found.release}"
    click.echo(f"{member.name}: {rows} ({chosen.because})")
    for warning in _warnings(found):
        click.echo(f"Warning: {warning}")
    for start in range(0, len(found.mismatches), _BLOCK):
        block = found.mismatches[start : start + _BLOCK]
        print_table(_HEADINGS, [_mismatch_row(each) for each in block], texts=4)
    if found.disagreements:
        click.echo(f"Indicators that disagree with {found.release}:")
        for each in found.disagreements:
            place = f"{each.carrier}-{each.locality}"
            click.echo(f"  row {each.row}, {_label(each)} in {place}: {each.text}")


def _warnings(found: Verification) -> Iterator[str]:
    for year, rows in found.other_years.items():
        say = "row says" if rows == 1 else "rows say"
        yield f"{rows:,} {say} {year}, which is not the year of {found.release}"


def _label(each: Mismatch | Disagreement) -> str:
    return f"{each.code}-{each.modifier}" if each.modifier else each.code


def _mismatch_row(each: Mismatch) -> tuple[str, ...]:
    ours = "no RVUs" if each.ours is None else dollars(str(each.ours))
    place = f"{each.carrier}-{each.locality}"
    return str(each.row), _label(each), place, each.which, ours, dollars(str(each.theirs))


def _apart(found: Verification) -> Iterator[str]:
    yield f"{found.amounts:,} amounts compared, {len(found.mismatches):,} differ"
    for kind, tally in found.kinds.items():
        yield f"  {kind.plural}: {tally.agree:,} of {tally.compared:,} agree"
    if found.disagreements:
        count = len(found.disagreements)
        yield f"{count:,} indicator{' disagrees' if count == 1 else 's disagree'}"
    for why, amounts in found.apart.items():
        yield f"Not compared: {amounts:,} amount{'' if amounts == 1 else 's'}, {why}"
    if found.unknown:
        yield f"Not known, counted apart: {sum(found.unknown.values()):,} rows"
        yield from (f"  {rows:,}  {why}" for why, rows in found.unknown.items())
