"""Which codes there were on a day, and what their rows say; looked up once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from openrvu.errors import ReleaseNotHeld, UnknownCode
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.rows import ServiceRow
from openrvu.schedule.source import Source, default_source

#: CMS's bilateral indicators of codes that have two sides.
_TWO_SIDED = frozenset(("1", "3"))
_CACHED = 60_000


class KnownCodes:
    """The codes of every release of a source. Safe to share between threads."""

    def __init__(self, source: Source | None = None) -> None:
        """Look codes up in a source, the bundled book by default."""
        self.source = source or default_source()
        self._schedule = lru_cache(maxsize=10_000)(self._find_schedule)
        self._row = lru_cache(maxsize=_CACHED)(self._find_row)

    def why_unknown(self, code: str, day: date) -> str:
        """Why a code is not known on a day, in words without a full stop; empty where it is.

        A code of a year without any release in the book is taken as it is, if any release has it.
        """
        schedule = self._schedule(day)
        found = self._row(code, schedule.release.label if schedule else "")
        return "" if isinstance(found, ServiceRow) else found

    def is_code(self, code: str, day: date) -> bool:
        """Whether a code is known on a day."""
        return not self.why_unknown(code, day)

    def row(self, code: str, day: date) -> ServiceRow | None:
        """The row of the whole service on a day, or None."""
        schedule = self._schedule(day)
        found = self._row(code, schedule.release.label) if schedule else None
        return found if isinstance(found, ServiceRow) else None

    def has_sides(self, code: str, day: date) -> bool:
        """Whether a code is of a part of the body that there is on both sides."""
        row = self.row(code, day)
        return row is not None and row.policy.bilateral in _TWO_SIDED

    def has_work(self, code: str, day: date) -> bool:
        """Whether a code is a physician's work: it has a work RVU, or anesthesia's base units."""
        row = self.row(code, day)
        return row is not None and (bool(row.work) or row.policy.status == "J")

    def _find_schedule(self, day: date) -> FeeSchedule | None:
        try:
            return FeeSchedule.on(day, source=self.source)
        except ReleaseNotHeld:
            return None

    def _find_row(self, code: str, label: str) -> ServiceRow | str:
        if not label:
            return self._in_any(code)
        try:
            return FeeSchedule.of(label, source=self.source).rows(code)[0]
        except UnknownCode as error:
            return str(error)

    def _in_any(self, code: str) -> ServiceRow | str:
        """A row of the code in any release: one that was never valid is no code of the past."""
        for release in self.source.releases():
            if rows := self.source.rows(release.label, code):
                return rows[0]
        return f"{code[:20]!r} is in no release of the book"


@lru_cache(maxsize=4)
def _of(source: Source) -> KnownCodes:
    return KnownCodes(source)


def known_codes(source: Source | None = None) -> KnownCodes:
    """The codes of a source, the bundled book by default; kept, so that rows are read once."""
    return _of(source or default_source())
