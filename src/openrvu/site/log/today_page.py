"""The log's first page: the box, the day's lines and the running totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openrvu.calendar import parse_day
from openrvu.codes.index import open_index
from openrvu.productivity.log.role import Role
from openrvu.site.answers import Head, json_error, render
from openrvu.site.log import record, scope
from openrvu.site.log.box import MOST_TEXT, Preview, preview, preview_data, read, swapped
from openrvu.site.log.models import Entry, Profile, Saved, Undo
from openrvu.site.log.rows import entry_data
from openrvu.site.log.today import remember_zone, today_of
from openrvu.site.log.totals import running
from openrvu.site.log.undo import forget_old
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other, standing

HEAD = Head(
    "Log",
    "Record the day's work in seconds and see the work RVUs it counts for.",
    "/log/",
    "/log.json",
)
#: How long the last write is offered to be taken back at the head of the page.
_JUST_NOW = timedelta(minutes=5)
EXAMPLES = (
    ("99214 x3", "a code and how often"),
    ("45385 45380-59", "two of one patient: a space between"),
    ("99213, 93000", "two patients: a comma between"),
    ("99291 yesterday", "another day"),
)
#: Further ones, for those who know these.
MORE_EXAMPLES = (
    ("lap chole", "words, looked up"),
    ("10 lap choles", "a number before words"),
    ("20610 right knee", "a side: its modifier is offered"),
    ("93306-26, 45380-59-XS", "modifiers"),
    ("99214 in clinic, 45385 asc", "where it was: a word, or @11"),
    ("47562 assist", "your role: assist, co-surgeon, teaching"),
    ('99215 #call "long visit"', "a tag, and a note in quotation marks"),
    ("mon 99214 x2, tue 99213 x3", "several days"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a page shows it."""

    entry: Entry
    title: str
    tags: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def today(request: HttpRequest) -> HttpResponse:
    """The page; posted, the text of its box is recorded, or shown with what is to be mended."""
    user = person(request)
    profile = scope.profile(user)
    if request.method == "POST":
        return _posted(request, user, profile)
    text = request.GET.get("add", "")[:200]
    day, problem = day_asked(request.GET.get("day", ""), today_of(profile))
    made = preview(text, day, profile) if text.strip() else None
    return _page(request, day, text=text, made=made, problem=problem)


@require_safe
def today_json(request: HttpRequest) -> HttpResponse:
    """The day's lines and the running totals as JSON."""
    user = person(request)
    profile = scope.profile(user)
    day, problem = day_asked(request.GET.get("day", ""), today_of(profile))
    if problem:
        return json_error(400, problem, parameter="day")
    entries = scope.entries(user)
    rows = rows_of(user, _of_day(user, day))
    return private_json(
        {
            "day": day,
            "lines": [entry_data(row.entry, row.tags) for row in rows],
            "totals": [total.data for total in running(entries, day, profile.year_start)],
        }
    )


@require_POST
def preview_part(request: HttpRequest) -> HttpResponse:
    """What the box says, as a part of the page."""
    made, day = _previewed(request)
    if made is None:
        return HttpResponse("")
    context = {**standing(request), "made": made, "text": made.quick.text, "day": day, "live": True}
    return HttpResponse(render("log/preview.html", context))


@require_POST
def preview_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    made, _ = _previewed(request)
    return private_json(preview_data(made) if made else {"can_save": False, "lines": []})


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last write."""
    user = person(request)
    key = uuid_of(request.POST.get("undo", ""))
    words = record.undo(user, key) if key else ""
    return see_other(f"/log/?undone={'1' if words else '0'}")


def rows_of(user: User, entries: list[Entry]) -> list[Row]:
    """Entries with their titles and tags."""
    tags = scope.tags_of(user, [entry.pk for entry in entries])
    index = open_index()
    return [Row(e, index.title(e.code), tags.get(e.pk, ())) for e in entries]


def _of_day(user: User, day: date) -> list[Entry]:
    """The lines of a day as they were recorded. Few: the database would walk all to sort them."""
    return sorted(scope.entries(user).filter(date=day), key=lambda e: (e.created, e.position))


def uuid_of(text: str) -> UUID | None:
    """An id from a form; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def day_asked(text: str, today: date) -> tuple[date, str]:
    """A day from an address or a form, and what is wrong with it; today where none is given."""
    if not text.strip():
        return today, ""
    try:
        day = parse_day(text.strip())
    except ValueError as error:
        return today, str(error)
    if day > today:
        return today, f"{day} is still to come; a log holds what was done"
    return day, ""


