"""``rvu book``: what the reference book holds, and building it again."""

from __future__ import annotations

import os
from pathlib import Path

import click

from openrvu.book.book import Book, open_book
from openrvu.book.places import bundled_path, manifest_path
from openrvu.cli.asked import json_option
from openrvu.cli.output import print_json, print_table
from openrvu.errors import OpenRVUError
from openrvu.schedule.releases import Release

_HEADINGS = ("Release", "First day", "Last day", "Archive", "Lacks", "Factor", "QP factor")


@click.group()
def book() -> None:
    """The reference book: what it holds, and building it."""


@book.command(
    epilog="""
\b
Examples:
  rvu book info
  rvu book info --json
"""
)
@json_option
def info(*, as_json: bool) -> None:
    """What the book holds: releases, days in force, factors, archives and hashes."""
    held = open_book()
    if as_json:
        print_json(_data(held))
        return
    print_table(_HEADINGS, [_row(release) for release in held.releases()], texts=5)
    path = held.shelves[0].path
    click.echo(
        f"\nZIP codes: CMS's file of {held.zip_edition[:4]}, quarter {held.zip_edition[4:]}\n"
        f"Bundled book: {path} ({path.stat().st_size:,} bytes)"
    )


def _data(held: Book) -> dict[str, object]:
    return {
        "books": [str(shelf.path) for shelf in held.shelves],
        "zip_edition": held.zip_edition,
        "releases": [_release_data(release) for release in held.releases()],
    }


def _release_data(release: Release) -> dict[str, object]:
    days, qp = release.in_force, release.qp_conversion_factor
    return {
        "label": release.label,
        "first": days.first.isoformat(),
        "last": days.last.isoformat() if days.last else None,
        "published": release.published.isoformat() if release.published else None,
        "conversion_factor": str(release.conversion_factor),
        "qp_conversion_factor": None if qp is None else str(qp),
        "archive": release.archive,
        "sha256": release.sha256,
        "lacks": list(release.lacks),
        "owned": release.owned,
    }


def _row(release: Release) -> tuple[str, ...]:
    days, qp = release.in_force, release.qp_conversion_factor
    return (
        release.label,
        str(days.first),
        str(days.last or ""),
        release.archive,
        ", ".join(release.lacks),
        f"${release.conversion_factor}",
        "" if qp is None else f"${qp}",
    )


def _cms_folder() -> Path:
    return Path(os.environ.get("OPENRVU_CMS_DIR") or "../shared/cms")


@book.command(
    epilog="""
\b
Examples:
  rvu book build --from ~/cms --out ~/book
  OPENRVU_CMS_DIR=~/cms rvu book build

\b
Exit codes:
  0  built
  1  an archive was refused; the old book stays as it was
  2  the command was not understood
"""
)
@click.option(
    "--from",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of CMS's archives. [default: OPENRVU_CMS_DIR, else ../shared/cms]",
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to write book.sqlite and manifest.json. [default: into the package]",
)
def build(folder: Path | None, out: Path | None) -> None:
    """Build the book from CMS's archives rvu….zip and zip5….zip; same archives, same bytes."""
    from openrvu.book.rebuild import rebuild

    target = out / bundled_path().name if out else bundled_path()
    manifest = out / manifest_path().name if out else manifest_path()
    sources = rebuild(folder or _cms_folder(), target, manifest, _progress)
    repairs = [f"{source.name}: {text}" for source in sources for text in source.repairs]
    for line in repairs:
        click.echo(f"Repaired {line}")
    click.echo(f"{target}: {len(sources)} archives, {target.stat().st_size:,} bytes")


def _progress(done: int, count: int, name: str) -> None:
    click.echo(f"[{min(done + 1, count)}/{count}] {name or 'written'}", err=True)


@book.command(
    epilog="""
\b
Example:
  rvu book text --from content
"""
)
@click.option(
    "--from",
    "folder",
    metavar="DIR",
    default="content",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder content of the repository, with codes/*.toml in it.",
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write. [default: into the package]",
)
def text(folder: Path, out: Path | None) -> None:
    """Compile taxonomy and written entries into the index that search and pages read."""
    from openrvu.codes.compile import compile_index
    from openrvu.codes.index import index_path

    if not (folder / "codes").is_dir():
        raise OpenRVUError(f"{folder}: no folder codes in it; expected the repository's content")
    target = out or index_path()
    count = compile_index(folder / "codes", bundled_path(), target)
    click.echo(f"{target}: {count} entries, {target.stat().st_size:,} bytes")
