"""Taking in a survey file: every row accounted for, nothing missing taken for 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from openrvu.errors import OpenRVUError
from openrvu.productivity.benchmark.headings import (
    DEVIATION,
    MEAN,
    Figures,
    Layout,
    Shape,
    layout_of,
)
from openrvu.productivity.benchmark.measures import Measure, Unit, measure_of
from openrvu.productivity.benchmark.percentile import falls
from openrvu.productivity.benchmark.survey import (
    Imported,
    Key,
    Provenance,
    Survey,
    SurveyRow,
)
from openrvu.productivity.tabular.table import Problem, Row, Table, shown
from openrvu.productivity.tabular.values import number_of

#: What a survey prints where too few answered, and what else stands for nothing.
_WITHHELD = frozenset({"", "*", "**", "***", "n/a", "na", "-", "--", "—", "–", "null", "isd", "ds"})
_CALL = "call"
_RATES = ("call_pay_rate", "moonlighting_rate")


class NoAttestation(OpenRVUError, ValueError):
    """A survey is taken in only with the person's word that their licence allows it."""


@dataclass(slots=True)
class _Reading:
    """A file on its way to rows."""

    table: Table
    layout: Layout
    provenance: Provenance
    metric: str
    measures: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    groups: Mapping[str, list[Figures]] = field(default_factory=dict)

    def text(self, row: Row, name: str) -> str:
        at = self.layout.fields.columns.get(name)
        return "" if at is None else shown(row.cells[at])

    def heading(self, at: int) -> str:
        return self.table.header[at]


def import_survey(
    table: Table,
    provenance: Provenance,
    *,
    columns: Mapping[str, int] | None = None,
    metric: str = "",
    measures: Mapping[str, str] | None = None,
) -> Imported:
    """Take in a survey file that the person licenses.

    Args:
        table: the file, as :func:`openrvu.productivity.tabular.read.read_table` gives it.
        provenance: what the person says of it; the file's name and hash are filled in.
        columns: columns that the person chose for specialty, variable, provider_type, region,
            year, organisations or individuals, from 0.
        metric: what is measured, where neither rows nor headings say it.
        measures: the file's names of measures to keys such as ``wrvu``, as the person confirmed.

    Raises:
        NoAttestation: the person has not said that their licence allows this use.
        ValueError: a chosen column is not there.
        KeyError: a confirmed measure is none we know.
    """
    if not provenance.attestation.strip() or not provenance.vendor.strip():
        raise NoAttestation(
            "a survey needs its vendor and your word that your licence allows this use of it"
        )
    origin = replace(provenance, file_name=table.name, file_sha256=table.sha256)
    layout = _with_specialty(table, columns or {})
    reading = _Reading(table, layout, origin, metric, measures or {}, list(table.problems))
    lacking = tuple(_lacking(reading))
    reading.problems += lacking
    reading.groups = _grouped(reading)
    rows = () if lacking else _once(_rows(reading), reading)
    survey = Survey(origin, _shape(layout.shape, rows), rows)
    # What is wrong with a wide row is found once for each of its measures.
    once = (tuple(dict.fromkeys(each)) for each in (reading.problems, reading.warnings))
    return Imported(survey, *once)


def _with_specialty(table: Table, chosen: Mapping[str, int]) -> Layout:
    """The layout; where no column is the specialty, that of the provider type is.

    A survey of advanced practice providers has their specialties there.
    """
    layout = layout_of(table.header, len(table.header_rows), chosen)
    found = layout.fields.columns
    if "specialty" in layout.fields.missing and "provider_type" in found:
        chosen = {**chosen, "specialty": found["provider_type"]}
        return layout_of(table.header, len(table.header_rows), chosen)
    return layout


def _lacking(reading: _Reading) -> Iterator[Problem]:
    """What stands in the way of reading any row."""
    layout = reading.layout
    is_long = not any(each.metric for each in layout.figures)
    needed = ["specialty", *(["variable"] if is_long and not reading.metric else [])]
    yield from layout.fields.problems(needed)
    if not layout.figures:
        said = ", ".join(repr(name) for name in reading.table.header)
        yield Problem(None, "", said, "columns of percentiles, such as P50, 50th or wRVU_p50")


def _rows(reading: _Reading) -> Iterator[SurveyRow]:
    for row in reading.table.rows:
        specialty = reading.text(row, "specialty").strip()
        if specialty:
            yield from _of_row(row, specialty, reading)
        else:
            said = " | ".join(filter(None, map(shown, row.cells)))[:200]
            expected = "a specialty and its figures"
            reading.problems.append(
                Problem(row.number, "specialty", repr(said), expected, "The row was left out.")
            )


