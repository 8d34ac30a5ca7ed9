"""Support: questions, errors found, how to report one and how to cite, all on one page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.codes.record import Erratum
from openrvu.site.answers import Head, as_json, page
from openrvu.site.learn.library import open_library
from openrvu.site.learn.sections import SUPPORT, section_of
from openrvu.site.learn.views import shown

if TYPE_CHECKING:
    from openrvu.site.learn.rendered import Rendered

#: The text whose sections are questions.
QUESTIONS = "faq"
_SPLIT = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_CITE = re.compile(r'<sup class="cite">.*?</sup>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its place on the page, and its answer."""

    anchor: str
    ask: str
    answer: Markup

    @property
    def words(self) -> str:
        """The answer as words alone."""
        return " ".join(unescape(_TAG.sub(" ", _CITE.sub("", self.answer))).split())


def questions_of(made: Rendered) -> tuple[Question, ...]:
    """The sections of a text as questions."""
    parts = _SPLIT.split(made.html)[1:]
    return tuple(
        Question(anchor, unescape(ask), Markup(answer.strip()))  # noqa: S704 - our HTML
        for anchor, ask, answer in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    )


def support(request: HttpRequest) -> HttpResponse:
    """The page."""
    texts = [shown(text, prefix=f"{text.slug}-") for text in open_library().texts(SUPPORT)]
    asked = next((questions_of(t) for t in texts if t.text.slug == QUESTIONS), ())
    context = support_context(texts, asked, open_index().errata())
    return page(request, "learn/support.html", _head(asked), context)


def support_context(
    texts: list[Rendered], asked: tuple[Question, ...], errata: tuple[Erratum, ...]
) -> dict[str, Any]:
    """What the page shows."""
    return {"texts": texts, "questions": asked, "errata": errata, "newest": open_book().newest()}


def support_json(_request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    texts = [shown(text, prefix=f"{text.slug}-") for text in open_library().texts(SUPPORT)]
    return as_json(
        {
            "questions": [
                {"ask": q.ask, "answer": q.words, "page": f"/support/#{q.anchor}"}
                for t in texts
                if t.text.slug == QUESTIONS
                for q in questions_of(t)
            ],
            "texts": [
                {"title": t.text.title, "page": t.text.address, "html": str(t.html)}
                for t in texts
                if t.text.slug != QUESTIONS
            ],
            "errata": [
                {"found": e.found, "mended": e.mended, "where": e.where, "what": e.what}
                for e in open_index().errata()
            ],
        }
    )


def _head(asked: tuple[Question, ...]) -> Head:
    section = section_of(SUPPORT)
    assert section is not None  # noqa: S101 - it is one of the sections
    return Head(
        title="Support, errata and how to cite",
        description=section.about,
        path="/support/",
        json_path="/support.json",
        data={
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": question.ask,
                    "acceptedAnswer": {"@type": "Answer", "text": question.words},
                }
                for question in asked
            ],
        },
    )
