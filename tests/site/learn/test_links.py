"""Names and links of a text: codes, localities, rules and other texts, each by its own title."""

from __future__ import annotations

import pytest

from openrvu import open_book
from openrvu.codes.index import open_index
from openrvu.errors import OpenRVUError
from openrvu.site.learn.figures import Figures
from openrvu.site.learn.library import open_library
from openrvu.site.learn.links import Links, escape

INDEX = open_index()
LINKS = Links(Figures(open_book(), "RVU26C"), INDEX, open_library())


def test_a_code_is_linked_by_its_title() -> None:
    title = INDEX.written_title("99213")
    assert LINKS.title("99213") == title
    assert LINKS.code("99213") == f"[99213 ({title})](/codes/99213/)"
    assert LINKS.code("99213", short=True) == "[99213](/codes/99213/)"


def test_a_component_is_linked_to_the_page_of_its_code() -> None:
    assert LINKS.code("93306-26", short=True) == "[93306-26](/codes/93306/)"


def test_a_locality_is_linked_by_its_name_and_state() -> None:
    assert LINKS.locality("NY-01") == "[Manhattan, NY](/localities/13202-01/)"
    with pytest.raises(OpenRVUError, match="no locality page"):
        LINKS.locality("national")


def test_a_rule_is_linked_by_its_title_or_other_words() -> None:
    assert LINKS.rule("multiple-procedures").endswith("](/rules/multiple_surgery.amount/)")
    assert LINKS.rule("base.fee", "the fee") == "[the fee](/rules/base.fee/)"


def test_a_group_of_rules_is_linked_to_its_place_in_the_order() -> None:
    assert "](/rules/#step-" in LINKS.rule("endoscopy")


def test_a_text_is_linked_by_its_title_words_or_place() -> None:
    assert LINKS.guide("gpci") == "[GPCIs and localities](/resources/gpci/)"
    assert LINKS.guide("gpci", "indices") == "[indices](/resources/gpci/)"
    assert LINKS.text("guides/gpci#floors", "floors") == "[floors](/resources/gpci/#floors)"
    assert LINKS.text("support/faq").endswith("](/support/#faq)")


def test_signs_of_markdown_in_a_title_are_shown_as_they_are() -> None:
    assert escape("a_b [c] <d>") == r"a\_b \[c\] \<d\>"
