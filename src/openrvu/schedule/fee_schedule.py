"""The fee schedule of one day: rows, localities and base amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openrvu  # for the types of `price` alone, which live above
from openrvu.calendar import as_day
from openrvu.errors import ReleaseNotHeld, UnknownCode, UnknownLocality
from openrvu.schedule.amount import BaseAmount, Outcome, outcome_of, pay_steps
from openrvu.schedule.localities import (
    NATIONAL,
    Locality,
    NoIndexHeld,
    ZipArea,
    matching_localities,
    the_one,
)
from openrvu.schedule.pricer import the_pricer
from openrvu.schedule.releases import Release, choose, normalise_label
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.source import Source, default_source

_ZIP = re.compile(r"([0-9]{5})(?:-?[0-9]{4})?\Z")
_CODE_LENGTH = 5
_LONGEST_ECHO = 20
_EXPECTED = "expected a CPT or HCPCS code of five characters, such as 99213, G0105 or 0075T"


class FeeSchedule:
    """The Medicare Physician Fee Schedule as it stood for one date of service.

    Attributes:
        release: the release that answers.
        day: the date of service.
        stands_in_for: label of the release that was in force where the book does not hold it
            and ``release`` answers in its place; else None.
        source: where its rows are read.
    """

    def __init__(
        self, release: Release, source: Source, day: date, stands_in_for: str | None = None
    ) -> None:
        """Use :meth:`on`, :meth:`of` or :meth:`newest` instead."""
        self.release = release
        self.day = as_day(day)
        self.stands_in_for = stands_in_for
        self.source = source
        self._near_counties: dict[str, str] | None = None

    def __repr__(self) -> str:
        """For example ``<FeeSchedule RVU26C on 2026-07-01>``."""
        return f"<FeeSchedule {self.release.label} on {self.day}>"

    @classmethod
    def on(cls, day: date, *, source: Source | None = None, strict: bool = False) -> FeeSchedule:
        """The schedule for a date of service.

        Args:
            day: the date of service, not of the bill.
            source: where to read; the bundled book by default.
            strict: refuse, rather than let another release of the year stand in.

        Raises:
            ReleaseNotHeld: the book holds no release of that year, or, when strict, not the
                one in force.
        """
        source = source or default_source()
        release, wanted = choose(source.releases(), day)
        if strict and wanted:
            raise ReleaseNotHeld(
                f"{wanted} was in force on {as_day(day)} and is not in the book. "
                f"Add it with: rvu release add {wanted.lower()}.zip"
            )
        return cls(release, source, day, wanted)

    @classmethod
    def of(
        cls, label: str, *, day: date | None = None, source: Source | None = None
    ) -> FeeSchedule:
        """The schedule of a release by its label, such as ``RVU26C``.

        Raises:
            ReleaseNotHeld: the book does not hold it.
        """
        source = source or default_source()
        wanted = normalise_label(label)
        for release in source.releases():
            if release.label == wanted:
                return cls(release, source, day or release.in_force.first)
        held = ", ".join(r.label for r in source.releases())
        raise ReleaseNotHeld(
            f"{wanted} is not in the book, which holds {held}. "
            f"Add it with: rvu release add {wanted.lower()}.zip"
        )

    @classmethod
    def newest(cls, *, source: Source | None = None) -> FeeSchedule:
        """The schedule of the newest release held."""
        source = source or default_source()
        release = max(source.releases(), key=lambda r: (r.in_force.first, r.label))
        return cls(release, source, release.in_force.first)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before using the figures, in sentences."""
        if self.stands_in_for:
            said = (
                f"{self.stands_in_for} was in force on {self.day} and is not in the book; "
                f"{self.release.label} of the same year stands in. A few RVUs or indices may "
                "differ."
            )
            return (said,)
        if self.day not in self.release.in_force:
            label = self.release.label
            return (f"{label} was asked for by name; it was not in force on {self.day}.",)
        return ()

    def rows(self, code: str) -> tuple[ServiceRow, ...]:
        """Every row of a code: the whole service first, then 26, TC and 53 where they exist.

        Raises:
            UnknownCode: the release has no such code; the message says which releases have it.
        """
        wanted = code.strip().upper()
        rows = self.source.rows(self.release.label, wanted) if wanted.isascii() else ()
        if not rows:
            raise UnknownCode(
                f"{wanted[:_LONGEST_ECHO]!r} is not in {self.release.label}; {self._hint(wanted)}"
            )
        return rows

    def _hint(self, code: str) -> str:
        """What the person may have meant by a code that the release lacks."""
        if not (code.isascii() and code.isalnum() and len(code) <= _CODE_LENGTH):
            return _EXPECTED
        labels = [r.label for r in self.source.releases() if self.source.rows(r.label, code)]
        if labels:
            held = f"from {labels[0]} to {labels[-1]}" if labels[1:] else f"in {labels[0]} alone"
            return f"the book has it {held}"
        whole = code.zfill(_CODE_LENGTH)
        if whole != code and self.source.rows(self.release.label, whole):
            return f"where a spreadsheet dropped leading zeros, give {whole}"
        if len(code) == _CODE_LENGTH:
            return "nor is it in any other release of the book"
        return _EXPECTED

    def row(self, code: str, modifier: str = "") -> ServiceRow:
        """The row of a code and modifier (``""``, ``"26"``, ``"TC"`` or ``"53"``).

        Where CMS prints a component alone (86153-26), asking for no modifier gives that row.

        Raises:
            UnknownCode: the release has no such row; the message lists those it has.
        """
        rows = self.rows(code)
        wanted = modifier.strip().upper()[:_LONGEST_ECHO]
        for row in rows:
            if row.modifier == wanted:
                return row
        if not wanted and len(rows) == 1:
            return rows[0]
        have = ", ".join(row.modifier or "none (the whole service)" for row in rows)
        raise UnknownCode(
            f"{rows[0].code} has no row for modifier {wanted or 'none'} in "
            f"{self.release.label}; its rows have: {have}"
        )

    def localities(self) -> tuple[Locality, ...]:
        """The payment localities of the release."""
        return self.source.localities(self.release.label)

    def locality(self, text: str) -> Locality:
        """The locality that answers to ``01112-05``, ``CA-05``, ``AL`` (statewide) or a name.

        ``Cook County`` and other counties that CMS lists are names too.

        Raises:
            UnknownLocality: nothing answers, or several do.
            NoIndexHeld: one answers, and has no index in this release.
        """
        found = self.localities_matching(text)
        if not found and (known := self._elsewhere(text)):
            area, label = known
            raise NoIndexHeld(
                f"{area.label} is in {label}, but {self.release.label} has no index for it in the "
                "book: no amount can be given"
            )
        return the_one(found, text, self._with_counties())

    def localities_matching(self, text: str) -> list[Locality]:
        """Every locality of the release that answers to what :meth:`locality` understands.

        Where the release names no counties, those of the nearest release that does are searched.
        """
        held = {area.key: area for area in self.localities()}
        found = matching_localities(self._with_counties(), text)
        return [held.get(area.key, area) for area in found]

    def _with_counties(self) -> tuple[Locality, ...]:
        """The localities, each with its counties in this release or the nearest that has them."""
        return tuple(
            area if area.counties else replace(area, counties=self._counties().get(area.key, ""))
            for area in self.localities()
        )

    def _counties(self) -> dict[str, str]:
        """The counties of localities in the nearest release that names any, by key."""
        if self._near_counties is None:
            self._near_counties = {}
            for release in self._nearest():
                areas = self.source.localities(release.label)
                if said := {area.key: area.counties for area in areas if area.counties}:
                    self._near_counties = said
                    break
        return self._near_counties

    def _nearest(self) -> list[Release]:
        """Every release, that in force nearest to this one first."""
        here = self.release.in_force.first
        return sorted(self.source.releases(), key=lambda r: abs(r.in_force.first - here))

    def _elsewhere(self, text: str) -> tuple[Locality, str] | None:
        """The one locality of another release that answers, newest release first."""
        for release in reversed(self.source.releases()):
            found = matching_localities(self.source.localities(release.label), text)
            if len(found) == 1:
                return found[0], release.label
        return None

    def zip_area(self, zip_code: str) -> ZipArea:
        """The carrier and locality of a ZIP code, and whether it spans localities.

        Raises:
            UnknownLocality: the ZIP is malformed or not in CMS's file.
        """
        match = _ZIP.match(zip_code.strip())
        if match is None:
            raise UnknownLocality(
                f"{zip_code[:_LONGEST_ECHO]!r} is not a ZIP code; expected five digits, such as "
                "10001, or nine, such as 10001-0001"
            )
        area = self.source.zip_area(match[1])
        if area is None:
            raise UnknownLocality(
                f"ZIP {match[1]} is not in CMS's ZIP file; give the locality instead, e.g. CA-05"
            )
        return area

    def locality_for_zip(self, zip_code: str) -> Locality:
        """The locality of a ZIP code in this release, by the newest ZIP file held.

        Raises:
            UnknownLocality: the ZIP is unknown.
            NoIndexHeld: its locality has no index in this release.
        """
        area = self.zip_area(zip_code)
        for locality in self.localities():
            if (locality.carrier, locality.number) == (area.carrier, area.number):
                return locality
        raise NoIndexHeld(
            f"ZIP {area.zip_code} lies in locality {area.carrier}-{area.number}, for which "
            f"{self.release.label} has no index in the book: no amount can be given"
        )

    def conversion_factor(self, *, qp: bool = False) -> Decimal:
        """Dollars per total RVU.

        Raises:
            ReleaseNotHeld: the factor for qualifying APM participants is asked for in a year
                that has none.
        """
        if not qp:
            return self.release.conversion_factor
        if self.release.qp_conversion_factor is None:
            raise ReleaseNotHeld(
                f"{self.release.label} has one conversion factor for all; a separate one for "
                "qualifying APM participants (QP) exists from 2026"
            )
        return self.release.qp_conversion_factor

    def amount(
        self,
        code: str,
        modifier: str = "",
        *,
        setting: Setting = Setting.NONFACILITY,
        locality: Locality = NATIONAL,
        qp: bool = False,
    ) -> BaseAmount:
        """The base amount of a service in dollars and cents, with its steps.

        Of imaging Medicare pays no more than :attr:`~BaseAmount.opps_cap` of the answer.

        Raises:
            UnknownCode: no such row.
            ReleaseNotHeld: ``qp`` in a year without that factor.
            ValueError: ``setting`` is neither facility nor nonfacility.
        """
        return self.price_row(self.row(code, modifier), setting, locality, qp=qp)

    def price(
        self, claim: openrvu.Claim | Sequence[openrvu.ClaimLine], *, steps: bool = False
    ) -> openrvu.PricedClaim:
        """Price a claim by Medicare's rules and this release.

        What cannot be priced is an outcome of its line; the other lines are priced all the same.

        Args:
            claim: of the schedule's day; or its lines alone, for the national amount.
            steps: keep every rule at work on every line.

        Raises:
            ValueError: the claim is of another day or names another release; or a figure of it
                is out of bounds.
            UnknownLocality: its locality or ZIP code is not known.
            ReleaseNotHeld: ``qp`` in a year without that factor.
        """
        priced: openrvu.PricedClaim = the_pricer()(self, claim, steps=steps)
        return priced

    def price_row(
        self, row: ServiceRow, setting: Setting, locality: Locality, *, qp: bool = False
    ) -> BaseAmount:
        """The base amount of a row already at hand.

        Raises:
            ReleaseNotHeld: ``qp`` in a year without that factor.
            ValueError: ``setting`` is neither facility nor nonfacility.
        """
        setting = Setting(setting)  # who passes "facility" must not be answered for an office
        outcome, reason = outcome_of(row, setting)
        factor = self.conversion_factor(qp=qp)
        steps = (
            pay_steps(row.work, row.pe(setting), row.mp, locality, factor)
            if outcome is Outcome.PRICED
            else ()
        )
        return BaseAmount(
            row=row,
            setting=setting,
            locality=locality,
            conversion_factor=factor,
            qp=qp,
            release=self.release.label,
            day=self.day,
            outcome=outcome,
            reason=reason,
            amount=steps[-1].result if steps else None,
            steps=steps,
            is_na=row.is_na(setting),
        )
