"""The tables of a book file (SQLite). Figures are scaled integers; nothing is a float.

A row that stays the same from release to release is stored once, with the first and last
release it holds for, so that 22 releases take the room of 4.
"""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter

from openrvu.exact import RVU_PLACES, to_scaled
from openrvu.schedule.rows import Policy, ServiceRow

FORMAT = "1"

DDL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE release (
    seq INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, first TEXT NOT NULL, last TEXT,
    published TEXT, factor INTEGER NOT NULL, qp_factor INTEGER, archive TEXT NOT NULL,
    sha256 TEXT NOT NULL, lacks TEXT NOT NULL
);
CREATE TABLE policy (
    id INTEGER PRIMARY KEY, status TEXT, not_used INTEGER, na_nonfacility INTEGER,
    na_facility INTEGER, pctc TEXT, global_days TEXT, pre_op INTEGER, intra_op INTEGER,
    post_op INTEGER, multiple_procedure TEXT, bilateral TEXT, assistant TEXT, co_surgeon TEXT,
    team TEXT, pricing TEXT, endoscopic_base TEXT, supervision TEXT, calculation_flag TEXT,
    imaging_family TEXT
);
CREATE TABLE service (
    code TEXT, modifier TEXT, first INTEGER, last INTEGER, policy INTEGER, work INTEGER,
    pe_nonfacility INTEGER, pe_facility INTEGER, mp INTEGER, opps_pe_nonfacility INTEGER,
    opps_pe_facility INTEGER, opps_mp INTEGER, PRIMARY KEY (code, modifier, first)
) WITHOUT ROWID;
CREATE TABLE locality (
    state TEXT, number TEXT, carrier TEXT, first INTEGER, last INTEGER, name TEXT,
    work_gpci INTEGER, pe_gpci INTEGER, mp_gpci INTEGER, counties TEXT, anesthesia INTEGER,
    PRIMARY KEY (state, number, carrier, first)
) WITHOUT ROWID;
CREATE TABLE area (id INTEGER PRIMARY KEY, carrier TEXT, number TEXT, state TEXT);
CREATE TABLE zip (zip INTEGER PRIMARY KEY, area INTEGER NOT NULL, spans INTEGER NOT NULL);
CREATE TABLE factor (
    first TEXT, last TEXT, kind TEXT, factor INTEGER, source TEXT, note TEXT,
    PRIMARY KEY (first, kind)
) WITHOUT ROWID;
CREATE TABLE descriptor (code TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
"""

_POLICY_FIELDS = tuple(Policy.__dataclass_fields__)
_policy_values = attrgetter(*_POLICY_FIELDS)
_rvus = attrgetter(
    "work",
    "pe_nonfacility",
    "pe_facility",
    "mp",
    "opps_pe_nonfacility",
    "opps_pe_facility",
    "opps_mp",
)


def pack_policy(policy: Policy) -> tuple[str | int, ...]:
    """A policy as the columns of its table after ``id``."""
    return tuple(_pack(value) for value in _policy_values(policy))


def _pack(value: str | bool | Decimal) -> str | int:
    if isinstance(value, Decimal):
        return to_scaled(value, RVU_PLACES)
    return int(value) if isinstance(value, bool) else value


def pack_rvus(row: ServiceRow) -> tuple[int, ...]:
    """The seven RVUs of a row in hundredths, in the order of the table."""
    return tuple(to_scaled(value, RVU_PLACES) for value in _rvus(row))
