"""Survey files of every shape, taken in. Every figure here is invented and round."""

from __future__ import annotations

import io
from csv import writer
from decimal import Decimal

import pytest

from openrvu.productivity.benchmark.headings import Shape
from openrvu.productivity.benchmark.survey import Imported, Provenance
from openrvu.productivity.benchmark.survey_data import survey_from_json, survey_to_json
from openrvu.productivity.benchmark.survey_import import NoAttestation, import_survey
from openrvu.productivity.tabular.read import read_table
from openrvu.productivity.tabular.table import Table
from productivity.tabular.books import workbook

_MINE = Provenance("Invented Vendor", 2031, 2030, "My institution licenses this survey.")


def _table(*rows: str) -> Table:
    """A CSV file of rows written with ``|`` between cells."""
    made = io.StringIO()
    writer(made).writerows(row.split("|") for row in rows)
    return read_table(made.getvalue().encode(), "survey.csv")


def _taken(*rows: str) -> Imported:
    return import_survey(_table(*rows), _MINE)


def _points(imported: Imported, measure: str) -> dict[int, int]:
    (row,) = (row for row in imported.survey.rows if row.measure.key == measure)
    return {p: int(value) for p, value in row.points.items()}


_WRVU = {25: 100, 50: 200, 75: 300, 90: 400}
_TCC = {25: 1000, 50: 2000, 75: 3000, 90: 4000}

_SHAPES = {
    Shape.GROUP_AND_INDIVIDUAL: (
        "Specialty|Benchmark|Group Count|Indv Count|25th%|50th%|75th%|90th%",
        "Made-up: General|Work RVUs|11|22|100|200|300|400",
        "Made-up: General|Total Compensation|11|22|$1,000|$2,000|$3,000|$4,000",
    ),
    Shape.NORMALISED: (
        "specialty,provider_type,geographic_region,variable,n_orgs,n_incumbents,p25,p50,p75,p90"
        "".replace(",", "|"),
        "Made-up: General|Staff Physician|National|wrvu|11|22|100|200|300|400",
        "Made-up: General|Staff Physician|National|tcc|11|22|1000|2000|3000|4000",
    ),
    Shape.METRIC_TYPE: (
        "Specialty|MetricType|Region|P25|P50|P75|P90",
        "Made-up: General|wRVU|South|100|200|300|400",
        "Made-up: General|TCC|South|1000|2000|3000|4000",
    ),
    Shape.METRIC_FIRST: (
        "specialty|provider_type|n_orgs|TCC_25|tcc_p50|Total Cash Compensation_p75"
        "|Total Cash Compensation p90|wrvu_p25|wrvu_p50|WRVU_75|wrvu_90",
        "Made-up: General|Staff Physician|11|1000|2000|3000|4000|100|200|300|400",
    ),
    Shape.PERCENTILE_FIRST: (
        "specialty|p25_TCC|p50_TCC|p75_TCC|p90_TCC|p25_wrvu|p50_wrvu|p75_wrvu|p90_wrvu",
        "Made-up: General|1000|2000|3000|4000|100|200|300|400",
    ),
    Shape.METRIC_AND_PERCENTILE: (
        "Invented Survey 2031, licensed to nobody",
        "Specialty|Total Compensation||||Work RVUs|||",
        "|25th|Median|75th|90th|25th|Median|75th|90th",
        "Made-up: General|1000|2000|3000|4000|100|200|300|400",
    ),
}


@pytest.mark.parametrize("shape", _SHAPES)
def test_every_shape_gives_the_same_figures(shape: Shape) -> None:
    found = _taken(*_SHAPES[shape])
    assert (found.problems, found.survey.shape) == ((), shape)
    assert (_points(found, "tcc"), _points(found, "wrvu")) == (_TCC, _WRVU)
    assert found.survey.specialties() == ("Made-up: General",)


def test_two_columns_of_one_measure_and_percentile_are_a_problem() -> None:
    found = _taken("Specialty|TCC_p50|Total Compensation p50|TCC_p90", "Made-up|10|20|30")
    assert _points(found, "tcc") == {50: 10, 90: 30}
    (problem,) = found.problems
    assert (problem.row, problem.column) == (None, "Total Compensation p50")


