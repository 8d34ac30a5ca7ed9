"""A statement as rows: for CSV, for Excel and for paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openrvu.exact import add
from openrvu.productivity.contract.statement import Part, Statement
from openrvu.productivity.contract.steps import Number, Step, Unit
from openrvu.productivity.log.written import escaped, guarded

Cell = str | int | Decimal | None
#: A table: its name, its headings, its rows.
Table = tuple[str, tuple[str, ...], list[tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure at the head of a statement."""

    label: str
    value: Decimal | None
    unit: Unit

    @property
    def words(self) -> str:
        """With its unit; an em dash where there is none."""
        return figure(self.value, self.unit)


def facts(told: Statement) -> tuple[Fact, ...]:
    """What a statement says first."""
    outlook, money, wrvu = told.outlook, Unit.DOLLARS, Unit.WRVU
    found = [
        Fact("Pay, all parts", told.amount, money),
        Fact("Clinical pay", told.clinical_pay, money),
        Fact("Call pay and stipends", told.apart, money),
        Fact("Credited work RVUs", told.wrvu, wrvu),
        Fact("Threshold to date", told.threshold, wrvu),
        Fact("Above the threshold", told.variance, wrvu),
        Fact("Clinical pay a wRVU", told.effective_rate, Unit.RATE),
        Fact("Break-even of the year", outlook.break_even, wrvu),
    ]
    if outlook.next_tier is not None:
        found.append(Fact("To the next tier", outlook.next_tier.away, wrvu))
    if told.payments[-1].draw is not None:
        found.append(Fact("Draw owed", told.draw_owed, money))
    return tuple(found)


def tables(told: Statement) -> tuple[Table, ...]:
    """Pay by part, payout periods, and every step."""
    parts: list[tuple[Cell, ...]] = [(named(part), part.amount) for part in told.parts]
    parts.append(("Total", told.amount))
    return (
        ("Pay by part", ("Part", "Dollars"), parts),
        ("Payout periods", _PERIOD_HEADINGS, list(_periods(told))),
        ("Steps", _STEP_HEADINGS, [row for part in told.parts for row in _steps(part)]),
    )


_PERIOD_HEADINGS = ("Period", "From", "To", "Over", "wRVU", "Paid", "Year to date")
_STEP_HEADINGS = ("Part", "What is done", "With", "Result", "Unit")


def named(part: Part) -> str:
    """``Stipend: medical directorship``."""
    kind = part.kind.capitalize()
    return f"{kind}: {part.name}" if part.name else kind


def figure(value: Decimal | None, unit: Unit) -> str:
    """A figure with its unit, as people read it."""
    if value is None:
        return "—"
    sign, size = ("−" if value < 0 else ""), f"{abs(value):,f}"
    if unit is Unit.DOLLARS:
        return f"{sign}${size}"
    if unit is Unit.RATE:
        return f"{sign}${size} a wRVU"
    return f"{sign}{size} {unit}".strip()


def numbers(step: Step) -> str:
    """What goes into a step, in one line."""
    return "; ".join(f"{_label(one)}: {figure(one.value, one.unit)}" for one in step.numbers)


def to_csv(told: Statement) -> bytes:
    """The statement as CSV in UTF-8 with a mark at its head; tables after each other."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(guarded(escaped(text)) for text in ("Contract", told.contract.name))
    writer.writerow(("From", told.first.isoformat()))
    writer.writerow(("To", told.last.isoformat()))
    for fact in facts(told):
        writer.writerow((fact.label, "" if fact.value is None else f"{fact.value:f}", fact.unit))
    for name, headings, rows in tables(told):
        writer.writerow(())
        writer.writerow((name,))
        writer.writerow(headings)
        for row in rows:
            writer.writerow(_plain(cell) for cell in row)
    for notice in told.notices:
        writer.writerow(("Notice", guarded(escaped(notice))))
    return out.getvalue().encode("utf-8-sig")


def to_excel(told: Statement) -> bytes:
    """The statement as an .xlsx workbook: a sheet for its figures and one for each table."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True})
        sheet = book.add_worksheet("Statement")
        lines: list[tuple[Cell, ...]] = [
            ("Contract", told.contract.name),
            ("From", told.first.isoformat()),
            ("To", told.last.isoformat()),
            *((fact.label, fact.value, str(fact.unit)) for fact in facts(told)),
            *(("Notice", notice) for notice in told.notices),
        ]
        _fill(sheet, 0, lines)
        sheet.set_column(0, 0, 26)
        for name, headings, rows in tables(told):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, headings, head)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(headings) - 1, 18)
            _fill(sheet, 1, rows)
    return out.getvalue()


def _fill(sheet: object, first: int, rows: list[tuple[Cell, ...]]) -> None:
    for number, row in enumerate(rows, first):
        for at, cell in enumerate(row):
            if isinstance(cell, int | Decimal):
                sheet.write_number(number, at, cell)  # type: ignore[attr-defined]
            elif cell:
                sheet.write_string(number, at, guarded(cell))  # type: ignore[attr-defined]


def _periods(told: Statement) -> Iterator[tuple[Cell, ...]]:
    to_date = Decimal("0.00")
    for one in told.payments:
        to_date = add(to_date, one.amount)
        over = "yes" if one.is_complete else "no"
        days = (one.first.isoformat(), one.last.isoformat())
        yield one.number, *days, over, one.wrvu, one.amount, to_date


def _steps(part: Part) -> Iterator[tuple[Cell, ...]]:
    for step in part.steps:
        yield named(part), step.words, numbers(step), step.result.value, str(step.result.unit)


def _label(one: Number) -> str:
    return one.label.rstrip(".")


def _plain(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else guarded(escaped(str(cell)))
