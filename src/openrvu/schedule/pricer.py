"""What prices claims by a schedule. It lives above the floor, and the package wires it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openrvu.errors import OpenRVUError

#: Takes a schedule, a claim, and ``steps`` by name; gives the priced claim. The floor knows none
#: of their types; :meth:`openrvu.FeeSchedule.price` states them.
Pricer = Callable[..., Any]

_wired: Callable[[], Pricer] | None = None


def use_pricer(provider: Callable[[], Pricer]) -> None:
    """Name what prices claims; the package does this at import."""
    global _wired  # noqa: PLW0603 - the one wiring point for it
    _wired = provider


def the_pricer() -> Pricer:
    """What prices claims.

    Raises:
        OpenRVUError: nothing is wired in.
    """
    if _wired is None:
        raise OpenRVUError("nothing that prices claims is wired in; import openrvu")
    return _wired()
