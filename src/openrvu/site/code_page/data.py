"""The page of a code as plain data, for its JSON and for the API."""

from __future__ import annotations

from typing import Any

from openrvu.book.book import Book
from openrvu.codes.answer import answer
from openrvu.site.choice import Choice
from openrvu.site.code_page.page import CodePage


def code_data(made: CodePage, choice: Choice, book: Book) -> dict[str, Any]:
    """What `rvu code --json` prints, and what the page adds.

    Where the place was understood and the release has no index for it, no amount stands in it.
    """
    base = answer(
        book,
        choice.schedule,
        made.code,
        made.row.modifier,
        setting=choice.setting,
        place=(choice.locality, choice.zip_area),
        qp=choice.qp,
    )
    content: dict[str, Any] = {**base, **_extras(made, choice)}
    if choice.unpriced_place:
        gone: dict[str, Any] = {"amount": None, "opps_cap": None, "steps": [], "locality": None}
        gone |= {"outcome": "no index held", "reason": choice.unpriced_place}
        components = [{**part, **gone} for part in base["components"]]
        content |= {**gone, "locality_detail": None, "components": components}
    return content


def _extras(made: CodePage, choice: Choice) -> dict[str, Any]:
    return {
        "page": made.choice.link(made.code),
        "category": made.place.category.slug,
        "family": made.place.family.slug if made.place.family else None,
        "text": _text(made),
        "indicators": [
            {"name": i.title, "value": m.value, "meaning": m.text} for i, m in made.indicators
        ],
        "billing_notes": [
            {"topic": n.topic, "text": n.text, "source": n.source} for n in made.notes
        ],
        "history": [
            {
                "release": h.release.label,
                "from": h.release.in_force.first,
                "to": h.release.in_force.last,
                "work_rvu": h.row.work,
                "total_rvu": h.row.total(choice.setting),
                "conversion_factor": h.release.conversion_factor,
                "amount": h.amount,
            }
            for h in made.history
        ],
        "related": [r.code for r in made.related],
        "problems": dict(choice.problems),
    }


def _text(made: CodePage) -> dict[str, Any] | None:
    """What we wrote of the code, or None."""
    entry = made.entry
    if entry is None:
        return None
    return {
        "also_known_as": entry.also_known_as,
        "description": entry.description,
        "plain": entry.plain,
        "context": entry.context,
        "specialties": entry.specialties,
        "checked_against": entry.checked_against,
    }
