"""``rvu serve``: the site on this machine."""

from __future__ import annotations

import gc
import os
import socket

import click

from openrvu.errors import OpenRVUError


@click.command(
    epilog="""
\b
Examples:
  rvu serve
  rvu serve --port 8080
  PORT=8080 rvu serve

The site is for this machine alone unless --host says otherwise: then it
answers under any name (or those in OPENRVU_ALLOWED_HOSTS), and shows none of
CMS's short descriptors. Stop it with Ctrl-C. Port 0 takes any that is free.

\b
Exit codes:
  0  stopped
  1  the address or port cannot be had
  2  the command was not understood
"""
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    envvar="PORT",
    show_default=True,
    show_envvar=True,
    help="Port to listen on.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    envvar="OPENRVU_WORKERS",
    show_default=True,
    show_envvar=True,
    help="Processes that answer; a clinic takes one for each core.",
)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site; its address is printed."""
    from openrvu.site.server import serve as serve_site

    gc.enable()  # off for short commands; see openrvu.cli
    free = _free_port(host, port)
    click.echo(f"OpenRVU is at http://{host}:{free}/ (stop with Ctrl-C)")
    serve_site(host, free, workers=workers)


def _free_port(host: str, port: int) -> int:
    """The port, found to be free; where it is 0, one that the system chooses.

    Raises:
        OpenRVUError: it is taken, or the address is not this machine's.
    """
    try:
        with socket.create_server((host, port)) as probe:
            found: int = probe.getsockname()[1]
            return found
    except OSError as error:
        raise OpenRVUError(
            f"cannot listen on {host}:{port}: {os.strerror(error.errno or 0)}. "
            "Choose another with --port, or stop what is running there"
        ) from None
