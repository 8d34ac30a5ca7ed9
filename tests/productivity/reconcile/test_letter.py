from __future__ import annotations

from decimal import Decimal

from markdown_it import MarkdownIt

from openrvu.productivity.reconcile.letter import MOST_LISTED, Grid, letter
from productivity.reconcile.making import FIRST_QUARTER, entry, held, report_of

LOG = [entry("3-02", "45385"), entry("3-03", "99213", 3), entry("3-04", "29881")]
REPORT = report_of(("3/2/2026", "45385", "", "1", "4.57"), ("3/3/2026", "99213", "", "2", "2.60"))


def test_the_letter_cites_plan_and_release_and_what_is_at_stake() -> None:
    text = letter(held(LOG, REPORT, period=FIRST_QUARTER, rate=Decimal("45"))).as_text()
    assert text.startswith(
        "Subject: Work RVU report for 2026-01-01 to 2026-03-31: request for review\n"
    )
    # 4.46 + 3.90 + 6.85 = 15.21; 4.57 + 2.60 = 7.17; 8.04 × 45 = 361.80
    assert "3 entries are credited 15.21 work RVUs; the report credits 7.17" in text
    assert "a difference of 8.04 work RVUs, or $361.80 at $45.00 per work RVU." in text
    assert "the plan “customary”" in text
    assert "release in force on the date of service (RVU26C)" in text
    assert "[Your name]" in text
    assert "Please tell me which release of CMS's file" in text
    assert "-$4.95" in text  # −0.11 × 45


def test_the_letter_lists_the_largest_first_and_counts_the_rest() -> None:
    log = [entry("3-02", "99213", key=f"line {at}") for at in range(30)] + [entry("3-02", "29881")]
    made = letter(held(log, report_of(("3/5/2026", "99215", "", "1", "2.80")), tolerance=0))
    by_class, listed = (part for part in made.parts if isinstance(part, Grid))
    assert len(listed.rows) == MOST_LISTED
    assert listed.rows[0] == ("not billed", "2026-03-02", "29881", "none", "none", "6.85")
    assert [row[0] for row in by_class.rows] == ["not billed", "billed but not logged"]
    assert "7 smaller ones are in the worksheet" in made.as_text()


def test_where_all_agrees_the_letter_says_so() -> None:
    report = report_of(("3/2/2026", "45385", "", "1", "4.46"))
    made = letter(held(LOG[:1], report))
    assert "one entry is credited 4.46 work RVUs" in made.as_text()
    assert "I found nothing to question" in made.as_text()
    assert not any(isinstance(part, Grid) for part in made.parts)


def test_markdown_shows_the_same_text_whatever_marks_names_hold() -> None:
    named = report_of(
        ("3/4/2026", "29881", "", "1", "6.85", "<b>ROE|SAM</b>"),
        ("3/2/2026", "45385", "", "1", "4.57", "LEE"),
        heading=("Service Date", "CPT", "Modifiers", "Units", "wRVU", "Provider"),
    )
    page = MarkdownIt("commonmark").enable("table").render(letter(held(LOG, named)).as_markdown())
    assert "<h1>Work RVU report: request for review</h1>" in page
    assert page.count("<table>") == 2
    assert "[Your name]" in page
    assert "<b>" not in page
    assert "<td>other provider</td>" in page
