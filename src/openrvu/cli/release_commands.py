"""``rvu release``: list, add, fetch and remove releases of the fee schedule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from openrvu.book.added import Added, Change, Held
    from openrvu.book.area_change import AreaChange
    from openrvu.cms.known import Download
    from openrvu.schedule.releases import Release

#: What is missing from the answers where an archive lacks a kind of file.
_WITHOUT = {
    "GPCI": "indices: only national amounts",
    "LOCCO": "the counties of each locality",
    "ANES": "anesthesia factors",
    "OPPSCAP": "CMS's capped amounts, to check ours against",
}
_HEADINGS = (
    "Release",
    "In force",
    "Published",
    "Whose",
    "Archive",
    "Lacks",
    "Factor",
    "QP factor",
    "Codes",
)
_TEXTS = 6
_LISTED = 12


@click.group(
    epilog="""
\b
Examples:
  rvu release list
  rvu release add rvu26d.zip
  rvu release fetch RVU26D
  rvu release remove RVU26D

\b
Exit codes: 0 done; 1 refused, with the reason; 2 the command was not understood.
"""
)
def release() -> None:
    """List, add, fetch or remove releases of the fee schedule.

    Releases you add stay on this machine and answer in front of those that ship with OpenRVU.
    """


def _as_label(_ctx: click.Context, param: click.Parameter, text: str | None) -> str | None:
    from openrvu.errors import ReleaseNotHeld
    from openrvu.schedule.releases import normalise_label

    try:
        return normalise_label(text) if text else None
    except ReleaseNotHeld as error:
        raise click.BadParameter(str(error), param=param) from error


@release.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_releases(*, as_json: bool) -> None:
    """List every release in the book, and the ZIP files."""
    from openrvu.book.collection import Collection

    collection = Collection()
    held, zips = collection.held(), collection.zip_files()
    if as_json:
        from openrvu.cli.output import print_json

        print_json({"releases": [_as_data(h) for h in held], "zip_files": _zip_data(zips)})
    elif sys.stdout.isatty():
        from openrvu.cli.output import print_table

        print_table(_HEADINGS, [_cells(h) for h in held], texts=_TEXTS)
        editions = (_edition(edition, owned=owned) for edition, owned in zips)
        click.echo(f"ZIP codes: {', '.join(editions)}")
    else:
        click.echo("\n".join("\t".join(row) for row in (_HEADINGS, *map(_cells, held))))
    for path in collection.unreadable():
        click.echo(f"rvu: {path} does not open; add its release again", err=True)


def _cells(held: Held) -> tuple[str, ...]:
    r = held.release
    owner = "yours" if r.owned else "bundled"
    return (
        r.label,
        f"{r.in_force.first} to {r.in_force.last}" if r.in_force.last else f"{r.in_force.first} on",
        str(r.published or ""),
        owner if held.answers else f"{owner}, behind yours",
        r.archive,
        ", ".join(r.lacks),
        str(r.conversion_factor),
        str(r.qp_conversion_factor or ""),
        str(held.codes),
    )


def _as_data(held: Held) -> dict[str, object]:
    r = held.release
    return {
        "label": r.label,
        "first": str(r.in_force.first),
        "last": str(r.in_force.last) if r.in_force.last else None,
        "published": str(r.published) if r.published else None,
        "conversion_factor": str(r.conversion_factor),
        "qp_conversion_factor": str(r.qp_conversion_factor) if r.qp_conversion_factor else None,
        "codes": held.codes,
        "owned": r.owned,
        "answers": held.answers,
        "archive": r.archive,
        "sha256": r.sha256,
        "lacks": list(r.lacks),
    }


def _zip_data(zips: tuple[tuple[str, bool], ...]) -> list[dict[str, object]]:
    return [{"edition": edition, "owned": owned} for edition, owned in zips]


def _edition(edition: str, *, owned: bool = False) -> str:
    text = f"{edition[:4]}, quarter {edition[4:]}"
    return f"{text} (yours, ZIP5-{edition})" if owned else text


@release.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--label", callback=_as_label, help="The release it is, such as RVU26D.")
@click.option("--replace", is_flag=True, help="Let it answer in place of one already held.")
def add(path: Path, label: str | None, *, replace: bool) -> None:
    """Add a CMS archive, a folder of its files, or one file, from PATH.

    Everything in it is checked first; where anything cannot be trusted, nothing is added.
    """
    from openrvu.book import collection

    _report(collection.add(path, label, replace=replace))


@release.command()
@click.argument("label", callback=_as_label)
@click.option("--yes", is_flag=True, help="Accept the notice without being asked.")
@click.option("--replace", is_flag=True, help="Let it answer in place of one already held.")
def fetch(label: str, *, yes: bool, replace: bool) -> None:
    """Fetch the archive of LABEL from CMS, check it, and add it."""
    from openrvu.book import collection
    from openrvu.book.places import downloads_dir
    from openrvu.cms.fetch import fetch_archive, known_download
    from openrvu.cms.notice import NOTICE

    download = known_download(label)
    held = _held(label)
    if held and held.owned and held.sha256 == download.sha256:
        click.echo(f"{label} is already here, from the same archive.")
        return
    click.echo(NOTICE)
    if not yes:
        click.confirm("Do you accept these terms?", abort=True)
    with _progress(download) as progress:
        path = fetch_archive(download, downloads_dir(), progress)
    # A partial release that ships with OpenRVU is there to be completed.
    partial = bool(held and held.lacks and not held.owned)
    try:
        _report(collection.add(path, label, replace=replace or partial))
    finally:
        path.unlink(missing_ok=True)


def _held(label: str) -> Release | None:
    from openrvu.book.collection import held

    return next((h.release for h in held() if h.release.label == label and h.answers), None)


@contextmanager
def _progress(download: Download) -> Iterator[Callable[[int, int | None], None]]:
    click.echo(f"Fetching {download.address}")
    with click.progressbar(length=1, label=download.label, file=sys.stderr) as bar:

        def show(done: int, total: int | None) -> None:
            bar.length = total or done + 1
            bar.update(done - bar.pos)

        try:
            yield show
        except KeyboardInterrupt:
            click.echo("\nrvu: stopped; fetch it again to go on from here", err=True)
            raise


@release.command()
@click.argument("label")
def remove(label: str) -> None:
    """Remove a release that you added (LABEL), or a ZIP file (such as ZIP5-20254)."""
    from openrvu.book import collection

    shipped = collection.remove(label)
    click.echo(f"{label.strip().upper()} removed.")
    if shipped:
        click.echo(
            f"{shipped.label} as it ships with OpenRVU, from {shipped.archive}, answers now."
        )


def _report(added: Added) -> None:
    """Say what came, what was mended, what is lacking, and what changed."""
    if added.release is None:
        state = "were already here" if added.already else "added"
        click.echo(f"ZIP codes of {_edition(added.zip_edition)} {state}.")
        return
    if added.already:
        click.echo(f"{added.release.label} was already here, from the same bytes.")
        return
    for line in _lines(added, added.release):
        click.echo(line)
    for warning in added.warnings:
        click.echo(f"rvu: warning: {warning}", err=True)


def _lines(added: Added, release: Release) -> Iterator[str]:
    yield (
        f"{release.label} added from {release.archive}: {_rows(added.rows)}, "
        f"{added.localities} localities, in force {release.in_force}."
    )
    qp = release.qp_conversion_factor
    yield f"Conversion factor {release.conversion_factor}{f', QP {qp}' if qp else ''}."
    if added.zip_edition:
        yield f"ZIP codes of {_edition(added.zip_edition)}."
    for repair in added.repairs:
        yield f"Mended: {repair}."
    for kind in release.lacks:
        yield f"Lacks {kind}: without {_WITHOUT[kind]}."
    if added.replaced:
        whose = "your earlier one" if added.replaced.owned else "the one that ships with OpenRVU"
        yield f"It answers in place of {whose}, from {added.replaced.archive}."
    if added.change:
        yield f"Against {added.change.against}: {_difference(added.change)}."
        same = added.replaced is not None and added.replaced.label == added.change.against
        yield f"Localities: {_area_difference(added.change.areas, listed=same)}."


def _difference(change: Change) -> str:
    if change.rows_same:
        return "every row the same"
    return f"{_rows(change.new)} new, {change.gone:,} gone, {change.changed:,} with other values"


def _area_difference(areas: AreaChange, *, listed: bool) -> str:
    """What differs in localities; for another copy of one release, each index by itself."""
    if areas.none:
        return "every index the same"
    said = [f"{areas.new:,} new"] if areas.new else []
    said += [f"{areas.gone:,} gone"] if areas.gone else []
    count = len(areas.indices)
    changed = f"{count:,} {'index' if count == 1 else 'indices'} changed"
    if listed and count:
        more = f"; and {count - _LISTED:,} more" if count > _LISTED else ""
        changed += f": {'; '.join(map(str, areas.indices[:_LISTED]))}{more}"
    said.append(changed)
    if areas.anesthesia:
        plural = "" if areas.anesthesia == 1 else "s"
        said.append(f"{areas.anesthesia:,} anesthesia factor{plural} changed")
    return ", ".join(said)


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
