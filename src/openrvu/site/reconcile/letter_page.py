"""The letter that asks for the differences to be looked into, and the worksheet to go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from openrvu.productivity.reconcile.from_data import difference_of
from openrvu.productivity.reconcile.letter import Grid, Heading, Letter, letter
from openrvu.productivity.reconcile.worksheet import to_csv, to_excel
from openrvu.site.answers import Head
from openrvu.site.log.scope import profile
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_page
from openrvu.site.reconcile import scope
from openrvu.site.reconcile.compare import made_of
from openrvu.site.reconcile.models import Comparison, Found
from openrvu.site.reconcile.printed import letter_pdf
from openrvu.site.templating import day

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Whether the extra that writes PDF is there.
HAS_PDF = find_spec("reportlab") is not None
#: The blanks of the letter: field, label, what stands in the letter, and how long it may be.
FIELDS = (
    ("date", "Date", "[Date]", 40),
    ("office", "Department or office", "[Name of the department or office]", 120),
    ("address", "Address", "[Address]", 200),
    ("dear", "Dear …", "[name]", 80),
    ("name", "Your name", "[Your name]", 80),
    ("reach", "How to reach you", "[How to reach you]", 120),
)


@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, key: UUID) -> HttpResponse:
    """The letter; posted, with its blanks filled in, or as a file. Nothing of them is kept."""
    user = person(request)
    comparison = scope.comparison(user, key)
    said = _said(request, user)
    asked = request.POST.get("about", "")
    disputed = _disputed(user, comparison)
    is_part = asked == "disputed" or (not asked and bool(disputed))
    made = made_of(user, comparison)
    about = [difference_of(row.data) for row in disputed] if is_part else None
    written = letter(made, about).filled(
        {blank: said[field] for field, _, blank, _ in FIELDS if said[field]}
    )
    as_file = _FILES.get(request.POST.get("do", ""))
    if as_file is not None and (HAS_PDF or as_file[0] is not letter_pdf):
        return _file(comparison, as_file[0](written), as_file[1], as_file[2])
    context = {
        "comparison": comparison,
        "letter": written,
        "said": said,
        "FIELDS": FIELDS,
        "is_part": is_part,
        "disputed": len(disputed),
        "parts_of": [(_kind_of(part), part) for part in written.parts],
        "has_pdf": HAS_PDF,
    }
    return private_page(request, "reconcile/letter.html", _head(comparison), context)


@require_safe
def worksheet_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every difference with its evidence, as CSV."""
    user = person(request)
    comparison = scope.comparison(user, key)
    # The mark tells Excel that the text is UTF-8.
    body = to_csv(made_of(user, comparison)).encode("utf-8-sig")
    return _file(comparison, body, "text/csv; charset=utf-8", "csv")


@require_safe
def worksheet_excel(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same for Excel, with the bridge and what was found out on sheets of their own."""
    user = person(request)
    comparison = scope.comparison(user, key)
    return _file(comparison, to_excel(made_of(user, comparison)), EXCEL, "xlsx")


def _text(written: Letter) -> bytes:
    return written.as_text().encode()


def _markdown(written: Letter) -> bytes:
    return written.as_markdown().encode()


#: What is asked for: how the letter is written, its type, and the ending of its name.
_FILES: Mapping[str, tuple[Callable[[Letter], bytes], str, str]] = {
    "text": (_text, "text/plain; charset=utf-8", "txt"),
    "markdown": (_markdown, "text/markdown; charset=utf-8", "md"),
    "pdf": (letter_pdf, "application/pdf", "pdf"),
}


def _said(request: HttpRequest, user: User) -> dict[str, str]:
    """What is to stand in the blanks."""
    if request.method == "POST":
        return {field: request.POST.get(field, "").strip()[:most] for field, _, _, most in FIELDS}
    today = day(today_of(profile(user)))
    return {**dict.fromkeys((field for field, *_ in FIELDS), ""), "date": today, "name": user.name}


def _disputed(user: User, comparison: Comparison) -> list[Found]:
    return list(scope.found(user, comparison).filter(mark=Found.Mark.DISPUTED))


def _kind_of(part: object) -> str:
    return "grid" if isinstance(part, Grid) else "heading" if isinstance(part, Heading) else "text"


def _head(comparison: Comparison) -> Head:
    address = f"/log/reconcile/{comparison.pk}"
    said = "A letter that asks for the differences to be looked into."
    return Head("Letter", said, f"{address}/letter/", f"{address}.json")


def _file(comparison: Comparison, body: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    what = "reconciliation" if ending in {"csv", "xlsx"} else "letter"
    span = f"-{comparison.first}" if comparison.first else ""
    name = f"openrvu-{what}{span}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
