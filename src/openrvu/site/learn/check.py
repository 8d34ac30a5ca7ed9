"""Checks texts and shows them: ``python -m openrvu.site.learn.check FILE … [--html FOLDER]``.

Without a file every text is checked. Prints each problem with its line, and for each text its
words, reading grade and release; ends with 1 where there is a problem.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--html",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each text as a page into this folder.",
)
def check(files: tuple[Path, ...], html: Path | None) -> None:
    """Check texts of content/learn."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openrvu.site.settings")
    # Pages that are the same for all, asked of their views: no database, nothing in between.
    os.environ.setdefault("OPENRVU_MODE", "public")
    import django
    from django.conf import settings

    settings.MIDDLEWARE = []
    django.setup(set_prefix=False)
    # A page that fails is told as a link that leads nowhere; its own file is told of by itself.
    logging.getLogger("django.request").setLevel(logging.CRITICAL + 1)
    found = sum(_check(path.resolve(), html) for path in files or _all())
    raise SystemExit(1 if found else 0)


def _all() -> list[Path]:
    from openrvu.site.learn.library import texts_folder

    return sorted(texts_folder().glob("*/*.md"))


def _check(path: Path, html: Path | None) -> int:
    """Check one file; how many problems it has."""
    from openrvu.book.book import open_book
    from openrvu.codes.index import open_index
    from openrvu.site.learn.addresses import asker, check_links
    from openrvu.site.learn.checking import check_text, reading_grade
    from openrvu.site.learn.library import library_beside
    from openrvu.site.learn.text import read_text

    text, problems = read_text(path)
    if text is None:
        click.echo("\n".join(map(str, problems)))
        return len(problems)
    library = library_beside(path.parents[1])
    checked = check_text(text, open_book(), open_index(), library)
    problems = [*checked.problems]
    made = checked.rendered
    if made:
        problems += check_links(made, asker())
    click.echo("".join(f"{problem}\n" for problem in problems), nl=False)
    if made:
        words = sum(len(each.split()) for each in made.page.prose)
        told = f"{words} words, grade {reading_grade(made):.1f}, figures of {made.release.label}"
        click.echo(f"{text.file}: {told}, {len(problems) or 'no'} problems")
        if html:
            from openrvu.site.learn.views import text_page

            html.mkdir(parents=True, exist_ok=True)
            (html / f"{text.section.slug}-{text.slug}.html").write_text(text_page(made, library))
    return len(problems)


if __name__ == "__main__":
    check()
