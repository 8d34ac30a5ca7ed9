"""Every text that ships: nothing typed, every claim's source cited, every link leads somewhere."""

from __future__ import annotations

import pytest

from openrvu import open_book
from openrvu.codes.index import open_index
from openrvu.site.learn.addresses import asker, check_links
from openrvu.site.learn.checking import check_text
from openrvu.site.learn.library import open_library
from openrvu.site.learn.sections import SECTIONS, STAGES
from openrvu.site.learn.text import Text

LIBRARY = open_library()


def test_every_file_can_be_read() -> None:
    assert list(map(str, LIBRARY.problems)) == []


@pytest.mark.parametrize("text", LIBRARY.all(), ids=lambda text: text.file)
def test_a_text_has_no_problem_and_its_links_lead_somewhere(text: Text) -> None:
    checked = check_text(text, open_book(), open_index(), LIBRARY)
    problems = [*checked.problems]
    if checked.rendered:
        problems += check_links(checked.rendered, asker())
    assert list(map(str, problems)) == []


@pytest.mark.parametrize("text", LIBRARY.all(), ids=lambda text: text.file)
def test_a_text_that_claims_names_its_sources(text: Text) -> None:
    assert text.sources or text.section.slug == "support" or "cite(" not in text.body


def test_there_are_the_guides_that_a_reader_looks_for() -> None:
    guides = {text.slug for text in LIBRARY.texts("guides")}
    assert len(guides) >= 15
    assert guides >= {
        *("what-is-an-rvu", "gpci", "conversion-factor", "global-period", "multiple-procedures"),
        *("imaging-mppr", "em-levels", "split-shared-and-incident-to", "facility-or-not"),
        *("anesthesia", "benchmarks", "fte", "glossary"),
    }
    assert sum(slug.startswith("modifiers-") for slug in guides) >= 5


def test_every_stage_has_texts_and_the_blog_four_posts() -> None:
    assert all(LIBRARY.texts(stage) for stage in STAGES)
    assert len(LIBRARY.texts("blog")) >= 4


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_no_two_texts_of_a_section_have_one_title_or_place(section: object) -> None:
    texts = LIBRARY.texts(section)  # type: ignore[arg-type]
    assert len({text.title for text in texts}) == len(texts)
    if section is not SECTIONS[-2]:  # posts have days
        assert len({text.order for text in texts}) == len(texts)