def _of_row(row: Row, specialty: str, reading: _Reading) -> Iterator[SurveyRow]:
    """The measures of one row: one in a long file, several in a wide one."""
    for metric, columns in reading.groups.items():
        raw = metric or reading.text(row, "variable") or reading.metric
        if not raw:
            reading.problems.append(
                Problem(row.number, "variable", "nothing", "what is measured", "It was left out.")
            )
            continue
        measure = measure_of(raw, reading.measures)
        if not measure.is_known:
            reading.warnings.append(
                Problem(row.number, "", repr(raw), "a measure we know", "It is kept by its name.")
            )
        values = dict(_values(row, columns, measure, reading))
        yield SurveyRow(
            specialty=specialty,
            provider_type=reading.text(row, "provider_type"),
            region=reading.text(row, "region"),
            year=_whole(row, "year", reading) or reading.provenance.survey_year,
            measure=measure,
            raw_measure=raw,
            points={p: value for p, value in sorted(values.items()) if p > 0},
            mean=values.get(MEAN),
            deviation=values.get(DEVIATION),
            organisations=_whole(row, "organisations", reading),
            individuals=_whole(row, "individuals", reading),
            row=row.number,
        )


def _grouped(reading: _Reading) -> dict[str, list[Figures]]:
    """The columns of figures by measure, under the first of its names; empty in a long file."""
    names: dict[str, str] = {}
    groups: dict[str, list[Figures]] = {}
    for figures in reading.layout.figures:
        key = measure_of(figures.metric, reading.measures).key
        group = groups.setdefault(names.setdefault(key, figures.metric), [])
        if any(each.statistic == figures.statistic for each in group):
            heading = reading.heading(figures.column)
            found = f"another column of {names[key] or 'percentiles'} for the same percentile"
            reading.problems.append(
                Problem(None, heading, found, "one", "The first was kept, this one left out.")
            )
        else:
            group.append(figures)
    return groups


def _values(
    row: Row, columns: Iterable[Figures], measure: Measure, reading: _Reading
) -> Iterator[tuple[int, Decimal]]:
    """Statistic and value of each cell that holds a figure."""
    for figures in columns:
        cell = shown(row.cells[figures.column])
        if cell.strip().lower() in _WITHHELD:
            continue
        value = number_of(cell.strip().removesuffix("%"))
        heading = reading.heading(figures.column)
        if value is None or value < 0 or (cell.endswith("%") and measure.unit is not Unit.PERCENT):
            expected = "a figure of 0 or more, or * where it is withheld"
            reading.problems.append(
                Problem(row.number, heading, repr(cell), expected, "It was taken as missing.")
            )
        elif not value and measure.zero_is_missing:
            expected = f"{measure.unit} above 0"
            reading.warnings.append(
                Problem(row.number, heading, "0", expected, "It was taken as missing.")
            )
        else:
            yield figures.statistic, value


def _whole(row: Row, name: str, reading: _Reading) -> int | None:
    """A count or year; None where there is none."""
    text = reading.text(row, name)
    if text.strip().lower() in _WITHHELD:
        return None
    value = number_of(text)
    if value is None or value < 0 or value != int(value):
        reading.problems.append(
            Problem(row.number, name, repr(text), "a whole number", "It was taken as not said.")
        )
        return None
    return int(value)


def _once(rows: Iterable[SurveyRow], reading: _Reading) -> tuple[SurveyRow, ...]:
    """Each key once, the first; and a warning of percentiles that fall."""
    kept: dict[Key, SurveyRow] = {}
    for row in rows:
        first = kept.setdefault(row.key, row)
        if first is not row:
            found = f"{row.specialty}, {row.raw_measure} again, as in row {first.row}"
            expected = "one row for each specialty, provider type, region, year and measure"
            reading.problems.append(
                Problem(row.row, "", found, expected, "The first was kept, this one left out.")
            )
            continue
        for low, high in falls(row.points):
            found = f"{row.raw_measure}: P{high} {row.points[high]} below P{low} {row.points[low]}"
            reading.warnings.append(
                Problem(row.row, "", found, "values that rise", "They are kept as they are.")
            )
    return tuple(kept.values())


def _shape(found: Shape, rows: Iterable[SurveyRow]) -> Shape:
    """Call pay, where that is all there is, has a shape of its own."""
    listed = tuple(rows)
    is_call = all(row.provider_type.lower() == _CALL or row.measure.key in _RATES for row in listed)
    return Shape.CALL_PAY if listed and is_call else found
