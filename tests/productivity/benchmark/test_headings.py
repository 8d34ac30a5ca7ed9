"""Headings of survey files: which name a percentile, and which only look like one."""

from __future__ import annotations

import pytest

from openrvu.productivity.benchmark.headings import DEVIATION, MEAN, layout_of


@pytest.mark.parametrize(
    ("heading", "statistic"),
    [
        ("25", 25),
        ("P25", 25),
        ("p_25", 25),
        ("P.25", 25),
        ("P-90", 90),
        ("Ｐ25", 25),
        ("25th_Percentile", 25),
        ("25th-%ile", 25),
        ("percentile_75", 75),
        ("50th% (Median)", 50),
        ("Std. Dev.", DEVIATION),
        ("std_dev", DEVIATION),
        ("Average", MEAN),
    ],
)
def test_a_heading_of_a_percentile_alone_is_read_however_it_is_written(
    heading: str, statistic: int
) -> None:
    (found,) = layout_of(["Specialty", "Metric", heading]).figures
    assert (found.statistic, found.metric) == (statistic, "")


@pytest.mark.parametrize(
    "heading", ["1-5", "6 - 9", "2.5", "9.0", "3_5", "2025", "5-9 years", "Group 25", "100", "0"]
)
def test_digits_that_are_no_percentile_are_not_run_together_into_one(heading: str) -> None:
    assert layout_of(["Specialty", "Metric", heading]).figures == ()
