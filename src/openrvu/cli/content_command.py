"""``rvu content``: check what was written about codes, and say how much of it there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openrvu.cli.asked import json_option
from openrvu.cli.output import print_json
from openrvu.errors import OpenRVUError

if TYPE_CHECKING:
    from openrvu.codes.checking.descriptors import Descriptors
    from openrvu.codes.entries import Problem

CONTENT = Path("content/codes")
EXCUSED = CONTENT.parent / "excused.toml"
_PATH = click.Path(path_type=Path, exists=True)
_NOT_DONE = (
    "Nothing was compared with CMS's descriptors: give an archive with --cms, set OPENRVU_CMS_DIR, "
    "or add a release (rvu release add)."
)

cms_option = click.option(
    "--cms",
    metavar="PATH",
    type=_PATH,
    help="A CMS archive, or a folder of them. [default: OPENRVU_CMS_DIR, else releases you added]",
)


@click.group()
def content() -> None:
    """The texts about codes: check them, count them, look at some beside CMS's descriptor."""


@content.command(
    epilog="""
\b
Examples:
  rvu content check
  rvu content check content/codes/skin.toml --beside content/codes
  rvu content check drafts/ --draft --beside content/codes --cms rvu26c.zip

Each line names file, code, check and what is wrong. A check that is wrong about
an entry is answered in content/excused.toml, with code, check and reason.

\b
Exit codes:
  0  nothing is wrong
  1  something is, or a file was refused
  2  the command was not understood
"""
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=_PATH)
@click.option("--beside", metavar="PATH", multiple=True, type=_PATH,
              help="Entries whose names are taken; they are not checked.")  # fmt: skip
@click.option("--draft", is_flag=True, help="Fields of the second reading may be missing.")
@click.option("--excused", metavar="FILE", type=click.Path(path_type=Path), default=EXCUSED,
              help="Entries excused from a check.")  # fmt: skip
@cms_option
@json_option
def check(
    paths: tuple[Path, ...],
    beside: tuple[Path, ...],
    cms: Path | None,
    excused: Path,
    *,
    draft: bool,
    as_json: bool,
) -> None:
    """Check the entries of files and folders PATH, or of content/codes."""
    from openrvu.book.book import open_book
    from openrvu.codes.checking.check import check, ground
    from openrvu.codes.checking.descriptors import find_descriptors
    from openrvu.codes.checking.excused import after_excuses, load_excuses
    from openrvu.codes.entries import load_entries, load_placed

    placed, problems = load_placed(*_given(paths), draft=draft)
    others, _ = load_entries(*beside, draft=True) if beside else ([], [])
    codes = frozenset(entry.code for _, entry in placed)
    book = open_book()
    descriptors = find_descriptors(cms, book, codes)
    found = ground(book, descriptors)
    problems += check(placed, found, others)
    left = list(after_excuses(problems, load_excuses(excused), codes, found.checks))
    _say(left, len(placed), descriptors, as_json=as_json)
    if left:
        raise click.exceptions.Exit(1)


def _say(
    problems: Sequence[Problem], entries: int, cms: Descriptors | None, *, as_json: bool
) -> None:
    counts = Counter(problem.check for problem in problems)
    if as_json:
        print_json(
            {
                "entries": entries,
                "descriptors": cms.source if cms else None,
                "counts": dict(sorted(counts.items())),
                "problems": [
                    {"file": p.file, "code": p.code, "check": p.check, "what": p.what}
                    for p in problems
                ],
            }
        )
        return
    for problem in problems:
        click.echo(f"{problem.file}, {problem.code} [{problem.check}]: {problem.what}")
    told = ", ".join(f"{name} {count}" for name, count in counts.most_common())
    click.echo(f"{entries:,} entries, {len(problems):,} problems" + (f": {told}" if told else ""))
    click.echo(f"Checked against the descriptors of {cms.source}." if cms else _NOT_DONE)


@content.command(
    epilog="""
\b
Examples:
  rvu content report
  rvu content report --json
"""
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=_PATH)
@click.option("--record", metavar="DIR", type=click.Path(path_type=Path), default=CONTENT.parent,
              help="Holds second-reading*.toml and excused.toml. [default: content]")  # fmt: skip
@json_option
def report(paths: tuple[Path, ...], record: Path, *, as_json: bool) -> None:
    """Count codes by section: written, read a second time, mended, and coverage."""
    from openrvu.cli.content_report import show_report

    show_report(_given(paths), record, as_json=as_json)


@content.command(
    epilog="""
\b
Examples:
  rvu content sample 30 --cms rvu26c.zip
  rvu content sample 30 --seed 7 --cms rvu26c.zip

Descriptors are CMS's, of your own archive, shown on your own machine only. The
same seed and entries give the same sample.
"""
)
@click.argument("count", type=click.IntRange(min=1), default=30)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=_PATH)
@click.option("--seed", type=int, help="Choose the same entries again.")
@cms_option
def sample(count: int, paths: tuple[Path, ...], seed: int | None, cms: Path | None) -> None:
    """Print COUNT random entries beside CMS's descriptors, for anyone to check."""
    import random

    from openrvu.book.book import open_book
    from openrvu.cli.content_report import sample_lines
    from openrvu.codes.checking.descriptors import find_descriptors
    from openrvu.codes.entries import load_entries

    entries, _ = load_entries(*_given(paths), draft=True)
    descriptors = find_descriptors(cms, open_book(), [entry.code for entry in entries])
    if descriptors is None:
        raise OpenRVUError(_NOT_DONE)
    used = random.randrange(1_000_000) if seed is None else seed  # noqa: S311 - no secret
    chosen = random.Random(used).sample(entries, min(count, len(entries)))  # noqa: S311
    click.echo("\n".join(sample_lines(chosen, descriptors.texts)))
    click.echo(f"{len(chosen)} of {len(entries):,} entries, seed {used}, {descriptors.source}.")


def _given(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths given, or the folder of our own texts.

    Raises:
        OpenRVUError: none was given, and this is not the folder of the project.
    """
    if not paths and not CONTENT.is_dir():
        raise OpenRVUError(f"no folder {CONTENT} here: name the files or folders of the entries")
    return paths or (CONTENT,)
