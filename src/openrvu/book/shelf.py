"""Reads one book file. Read-only, and safe to share between threads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from openrvu.book.schema import FORMAT
from openrvu.calendar import DateRange
from openrvu.errors import OpenRVUError
from openrvu.exact import CENT_PLACES, FACTOR_PLACES, GPCI_PLACES, RVU_PLACES, from_scaled
from openrvu.schedule.localities import Locality, ZipArea
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import Policy, ServiceRow, in_order

_COLUMNS = (
    "code, modifier, policy, work, pe_nonfacility, pe_facility, mp, "
    "opps_pe_nonfacility, opps_pe_facility, opps_mp"
)
_Cells = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A service row and the releases, first to last, for which it stayed the same."""

    first: str
    last: str
    row: ServiceRow


class Shelf:
    """One book file: the bundled one, or a release the user added."""

    def __init__(self, path: Path, *, owned: bool = False) -> None:
        """Open a book file.

        Args:
            path: the file.
            owned: whether its releases are the user's own.

        Raises:
            OpenRVUError: the file is missing or of another format.
        """
        self.path, self.owned = path, owned
        self._local = threading.local()
        self._rvus: dict[int, Decimal] = {}
        self._policies: dict[int, Policy] = {}
        if not path.is_file():
            raise OpenRVUError(
                f"{path}: no such book; expected the file that `rvu book build` makes"
            )
        if self._meta("format") != FORMAT:
            self.close()
            raise OpenRVUError(
                f"{path}: a book of another version; expected format {FORMAT}. "
                "Add the release again, or build the book again"
            )
        self.releases: tuple[Release, ...] = tuple(self._read_releases())
        self._seq = {r.label: i for i, r in enumerate(self.releases, 1)}

    def _read_releases(self) -> Iterator[Release]:
        for row in self._db.execute("SELECT * FROM release ORDER BY seq"):
            _, label, first, last, published, factor, qp, archive, sha256, lacks = row
            yield Release(
                label=label,
                in_force=DateRange(
                    date.fromisoformat(first), date.fromisoformat(last) if last else None
                ),
                published=date.fromisoformat(published) if published else None,
                conversion_factor=from_scaled(factor, FACTOR_PLACES),
                qp_conversion_factor=None if qp is None else from_scaled(qp, FACTOR_PLACES),
                archive=archive,
                sha256=sha256,
                lacks=tuple(lacks.split(",")) if lacks else (),
                owned=self.owned,
            )

    @property
    def _db(self) -> sqlite3.Connection:
        """The connection of this thread: SQLite's are not made to be shared."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.db = db
        return db

    def close(self) -> None:
        """Close this thread's connection; it opens again when needed."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is not None:
            db.close()
            self._local.db = None

    def _meta(self, key: str) -> str:
        try:
            row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            return ""
        return str(row[0]) if row else ""

    @property
    def zip_edition(self) -> str:
        """Year and quarter of the ZIP file held, such as ``20254``; empty where none is."""
        return self._meta("zip_edition")

    def rows(self, label: str, code: str) -> tuple[ServiceRow, ...]:
        """The rows of one code in one release: global first, then 26, TC, 53."""
        seq = self._seq[label]
        found = self._db.execute(
            f"SELECT {_COLUMNS} FROM service WHERE code = ? AND first <= ? AND last >= ?",  # noqa: S608
            (code, seq, seq),
        )
        return in_order(self._row(cells) for cells in found)

    def all_rows(self, label: str) -> Iterator[ServiceRow]:
        """Every row of a release, in order of code and modifier."""
        seq = self._seq[label]
        found = self._db.execute(
            f"SELECT {_COLUMNS} FROM service WHERE first <= ? AND last >= ? "  # noqa: S608
            "ORDER BY code, modifier",
            (seq, seq),
        )
        return (self._row(cells) for cells in found)

    def spans(self, code: str) -> tuple[Span, ...]:
        """Every version of a code's rows, with the releases each held for."""
        found = self._db.execute(
            f"SELECT first, last, {_COLUMNS} FROM service WHERE code = ? "  # noqa: S608
            "ORDER BY first, modifier",
            (code,),
        )
        return tuple(
            Span(self.releases[c[0] - 1].label, self.releases[c[1] - 1].label, self._row(c[2:]))
            for c in found
        )

    def work_rvus(self, label: str, first: str, last: str) -> list[tuple[str, Decimal]]:
        """Code and work RVU of the unmodified rows between two codes that have work."""
        seq = self._seq[label]
        found = self._db.execute(
            "SELECT code, work FROM service WHERE code BETWEEN ? AND ? AND modifier = '' "
            "AND first <= ? AND last >= ? AND work > 0 ORDER BY code",
            (first, last, seq, seq),
        )
        return [(code, self._rvu(work)) for code, work in found]

    def codes(self, label: str) -> list[str]:
        """Every code of a release, in order."""
        seq = self._seq[label]
        found = self._db.execute(
            "SELECT DISTINCT code FROM service WHERE first <= ? AND last >= ? ORDER BY code",
            (seq, seq),
        )
        return [row[0] for row in found]

    def endoscopic_families(self, label: str) -> dict[str, tuple[str, ...]]:
        """The codes of each endoscopic family, by its base code."""
        seq = self._seq[label]
        found = self._db.execute(
            "SELECT endoscopic_base, code FROM service JOIN policy ON policy.id = service.policy "
            "WHERE endoscopic_base <> '' AND modifier = '' AND first <= ? AND last >= ? "
            "ORDER BY endoscopic_base, code",
            (seq, seq),
        )
        families: dict[str, tuple[str, ...]] = {}
        for base, code in found:
            families[base] = (*families.get(base, ()), code)
        return families

    def localities(self, label: str) -> tuple[Locality, ...]:
        """The localities of a release, by state and number."""
        seq = self._seq[label]
        found = self._db.execute(
            "SELECT * FROM locality WHERE first <= ? AND last >= ? ORDER BY state, number, carrier",
            (seq, seq),
        )
        return tuple(_locality(cells) for cells in found)

    def zip_area(self, zip_code: str) -> ZipArea | None:
        """What the ZIP file says of a ZIP code."""
        found = self._db.execute(
            "SELECT carrier, number, state, spans FROM zip JOIN area ON area.id = zip.area "
            "WHERE zip = ?",
            (int(zip_code),),
        ).fetchone()
        if found is None:
            return None
        carrier, number, state, spans = found
        return ZipArea(zip_code, carrier, number, state, bool(spans), self.zip_edition)

    def factors(self) -> list[tuple[DateRange, str, Decimal, str, str]]:
        """Days, kind, conversion factor, source and note, in order of date."""
        found = self._db.execute("SELECT * FROM factor ORDER BY first, kind")
        return [
            (
                DateRange(date.fromisoformat(first), date.fromisoformat(last) if last else None),
                kind,
                from_scaled(factor, FACTOR_PLACES),
                source,
                note,
            )
            for first, last, kind, factor, source, note in found
        ]

    def descriptor(self, code: str) -> str | None:
        """CMS's short descriptor, held only where the user brought the archive."""
        row = self._db.execute("SELECT text FROM descriptor WHERE code = ?", (code,)).fetchone()
        return str(row[0]) if row else None

    def descriptors(self) -> dict[str, str]:
        """Every short descriptor held."""
        return dict(self._db.execute("SELECT code, text FROM descriptor"))

    def stored(self, table: str) -> list[tuple[str | int | None, ...]]:
        """Every record of a table of :mod:`openrvu.book.schema`, figures as they are stored."""
        return self._db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names

    def dump(self) -> Iterator[str]:
        """Every statement that would make this file again, in a fixed order."""
        return self._db.iterdump()

    def _row(self, cells: _Cells) -> ServiceRow:
        code, modifier, policy, *rvus = cells
        work, pe_nonfacility, pe_facility, mp, *opps = (self._rvu(int(value)) for value in rvus)
        opps_pe_nonfacility, opps_pe_facility, opps_mp = opps
        return ServiceRow(
            code=str(code),
            modifier=str(modifier),
            work=work,
            pe_nonfacility=pe_nonfacility,
            pe_facility=pe_facility,
            mp=mp,
            opps_pe_nonfacility=opps_pe_nonfacility,
            opps_pe_facility=opps_pe_facility,
            opps_mp=opps_mp,
            policy=self._policy(int(policy)),
        )

    def _rvu(self, hundredths: int) -> Decimal:
        value = self._rvus.get(hundredths)
        if value is None:
            value = self._rvus[hundredths] = from_scaled(hundredths, RVU_PLACES)
        return value

    def _policy(self, at: int) -> Policy:
        held = self._policies.get(at)
        if held is None:
            cells = self._db.execute("SELECT * FROM policy WHERE id = ?", (at,)).fetchone()
            held = self._policies[at] = _policy(cells[1:])
        return held


def _policy(cells: _Cells) -> Policy:
    status, not_used, na_nonfacility, na_facility, pctc, days, pre, intra, post, *rest = cells
    return Policy(
        str(status),
        bool(not_used),
        bool(na_nonfacility),
        bool(na_facility),
        str(pctc),
        str(days),
        from_scaled(int(pre), RVU_PLACES),
        from_scaled(int(intra), RVU_PLACES),
        from_scaled(int(post), RVU_PLACES),
        *(str(value) for value in rest),
    )


def _locality(cells: tuple[str | int | None, ...]) -> Locality:
    state, number, carrier, _, _, name, work, pe, mp, counties, anesthesia = cells
    return Locality(
        carrier=str(carrier),
        number=str(number),
        state=str(state),
        name=str(name),
        work_gpci=_index(work),
        pe_gpci=_index(pe),
        mp_gpci=_index(mp),
        counties=str(counties),
        anesthesia_factor=(
            None if anesthesia is None else from_scaled(int(anesthesia), CENT_PLACES)
        ),
    )


def _index(cell: str | int | None) -> Decimal:
    assert isinstance(cell, int)  # noqa: S101 - build_book writes an integer
    return from_scaled(cell, GPCI_PLACES)
