"""Categories, one category, one family of codes; each as a page and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from openrvu.book.book import open_book
from openrvu.codes.comparison import category_population
from openrvu.codes.index import Category, Family, open_index
from openrvu.schedule.statistics import Population, histogram
from openrvu.site import charts
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.browse import as_data, strips
from openrvu.site.browse.census import Census, Group, counted
from openrvu.site.browse.listing import SORTS, CodeLine, code_lines, gone, in_order, sections
from openrvu.site.home.missing import not_found_page

_TOP = ("/codes/", "Codes")


@require_safe
def categories(request: HttpRequest) -> HttpResponse:
    """Every category with its counts and the shape of its work RVUs."""
    made = counted()
    tiles = [(c, made.category(c.slug), _miniature(c)) for c in open_index().categories()]
    head = Head(
        title="Every CPT and HCPCS code by category",
        description=f"{made.whole.codes:,} codes of {made.release.label} in "
        f"{len(made.categories)} categories, with counts and the spread of their work RVUs.",
        path="/codes/",
        json_path="/codes.json",
        data=_trail([_TOP]),
    )
    context = {
        "census": made,
        "own": [tile for tile in tiles if tile[1].codes and not _is_hcpcs(tile[0])],
        "hcpcs": [tile for tile in tiles if tile[1].codes and _is_hcpcs(tile[0])],
        "empty": [tile[0] for tile in tiles if not tile[1].codes],
    }
    return page(request, "browse/categories.html", head, context)


@require_safe
def categories_json(_request: HttpRequest) -> HttpResponse:
    """The categories as JSON."""
    made = counted()
    return as_json(
        {
            "release": made.release.label,
            **as_data.group(made.whole),
            "categories": [
                as_data.category(c, made.category(c.slug)) for c in open_index().categories()
            ],
        }
    )


@require_safe
def category(request: HttpRequest, category: str) -> HttpResponse:
    """A category down to its families."""
    found = open_index().category(category)
    if found is None:
        return not_found_page(request, f"There is no category called {category!r}.", category)
    made = counted()
    group = made.category(found.slug)
    people = _population(found)
    top = people.spread.highest if people.spread else Decimal(1)
    parts = sections(open_index(), made, found, top)
    loose = made.loose.get(found.slug, Group())
    context = {
        "category": found,
        "group": group,
        "release": made.release,
        "population": people,
        "sections": parts,
        "scale": strips.scale(top),
        **_table(_lines(loose)),
        "hollow": len(open_index().families(found)) - sum(len(p.lines) for p in parts),
        **_distribution(people, found),
    }
    return page(request, "browse/category.html", _category_head(found, group, made), context)


@require_safe
def category_json(_request: HttpRequest, category: str) -> HttpResponse:
    """A category and its families as JSON."""
    found = open_index().category(category)
    if found is None:
        return json_error(404, f"There is no category called {category!r}.")
    made = counted()
    loose = made.loose.get(found.slug, Group())
    return as_json(
        {
            "release": made.release.label,
            **as_data.category(found, made.category(found.slug)),
            "population": _population(found).words,
            "families": [
                as_data.family(found, f, made.family(f.id)) for f in open_index().families(found)
            ],
            "codes_without_family": [as_data.code(line) for line in _lines(loose)],
        }
    )


@require_safe
def family(request: HttpRequest, category: str, family: str) -> HttpResponse:
    """A family's codes, in the order asked for."""
    found = _find(category, family)
    if found is None:
        message = f"There is no family called {family!r} in {category!r}."
        return not_found_page(request, message, family.replace("-", " "))
    place, own = found
    made = counted()
    group = made.family(own.id)
    sort = request.GET.get("sort", "code")
    sort = sort if sort in SORTS else "code"
    context = {
        "category": place,
        "family": own,
        "group": group,
        "release": made.release,
        **_table(in_order(_lines(group), sort)),
        "sort": sort,
        "sorts": SORTS,
        "gone": gone(open_book(), open_index(), own, group),
        "beside": _beside(place, own, made),
    }
    return page(request, "browse/family.html", _family_head(place, own, group, made), context)


