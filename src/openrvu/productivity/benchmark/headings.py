"""The headings of survey files: which columns say what, and which percentile of what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openrvu.productivity.benchmark.measures import measure_of
from openrvu.productivity.tabular.columns import Aliases, Matched, fold, match_columns


class Shape(StrEnum):
    """How a survey file is laid out."""

    GROUP_AND_INDIVIDUAL = "A"
    NORMALISED = "B"
    METRIC_TYPE = "C"
    METRIC_FIRST = "D"
    PERCENTILE_FIRST = "E"
    METRIC_AND_PERCENTILE = "F"
    CALL_PAY = "G"

    @property
    def words(self) -> str:
        """What the layout is, for a page."""
        return _SHAPES[self]


_SHAPES: Mapping[Shape, str] = {
    Shape.GROUP_AND_INDIVIDUAL: "a row for each benchmark, with group and individual counts",
    Shape.NORMALISED: "a row for each variable, with organisations and incumbents",
    Shape.METRIC_TYPE: "a row for each metric type",
    Shape.METRIC_FIRST: "a column for each metric and percentile, the metric first",
    Shape.PERCENTILE_FIRST: "a column for each percentile and metric, the percentile first",
    Shape.METRIC_AND_PERCENTILE: "percentiles grouped under each metric",
    Shape.CALL_PAY: "call pay or moonlighting, a row for each rate",
}

#: Columns that say of what the figures of a row are.
ALIASES: Aliases = {
    "specialty": ("specialty", "speciality", "specialty name", "medical specialty"),
    "variable": (
        "variable",
        "benchmark",
        "metric",
        "metric type",
        "measure",
        "compensation type",
    ),
    "provider_type": ("provider type", "provider category", "type", "role"),
    "region": ("geographic region", "region", "geography", "location", "market"),
    "year": ("survey year", "data year", "year"),
    "organisations": (
        re.compile(r"n?(?:orgs?|organizations?)|#(?:of)?(?:orgs|organizations)"),
        re.compile(r"groupcount|numberoforganizations"),
    ),
    "individuals": (
        re.compile(r"n?incumbents?|#(?:of)?incumbents"),
        re.compile(r"indv?count|individualcount|numberofincumbents"),
    ),
}

_PERCENTILE = (
    r"(?P<mark>p|pctl?|percentile)?\s?(?P<number>[1-9]\d?)\s?"
    r"(?P<ending>(?:st|nd|rd|th)?\s?(?:%(?:t?ile)?|ile|percentile|pctl?)?)"
)
_STATISTIC = r"(?P<word>median|mean|average|avg|std\.?\s?dev\.?|standard deviation)"
_EITHER = rf"(?:{_PERCENTILE}|{_STATISTIC})"
_MARKS = re.compile(r"[\s_.:\-‐‑–—]+")
_OR_MEDIAN = re.compile(r" ?\((?:or )?median\)\Z", re.IGNORECASE)
_GAP = r"[\s_:\-–—]+"
_WHOLE = re.compile(_EITHER, re.IGNORECASE)
_LAST = re.compile(rf"(?P<metric>.+?){_GAP}{_EITHER}", re.IGNORECASE)
_FIRST = re.compile(rf"{_EITHER}{_GAP}(?P<metric>.+)", re.IGNORECASE)

#: The percentile of a column, 1 to 99, or MEAN or DEVIATION.
Statistic = int
MEAN, DEVIATION = 0, -1


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of figures.

    Attributes:
        column: from 0.
        statistic: a percentile, 1 to 99, or :data:`MEAN` or :data:`DEVIATION`.
        metric: the name of what is measured; empty where each row says it.
    """

    column: int
    statistic: Statistic
    metric: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What the headings say.

    Attributes:
        fields: which columns are specialty, variable, and so on.
        figures: the columns of figures.
        shape: how the file is laid out.
    """

    fields: Matched
    figures: tuple[Figures, ...]
    shape: Shape


def layout_of(
    header: Sequence[str], header_rows: int = 1, chosen: Mapping[str, int] | None = None
) -> Layout:
    """Read the headings of a survey file.

    Args:
        header: the headings.
        header_rows: in how many rows they stood.
        chosen: columns that the person chose for fields of :data:`ALIASES`, from 0.
    """
    taken = set((chosen or {}).values())
    free = ["" if at in taken else name for at, name in enumerate(header)]
    long = _long(free)
    wide = _wide(free)
    figures = long if len(long) >= len(wide) else wide
    used = {each.column for each in figures}
    rest = ["" if at in used else name for at, name in enumerate(header)]
    fields = match_columns(rest, ALIASES, chosen)
    return Layout(fields, tuple(figures), _shape(header, figures, fields, header_rows))


def _long(header: Sequence[str]) -> list[Figures]:
    """Columns that name a percentile alone; a row says of what."""
    found = []
    for at, name in enumerate(header):
        # A space for each mark, so that the digits of ``1-5`` stay apart.
        spaced = _MARKS.sub(" ", unicodedata.normalize("NFKC", name)).strip()
        match = _WHOLE.fullmatch(_OR_MEDIAN.sub("", spaced))
        if match:
            found.append(Figures(at, _statistic(match), ""))
    return found


def _wide(header: Sequence[str]) -> list[Figures]:
    """Columns that name a measure and its percentile.

    A bare number, or a word such as mean, is taken only beside a measure we know.
    """
    found = []
    for at, name in enumerate(header):
        plain = _OR_MEDIAN.sub("", name.strip())
        match = _LAST.fullmatch(plain) or _FIRST.fullmatch(plain)
        if match is None:
            continue
        metric = match["metric"].strip(" _:-–—")
        if match["mark"] or match["ending"] or measure_of(metric).is_known:
            found.append(Figures(at, _statistic(match), metric))
    return found


def _statistic(match: re.Match[str]) -> Statistic:
    if match["number"]:
        return int(match["number"])
    word = match["word"].lower()
    if word == "median":
        return 50
    return DEVIATION if word.startswith("st") else MEAN


def _shape(
    header: Sequence[str], figures: Sequence[Figures], fields: Matched, header_rows: int
) -> Shape:
    if figures and figures[0].metric:
        name = header[figures[0].column].strip()
        if header_rows == 2 or re.search(r"\s[-–—]\s", name):
            return Shape.METRIC_AND_PERCENTILE
        is_last = _LAST.fullmatch(name) is not None
        return Shape.METRIC_FIRST if is_last else Shape.PERCENTILE_FIRST
    variable = fold(header[fields.columns["variable"]]) if "variable" in fields.columns else ""
    counts = {fold(header[at]) for at in fields.columns.values()}
    if variable == "benchmark" or counts & {"groupcount", "indvcount"}:
        return Shape.GROUP_AND_INDIVIDUAL
    if "organisations" in fields.columns or "individuals" in fields.columns:
        return Shape.NORMALISED
    return Shape.METRIC_TYPE
