"""Serves the site on this machine."""

from __future__ import annotations

import os

#: Threads that answer. More would only wait for one another (Python runs one at a time, and each
#: query gives its turn away); one stays free for other pages while comparisons are made; see
#: :mod:`openrvu.site.changes.summary`.
THREADS = 3


def serve(host: str = "127.0.0.1", port: int = 8000, *, workers: int = 1) -> None:
    """Serve until interrupted.

    Args:
        host: the address to listen on; the loopback address keeps the site to this machine.
        port: the port.
        workers: processes; one answers hundreds of pages a second.
    """
    from granian import Granian
    from granian.constants import Interfaces

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openrvu.site.settings")
    _say_where(host)
    server = Granian(
        "openrvu.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        websockets=False,
    )
    server.serve()


def _say_where(host: str) -> None:
    """Tell the settings, which the worker reads anew, on what address the site listens."""
    from openrvu.site.settings import is_loopback

    os.environ["OPENRVU_LISTEN"] = host
    if is_loopback(host) or os.environ.get("OPENRVU_ALLOWED_HOSTS"):
        return
    # On every address of the machine it has names that only its network knows.
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - asked for by the person
    own = f"{host},127.0.0.1,localhost,[::1]"
    os.environ["OPENRVU_ALLOWED_HOSTS"] = "*" if everywhere else own
