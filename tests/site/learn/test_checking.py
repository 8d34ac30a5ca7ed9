"""What the check says of a finished text: sources, headings, length and reading grade."""

from __future__ import annotations

import pytest

from openrvu import open_book
from openrvu.codes.index import open_index
from openrvu.site.learn.checking import check_text, reading_grade
from openrvu.site.learn.library import open_library
from writing import FRONT, SOURCES, Write, problems_of, shown

#: 170 words, read at a low grade.
PLAIN = "We see a man. He has a cough. You look at his chest. Then you note it. " * 10
#: Long words in long sentences, of a grade above 12.
HEAVY = (
    "Administrative reimbursement determinations necessitate comprehensive documentation of "
    "multidisciplinary organizational responsibilities, notwithstanding considerable "
    "heterogeneity of institutional compensation methodologies, "
) * 12


def said(write: Write, body: str, *, more: str = "", section: str = "guides") -> list[str]:
    return [problem.what for problem in problems_of(write(body, more=more, section=section))]


def test_a_plain_text_has_no_problem(write: Write) -> None:
    assert said(write, f"{PLAIN}{{{{ cite('cfr', 'manual') }}}}", more=SOURCES) == []


def test_a_source_that_is_cited_nowhere_is_told(write: Write) -> None:
    assert said(write, f"{PLAIN}{{{{ cite('cfr') }}}}", more=SOURCES) == [
        "source 'manual' is cited nowhere"
    ]


def test_headings_begin_at_the_second_level_and_leave_none_out(write: Write) -> None:
    assert "is of level 1" in said(write, f"# Head\n\n{PLAIN}")[0]
    assert "is of level 4 after 2" in said(write, f"## Head\n\n#### Deep\n\n{PLAIN}")[0]


def test_a_picture_is_refused(write: Write) -> None:
    assert "a text has charts and no pictures" in said(write, f"{PLAIN}![x](/y.png)")[0]


def test_a_dollar_sign_before_a_filter_that_writes_it_is_told(write: Write) -> None:
    assert "a filter writes the dollar sign itself: $$" in said(
        write, f'{PLAIN}${{{{ amount("99213") | money }}}}'
    )


def test_a_note_is_no_text_yet(write: Write) -> None:
    assert "4 words; at least 150" in said(write, "To be written soon.")
    assert said(write, "To be written soon.", section="support") == []


def test_the_minutes_must_fit_the_words(write: Write) -> None:
    assert said(write, PLAIN * 10) == ["reading = 1 minutes for 1700 words"]


@pytest.mark.parametrize(
    ("section", "most"), [("guides", 12), ("students", 10), ("support", 10), ("blog", 12)]
)
def test_hard_reading_is_told_and_students_get_the_easiest(
    write: Write, section: str, most: int
) -> None:
    problems = said(write, HEAVY, section=section)
    assert any(f"at most {most}: shorter sentences and words" in each for each in problems)


def test_the_grade_is_that_of_sentences_and_of_no_heading_or_table(write: Write) -> None:
    plain = reading_grade(shown(write(PLAIN)))
    table = f"| Methodological heterogeneity | 2 |\n| --- | --- |\n| {HEAVY} | 3 |\n"
    decked = reading_grade(shown(write(f"## Institutional heterogeneity\n\n{PLAIN}\n\n{table}")))
    assert decked == plain < 2


def test_a_text_that_cannot_be_evaluated_is_told_once_and_not_shown(write: Write) -> None:
    text = write(f"{PLAIN}\n{{{{ work('99999') }}}}")
    assert [str(p).partition(": ")[0] for p in problems_of(text)] == ["guides/a-text.md, line 10"]


def test_a_release_that_is_not_held_is_told(write: Write) -> None:
    problems = problems_of(write(PLAIN, front=FRONT.replace("RVU26C", "RVU19A")))
    assert "RVU19A" in problems[0].what


def test_problems_come_in_the_order_of_their_lines(write: Write) -> None:
    text = write(f"{PLAIN}\n\nIt pays $95.\n\nIt has 2 RVUs.\n", more=SOURCES)
    lines = [problem.line for problem in problems_of(text)]
    assert lines == sorted(lines)
    assert len(lines) == 4


def test_a_checked_text_is_given_as_it_is_read(write: Write) -> None:
    checked = check_text(write(PLAIN), open_book(), open_index(), open_library())
    assert checked.rendered
    assert checked.rendered.release.label == "RVU26C"
