"""What the person confirms: period, tolerance, plan, rate, and which lines are theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.calendar import DateRange, day_before, parse_day
from openrvu.exact import parse_decimal
from openrvu.productivity.plan_text import plan_to_toml
from openrvu.productivity.reconcile.lines import ReportLine
from openrvu.productivity.reconcile.shapes import Column
from openrvu.site.people.models import User
from openrvu.site.reconcile.models import Comparison
from openrvu.site.reconcile.terms import Term, terms

#: The fields of the form; ``providers`` may be given several times.
FIELDS = ("first", "last", "tolerance", "terms", "rate", "column")
MOST_TOLERANCE = 60
_MOST_RATE = Decimal(10_000)
_RATE_PLACES = 4
#: A month that holds a smaller share of the lines is not what the report is of.
_FEW = 20


@dataclass(frozen=True, slots=True)
class Provider:
    """Who stands in the report, and on how many lines."""

    label: str
    lines: int


def providers_of(lines: Iterable[ReportLine]) -> list[Provider]:
    """Everybody the report names, those with the most lines first."""
    counts = Counter(line.provider for line in lines if line.provider)
    return [Provider(*each) for each in sorted(counts.items(), key=lambda e: (-e[1], e[0]))]


def period_of(lines: Iterable[ReportLine]) -> DateRange | None:
    """The months that a report is of: by date of posting where it has one, else of service."""
    days = [line.posted.first if line.posted else line.day for line in lines]
    months = Counter((day.year, day.month) for day in days if day)
    held = sorted(month for month, count in months.items() if count * _FEW >= months.total())
    if not held:
        return None
    (year, month), (last_year, last_month) = held[0], held[-1]
    after = date(last_year + last_month // 12, last_month % 12 + 1, 1)
    return DateRange(date(year, month, 1), day_before(after))


def said(comparison: Comparison) -> dict[str, str]:
    """The form as it stands."""
    rate = comparison.rate
    return {
        "first": str(comparison.first or ""),
        "last": str(comparison.last or ""),
        "tolerance": str(comparison.tolerance),
        "terms": comparison.terms,
        "rate": "" if rate is None else _money(rate),
        "column": comparison.column,
    }


def _money(rate: Decimal) -> str:
    """Dollars with cents, and further digits where there are any."""
    text = f"{rate.normalize():f}"
    return text if len(text.partition(".")[2]) > 2 else f"{rate:.2f}"


def fill(
    user: User, comparison: Comparison, form: Mapping[str, str], labels: Iterable[str]
) -> dict[str, str]:
    """Put what a form says into a comparison; what is wrong with it, by field."""
    problems: dict[str, str] = {}
    choices = {term.key: term for term in terms(user)}
    held = set(comparison.report["providers"])
    comparison.providers = sorted(held & set(labels) - {""})
    _fill(problems, "first", lambda: _put_period(comparison, form))
    _fill(problems, "tolerance", lambda: _put_tolerance(comparison, form["tolerance"]))
    _fill(problems, "terms", lambda: put_terms(comparison, _known(choices, form["terms"])))
    _fill(problems, "rate", lambda: _put_rate(comparison, form["rate"]))
    _fill(problems, "column", lambda: _put_column(comparison, form["column"]))
    return problems


def _fill(problems: dict[str, str], field: str, put: Callable[[], None]) -> None:
    try:
        put()
    except ValueError as error:
        problems[field] = str(error)


def _put_period(comparison: Comparison, form: Mapping[str, str]) -> None:
    first, last = (parse_day(form[name]) if form[name] else None for name in ("first", "last"))
    if last is not None and first is None:
        raise ValueError("The period has a last day and no first one; give both, or neither")
    if first is not None:
        DateRange(first, last)
    comparison.first, comparison.last = first, last


def _put_tolerance(comparison: Comparison, text: str) -> None:
    if not text.isascii() or not text.isdigit() or int(text[:4]) > MOST_TOLERANCE:
        raise ValueError(f"{text[:20]!r} is no tolerance; give 0 to {MOST_TOLERANCE} days")
    comparison.tolerance = int(text)


def _known(choices: Mapping[str, Term], key: str) -> Term:
    if key not in choices:
        raise ValueError("There is no such plan; choose one of the list")
    return choices[key]


def put_terms(comparison: Comparison, term: Term) -> None:
    """Put a plan into a comparison."""
    comparison.terms, comparison.plan = term.key, plan_to_toml(term.plan)


def _put_rate(comparison: Comparison, text: str) -> None:
    text = text.removeprefix("$").replace(",", "").strip()
    rate = parse_decimal(text, _RATE_PLACES) if text else None
    if rate is not None and not 0 <= rate <= _MOST_RATE:
        raise ValueError(f"{text} is no rate; give dollars per work RVU, such as 52.50")
    comparison.rate = rate


def _put_column(comparison: Comparison, text: str) -> None:
    if text and text not in set(Column):
        raise ValueError(f"expected {' or '.join(Column)}")
    comparison.column = text
