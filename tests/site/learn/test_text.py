"""Front matter: what a text says of itself, and what is said against it with its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from openrvu.site.learn.text import read_text
from writing import FRONT, SOURCES, Write, written


def said_against(tmp_path: Path, front: str, body: str = "Words.\n") -> list[str]:
    text, problems = read_text(written(tmp_path, body, front=front))
    assert text is None
    return [str(problem) for problem in problems]


def test_a_text_holds_what_its_front_matter_says(write: Write) -> None:
    text = write("Words.\n", more=SOURCES + '[given]\nbase = "240000"\nrate = "45.50"\n')
    assert (text.title, text.order, text.reading, text.release) == ("A text", 1, 1, "RVU26C")
    assert text.reviewed == text.published == date(2026, 11, 23)
    assert [source.key for source in text.sources] == ["cfr", "manual"]
    assert dict(text.given) == {"base": Decimal(240000), "rate": Decimal("45.50")}
    assert (text.file, text.address) == ("guides/a-text.md", "/resources/a-text/")


def test_the_body_begins_at_its_line_of_the_file(write: Write) -> None:
    text = write("First line.\n")
    assert (text.first_line, text.body) == (9, "First line.")


def test_a_text_of_a_stage_stands_under_learn(write: Write) -> None:
    assert write("x", section="residents").address == "/learn/residents/a-text/"


def test_texts_of_support_stand_together_on_one_page(write: Write) -> None:
    assert write("x", section="support").address == "/support/#a-text"


def test_a_post_may_be_published_before_it_was_last_reviewed(write: Write) -> None:
    text = write("x", more="published = 2026-01-05\n", section="blog")
    assert (text.published, text.reviewed) == (date(2026, 1, 5), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('title = "A text"', 'title = " "', 2, "title is missing or empty"),
        ('title = "A text"', f'title = "{"x" * 81}"', 2, "title has 81 characters; at most 80"),
        ('"What it is about."', f'"{"x" * 161}"', 3, "description has 161 characters; at most 160"),
        ("order = 1", 'order = "1"', 4, "order is not a whole number above 0"),
        ("reading = 1", "reading = 0", 7, "reading is not a whole number above 0"),
        ("reading = 1", "minutes = 1", 7, "minutes is no field; expected"),
        ("2026-11-23", '"yesterday"', 5, "reviewed is not a date such as 2026-11-23"),
        ("RVU26C", "rvu26c", 6, "'rvu26c' is not written as CMS writes it"),
        ("RVU26C", "26th", 6, "26th"),
    ],
)
def test_a_wrong_field_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in FRONT
    found = said_against(tmp_path, FRONT.replace(old, new))
    assert any(f"guides/a-text.md, line {line}: " in one and said in one for one in found), found


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[[sources]]\nkey = "a"\n', "a source lacks its text"),
        ('[[sources]]\nkey = "a"\ntext = "A"\npage = 3\n', "a source has no field page"),
        ('[[sources]]\nkey = "a"\ntext = "A"\nurl = "http://a.gov"\n', "is not an https address"),
        ('[[sources]]\nkey = "a"\ntext = "A"\n' * 2, "two sources have the key 'a'"),
        ('sources = "none"\n', "sources are written as [[sources]] blocks"),
        (
            "[given]\nbase = 240000\n",
            'given base is not a plain figure in quotes, such as "240000"',
        ),
        ('[given]\nbase = "1e5"\n', "given base is not a plain figure in quotes"),
        ('[given]\nBase = "1"\n', "'Base' is no name for a given figure"),
    ],
)
def test_a_wrong_source_or_given_figure_is_told(tmp_path: Path, more: str, said: str) -> None:
    found = said_against(tmp_path, FRONT + more)
    assert any(said in one for one in found), found


def test_every_fault_of_the_front_matter_is_told_at_once(tmp_path: Path) -> None:
    assert len(said_against(tmp_path, 'title = ""\norder = 0\n')) == 5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Words.\n", "does not begin with front matter between +++ lines"),
        (b"", "does not begin with front matter between +++ lines"),
        (b'+++\ntitle = "A"\n', "the front matter has no closing +++ line"),
        (b"+++\ntitle = A\n+++\n", "front matter is not TOML"),
        (b"+++\n\xff\n+++\n", "'utf-8' codec can't decode"),
    ],
)
def test_a_file_that_is_no_text_says_why(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "guides" / "a-text.md"
    path.parent.mkdir()
    path.write_bytes(content)
    text, problems = read_text(path)
    assert text is None
    assert said in str(problems[0])


def test_a_file_outside_the_sections_is_refused_with_those_there_are(tmp_path: Path) -> None:
    text, problems = read_text(written(tmp_path, "x", section="guide"))
    assert text is None
    assert "one of students, residents, attendings, guides, blog, support" in str(problems[0])


def test_a_name_that_is_no_address_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "x")
    text, problems = read_text(path.rename(path.with_name("A_text.md")))
    assert text is None
    assert "'A_text' is no name for an address" in str(problems[0])