def _previewed(request: HttpRequest) -> tuple[Preview | None, date]:
    """The box's text as it would be recorded, and the day of lines that say none."""
    profile = scope.profile(person(request))
    text = request.POST.get("text", "")[: MOST_TEXT + 1]
    day, _ = day_asked(request.POST.get("on", ""), today_of(profile))
    return (preview(text, day, profile) if text.strip() else None), day


def _posted(request: HttpRequest, user: User, profile: Profile) -> HttpResponse:
    text = request.POST.get("text", "")[: MOST_TEXT + 1]
    day, problem = day_asked(request.POST.get("on", ""), today_of(profile))
    key = uuid_of(request.POST.get("key", "")) or uuid4()
    asked = request.POST.get("do", "save")
    if "swap" in request.POST:
        text, asked = swapped(text, request.POST["swap"]), "preview"
    if "clean" in request.POST:
        text, asked = read(text, day, profile).cleaned, "preview"
    if asked == "save" and not problem:
        quick = read(text, day, profile)
        if quick.can_save and not record.add(user, quick.lines, key).problems:
            remember_zone(user, profile, request.POST.get("zone", ""))
            shown = {line.date for line in quick.lines}
            return see_other(address(shown.pop() if len(shown) == 1 else day, today_of(profile)))
    made = preview(text, day, profile) if text.strip() else None
    refused = asked == "save"
    return _page(request, day, text=text, made=made, problem=problem, key=key, refused=refused)


def address(day: date, today: date) -> str:
    """The page of a day."""
    return "/log/" if day == today else f"/log/?day={day}"


def _page(
    request: HttpRequest,
    day: date,
    *,
    text: str = "",
    made: Preview | None = None,
    problem: str = "",
    key: UUID | None = None,
    refused: bool = False,
) -> HttpResponse:
    user = person(request)
    forget_old(user)
    profile = scope.profile(user)
    entries = scope.entries(user)
    own = list(scope.saved(user))
    context: dict[str, Any] = {
        "day": day,
        "today": today_of(profile),
        "text": text,
        "made": made,
        "refused": refused,
        "live": False,
        "problem": problem,
        "key": key or uuid4(),
        "rows": rows_of(user, _of_day(user, day)),
        "totals": running(entries, day, profile.year_start),
        "favourites": [one for one in own if one.kind == Saved.Kind.FAVOURITE],
        "templates": [one for one in own if one.kind == Saved.Kind.TEMPLATE],
        "undo": _offered(user),
        "undone": request.GET.get("undone", ""),
        "previous": _previous(user, day),
        "EXAMPLES": EXAMPLES,
        "MORE_EXAMPLES": MORE_EXAMPLES,
        "ROLES": list(Role),
        "is_new": not entries.exists(),
        "plan": scope.plan_of(profile, day),
    }
    return private_page(request, "log/today.html", HEAD, context, status=422 if refused else 200)


def _offered(user: User) -> Undo | None:
    last = scope.last_undo(user)
    return last if last and last.made > timezone.now() - _JUST_NOW else None


def _previous(user: User, day: date) -> date | None:
    """The last day before this one on which something was logged."""
    rows = scope.entries(user).filter(date__lt=day).order_by("-date")
    return rows.values_list("date", flat=True).first()
