"""The command ``rvu``. A command's module is imported only when that command is invoked."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command ``rvu`` with the arguments of this process, and exit.

    The cyclic garbage collector is off: it finds nothing to free in a command that ends in a
    moment, and costs an eighth of its time.
    """
    gc.disable()
    from openrvu.cli.commands import rvu

    try:
        rvu(prog_name="rvu")
    finally:
        gc.freeze()
