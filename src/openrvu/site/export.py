"""Writes every public page as a file, for a CDN or any server of files.

An export is written aside and takes the earlier one's place when it is whole; files of the earlier
one that the new one lacks go, and files that somebody else put there stay.

Forms that need a server are left out, and so is every word of the AMA's and ADA's, even where
the person who exports has brought CMS's archives.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.errors import OpenRVUError

if TYPE_CHECKING:
    from django.http import HttpRequest

Progress = Callable[[int, int], None]

_MARK = ".openrvu-export"
_ASIDE = ".openrvu-exporting-"
_HEADING = "Written by `rvu site export`, which may write it over: the files below are its own."
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
        folder: new, empty, or the target of an earlier export, which is replaced.
        progress: called with pages done and pages in all.
        processes: how many render side by side; one for each processor by default.
        only: paths to write in place of all.

    Raises:
        OpenRVUError: the folder holds something else, or a page fails.
    """
    _claim(folder)
    paths = list(only) or _all_paths()
    _close()
    pages = 0
    batches = list(_batched(paths, _BATCH))
    with tempfile.TemporaryDirectory(dir=folder, prefix=_ASIDE) as scratch:
        aside = Path(scratch) / "site"
        shutil.copytree(_static_folder(), aside / "static")
        with ProcessPoolExecutor(processes or os.cpu_count() or 1, initializer=_set_up) as pool:
            for written in pool.map(_write_batch, batches, [str(aside)] * len(batches)):
                pages += written
                if progress:
                    progress(pages, len(paths))
            pool.submit(_write_others, str(aside)).result()
        files = _replace(folder, aside)
    return Exported(pages, files)


def _claim(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise OpenRVUError(
            f"{folder} is not empty and no earlier export; expected a new folder. "
            "Name another, or empty it first"
        )
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / _MARK).is_file():
        (folder / _MARK).write_text(f"{_HEADING}\n", "utf-8")
    for left in folder.glob(f"{_ASIDE}*"):  # of an export that was killed
        shutil.rmtree(left, ignore_errors=True)


def _replace(folder: Path, aside: Path) -> int:
    """Put what was written aside in the place of the earlier export; say how many files."""
    new = sorted(p.relative_to(aside).as_posix() for p in aside.rglob("*") if p.is_file())
    mark = folder / _MARK
    old = [name for name in mark.read_text("utf-8").splitlines()[1:] if name]
    # Named before they are moved, so that a later export knows them whatever happens here.
    mark.write_text("\n".join([_HEADING, *sorted({*old, *new})]) + "\n", "utf-8")
    for name in new:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).replace(folder / name)
    for name in sorted(set(old) - set(new)):
        _remove(folder, folder / name)
    mark.write_text("\n".join([_HEADING, *new]) + "\n", "utf-8")
    return len(new)


def _remove(folder: Path, path: Path) -> None:
    """Remove a file of the earlier export, and the folders it leaves empty."""
    if folder not in path.parents or ".." in path.parts:
        return
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def _set_up() -> None:
    """Django in a process of the pool, in the state that an export needs."""
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

    return list(public_paths(open_book(), open_index()))


def _close() -> None:
    """A child must open its own connections: SQLite's may not cross a fork."""
    from openrvu.book.book import open_book
    from openrvu.codes.index import open_index

    open_book().close()
    open_index().close()


def _batched(paths: Sequence[str], size: int) -> Iterator[list[str]]:
    rest = iter(paths)
    while batch := list(islice(rest, size)):
        yield batch


def _write_batch(paths: Sequence[str], target: str) -> int:
    from openrvu.site.paths import json_path

    folder = Path(target)
    for path in paths:
        page = folder / path.strip("/") / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(_answer(path))
        (folder / json_path(path).strip("/")).write_bytes(_answer(json_path(path)))
    return len(paths)


def _answer(path: str) -> bytes:
    """The body of a page, from its view: no server, cache or header stands between."""
    from django.urls import resolve

    view = resolve(path)
    response = view.func(_request(path), *view.args, **view.kwargs)
    if response.status_code != 200:
        raise OpenRVUError(f"{path} answered {response.status_code}; the export stops")
    return bytes(response.content)


def _request(path: str) -> HttpRequest:
    from django.http import HttpRequest

    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META.update(SERVER_NAME="localhost", SERVER_PORT="80")
    return request


def _static_folder() -> Path:
    from openrvu.site.settings import HERE

    return HERE / "static"


def _write_others(target: str) -> None:
    """The page for what is not there; and, where the site's address is known, what names it."""
    from django.conf import settings

    from openrvu.site.home.missing import not_found_page

    folder = Path(target)
    missing = not_found_page(_request("/404.html"), "There is no page at this address.", "")
    (folder / "404.html").write_bytes(missing.content)
    # They name the site's address in full, so they are written only where it is known.
    for name in ("sitemap.xml", "robots.txt", "blog/feed.xml") if settings.SITE_ADDRESS else ():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(_answer(f"/{name}"))
