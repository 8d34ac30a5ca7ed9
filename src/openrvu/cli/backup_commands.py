"""``rvu backup``, ``rvu restore`` and ``rvu migrate``: the log's safety."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    epilog="""
\b
Examples:
  rvu backup ~/backups/log.sqlite
  rvu backup --replace /var/backups/openrvu.jsonl.gz

The site may run meanwhile. In solo mode the copy is an SQLite file, in clinic
mode lines of JSON, compressed; PostgreSQL's own pg_dump is quicker where there
are millions of entries. Only its owner can read the file: it holds everything
that anybody recorded.

\b
Exit codes:
  0  the copy is whole
  1  it could not be made; what was there before is as it was
"""
)
@click.argument("file", type=_FILE)
@click.option("--replace", is_flag=True, help="Replace a file that is there, once all is written.")
def backup(file: Path, *, replace: bool) -> None:
    """Copy the log, or in clinic mode everybody's, into FILE."""
    from openrvu.cli.clinic_setup import begin

    begin()
    from openrvu.site.backup import back_up

    click.echo(f"{file}: {back_up(file, replace=replace)}")


@click.command(
    epilog="""
\b
Examples:
  rvu restore ~/backups/log.sqlite
  rvu migrate && rvu restore /var/backups/openrvu.jsonl.gz

In solo mode the log becomes what the copy is, and what it was is kept beside
it. In clinic mode the database must be up to date and have nobody in it.

\b
Exit codes:
  0  all is back
  1  it is no whole backup, or must not go there; nothing was changed
"""
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--yes", is_flag=True, help="Do not ask before a solo log is replaced.")
def restore(file: Path, *, yes: bool) -> None:
    """Put back what FILE, written by “rvu backup”, holds."""
    from openrvu.cli.clinic_setup import begin

    mode = begin()
    from openrvu.site.backup import restore as put_back
    from openrvu.site.modes import log_path

    if mode == "solo" and log_path().exists() and not yes:
        click.confirm(f"Replace the log at {log_path()}? It is kept beside it", abort=True)
    click.echo(put_back(file))


@click.command(
    epilog="""
\b
Examples:
  rvu migrate
  rvu migrate --check

“rvu serve” does this by itself in solo mode. In clinic mode make a backup
first, and stop the site: the version before may not understand the new tables.

\b
Exit codes:
  0  the database is up to date
  1  it is not (--check), cannot be reached, or is of a newer OpenRVU
"""
)
@click.option("--check", is_flag=True, help="Say what there is to do, and do nothing.")
def migrate(*, check: bool) -> None:
    """Bring the database up to this version of OpenRVU."""
    from openrvu.cli.clinic_setup import begin, begin_clinic

    if begin() == "solo":
        from openrvu.site.server import prepare

        prepare()
        click.echo("The log is up to date.")
        return
    begin_clinic()
    from openrvu.site import clinic_ready

    if check:
        clinic_ready.look()
        click.echo("The database is up to date.")
        return
    steps = clinic_ready.bring_up_to_date()
    for step in steps:
        click.echo(step)
    click.echo(f"The database is up to date; {len(steps)} steps were made.")
