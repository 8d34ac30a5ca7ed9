"""A text's page: live figures, cited sources, where it stands, and who to tell of an error."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import Settings

from openrvu import open_book
from openrvu.site.changes.summary import TooManyAtOnce
from openrvu.site.learn import views
from openrvu.site.learn.library import open_library
from visiting import data, html, links_of, main_of, words_of

GUIDES = open_library().texts("guides")
FACTOR = "/resources/conversion-factor/"


def test_figures_are_those_of_the_release_that_the_page_names(client: Client) -> None:
    words = words_of(html(client, FACTOR))
    assert "Figures of RVU26C" in words
    assert "$33.5675" in words  # the factor of qualifying participants in 2026, as CMS prints it
    assert "Figures are CMS's, RVU26C, in force from July 1, 2026" in words


def test_a_page_says_when_it_was_reviewed_and_how_long_it_takes(client: Client) -> None:
    guide = open_library().find("guides", "conversion-factor")
    assert guide
    page = html(client, FACTOR)
    assert f'Reviewed <time datetime="{guide.reviewed}">' in page
    assert f"{guide.reading} minutes ·" in page


def test_each_citation_leads_to_its_source_and_back(client: Client) -> None:
    page = main_of(html(client, FACTOR))
    cited = set(re.findall(r'href="#source-([0-9]+)"', page))
    listed = re.findall(r'id="source-([0-9]+)"', page)
    assert cited == set(listed)
    for number in cited:
        assert page.count(f'id="cite-{number}"') == page.count(f'href="#cite-{number}"') == 1


def test_a_long_text_lists_its_sections_at_its_head(client: Client) -> None:
    page = main_of(html(client, FACTOR))
    contents = page[page.index('class="contents"') : page.index("</nav>", page.index("contents"))]
    anchors = re.findall(r'href="#([^"]+)"', contents)
    assert len(anchors) > 3
    assert anchors[-1] == "sources"
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_breadcrumbs_lead_to_the_section_and_of_a_stage_to_learn(client: Client) -> None:
    crumbs = '<nav class="crumbs"'
    page = html(client, FACTOR)
    assert '<a href="/resources/">Guides and resources</a>' in page[page.index(crumbs) :]
    lesson = html(client, open_library().texts("residents")[0].address)
    assert '<a href="/learn/">Learn</a>' in lesson[lesson.index(crumbs) :]
    assert '<a href="/learn/residents/">Residents</a>' in lesson[lesson.index(crumbs) :]


def test_a_reader_goes_on_to_the_next_text_and_back(client: Client) -> None:
    first, second = (html(client, guide.address) for guide in GUIDES[:2])
    assert f'<a href="{GUIDES[1].address}" rel="next">' in first
    assert 'rel="prev"' not in first
    assert f'<a href="{GUIDES[0].address}" rel="prev">' in second
    assert 'rel="next"' not in html(client, GUIDES[-1].address)


def test_an_error_is_reported_from_the_page_itself(client: Client) -> None:
    assert '<a href="/support/#report">Report an error</a>' in html(client, FACTOR)


def test_invented_figures_are_said_to_be_invented(client: Client) -> None:
    said = "invented for the example"
    assert said in html(client, FACTOR)
    plain = next(guide for guide in GUIDES if not guide.given)
    assert said not in html(client, plain.address)


def test_search_engines_are_told_what_it_is(client: Client) -> None:
    page = html(client, FACTOR)
    assert '"@type": "Article"' in page
    assert '"dateModified": "2026-' in page
    assert '"citation": ["42 USC 1395w-4' in page


def test_the_same_as_json_with_every_figure_that_was_asked_for(client: Client) -> None:
    answer = data(client, "/resources/conversion-factor.json")
    assert answer["release"] == "RVU26C"
    figures = {figure["call"]: figure["value"] for figure in answer["figures"]}
    assert figures["cf(2026, qp=True)"] == "33.5675"
    assert answer["given"] == {"rate": "48.00"}
    assert answer["sources"][0]["number"] == 1
    assert all(source["cited"] for source in answer["sources"])
    assert answer["headings"][0]["anchor"] in answer["html"]


@pytest.mark.parametrize(
    "path",
    ["/resources/gpcis/", "/learn/students/nothing/", "/learn/nobody/gpci/", "/blog/nothing/"],
)
def test_a_text_that_there_is_not_is_not_found(client: Client, path: str) -> None:
    html(client, path, status=404)
    assert data(client, f"{path.rstrip('/')}.json", status=404)["error"]["status"] == 404


def test_texts_of_support_have_no_pages_of_their_own(client: Client) -> None:
    html(client, "/learn/support/faq/", status=404)


def test_in_an_export_a_text_links_to_nothing_that_needs_the_server(
    client: Client, settings: Settings
) -> None:
    settings.STATIC_EXPORT = True
    for text in open_library().all():
        if text.section.slug != "support":
            links = links_of(html(client, text.address))
            assert not any("?" in link for link in links), text.file


def test_while_too_many_compare_releases_a_reader_is_asked_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise TooManyAtOnce("Too many releases are being compared")

    monkeypatch.setattr(views, "shown", busy)
    response = client.get(FACTOR)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "3")
    assert data(client, "/resources/conversion-factor.json", status=503)["error"]["status"] == 503


def test_a_text_of_an_older_release_says_that_there_is_a_newer_one(client: Client) -> None:
    assert "The newest release held is" not in html(client, FACTOR)
    made = views.shown(GUIDES[0])
    older = open_book().release("RVU25D")
    page = views.text_page(replace(made, release=older), open_library())
    assert "The newest release held is RVU26C" in page
