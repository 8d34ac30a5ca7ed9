"""Structured data (schema.org) for search engines, saying only what the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openrvu.site.code_page.faq import Question
from openrvu.site.code_page.page import CodePage

#: Categories whose codes are procedures or tests done to a patient.
PROCEDURES = frozenset({"surgery", "radiology", "medicine", "anesthesia"})


def structured_data(page: CodePage, asked: Sequence[Question], site: str) -> dict[str, Any]:
    """The page as a graph: breadcrumbs, the procedure where it is one, and the questions."""
    graph: list[dict[str, Any]] = [_breadcrumbs(page, site)]
    if page.entry and page.place.category.slug in PROCEDURES:
        graph.append(_procedure(page))
    if asked:
        graph.append(
            {
                "@type": "FAQPage",
                "mainEntity": [
                    {
                        "@type": "Question",
                        "name": q.ask,
                        "acceptedAnswer": {"@type": "Answer", "text": q.answer},
                    }
                    for q in asked
                ],
            }
        )
    return {"@context": "https://schema.org", "@graph": graph}


def _breadcrumbs(page: CodePage, site: str) -> dict[str, Any]:
    place = page.place
    steps = [("Codes", "/codes/"), (place.category.name, f"/browse/{place.category.slug}/")]
    if place.family:
        steps.append((place.family.name, f"/browse/{place.category.slug}/{place.family.slug}/"))
    steps.append((page.code, f"/codes/{page.code}/"))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            # schema.org wants whole addresses; where ours is not known the name alone stands.
            {"@type": "ListItem", "position": i, "name": name}
            | ({"item": f"{site}{path}"} if site else {})
            for i, (name, path) in enumerate(steps, 1)
        ],
    }


def _procedure(page: CodePage) -> dict[str, Any]:
    entry = page.entry
    assert entry is not None  # noqa: S101 - the caller asked
    return {
        "@type": "MedicalProcedure",
        "name": entry.title,
        "alternateName": list(entry.also_known_as),
        "description": entry.description,
        "code": {"@type": "MedicalCode", "codeValue": page.code, "codingSystem": "HCPCS/CPT"},
    }
