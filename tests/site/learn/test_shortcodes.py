"""Shortcodes: figures put in place, and every mistake told with file, line and what is known."""

from __future__ import annotations

import pytest

from openrvu import __version__
from openrvu.site.learn.shortcodes import BadText
from writing import SOURCES, Write, shown

GIVEN = '[given]\nbase = "240000"\nrate = "45.00"\n'


def words(write: Write, body: str, more: str = "") -> str:
    return shown(write(body, more=more)).markdown.strip()


def error(write: Write, body: str, more: str = "") -> str:
    with pytest.raises(BadText) as raised:
        shown(write(body, more=more))
    return str(raised.value)


def test_figures_stand_where_they_were_asked_for(write: Write) -> None:
    body = '{{ work("99213") | rvu }} × {{ cf(2026) | factor }}; {{ amount("99213") | money }}'
    assert words(write, body) == "1.30 × $33.4009; $95.19"


def test_arithmetic_is_exact(write: Write) -> None:
    body = '{{ (work("99213") * dec("3") * given.rate) | money }}, {{ given.base | dollars }}'
    assert words(write, body, GIVEN) == "$175.50, $240,000"


def test_loops_make_the_rows_of_a_table(write: Write) -> None:
    body = '{% for c in ("99213", "99214") %}\n| {{ c }} | {{ work(c) | rvu }} |\n{% endfor %}\n'
    assert words(write, body) == "| 99213 | 1.30 |\n| 99214 | 1.92 |"


def test_an_if_without_an_else_may_give_nothing(write: Write) -> None:
    assert words(write, '{{ "a" if work("99213") > 9 }}{{ "b" if work("99213") < 9 }}') == "b"


def test_release_and_version_are_those_that_made_the_page(write: Write) -> None:
    assert words(write, "{{ release }} {{ version }}") == f"RVU26C {__version__}"


def test_a_text_that_names_no_release_takes_the_newest_held(write: Write) -> None:
    text = write("{{ release }}", front=FRONT_WITHOUT_RELEASE)
    assert shown(text).markdown == "RVU26C"


FRONT_WITHOUT_RELEASE = """title = "A text"
description = "What it is about."
order = 1
reviewed = 2026-11-23
reading = 1
"""


def test_the_figures_asked_for_are_kept_with_what_they_gave(write: Write) -> None:
    used = shown(write('{{ work("99213") }} {{ work("99213") }} {{ pe("99213") }}')).used
    assert [(each.call, each.value) for each in used] == [
        ("work('99213')", "1.30"),
        ("pe('99213')", "1.46"),
    ]


def test_sources_are_numbered_in_the_order_of_their_first_citation(write: Write) -> None:
    made = shown(write('A{{ cite("manual") }} b{{ cite("cfr", "manual") }}', more=SOURCES))
    assert [source.key for source in made.sources] == ["manual", "cfr"]
    assert made.cited == 2
    assert '<a href="#source-1" id="cite-1" aria-label="Source 1: Medicare Claims' in made.html
    assert made.html.count('id="cite-1"') == 1


def test_a_case_is_priced_by_the_case_pricer_s_rules(write: Write) -> None:
    body = (
        '{% set c = case("45385", "45380-51", setting="facility") %}'
        "{{ c.amount | money }} {{ c.work | rvu }} {{ c.credited | rvu }} {{ c.address }} "
        "{% for line in c.lines %}{{ line.label }} {{ line.amount | money }};{% endfor %}"
    )
    said = words(write, body)
    assert "/price/?" in said
    assert "45385 $" in said
    assert "45380-51 $" in said


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ('One.\n\n{{ work("99999") }}', 11, "99999"),
        ("One.\n{{ wrok('99213') }}", 10, "'wrok' is undefined"),
        ("{{ given.base }}", 9, "given.base is not under [given] of the front matter; known: none"),
        ('x\n\n\n{{ cite("cms") }}', 12, "'cms' is the key of no source; known: none"),
        ('{{ guide("gpcis") }}', 9, "'guides/gpcis' is no text; expected one of what-is-an-rvu, "),
        ('{{ text("nowhere/x") }}', 9, "'nowhere/x' is no text; expected one of students"),
        ('{{ rule("nothing") }}', 9, "'nothing' is no rule; expected one of multiple-procedures"),
        ('{{ title("99999") }}', 9, "99999"),
        ('{{ locality("XX-99") }}', 9, "XX-99"),
        ('{{ work("99213") * 0.5 }}', 9, 'a typed number is written dec("0.5")'),
        ("{{ 0.5 }}", 9, "0.5 is no figure"),
        ('{{ dec("half") }}', 9, 'dec("…") takes a plain number'),
        ('{{ work("99213") / 3 }}', 9, "is shown without a format; add one of the filters rvu"),
        ('{{ work("99213") / 0 }}', 9, "arithmetic that has no result"),
        ('{{ work("99213") | euro }}', 9, "No filter named 'euro'"),
        ("\n{% for c in %}", 10, "Expected an expression"),
        ('{{ chart.pie([], "x") }}', 9, "chart.pie is no chart; expected one of bars, line"),
        ('{{ case("45385", place="moon").amount }}', 9, "place is no option of a case; expected"),
        ('{{ case("45385", setting="moon").amount }}', 9, "setting: "),
        ('{{ case("99999").amount }}', 9, "99999: "),
        ('{{ case("J1100").amount }}', 9, "1 of the case's lines have no amount"),
        ('{{ case("45385") }}', 9, "PricedCase is neither figure nor words"),
        ('{{ data.codes("45385") }}', 9, "tuple is neither figure nor words"),
        ('{{ data.top_work("spells") }}', 9, "'spells' is no category; expected one of"),
        ("{{ ''.__class__ }}", 9, "unsafe"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(
    write: Write, body: str, line: int, said: str
) -> None:
    told = error(write, body)
    assert told.startswith(f"guides/a-text.md, line {line}: "), told
    assert said in told


def test_what_is_known_is_named_where_something_is_not(write: Write) -> None:
    assert "known: base, rate" in error(write, "{{ given.bonus }}", GIVEN)
    assert "known: cfr, manual" in error(write, '{{ cite("cms") }}', SOURCES)
