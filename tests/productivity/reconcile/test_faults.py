"""Any log, and a report that is the log with known faults: every fault is found again.

Codes of one log are of different families, so that no fault looks like another. Work RVUs are
CMS's of RVU26C and, for the fault of another release, of RVU25D.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openrvu.exact import plain, round_half_up
from openrvu.productivity.reconcile.difference import Kind
from openrvu.productivity.reconcile.lines import LogEntry
from openrvu.productivity.reconcile.report import read_report
from productivity.reconcile.making import EPIC, FIRST_QUARTER, Row, csv_of, held

MINE, OTHER = "LEE, JONATHAN", "ROE, SAM"
LATER = date(2026, 4, 6)


class Code(NamedTuple):
    """A code and another of its family, and the work of one unit of each."""

    code: str
    work: str
    old: str
    sibling: str
    sibling_work: str


CODES = (
    Code("45385", "4.46", "4.57", "45380", "3.47"),
    Code("29881", "6.85", "7.03", "29880", "7.21"),
    Code("20610", "0.77", "0.79", "20605", "0.66"),
    Code("44140", "22.03", "22.59", "44143", "27.10"),
    Code("47562", "10.21", "10.47", "47563", "11.18"),
    Code("52000", "1.49", "1.53", "52005", "2.31"),
    Code("27447", "19.11", "19.60", "27446", "16.70"),
    Code("66984", "7.17", "7.35", "66982", "9.99"),
    Code("36556", "1.71", "1.75", "36558", "4.48"),
    Code("58558", "4.07", "4.17", "58559", "5.07"),
)
#: Codes that no log has, and their work.
UNLOGGED = (("99214", "1.92"), ("33533", "32.91"))
#: The customary plan's factors.
FACTORS = {"": Decimal(1), "62": Decimal("0.625"), "80": Decimal("0.16"), "51": Decimal("0.5")}

FAULTS = {
    "none": Kind.AGREES,
    "shifted": Kind.AGREES,
    "voided and billed again": Kind.AGREES,
    "spread": Kind.AGREES,
    "dropped": Kind.NOT_BILLED,
    "voided": Kind.NOT_BILLED,
    "units": Kind.UNITS,
    "code": Kind.OTHER_CODE,
    "factor": Kind.MODIFIER,
    "release": Kind.RELEASE,
    "excluded": Kind.EXCLUDED,
    "provider": Kind.PROVIDER,
    "later": Kind.PERIOD,
}


@dataclass(frozen=True)
class Case:
    """An entry of the log and what goes wrong with it."""

    number: int
    code: Code
    day: date
    modifier: str
    units: int
    fault: str
    by: int

    @property
    def entry(self) -> LogEntry:
        modifiers = (self.modifier,) if self.modifier else ()
        return LogEntry(f"line {self.number}", self.day, self.code.code, modifiers, self.units)

    @property
    def credited(self) -> Decimal:
        return Decimal(self.code.work) * self.units * FACTORS[self.modifier]

    def row(self, units: int, work: Decimal, **other: str) -> Row:
        """A row of Epic's report; ``other`` says what is not as the log has it."""
        day = self.day + timedelta(days=self.by if "shift" in other else 0)
        posted = LATER if "late" in other else self.day + timedelta(days=self.by)
        is_void = units < 0
        return (
            "1", other.get("provider", MINE), other.get("code", self.code.code), self.modifier,
            "x", "", str(units), plain(round_half_up(work)), "10" if is_void else "1",
            f"T{self.number}", "-1.00" if is_void else "1.00", f"{day:%m/%d/%Y}",
            f"{posted:%m/%d/%Y}",
        )  # fmt: skip

    def rows(self) -> Iterator[Row]:
        factor, units = FACTORS[self.modifier], self.units
        good = self.row(units, self.credited)
        void = self.row(-units, -self.credited)
        each = Decimal(self.code.work) * factor
        made: dict[str, list[Row]] = {
            "none": [good],
            "shifted": [self.row(units, self.credited, shift="")],
            "voided and billed again": [good, void, good],
            "spread": [self.row(1, each)] * units,
            "dropped": [],
            "voided": [good, void],
            "units": [self.row(units + self.by, each * (units + self.by))],
            "code": [self.row(units, Decimal(self.code.sibling_work) * units * factor,
                              code=self.code.sibling)],
            "factor": [self.row(units, Decimal(self.code.work) * units)],
            "release": [self.row(units, Decimal(self.code.old) * units * factor)],
            "excluded": [self.row(units, Decimal(0))],
            "provider": [self.row(units, self.credited, provider=OTHER)],
            "later": [self.row(units, self.credited, late="")],
        }  # fmt: skip
        yield from made[self.fault]


