"""Pages of texts: sections by stage of career, guides, and each text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.site.answers import Head, as_json, json_error, page, render
from openrvu.site.changes.summary import TooManyAtOnce
from openrvu.site.home.missing import not_found_page
from openrvu.site.home.stages import STAGES as DOORS
from openrvu.site.learn.data import section_data, text_data
from openrvu.site.learn.library import Library, open_library
from openrvu.site.learn.sections import BLOG, GUIDES, SECTIONS, STAGES, Section, section_of
from openrvu.site.learn.structured import article
from openrvu.site.learn.text import Text
from openrvu.site.learn.tools import TOOLS

if TYPE_CHECKING:
    from openrvu.site.learn.rendered import Rendered

_NO_SECTION = "There is no such section; these are students, residents and attendings."
_ABOUT = (
    "Learn Medicare's fee schedule by stage of career: texts with live figures, a quiz and flash "
    "cards made from the real schedule."
)


def learn(request: HttpRequest) -> HttpResponse:
    """The three stages, the quiz and the cards."""
    context = {"stages": STAGES, "library": open_library()}
    head = Head("Learn", _ABOUT, "/learn/", "/learn.json")
    return page(request, "learn/learn.html", head, context)


def learn_json(_request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    sections = [section_data(section, open_library()) for section in STAGES]
    return as_json({"about": _ABOUT, "sections": sections})


def stage(request: HttpRequest, name: str) -> HttpResponse:
    """The texts of a stage of a career."""
    return section(request, name if _is_stage(name) else "")


def stage_json(request: HttpRequest, name: str) -> HttpResponse:
    """The same as JSON."""
    return section_json(request, name if _is_stage(name) else "")


def lesson(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """One text of a stage."""
    return text(request, name if _is_stage(name) else "", slug)


def lesson_json(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """The same as JSON."""
    return text_json(request, name if _is_stage(name) else "", slug)


def _is_stage(name: str) -> bool:
    return any(each.slug == name for each in STAGES)


def section(request: HttpRequest, name: str) -> HttpResponse:
    """The texts of a section."""
    found = _listed(name)
    if found is None:
        return not_found_page(request, _NO_SECTION, "")
    career = next((each for each in DOORS if each.slug == name), None)
    context = {
        "section": found,
        "texts": open_library().texts(found),
        "doors": career.doors if career else (),
        "question": career.question if career else "",
        "tools": TOOLS if name == GUIDES else (),
        "feed": name == BLOG,
    }
    return page(request, "learn/section.html", _section_head(found), context)


def section_json(_request: HttpRequest, name: str) -> HttpResponse:
    """The same as JSON."""
    found = _listed(name)
    if found is None:
        return json_error(404, _NO_SECTION)
    return as_json(section_data(found, open_library()))


def _listed(name: str) -> Section | None:
    """A section whose texts have pages of their own."""
    found = section_of(name)
    return found if found in SECTIONS[:-1] else None


def text(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """One text."""
    found = open_library().find(name, slug) if _listed(name) else None
    if found is None:
        return not_found_page(request, f"There is no text {slug}.", slug.replace("-", " "))
    try:
        made = shown(found)
    except TooManyAtOnce as error:
        response = HttpResponse(f"{error}.\n", status=503, content_type="text/plain")
        for header in ("Retry-After", "Refresh"):
            response.headers[header] = "3"
        return response
    return page(request, "learn/text.html", text_head(made), _context(made, open_library()))


def text_json(_request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """The same as JSON."""
    found = open_library().find(name, slug) if _listed(name) else None
    if found is None:
        return json_error(404, f"There is no text {slug}.")
    try:
        return as_json(text_data(shown(found)))
    except TooManyAtOnce as error:
        return json_error(503, str(error))


def shown(text: Text, *, prefix: str = "") -> Rendered:
    """A text of the library with the figures of its release."""
    from openrvu.site.learn.rendered import rendered

    return rendered(
        text,
        open_book(),
        open_index(),
        open_library(),
        static=bool(settings.STATIC_EXPORT),
        prefix=prefix,
    )


def text_page(made: Rendered, library: Library) -> str:
    """A text as a page, for one that is being written."""
    head = text_head(made)
    return render("learn/text.html", {"head": head, "path": head.path, **_context(made, library)})


def _context(made: Rendered, library: Library) -> dict[str, Any]:
    held = library.texts(made.text.section)
    before, after = library.around(made.text) if made.text in held else (None, None)
    return {
        "t": made,
        "text": made.text,
        "section": made.text.section,
        "before": before,
        "after": after,
        "stage": made.text.section in STAGES,
        "newest": open_book().newest(),
        "feed": made.text.section.slug == BLOG,
    }


def text_head(made: Rendered) -> Head:
    """What the page of a text says of itself."""
    address = made.text.address
    return Head(
        title=made.text.title,
        description=made.text.description,
        path=address,
        json_path=f"{address.rstrip('/')}.json",
        data=article(made),
    )


def _section_head(found: Section) -> Head:
    path = found.address
    return Head(found.heading, found.about, path, f"{path.rstrip('/')}.json")
