"""What the commands that work on the log or its people begin with."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from openrvu.errors import OpenRVUError

if TYPE_CHECKING:
    from openrvu.site.modes import Mode


def begin() -> Mode:
    """The mode; a database is long work, so memory is looked after again.

    Raises:
        OpenRVUError: the environment contradicts itself.
    """
    from openrvu.site.chosen import chosen_mode

    gc.enable()  # off for short commands; see openrvu.cli
    return chosen_mode()


def begin_clinic() -> None:
    """The same, in clinic mode alone.

    Raises:
        OpenRVUError: it is another mode, which has no accounts.
    """
    mode = begin()
    if mode != "clinic":
        raise OpenRVUError(
            f"the mode is {mode}, which has no accounts. Run this with the environment of the "
            "clinic's site: OPENRVU_MODE=clinic, DATABASE_URL and OPENRVU_SECRET_KEY"
        )