@st.composite
def logs(draw: st.DrawFn) -> tuple[Case, ...]:
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=10, unique=True))
    cases = []
    for number, code in enumerate(codes):
        fault = draw(st.sampled_from(sorted(FAULTS)))
        # A factor can only be wrong where the plan has one other than 1.
        modifiers = [m for m in FACTORS if m or fault != "factor"]
        # Of 16 percent of the work so little is left that rounding hides another release.
        modifiers = [m for m in modifiers if m != "80" or fault != "release"]
        cases.append(
            Case(
                number=number,
                code=code,
                day=date(2026, 2, 1) + timedelta(days=draw(st.integers(0, 27))),
                modifier=draw(st.sampled_from(modifiers)),
                units=draw(st.integers(1, 4)),
                fault=fault,
                by=draw(st.integers(1, 3)),
            )
        )
    return tuple(cases)


def unlogged(at: int) -> Row:
    code, work = UNLOGGED[at]
    return ("1", MINE, code, "", "x", "", "1", work, "1", f"U{at}", "1.00", "02/10/2026",
            "02/11/2026")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(logs(), st.integers(0, 2), st.randoms(use_true_random=False))
def test_faults_are_classed_back_to_exactly_what_they_were(
    cases: tuple[Case, ...], extra: int, random: Random
) -> None:
    rows = [row for case in cases for row in case.rows()]
    rows += [unlogged(at) for at in range(extra)]
    random.shuffle(rows)
    report = read_report(csv_of(EPIC, *rows), "report.csv")
    names = (MINE,) if any(row[1] == MINE for row in rows) else ()
    assume(names or not rows)
    found = held([case.entry for case in cases], report, period=FIRST_QUARTER, providers=names)
    told = {
        case.number: [d.kind for d in found.differences if case.entry in d.entries]
        for case in cases
    }
    assert told == {case.number: [FAULTS[case.fault]] for case in cases}
    assert len(found.of(Kind.NOT_LOGGED)) == extra
    assert len(found.differences) == len(cases) + extra
    assert found.log == sum((case.credited for case in cases), Decimal(0))
    counted = [row for row in rows if row[1] == MINE and row[-1] != f"{LATER:%m/%d/%Y}"]
    assert found.credited == sum((Decimal(row[7]) for row in counted), Decimal(0))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["99213", "99214", "45385", "45380"]),
                       st.sampled_from(["", "25", "59"]), st.integers(1, 3)), max_size=12),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["99213", "99214", "45385", "45380"]),
                       st.sampled_from(["", "25", "59"]), st.integers(-2, 3),
                       st.decimals(-9, 9, places=2)), max_size=12),
    st.integers(0, 4),
)  # fmt: skip
def test_the_bridge_closes_whatever_log_and_report_hold(
    logged: list[tuple[int, str, str, int]],
    told: list[tuple[int, str, str, int, Decimal]],
    tolerance: int,
) -> None:
    log = [
        LogEntry(f"line {at}", date(2026, 3, 28) + timedelta(days=day), code, (m,) if m else (), n)
        for at, (day, code, m, n) in enumerate(logged)
    ]
    heading = ("Service Date", "Post Date", "CPT", "Modifiers", "Units", "wRVU")
    rows = [
        (f"2026-03-{28 + day}" if day < 4 else f"2026-04-0{day - 3}",
         f"2026-04-0{1 + day}" if day % 2 else "2026-03-31", code, m, str(n), plain(work))
        for day, code, m, n, work in told
    ]  # fmt: skip
    report = read_report(csv_of(heading, *rows), "report.csv")
    found = held(log, report, period=FIRST_QUARTER, tolerance=tolerance)
    again = held(log, report, period=FIRST_QUARTER, tolerance=tolerance)
    assert found.differences == again.differences
    matched = [entry.key for each in found.of(Kind.AGREES) for entry in each.entries]
    assert len(matched) == len(set(matched))
    rows_seen = [tuple(line.row for line in each.lines) for each in found.differences if each.lines]
    entries_seen = {entry.key for each in found.differences for entry in each.entries}
    assert {entry.key for entry in log if entry.day in FIRST_QUARTER} <= entries_seen
    # A line may have several differences, all of one match; never two matches.
    flat = [row for one in set(rows_seen) for row in one]
    assert len(flat) == len(set(flat))
