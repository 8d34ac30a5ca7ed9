"""Up to six codes side by side, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from markupsafe import Markup

from openrvu.book.book import open_book
from openrvu.codes.answer import answer, split_code
from openrvu.codes.index import open_index
from openrvu.pricing.figures import money
from openrvu.site import charts
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.choice import Choice, read_choice
from openrvu.site.compare.columns import MOST, Column, columns, indicator_lines, read_codes
from openrvu.site.compare.spark import amount_spark, work_spark
from openrvu.site.templating import rvu

#: Comparisons worth a look, for the empty page.
EXAMPLES = (
    ("99281,99282,99283,99284,99285", "The five emergency visits"),
    ("99202,99203,99204,99205", "New patients in the office"),
    ("45378,45380,45385", "Colonoscopy: look, biopsy, snare"),
    ("76000,76000-26,76000-TC", "Fluoroscopy and its two parts"),
    ("70450,70551,70553", "Head CT against brain MRI"),
)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The codes of the address side by side, or how to ask for some."""
    choice = read_choice(request.GET, open_book())
    asked = read_codes(request.GET.getlist("codes"), choice)
    made = columns(asked.labels, choice, open_book(), open_index())
    context = {
        "choice": choice,
        "asked": asked,
        "columns": made,
        "most": MOST,
        "examples": EXAMPLES,
        "given": " ".join(request.GET.getlist("codes")),
        "address": address(asked.labels, choice),
        "without": [address([x for x in asked.labels if x != c.label], choice) for c in made],
        **(_drawn(made) if made else {}),
    }
    status = 400 if choice.refusals else 200
    return page(request, "compare/compare.html", _head(made, choice), context, status=status)


@require_safe
def compare_json(request: HttpRequest) -> HttpResponse:
    """For each code the object that `rvu code --json` prints."""
    choice = read_choice(request.GET, open_book())
    if choice.refusals:
        name, message = next(iter(choice.refusals.items()))
        return json_error(400, message, parameter=name)
    asked = read_codes(request.GET.getlist("codes"), choice)
    return as_json(
        {
            "release": choice.schedule.release.label,
            "date": choice.schedule.day,
            "setting": choice.setting.value,
            "locality": choice.locality.key,
            "conversion_factor": choice.schedule.conversion_factor(qp=choice.qp),
            "codes": [_data(label, choice) for label in asked.labels],
            "left_out": list(asked.left),
            "unknown": list(asked.faults),
            "notices": list(choice.notices),
            "page": address(asked.labels, choice),
        }
    )


def address(labels: Sequence[str], choice: Choice) -> str:
    """The page that compares these codes under this choice."""
    if not labels:
        return f"/compare/{choice.query()}"
    codes = urlencode({"codes": ",".join(labels)}).replace("%2C", ",")
    rest = choice.query(modifier="").removeprefix("?")
    return f"/compare/?{codes}" + (f"&{rest}" if rest else "")


def _data(label: str, choice: Choice) -> Any:
    found = answer(
        open_book(),
        choice.schedule,
        *split_code(label),
        setting=choice.setting,
        place=(choice.locality, None),
        qp=choice.qp,
    )
    if not settings.SHOW_DESCRIPTORS:
        found.pop("descriptor", None)
    return found


def _drawn(made: Sequence[Column]) -> dict[str, Any]:
    return {
        "indicators": indicator_lines(made),
        "since": min(c.history[0].release.year for c in made),
        "work_sparks": [work_spark(c.history) for c in made],
        "amount_sparks": [amount_spark(c.history) for c in made],
        "work_chart": _chart(made, "Work RVU", lambda c: c.row.work, rvu),
        "amount_chart": _chart(made, "Medicare amount", lambda c: c.chosen.amount, money),
    }


def _chart(
    made: Sequence[Column],
    name: str,
    value: Callable[[Column], Decimal | None],
    words: Callable[[Decimal | None], str],
) -> Markup | None:
    """Bars of one figure; None where fewer than two codes have it."""
    figures = [(column, value(column)) for column in made]
    rows = [charts.Ranked(f"{c.label} {_short(c.title)}", v, words(v)) for c, v in figures if v]
    if len(rows) < 2:
        return None
    said = ", ".join(f"{c.label} {words(v)}" for c, v in figures)
    return charts.ranked(rows, f"{name} of the codes compared", said)


def _short(title: str) -> str:
    """A title that fits beside a bar."""
    return title if len(title) <= 28 else f"{title[:27].rstrip(' ,:')}…"


def _head(made: Sequence[Column], choice: Choice) -> Head:
    labels = [column.label for column in made]
    link = address(labels, choice)
    if not made:
        return Head(
            title="Compare codes",
            description="Up to six CPT or HCPCS codes side by side: RVUs, Medicare amounts, rank, "
            "global period and rules.",
            path="/compare/",
            json_path=link.replace("/compare/", "/compare.json", 1),
        )
    release = choice.schedule.release.label
    return Head(
        title=f"{' and '.join(labels) if len(labels) == 2 else ', '.join(labels)} compared",
        description=f"{', '.join(labels)} side by side in {release}: RVUs, Medicare amounts, "
        "rank, global period and rules.",
        path="/compare/",
        json_path=link.replace("/compare/", "/compare.json", 1),
    )
