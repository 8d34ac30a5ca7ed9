"""Serves the site on this machine."""

from __future__ import annotations

import os


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
    server = Granian(
        "openrvu.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        websockets=False,
    )
    server.serve()
