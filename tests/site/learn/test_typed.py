"""A figure of the schedule that somebody typed is found, wherever it hides."""

from __future__ import annotations

import pytest

from openrvu.site.learn.typed import typed_figures
from writing import FRONT, SOURCES, Write

GIVEN = '[given]\nbase = "240000"\n'


def found(write: Write, body: str, more: str = "") -> list[str]:
    return [str(problem) for problem in typed_figures(write(body, more=more))]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("It pays $95.", "a typed amount: '$95'"),
        ("It pays $ 95.19 here.", "a typed amount: '$ 95.19'"),
        ("It pays 95 dollars.", "a typed amount: '95 dollars'"),
        ("A fee of 1,200 USD.", "a typed amount: '1,200 USD'"),
        ("Fifty cents, or 50 cents.", "a typed amount: '50 cents'"),
        ("It has 2 work RVUs.", "a typed RVU: '2 work RVUs'"),
        ("It has 1.30 wRVU.", "a typed RVU: '1.30 wRVU'"),
        ("A target of 5,000 RVUs.", "a typed RVU: '5,000 RVUs'"),
        ("Its work RVU is 2.", "a typed RVU: 'RVU is 2'"),
        ("A total RVU of 2.85 here.", "a typed RVU: 'RVU of 2.85'"),
        ("The factor is 33.4009 now.", "a typed figure: '33.4009'"),
        ("The index is 1.023.", "a typed figure: '1.023'"),
        ("Some 17,096 codes.", "a typed count or amount: '17,096'"),
        ("*Only $95*", "a typed amount: '$95'"),
        ("| 99213 | 1.30 |", "a typed figure: '1.30'"),
        ("> about $95", "a typed amount: '$95'"),
    ],
)
def test_a_typed_figure_is_told_with_its_line(write: Write, words: str, what: str) -> None:
    problems = found(write, f"First.\n\n{words}\n")
    assert len(problems) == 1
    assert problems[0].startswith(f"guides/a-text.md, line 11: {what}")


@pytest.mark.parametrize(
    "words",
    [
        "Since January 1, 2026 there are two, in 90 days, for 16 minutes.",
        "See 42 CFR 414.20 and section 40.8 of chapter 12.",
        "Text under CC BY 4.0.",
        "A post of 0.8 FTE, a cut of 2.6 cm, 1.5 hours.",
        "Codes 99213 to 99215, and modifier 26.",
        "It pays {{ given.base | dollars }}.",
        "[The rule](https://www.cms.gov/a/1.30/$95)",
        "One RVU is no dollar, and two dollars are no RVU.",
        "{# It paid $95.19 once. #}",
    ],
)
def test_what_is_no_figure_of_the_schedule_is_left_alone(write: Write, words: str) -> None:
    assert found(write, words, GIVEN) == []


def test_a_shortcode_of_several_lines_keeps_the_lines_after_it(write: Write) -> None:
    problems = found(
        write, '{{ chart.bars(\n  [("a", given.base)],\n  "t") }}\nIt pays $95.\n', GIVEN
    )
    assert [p.partition(":")[0] for p in problems] == ["guides/a-text.md, line 14"]


def test_title_and_description_are_read_too(write: Write) -> None:
    front = FRONT.replace("A text", "Worth $95").replace("What it is about", "1.30 RVU")
    problems = [str(problem) for problem in typed_figures(write("x", front=front))]
    assert "line 1: a typed amount in the title: '$95'" in problems[0]
    assert "line 1: a typed RVU in the description: '1.30 RVU'" in problems[1]


@pytest.mark.parametrize("body", ["It takes 50% off.", "It takes 2.5 percent off."])
def test_a_share_needs_a_citation_in_its_section(write: Write, body: str) -> None:
    assert "in a section that cites nothing" in found(write, f"## One\n\n{body}\n")[0]
    cited = f'## One\n\n{body}{{{{ cite("cfr") }}}}\n\n## Two\n\nNothing.\n'
    assert found(write, cited, SOURCES) == []
    other = f'## One\n\n{body}\n\n## Two\n\nWords.{{{{ cite("cfr") }}}}\n'
    assert len(found(write, other, SOURCES)) == 1


@pytest.mark.parametrize(
    "body",
    [
        '{{ dec("95.19") | money }}',
        "{{ 95 | dollars }}",
        '{{ (dec("33") * dec("2.85")) | money }}',
        '{% set fee = dec("95.19") %}\n{{ fee | money }}',
        '{% set a = dec("95") %}\n{% set b = a * dec("2") %}\n{{ b | rvu }}',
        "{% for n in (50, 75) %}{{ n | dollars }}{% endfor %}",
        '{{ dec("95.19") }}',
        '{% set fee = dec("95.19") %}{{ fee }}',
    ],
)
def test_a_typed_number_is_not_dressed_as_a_figure(write: Write, body: str) -> None:
    problems = found(write, body)
    assert problems
    assert "dec(…) is for arithmetic" in problems[0]


@pytest.mark.parametrize(
    "body",
    [
        '{{ (work("99213") * dec("4000")) | rvu }}',
        '{{ (given.base / dec("12")) | money }}',
        '{% set n = 4 %}{{ (n * work("99213")) | rvu }} in {{ n }} visits',
        "{% for year in range(2020, 2027) %}{{ year }}: {{ cf(year) | factor }}{% endfor %}",
        '{% for c in ("99213", "99214") %}{{ c }} {{ work(c) | rvu }}{% endfor %}',
    ],
)
def test_typed_numbers_may_enter_arithmetic_and_counts(write: Write, body: str) -> None:
    assert found(write, body, GIVEN) == []


def test_a_float_is_refused_with_the_way_to_write_it(write: Write) -> None:
    assert 'a typed number is written dec("0.5")' in found(write, '{{ work("99213") * 0.5 }}')[0]


def test_figures_hide_in_the_words_of_a_chart_no_better(write: Write) -> None:
    problems = found(write, 'x\n{{ chart.bars([("a", given.base)], "What $100 buys") }}', GIVEN)
    assert [p.partition(". ")[0] for p in problems] == [
        "guides/a-text.md, line 12: a typed amount: '$100'"
    ]


def test_a_text_that_is_no_template_is_told_when_it_is_evaluated(write: Write) -> None:
    assert found(write, "{% for %}") == []
