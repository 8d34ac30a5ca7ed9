"""``rvu site``: the public pages as static files."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click


@click.group()
def site() -> None:
    """The site's public pages as static files."""


@site.command(
    epilog="""
\b
Example:
  rvu site export public
"""
)
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def export(directory: Path) -> None:
    """Write every public page into DIRECTORY, ready for any web server or CDN."""
    from openrvu.site.export import export_site

    gc.enable()  # off for short commands; see openrvu.cli
    written = export_site(directory, progress=_show_progress)
    click.echo(f"{directory}: {written.pages:,} pages, {written.files:,} files")


def _show_progress(done: int, count: int) -> None:
    """A bar on stderr; in a pipe, one line when all is written."""
    terminal = sys.stderr.isatty()
    if terminal or done == count:
        filled = 30 * done // max(count, 1)
        bar = f"\r{'█' * filled}{'·' * (30 - filled)} " if terminal else ""
        click.echo(f"{bar}{done:,} of {count:,} pages", err=True, nl=done == count)