def test_the_metric_with_a_dash_before_the_percentile_is_read() -> None:
    found = _taken(
        "Specialty|Base Salary - p25|Base Salary - p50|Net Collections - p90", "Made-up|10|20|90"
    )
    assert found.survey.shape is Shape.METRIC_AND_PERCENTILE
    assert _points(found, "base") == {25: 10, 50: 20}
    assert _points(found, "collections") == {90: 90}


def test_call_pay_is_a_shape_of_its_own() -> None:
    found = _taken(
        "specialty|provider_type|variable|n_orgs|p50",
        "Made-up|CALL|Call Pay Rate|11|100",
        "Made-up|CALL|Moonlighting Rate|11|200",
    )
    assert found.survey.shape is Shape.CALL_PAY
    assert _points(found, "moonlighting_rate") == {50: 200}


def test_merged_headings_of_a_workbook_are_read_below_a_banner() -> None:
    sheet: list[list[object]] = [
        ["Invented figures"],
        ["Specialty", "Compensation to Work RVU Ratio", None, None],
        [None, 10, 50, 90],
        ["Made-up", 10, 20, 30],
    ]
    table = read_table(workbook({"A": sheet}), "survey.xlsx")
    assert _points(import_survey(table, _MINE), "comp_per_wrvu") == {10: 10, 50: 20, 90: 30}


def test_every_percentile_from_10_to_90_is_kept() -> None:
    numbers = "|".join(f"P{p}" for p in range(10, 91))
    values = "|".join(str(1000 + p) for p in range(10, 91))
    found = _taken(f"Specialty|Metric|{numbers}", f"Made-up|wRVU|{values}")
    assert _points(found, "wrvu") == {p: 1000 + p for p in range(10, 91)}


def test_mean_and_deviation_are_no_percentiles() -> None:
    found = _taken("Specialty|Metric|Mean|Std Dev|Median|90th", "Made-up|wRVU|210|50|200|400")
    (row,) = found.survey.rows
    assert (row.mean, row.deviation) == (Decimal(210), Decimal(50))
    assert row.points == {50: Decimal(200), 90: Decimal(400)}


@pytest.mark.parametrize("mark", ["*", "**", "***", "N/A", "na", "-", "—", "null", ""])
def test_what_is_withheld_is_missing_and_never_zero(mark: str) -> None:
    found = _taken("Specialty|Metric|P25|P50|P90", f"Made-up|wRVU|{mark}|200|{mark}")
    assert _points(found, "wrvu") == {50: 200}
    assert (found.problems, found.warnings) == ((), ())


def test_a_row_of_which_all_is_withheld_is_kept_without_points() -> None:
    found = _taken("Specialty|Metric|Indv Count|P25|P50", "Made-up|wRVU|3|*|*", "Other|wRVU|9|1|2")
    assert [(row.individuals, len(row.points)) for row in found.survey.rows] == [(3, 0), (9, 2)]


def test_zero_work_or_pay_is_missing_with_a_warning_and_the_row_stays() -> None:
    found = _taken("Specialty|Metric|P25|P50|P75", "Made-up|wRVU|100|0|300")
    assert _points(found, "wrvu") == {25: 100, 75: 300}
    (warning,) = found.warnings
    assert (warning.row, warning.column) == (2, "P50")
    assert warning.words == "It was taken as missing."


def test_zero_is_a_figure_of_a_percent() -> None:
    found = _taken("Specialty|Metric|P25|P50", "Made-up|TCC to Net Collections|0%|45.5%")
    (row,) = found.survey.rows
    assert row.points == {25: Decimal(0), 50: Decimal("45.5")}


def test_percentiles_that_fall_are_kept_with_a_warning() -> None:
    found = _taken("Specialty|Metric|P75|P90", "Made-up|CF|89|83")
    assert _points(found, "comp_per_wrvu") == {75: 89, 90: 83}
    (warning,) = found.warnings
    assert warning.found == "CF: P90 83 below P75 89"


