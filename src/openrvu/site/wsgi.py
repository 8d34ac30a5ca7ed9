"""The site as a WSGI application, with its static files."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from whitenoise import WhiteNoise

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.errors import OpenRVUError
from openrvu.site.modes import Mode
from openrvu.site.settings import HERE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openrvu.site.settings")

_FOR_EVER = "public, max-age=31536000, immutable"
#: Seconds after the start at which the newest comparison is made: after the first pages.
_WARM_AFTER = 2.0


class StaticFiles(WhiteNoise):  # type: ignore[misc]  # it has no types
    """Files that a browser may keep for ever where the address names their content's hash."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Serve a file, or pass on to Django."""
        path = environ.get("PATH_INFO", "")
        name = path.removeprefix("/static/openrvu/")
        if path in self.files and name != path and environ.get("QUERY_STRING"):
            from openrvu.site.templating import static

            if f"{path}?{environ['QUERY_STRING']}" == static(name):
                start_response = _kept_for_ever(start_response)
        answer: Iterable[bytes] = super().__call__(environ, start_response)
        return answer


def _kept_for_ever(start_response: Any) -> Any:
    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        others = [(name, value) for name, value in headers if name.lower() != "cache-control"]
        return start_response(status, [*others, ("Cache-Control", _FOR_EVER)], *rest)

    return start


def make_application() -> StaticFiles:
    """Django behind WhiteNoise, which serves `static/` under `/static/`."""
    django.setup(set_prefix=False)
    # Opened before the threads start, so that there is one of each.
    open_index()
    for problem in open_book().skipped:
        logging.getLogger("openrvu").warning("rvu: %s", problem)
    files = StaticFiles(WSGIHandler(), root=HERE / "static", prefix="static/", max_age=3600)
    for folder in _of_accounts():
        files.add_files(folder, prefix="static/")
    return files


def _of_accounts() -> list[Path]:
    """The scripts of passkeys, which come with allauth, where there are accounts."""
    if settings.MODE is not Mode.CLINIC:
        return []
    from django.apps import apps

    apart = (apps.get_app_config(label).path for label in ("account", "mfa"))
    return [Path(path) / "static" for path in apart]


def _warm() -> None:
    """Make what most readers ask for before they do: the first lookup by words, a comparison."""
    from openrvu.site.changes.summary import compare, newest_pair

    try:
        if settings.MODE.has_log:
            _warm_box()
        compare(*newest_pair(open_book()))
    except OpenRVUError:  # one release alone, or others are being compared
        return
    finally:
        open_book().close()
        open_index().close()


def _warm_box() -> None:
    """The log's box answers its first keys as fast as its later ones."""
    from openrvu.codes.search import search
    from openrvu.productivity.log.identifiers import find

    search("lap chole", 1)
    find("seen John Smith")


def _warm_later() -> None:
    timer = threading.Timer(_WARM_AFTER, _warm)
    timer.daemon = True
    timer.start()


application = make_application()
_warm_later()
