"""Support: questions, how to report an error, errors found so far, how to cite, and contact."""

from __future__ import annotations

from datetime import date

from django.test import Client
from pytest_django import Settings

from openrvu import __version__, open_book
from openrvu.codes.index import open_index
from openrvu.codes.record import Erratum
from openrvu.site.answers import render
from openrvu.site.learn.library import open_library
from openrvu.site.learn.support import questions_of, support_context
from openrvu.site.learn.views import shown
from visiting import ask, data, html, links_of, main_of, words_of
from writing import SOURCES, Write
from writing import shown as evaluated


def test_every_part_has_its_place_and_is_named_at_the_head(client: Client) -> None:
    page = main_of(html(client, "/support/"))
    for name in ("faq", "report", "errata", "cite", "contact"):
        assert f'<h2 id="{name}">' in page
        assert f'<a href="#{name}">' in page


def test_questions_are_answered_and_marked_up_for_search_engines(client: Client) -> None:
    page = html(client, "/support/")
    asked = data(client, "/support.json")["questions"]
    assert len(asked) >= 8
    assert '"@type": "FAQPage"' in page
    for question in asked:
        assert f"<summary>{question['ask']}</summary>" in page.replace("&#39;", "'")
        assert question["answer"]
        assert f'"text": "{question["answer"]}"' in page


def test_the_address_of_a_question_lies_within_its_answer(client: Client) -> None:
    page = html(client, "/support/")
    for question in data(client, "/support.json")["questions"]:
        assert f'</summary><div id="{question["page"].partition("#")[2]}">' in page


def test_a_question_s_words_are_without_tags_and_numbers_of_sources(write: Write) -> None:
    text = write('## A & b?\n\nYes, [so](/method/) it is.{{ cite("cfr", "manual") }}', more=SOURCES)
    (question,) = questions_of(evaluated(text))
    assert (question.ask, question.anchor) == ("A & b?", "a-b")
    assert question.words == "Yes, so it is."


def test_every_link_of_the_page_leads_to_its_place(client: Client) -> None:
    for link in links_of(html(client, "/support/")):
        path, _, anchor = link.partition("#")
        page = ask(client, path).content.decode()
        assert not anchor or f'id="{anchor}"' in page, link


def test_an_empty_list_of_errata_teaches_how_to_report(client: Client) -> None:
    words = words_of(html(client, "/support/"))
    assert open_index().errata() == ()
    assert "If you have found the first, tell us as above" in words
    assert "the project's repository" in words
    assert "Never send anything about a patient" in words


def test_an_erratum_is_listed_with_what_was_wrong() -> None:
    days = date(2026, 12, 1), date(2026, 12, 2)
    found = Erratum(*days, where="76000", what="Said an hour and a half; it is one.", since="0.2")
    texts = [shown(text, prefix=f"{text.slug}-") for text in open_library().texts("support")]
    context = {
        "head": {"title": "", "description": "", "canonical": "", "json_path": "", "data": None},
        "path": "/support/",
        **support_context(texts, (), (found,)),
    }
    words = words_of(" ".join(render("learn/support.html", context).split()))
    assert "December 2, 2026 76000 Said an hour and a half; it is one." in words
    assert "None so far" not in words


def test_a_citation_names_version_and_release(client: Client) -> None:
    words = words_of(html(client, "/support/"))
    assert f"OpenRVU {__version__}. Code 76000, {open_book().newest().label}" in words


def test_every_code_page_leads_to_the_errata(client: Client) -> None:
    book = open_book()
    bare = next(c for c in book.codes(book.newest().label) if open_index().entry(c) is None)
    for code in ("99213", bare):
        assert '<a href="/support/#errata">Report an error' in html(client, f"/codes/{code}/"), code


def test_an_export_points_to_no_page_that_needs_a_server(
    client: Client, settings: Settings
) -> None:
    settings.STATIC_EXPORT = True
    page = main_of(html(client, "/support/"))
    assert "/price/" not in page
    assert "<form" not in page
