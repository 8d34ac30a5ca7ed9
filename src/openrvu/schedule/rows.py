"""Service rows: one line of the Physician Fee Schedule relative value file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from openrvu.exact import add

#: Modifiers that have rows of their own, in the order they are shown.
ROW_MODIFIERS = ("", "26", "TC", "53")


class Setting(StrEnum):
    """Where the service is furnished, as practice expense sees it."""

    NONFACILITY = "nonfacility"
    FACILITY = "facility"

    @property
    def label(self) -> str:
        """The word for a page: ``Facility`` or ``Non-facility``."""
        return "Facility" if self is Setting.FACILITY else "Non-facility"


@dataclass(frozen=True, slots=True)
class Policy:
    """The payment policy indicators of a row, as CMS prints them.

    :mod:`openrvu.schedule.indicators` says what each value means.

    Attributes:
        status: one letter; only A, R and T rows have RVUs that Medicare pays by.
        not_used: True where RVUs are shown but not used for Medicare payment (``+``).
        na_nonfacility: CMS's NA indicator: rarely or never performed outside a facility.
        na_facility: CMS's NA indicator: rarely or never performed in a facility.
        pctc: professional and technical component indicator, 0 to 9.
        global_days: 000, 010, 090, MMM, XXX, YYY or ZZZ.
        pre_op: share of the global package before the operation, such as ``0.10``.
        intra_op: share for the operation itself.
        post_op: share for the care after discharge.
        multiple_procedure: 0 to 7 or 9 (modifier 51).
        bilateral: 0 to 3 or 9 (modifier 50).
        assistant: 0 to 2 or 9 (modifiers 80, 81, 82, AS).
        co_surgeon: 0 to 2 or 9 (modifier 62).
        team: 0 to 2 or 9 (modifier 66).
        pricing: pricing indicator, printed from 2026; empty before.
        endoscopic_base: the family's base code, or empty.
        supervision: physician supervision of a diagnostic test, such as ``03``.
        calculation_flag: ``0`` since July 1, 2014.
        imaging_family: ``88`` where the imaging reduction applies, else ``99``.
    """

    status: str
    not_used: bool
    na_nonfacility: bool
    na_facility: bool
    pctc: str
    global_days: str
    pre_op: Decimal
    intra_op: Decimal
    post_op: Decimal
    multiple_procedure: str
    bilateral: str
    assistant: str
    co_surgeon: str
    team: str
    pricing: str
    endoscopic_base: str
    supervision: str
    calculation_flag: str
    imaging_family: str


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """The relative values and indicators of one code and modifier in one release.

    Attributes:
        code: five characters, CPT or HCPCS Level II.
        modifier: empty for the whole service, or 26, TC or 53.
        work: physician work RVU.
        pe_nonfacility: practice expense RVU outside a facility.
        pe_facility: practice expense RVU in a facility.
        mp: malpractice RVU.
        opps_pe_nonfacility: practice expense RVU for the OPPS-based amount, outside a facility.
        opps_pe_facility: the same in a facility.
        opps_mp: malpractice RVU for the OPPS-based amount.
        policy: the payment policy indicators.
    """

    code: str
    modifier: str
    work: Decimal
    pe_nonfacility: Decimal
    pe_facility: Decimal
    mp: Decimal
    opps_pe_nonfacility: Decimal
    opps_pe_facility: Decimal
    opps_mp: Decimal
    policy: Policy

    def pe(self, setting: Setting) -> Decimal:
        """Practice expense RVU in a setting."""
        return self.pe_facility if setting == Setting.FACILITY else self.pe_nonfacility

    def opps_pe(self, setting: Setting) -> Decimal:
        """Practice expense RVU used for the OPPS-based amount in a setting."""
        return self.opps_pe_facility if setting == Setting.FACILITY else self.opps_pe_nonfacility

    def total(self, setting: Setting) -> Decimal:
        """Work, practice expense and malpractice RVU together, before any index."""
        return add(self.work, self.pe(setting), self.mp)

    def is_na(self, setting: Setting) -> bool:
        """Whether CMS marks the setting NA: rarely or never performed there."""
        policy = self.policy
        return policy.na_facility if setting == Setting.FACILITY else policy.na_nonfacility

    @property
    def has_rvus(self) -> bool:
        """Whether any RVU is published for the row."""
        return bool(self.work or self.pe_nonfacility or self.pe_facility or self.mp)

    @property
    def label(self) -> str:
        """``76000`` or ``76000-26``."""
        return f"{self.code}-{self.modifier}" if self.modifier else self.code


def alike(one: ServiceRow, other: ServiceRow) -> bool:
    """Whether two rows say the same of the service.

    The pricing indicator says nothing of it: blank before 2026, it marks the file a row came in.
    """
    if one.policy.pricing != other.policy.pricing:
        other = replace(other, policy=replace(other.policy, pricing=one.policy.pricing))
    return one == other


def in_order(rows: Iterable[ServiceRow]) -> tuple[ServiceRow, ...]:
    """Rows of one code as they are shown: the whole service, then 26, TC and 53."""
    return tuple(sorted(rows, key=lambda row: ROW_MODIFIERS.index(row.modifier)))
