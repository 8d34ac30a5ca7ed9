"""What a fee schedule is read from. The book implements it; tests may too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from openrvu.errors import OpenRVUError
from openrvu.schedule.localities import Locality, ZipArea
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow


class Source(Protocol):
    """Releases and what they hold. Implementations are read-only and safe to share."""

    def __hash__(self) -> int:
        """Sources are told apart by identity; what is read from one is kept under it."""
        ...

    def releases(self) -> tuple[Release, ...]:
        """Every release held, in order of force."""
        ...

    def rows(self, label: str, code: str) -> tuple[ServiceRow, ...]:
        """The rows of one code in one release: global first, then 26, TC, 53."""
        ...

    def localities(self, label: str) -> tuple[Locality, ...]:
        """The localities of one release, in order of state and number."""
        ...

    def zip_area(self, zip_code: str) -> ZipArea | None:
        """What the newest ZIP file held says of a ZIP code, or None."""
        ...


_default: Callable[[], Source] | None = None


def use_default(provider: Callable[[], Source]) -> None:
    """Name the source that serves where none is given; the package does this at import."""
    global _default  # noqa: PLW0603 - the one wiring point between the rooms
    _default = provider


def default_source() -> Source:
    """The source that serves where none is given: the bundled book."""
    if _default is None:
        raise OpenRVUError(
            "no reference book is wired in; import openrvu, or pass source= explicitly"
        )
    return _default()
