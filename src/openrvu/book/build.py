"""Builds a book file from releases as read. The same input gives the same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from openrvu.book.schema import DDL, FORMAT, pack_policy, pack_rvus
from openrvu.cms.known import conversion_factors
from openrvu.cms.release import ReleaseContents
from openrvu.exact import CENT_PLACES, FACTOR_PLACES, GPCI_PLACES, to_scaled
from openrvu.schedule.localities import Locality, ZipArea
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import Policy

_Values = tuple[str | int | None, ...]


def build_book(
    path: Path,
    releases: Iterable[ReleaseContents],
    zips: Sequence[ZipArea] = (),
    *,
    descriptors: bool = False,
) -> None:
    """Write a book file, whole or not at all.

    Args:
        path: the file to write; an older one is replaced only when the new one is finished.
        releases: in order of force; consumed one at a time, so memory holds one.
        zips: the ZIP file's areas.
        descriptors: keep CMS's short descriptors. Only for a person's own machine.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            writer = _Writer(connection)
            for contents in releases:
                writer.add(contents, descriptors=descriptors)
            writer.finish(zips)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class _Spans:
    """Rows by key, each with the releases it has held for unchanged."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, ...], tuple[int, int, _Values]] = {}
        self._closed: list[tuple[tuple[str, ...], int, int, _Values]] = []

    def hold(self, key: tuple[str, ...], seq: int, values: _Values) -> None:
        held = self._open.get(key)
        if held and held[1] == seq - 1 and held[2] == values:
            self._open[key] = (held[0], seq, values)
            return
        if held:
            self._closed.append((key, *held))
        self._open[key] = (seq, seq, values)

    def all(self) -> list[_Values]:
        spans = [*self._closed, *((key, *held) for key, held in self._open.items())]
        ordered = sorted(spans, key=lambda span: (span[0], span[1]))
        return [(*key, first, last, *values) for key, first, last, values in ordered]


class _Writer:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.execute("PRAGMA page_size = 4096")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(DDL)
        self._db.execute("BEGIN")
        self._seq = 0
        self._services, self._localities = _Spans(), _Spans()
        self._policies: dict[Policy, int] = {}
        self._descriptors: dict[str, str] = {}

    def add(self, contents: ReleaseContents, *, descriptors: bool) -> None:
        self._seq += 1
        _insert(self._db, "release", [(self._seq, *_release_values(contents.release))])
        for row in contents.rows:
            values = (self._policy(row.policy), *pack_rvus(row))
            self._services.hold((row.code, row.modifier), self._seq, values)
        for area in contents.localities:
            key = (area.state, area.number, area.carrier)
            self._localities.hold(key, self._seq, _locality_values(area))
        if descriptors:
            # A later release's descriptor of a code replaces an earlier one's.
            self._descriptors.update(contents.descriptions)

    def finish(self, zips: Sequence[ZipArea]) -> None:
        _insert(self._db, "policy", [(i, *pack_policy(p)) for p, i in self._policies.items()])
        _insert(self._db, "service", self._services.all())
        _insert(self._db, "locality", self._localities.all())
        _insert(self._db, "factor", _factor_rows())
        _insert(self._db, "descriptor", sorted(self._descriptors.items()))
        self._zips(zips)
        editions = sorted({area.edition for area in zips})
        meta = [("format", FORMAT), ("zip_edition", editions[-1] if editions else "")]
        _insert(self._db, "meta", meta)
        self._db.execute("COMMIT")
        self._db.execute("VACUUM")

    def _policy(self, policy: Policy) -> int:
        return self._policies.setdefault(policy, len(self._policies) + 1)

    def _zips(self, zips: Sequence[ZipArea]) -> None:
        areas: dict[tuple[str, str, str], int] = {}
        rows = []
        for area in sorted(zips, key=lambda z: z.zip_code):
            key = (area.carrier, area.number, area.state)
            at = areas.setdefault(key, len(areas) + 1)
            rows.append((int(area.zip_code), at, int(area.spans)))
        _insert(self._db, "area", [(i, *key) for key, i in areas.items()])
        _insert(self._db, "zip", rows)


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[Sequence[str | int | None]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our names


def _release_values(release: Release) -> _Values:
    return (
        release.label,
        release.in_force.first.isoformat(),
        release.in_force.last.isoformat() if release.in_force.last else None,
        release.published.isoformat() if release.published else None,
        to_scaled(release.conversion_factor, FACTOR_PLACES),
        _scaled_or_none(release.qp_conversion_factor, FACTOR_PLACES),
        release.archive,
        release.sha256,
        ",".join(release.lacks),
    )


def _locality_values(area: Locality) -> _Values:
    indices = (to_scaled(g, GPCI_PLACES) for g in (area.work_gpci, area.pe_gpci, area.mp_gpci))
    factor = _scaled_or_none(area.anesthesia_factor, CENT_PLACES)
    return (area.name, *indices, area.counties, factor)


def _factor_rows() -> list[_Values]:
    return [
        (
            c.days.first.isoformat(),
            c.days.last.isoformat() if c.days.last else None,
            c.kind,
            to_scaled(c.factor, FACTOR_PLACES),
            c.source,
            c.note,
        )
        for c in conversion_factors()
    ]


def _scaled_or_none(value: Decimal | None, places: int) -> int | None:
    return None if value is None else to_scaled(value, places)