def test_what_is_no_figure_is_a_problem_with_its_place_and_the_rest_is_kept() -> None:
    found = _taken("Specialty|Metric|P25|P50|P75", "Made-up|wRVU|1O0|-200|300")
    assert _points(found, "wrvu") == {75: 300}
    assert [(each.row, each.column, each.found) for each in found.problems] == [
        (2, "P25", "'1O0'"),
        (2, "P50", "'-200'"),
    ]


def test_rows_of_one_specialty_differ_by_type_region_and_year() -> None:
    found = _taken(
        "Specialty|Provider Type|Region|Year|Metric|P50",
        "Made-up|Staff Physician|National|2030|wRVU|100",
        "Made-up|Staff Physician|South|2030|wRVU|200",
        "Made-up|Staff Physician|South|2031|wRVU|300",
        "Made-up|Advanced Practice Provider|South|2031|wRVU|400",
        "Made-up|Advanced Practice Provider|South|2031|wRVU|500",
    )
    assert [int(row.points[50]) for row in found.survey.rows] == [100, 200, 300, 400]
    (again,) = found.problems
    assert again.row == 6
    assert "row 5" in again.found
    rows = found.survey.find("Made-up", "wrvu", region="South", year=2031)
    assert [int(row.points[50]) for row in rows] == [300, 400]


def test_a_row_without_a_year_has_that_of_the_survey() -> None:
    (row,) = _taken("Specialty|Metric|P50", "Made-up|wRVU|100").survey.rows
    assert row.year == 2031


def test_a_row_without_a_specialty_is_a_problem_with_its_text() -> None:
    found = _taken("Specialty|Metric|P50", "|wRVU|100", "Made-up|wRVU|200")
    (problem,) = found.problems
    assert (problem.row, problem.column) == (2, "specialty")
    assert "wRVU | 100" in problem.found


def test_specialties_under_provider_type_are_found() -> None:
    found = _taken("Provider Type|Variable|P50", "Made-up Practitioner|wRVU|100")
    assert found.survey.specialties() == ("Made-up Practitioner",)


def test_a_measure_we_do_not_know_is_kept_by_its_name_until_the_person_says() -> None:
    table = _table("Specialty|Metric|P50", "Made-up|Productivity|100")
    found = import_survey(table, _MINE)
    assert [row.measure.key for row in found.survey.rows] == ["productivity"]
    assert [each.found for each in found.warnings] == ["'Productivity'"]
    said = import_survey(table, _MINE, measures={"Productivity": "wrvu"})
    assert [row.measure.key for row in said.survey.rows] == ["wrvu"]
    assert [row.raw_measure for row in said.survey.rows] == ["Productivity"]


def test_a_file_that_says_no_measure_needs_one() -> None:
    table = _table("Specialty|P50", "Made-up|100")
    found = import_survey(table, _MINE)
    assert found.survey.rows == ()
    assert [each.column for each in found.problems] == ["variable"]
    assert _points(import_survey(table, _MINE, metric="wRVU"), "wrvu") == {50: 100}


def test_a_file_without_percentiles_says_so() -> None:
    (problem,) = _taken("Specialty|Metric|Number", "Made-up|wRVU|100").problems
    assert "columns of percentiles" in problem.expected


def test_years_and_counts_are_never_percentiles() -> None:
    found = _taken("Specialty|Metric|Rank 2025|Count 25|P25", "Made-up|wRVU|7|8|100")
    assert _points(found, "wrvu") == {25: 100}


def test_where_a_survey_came_from_is_kept_with_it() -> None:
    table = _table("Specialty|Metric|P50", "Made-up|wRVU|100")
    origin = import_survey(table, _MINE).survey.provenance
    assert (origin.file_name, origin.file_sha256) == ("survey.csv", table.sha256)
    assert origin.attestation == _MINE.attestation


def test_without_the_persons_word_nothing_is_taken() -> None:
    table = _table("Specialty|Metric|P50", "Made-up|wRVU|100")
    with pytest.raises(NoAttestation, match="licence"):
        import_survey(table, Provenance("Invented Vendor", 2031, 2030, " "))


@pytest.mark.parametrize("shape", _SHAPES)
def test_a_survey_comes_back_from_json(shape: Shape) -> None:
    survey = _taken(*_SHAPES[shape]).survey
    assert survey_from_json(survey_to_json(survey)) == survey
