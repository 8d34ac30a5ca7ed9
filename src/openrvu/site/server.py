"""Serves the site on this machine."""

from __future__ import annotations

import os

import click

#: Threads that answer. More would only wait for one another (Python runs one at a time, and each
#: query gives its turn away); one stays free for other pages while comparisons are made; see
#: :mod:`openrvu.site.changes.summary`.
THREADS = 3
#: Seconds that requests have to be answered, when the site is told to stop.
PATIENCE = 30


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
    prepare()
    from django.conf import settings

    server = Granian(
        "openrvu.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        # Granian's own words on a fault would quote what was being kept.
        log_dictconfig=settings.LOGGING,
        websockets=False,
        respawn_failed_workers=workers > 1,
        workers_kill_timeout=PATIENCE,
    )
    server.serve()


def prepare() -> None:
    """Make the solo log ready: its folder, its key and its tables; look whether the clinic's is.

    Raises:
        OpenRVUError: the folder cannot be written, the database cannot be reached, or its tables
            are of another version.
    """
    from openrvu.site.chosen import chosen_mode
    from openrvu.site.modes import Mode

    mode = chosen_mode()
    if mode is Mode.SOLO:
        from openrvu.site.ready import make_ready

        make_ready()
    if mode is Mode.CLINIC:
        from openrvu.site.clinic_ready import look

        for warning in look():
            click.echo(f"rvu: {warning}", err=True)


def _say_where(host: str) -> None:
    """Tell the settings, which are read after this, on what address the site listens."""
    from openrvu.site.environment import is_loopback

    os.environ["OPENRVU_LISTEN"] = host
    if is_loopback(host) or os.environ.get("OPENRVU_ALLOWED_HOSTS"):
        return
    # On every address of the machine it has names that only its network knows.
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - asked for by the person
    own = f"{host},127.0.0.1,localhost,[::1]"
    os.environ["OPENRVU_ALLOWED_HOSTS"] = "*" if everywhere else own
