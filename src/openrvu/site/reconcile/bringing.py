"""A report that was read becomes a comparison, with the best guesses, to be confirmed."""

from __future__ import annotations

from openrvu.productivity.reconcile.kept import report_data
from openrvu.productivity.reconcile.report import Report
from openrvu.site.log.scope import profile as profile_of
from openrvu.site.people.models import User
from openrvu.site.reconcile import scope
from openrvu.site.reconcile.asking import period_of, put_terms
from openrvu.site.reconcile.compare import compare
from openrvu.site.reconcile.models import Comparison, Found
from openrvu.site.reconcile.terms import usual


def bring(user: User, report: Report) -> Comparison:
    """Keep the report's reduced lines and hold them against the log, as a first look."""
    scope.forgotten(user).delete()
    period = period_of(report.lines)
    before = scope.comparisons(user).first()
    made = Comparison(
        owner=user,
        name=report.name,
        report=report_data(report),
        first=period.first if period else None,
        last=period.last if period else None,
    )
    term = usual(user, period, before.terms if before else profile_of(user).plan)
    put_terms(made, term)
    made.rate = term.rate or (before.rate if before else None)
    compare(user, made)
    return made


def mark(user: User, comparison: Comparison, number: int, as_: str) -> bool:
    """Say what has been done about a difference; whether there is such a one."""
    return bool(scope.found(user, comparison).filter(number=number).update(mark=as_))


def mark_kind(user: User, comparison: Comparison, kind: str, as_: str) -> int:
    """Mark all open differences of a class; how many they were."""
    rows = scope.found(user, comparison).filter(kind=kind, mark=Found.Mark.OPEN)
    return rows.update(mark=as_)
