"""What the device keeps of a person's log for the time without a network: little, and their own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.codes.index import open_index
from openrvu.productivity.log.line import LogLine
from openrvu.site.log import scope
from openrvu.site.log.models import Profile
from openrvu.site.log.rows import entry_data
from openrvu.site.log.suggestions import recents
from openrvu.site.log.today import today_of
from openrvu.site.log.valuing import Crediting
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json

#: Visits and procedures that many record; those of the person's own come before them.
COMMON = (
    *("99202", "99203", "99204", "99205", "99211", "99212", "99213", "99214", "99215"),
    *("99221", "99222", "99223", "99231", "99232", "99233", "99238", "99239"),
    *("99281", "99282", "99283", "99284", "99285", "99291", "99292"),
    *("G0438", "G0439", "93000", "93010", "93306-26", "71046-26", "70450-26", "74177-26"),
    *("45378", "45380", "45385", "43235", "43239", "20610", "11102", "17000", "12001"),
    *("31500", "36556", "62270"),
)
_OWN_CODES = 60
_LOOKED_BACK = timedelta(days=365)
_TAPS = 40
_RECENT = 12
_ENTRY_DAYS = timedelta(days=7)
_ENTRIES = 60
#: By credit plan and day: a plan may name the release that answers.
_FIGURES: dict[tuple[str, date], dict[str, Decimal | None]] = {}
_MOST_PLANS = 100


@require_safe
def snapshot_json(request: HttpRequest) -> HttpResponse:
    """Favourites, recent lines, codes with their work RVU, and the entries of the last days."""
    user = person(request)
    profile = scope.profile(user)
    today = today_of(profile)
    saved = scope.saved(user)[:_TAPS]
    return private_json(
        {
            "who": str(user.pk),
            "user": str(user),
            "today": today,
            "saved": [{"id": o.pk, "text": o.text, "title": o.title} for o in saved],
            "recent": [{"text": o.text, "title": o.title} for o in recents(user)[:_RECENT]],
            "codes": _codes(user, profile, today),
            "entries": _entries(user, today),
        }
    )


def _codes(user: User, profile: Profile, today: date) -> list[dict[str, Any]]:
    """Codes with modifiers that change the work RVU, what they are called and CMS's work RVU."""
    rows = scope.entries(user).filter(date__gt=today - _LOOKED_BACK)
    often = rows.values("code").annotate(times=Count("pk")).order_by("-times", "code")
    own = often.values_list("code", flat=True)[:_OWN_CODES]
    labels = list(dict.fromkeys((*own, *COMMON)))
    figures, index = _work_rvus(labels, Crediting(profile), today), open_index()
    return [
        {"label": label, "title": index.title(label[:5]), "work_rvu": figures[label]}
        for label in labels
    ]


def _work_rvus(labels: list[str], crediting: Crediting, day: date) -> dict[str, Decimal | None]:
    """CMS's work RVU of each, kept for the day: every page of the log asks for the same ones."""
    key = (crediting.on(day).key, day)
    known = _FIGURES.get(key, {})
    missing = [label for label in labels if label not in known]
    if missing:
        values = crediting.values([_line(label, day) for label in missing])
        new = {label: one.full for label, one in zip(missing, values, strict=True)}
        known = {**known, **new}  # another thread may be reading the one before
        if len(_FIGURES) >= _MOST_PLANS:
            _FIGURES.clear()
        _FIGURES[key] = known
    return known


def _line(label: str, day: date) -> LogLine:
    code, *modifiers = label.split("-")
    return LogLine(day, code, tuple(modifiers))


def _entries(user: User, today: date) -> list[dict[str, Any]]:
    """The entries of the last days, newest first: they can be mended without a network."""
    rows = scope.entries(user).filter(date__gt=today - _ENTRY_DAYS)
    found = list(rows.order_by("-date", "-created", "position")[:_ENTRIES])
    tags = scope.tags_of(user, [entry.pk for entry in found])
    return [entry_data(entry, tags.get(entry.pk, ())) for entry in found]