@require_safe
def family_json(request: HttpRequest, category: str, family: str) -> HttpResponse:
    """A family's codes as JSON."""
    found = _find(category, family)
    if found is None:
        return json_error(404, f"There is no family called {family!r} in {category!r}.")
    place, own = found
    made = counted()
    group = made.family(own.id)
    lines = in_order(_lines(group), request.GET.get("sort", "code"))
    return as_json(
        {
            "release": made.release.label,
            **as_data.family(place, own, group),
            "lines": [as_data.code(line) for line in lines],
            "gone": [
                {"code": g.code, "last_release": g.last.label}
                for g in gone(open_book(), open_index(), own, group)
            ],
        }
    )


def _find(category: str, family: str) -> tuple[Category, Family] | None:
    place = open_index().category(category)
    if place is None:
        return None
    own = next((f for f in open_index().families(place) if f.slug == family), None)
    return (place, own) if own else None


def _lines(group: Group) -> list[CodeLine]:
    book = open_book()
    label = book.newest().label
    shown = bool(settings.SHOW_DESCRIPTORS)
    return code_lines(book, open_index(), label, group, descriptors=shown)


def _table(lines: list[CodeLine]) -> dict[str, Any]:
    """A table of codes and what its notes must say."""
    return {
        "lines": lines,
        "written": any(line.title or line.descriptor for line in lines),
        "quoted": any(line.descriptor for line in lines),
        "untold": sum(not line.title for line in lines),
        "globals": sorted({(r.row.policy.global_days, r.global_days) for r in lines}),
        "na": any(r.row.policy.na_nonfacility or r.row.policy.na_facility for r in lines),
    }


def _beside(place: Category, own: Family, made: Census) -> tuple[Family | None, Family | None]:
    """The families before and after, among those that hold codes."""
    held = [f for f in open_index().families(place) if made.family(f.id).codes or f == own]
    at = held.index(own)
    return (held[at - 1] if at else None), (held[at + 1] if at + 1 < len(held) else None)


def _population(category: Category) -> Population:
    book = open_book()
    return category_population(book, book.newest().label, category)


def _distribution(people: Population, category: Category) -> dict[str, Any]:
    if people.spread is None:
        return {"chart": None, "bars": ()}
    bars = charts.bins(histogram(people.ordered, charts.WORK_EDGES), None)
    title = f"Work RVUs of {category.name} codes"
    description = f"{people.spread.n} codes, median {people.spread.median}"
    return {"chart": charts.distribution(bars, title, description), "bars": bars}


def _miniature(category: Category) -> Markup | None:
    people = _population(category)
    if people.spread is None:
        return None
    return strips.miniature([n for _, _, n in histogram(people.ordered, charts.WORK_EDGES)])


def _is_hcpcs(category: Category) -> bool:
    return category.slug.startswith("hcpcs-")


def _category_head(category: Category, group: Group, made: Census) -> Head:
    path = f"/browse/{category.slug}/"
    return Head(
        title=f"{category.name}: codes, families and work RVUs",
        description=f"{category.about} {group.codes:,} codes in {made.release.label}, "
        f"{group.priced:,} paid by RVUs.",
        path=path,
        json_path=f"/browse/{category.slug}.json",
        data=_trail([_TOP, (path, category.name)]),
    )


def _family_head(category: Category, family: Family, group: Group, made: Census) -> Head:
    above = f"/browse/{category.slug}/"
    path = f"{above}{family.slug}/"
    codes = ", ".join(row.code for row in group.rows[:6])
    return Head(
        title=f"{family.name}: codes and RVUs ({category.name})",
        description=f"{family.name}, {category.name}: {group.codes} codes in "
        f"{made.release.label} with work RVU and national Medicare amount"
        + (f": {codes}{' …' if group.codes > 6 else ''}" if codes else "."),
        path=path,
        json_path=f"{above}{family.slug}.json",
        data=_trail([_TOP, (above, category.name), (path, family.name)]),
    )


def _trail(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Breadcrumbs as structured data."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": i,
                "name": name,
                "item": f"{settings.SITE_ADDRESS}{path}",
            }
            for i, (path, name) in enumerate(steps, 1)
        ],
    }
