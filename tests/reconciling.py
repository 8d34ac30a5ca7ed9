"""Reports as a person brings them, and what the pages answer."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openrvu.productivity.log.line import LogLine
from openrvu.productivity.reconcile.report import read_report
from openrvu.site.log import record
from openrvu.site.people.models import User
from openrvu.site.reconcile import bringing, scope
from openrvu.site.reconcile.models import Comparison

#: A report of March 2026 by posting date; with patients, whom nobody needs.
REPORT = """\
Service Date,Post Date,Patient Name,MRN,CPT,Modifier,Units,wRVU,Performing Provider
3/2/2026,3/4/2026,ZEBULON QUACKENBUSH,7351882,99214,,2,3.84,"LEE, JONATHAN"
3/3/2026,3/4/2026,ZEBULON QUACKENBUSH,7351882,93306,26,1,1.42,"LEE, JONATHAN"
3/6/2026,3/9/2026,ZEBULON QUACKENBUSH,7351882,99213,,1,1.30,"LEE, JONATHAN"
3/6/2026,3/9/2026,ZEBULON QUACKENBUSH,7351882,99215,,1,2.80,"RIVERA, ANA"
"""
#: What the owner did: 99214 three times, of which the report has two; and a 99291 it lacks.
LOG = (
    LogLine(date(2026, 3, 2), "99214", units=3),
    LogLine(date(2026, 3, 3), "93306", ("26",)),
    LogLine(date(2026, 3, 5), "99291"),
)
#: The form of the page that confirms, as it stands.
CONFIRMED = {
    "first": "2026-03-01",
    "last": "2026-03-31",
    "tolerance": "3",
    "terms": "customary",
    "rate": "50",
    "column": "",
    "do": "confirm",
}


def logged(user: User) -> None:
    """Record what the owner did, each a case of its own."""
    for line in LOG:
        assert not record.add(user, [line], uuid4()).problems


def bring(client: Client, report: str = REPORT, name: str = "march.csv", **form: str) -> Any:
    """Bring a report as a file."""
    file = SimpleUploadedFile(name, report.encode())
    return client.post("/log/reconcile/", {"file": file, **form})


def brought(client: Client, user: User, report: str = REPORT, **form: str) -> Comparison:
    """Bring a report, which is kept to be confirmed."""
    response = bring(client, report, **form)
    assert response.status_code == 303, response.content[:400]
    return scope.comparison(user, UUID(response.headers["Location"].split("/")[3]))


def confirmed(client: Client, user: User, report: str = REPORT, **form: str) -> Comparison:
    """Bring a report and confirm it."""
    made = brought(client, user, report)
    response = client.post(f"/log/reconcile/{made.pk}/setup/", {**CONFIRMED, **form})
    assert response.status_code == 303, response.content[:400]
    return scope.comparison(user, made.pk)


def reconciliation_ids(user: User, name: str) -> dict[str, str]:
    """A reconciliation of a person's under the name of their own, for the walk over addresses."""
    report = read_report(REPORT.encode(), f"{name}.csv")
    made = bringing.bring(user, report)
    made.confirmed = True
    made.save()
    return {"reconciliation": str(made.pk)}
