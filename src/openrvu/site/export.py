"""Writes every public page as a file, for a CDN or any server of files.

Forms that need a server are left out, and so is every word of the AMA's and ADA's, even where
the person who exports has brought CMS's archives.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from openrvu.errors import OpenRVUError

Progress = Callable[[int, int], None]

_MARK = ".openrvu-export"
_BATCH = 150


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: pages, their JSON, and other files."""

    pages: int
    files: int


def export_site(
    folder: Path,
    progress: Progress | None = None,
    *,
    processes: int | None = None,
    only: Sequence[str] = (),
) -> Exported:
    """Write all public pages, their JSON and the static files into ``folder``.

    Args:
        folder: new, empty, or the target of an earlier export, which is written over.
        progress: called with pages done and pages in all.
        processes: how many render side by side; one for each processor by default.
        only: paths to write in place of all.

    Raises:
        OpenRVUError: the folder holds something else, or a page fails.
    """
    _claim(folder)
    paths = list(only) or _all_paths()
    pages = files = 0
    batches = list(_batched(paths, _BATCH))
    with ProcessPoolExecutor(processes or os.cpu_count() or 1, initializer=_set_up) as pool:
        for wrote in pool.map(_write_batch, batches, [str(folder)] * len(batches)):
            pages += wrote[0]
            files += wrote[1]
            if progress:
                progress(pages, len(paths))
    files += _static_files(folder)
    (folder / _MARK).write_text("Written by `rvu site export`; may be written over.\n", "utf-8")
    return Exported(pages, files)


def _claim(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise OpenRVUError(
            f"{folder} is not empty and no earlier export; expected a new folder. "
            "Name another, or empty it first"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("An export is being written here.\n", "utf-8")


def _set_up() -> None:
    """Django in this process, in the state that an export needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openrvu.site.settings")
    import django
    from django.conf import settings

    django.setup(set_prefix=False)
    settings.STATIC_EXPORT = True
    settings.SHOW_DESCRIPTORS = False
    settings.ALLOWED_HOSTS = ["*"]


def _all_paths() -> list[str]:
    from openrvu.book.book import open_book
    from openrvu.codes.index import open_index
    from openrvu.site.paths import public_paths

    paths = list(public_paths(open_book(), open_index()))
    # A child must open its own connections: SQLite's may not cross a fork.
    open_book().close()
    open_index().close()
    open_book.cache_clear()
    open_index.cache_clear()
    return paths


def _batched(paths: Sequence[str], size: int) -> Iterator[list[str]]:
    rest = iter(paths)
    while batch := list(islice(rest, size)):
        yield batch


def _write_batch(paths: Sequence[str], target: str) -> tuple[int, int]:
    from openrvu.site.paths import json_path

    folder = Path(target)
    for path in paths:
        page = folder / path.strip("/") / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(_answer(path))
        (folder / json_path(path).strip("/")).write_bytes(_answer(json_path(path)))
    return len(paths), 2 * len(paths)


def _answer(path: str) -> bytes:
    """The body of a page, from its view: no server, cache or header stands between."""
    from django.http import HttpRequest
    from django.urls import resolve

    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META.update(SERVER_NAME="localhost", SERVER_PORT="80")
    view = resolve(path)
    response = view.func(request, *view.args, **view.kwargs)
    if response.status_code != 200:
        raise OpenRVUError(f"{path} answered {response.status_code}; the export stops")
    return bytes(response.content)


def _static_files(folder: Path) -> int:
    from django.conf import settings

    from openrvu.site.settings import HERE

    shutil.copytree(HERE / "static", folder / "static", dirs_exist_ok=True)
    _set_up()
    # Both name the site's address in full, so they are written only where it is known.
    names = ("sitemap.xml", "robots.txt") if settings.SITE_ADDRESS else ()
    for name in names:
        (folder / name).write_bytes(_answer(f"/{name}"))
    return len(names) + sum(1 for p in (HERE / "static").rglob("*") if p.is_file())
