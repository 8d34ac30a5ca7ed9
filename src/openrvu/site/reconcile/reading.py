"""What was brought: a file or a pasted table, read in the request and not kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from openrvu.errors import OpenRVUError, ReadError
from openrvu.productivity.log.identifiers import find
from openrvu.productivity.reconcile.columns import ALIASES
from openrvu.productivity.reconcile.report import Report, headings_of, read_report

#: More lines than a department bills in a quarter; more would keep the request waiting.
MOST_LINES = 50_000
_LONGEST_NAME = 120
_PASTED = "pasted table"
_NOTHING = "Choose the report, or paste its table."

#: Field to the name of its choice in the form, in the order of the page.
CHOICES = {field: "column-" + field.replace(" ", "-") for field in ALIASES}


@dataclass(frozen=True, slots=True)
class Brought:
    """A report as far as it could be read.

    Attributes:
        report: None where there is a problem.
        problem: why it could not be read, and what to do.
        header: headings to choose from, where the columns are what is wrong.
    """

    report: Report | None = None
    problem: str = ""
    header: tuple[str, ...] = ()


def brought(request: HttpRequest) -> Brought:
    """Read what a form brings."""
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        return _read(file.read(), _name_of(file.name or "report"), chosen(request))
    text = request.POST.get("text", "")
    if text.strip():
        return _read(text.encode(), _PASTED, chosen(request))
    return Brought(problem=_NOTHING)


def chosen(request: HttpRequest) -> dict[str, str]:
    """The headings that the person chose, by field."""
    given = {field: request.POST.get(name, "")[:200] for field, name in CHOICES.items()}
    return {field: heading for field, heading in given.items() if heading}


def _name_of(name: str) -> str:
    """The file's name, unless it seems to tell of a person."""
    _, dot, ending = name.rpartition(".")
    return f"report{dot}{ending[:5]}" if find(name) else name[-_LONGEST_NAME:]


def _read(data: bytes, name: str, columns: Mapping[str, str]) -> Brought:
    try:
        report = read_report(data, name, chosen=columns)
    except OpenRVUError as error:
        return Brought(problem=str(error), header=_headings(data, name))
    if not report.lines:
        first = "; ".join(str(each) for each in report.problems[:3])
        problem = f"{name}: no charge could be read. {first}".strip()
        return Brought(problem=problem, header=report.header)
    if len(report.lines) > MOST_LINES:
        many = f"{name} has {len(report.lines):,} lines; at most {MOST_LINES:,} are taken."
        return Brought(problem=f"{many} Bring one month or quarter, or your own lines alone.")
    return Brought(report)


def _headings(data: bytes, name: str) -> tuple[str, ...]:
    try:
        return headings_of(data, name)
    except ReadError:
        return ()
