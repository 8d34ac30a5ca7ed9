"""What changed between two releases."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import Settings

from openrvu import ReleaseNotHeld, load_book, open_book
from openrvu.book.book import Book
from openrvu.codes.changes import RowChange, changes
from openrvu.codes.index import open_index
from openrvu.site.changes.measures import AMOUNT, MEASURES, TOP, WORK, moves
from openrvu.site.changes.summary import EVERY, compare, in_order, newest_pair
from openrvu.site.templating import percent
from visiting import ask, data, html, links_of, words_of

PAIR = ("RVU25D", "RVU26C")
ADDRESS = "/changes/RVU25D-to-RVU26C/"
FOUND = changes(open_book(), *PAIR)
MADE = compare(*PAIR)


def plain_rows() -> list[RowChange]:
    return [row for row in FOUND.rows if not row.modifier]


def test_the_page_compares_the_newest_with_the_last_of_the_year_before(client: Client) -> None:
    assert newest_pair(open_book()) == PAIR
    page = html(client, "/changes/")
    assert "<h1>What changed from RVU25D to RVU26C</h1>" in page
    assert '<link rel="canonical" href="/changes/">' in page


def test_each_category_agrees_with_the_library() -> None:
    lines = {line.slug: line for line in MADE.lines}
    for category in FOUND.by_category:
        if category.codes or category.new or category.gone:
            line = lines[category.category.slug]
            assert (line.codes, line.new, line.gone) == (
                category.codes,
                category.new,
                category.gone,
            )
            assert (line.up, line.down) == (category.up, category.down)
            assert (line.work, line.amount) == (category.work_percent, category.amount_percent)


def test_all_categories_together_count_each_code_once() -> None:
    everything, *rest = MADE.lines
    assert everything.slug == EVERY
    for part in ("codes", "up", "down", "new", "gone"):
        assert getattr(everything, part) == sum(getattr(line, part) for line in rest)


def test_the_factor_is_told_apart_from_the_rvus(client: Client) -> None:
    words = words_of(html(client, ADDRESS))
    line = MADE.lines[0]
    assert MADE.factor == Decimal("3.3")
    assert "changed every amount alike by +3.3 %" in words
    assert line.total is not None
    assert f"{' '.join(percent(line.total).split())} outside a facility" in words
    assert "unweighted" in words


@pytest.mark.parametrize("measure", MEASURES)
def test_the_largest_moves_are_the_largest(measure: str) -> None:
    shown = MADE.moves[EVERY, measure]
    rows = plain_rows()
    comparable = [r for r in rows if measure == WORK or not r.na_changed]
    pairs = {
        AMOUNT: [(r.amount_before, r.amount_after, r.percent) for r in comparable],
        WORK: [(r.work_before, r.work_after, r.work_percent) for r in comparable],
    }[measure]
    known = [(b, a, p) for b, a, p in pairs if b is not None and a is not None and (b or a)]
    percents = sorted((p for _, _, p in known if p is not None), reverse=True)
    sizes = sorted((a - b for b, a, _ in known), reverse=True)
    assert [m.percent for m in shown.gains] == percents[:TOP]
    assert [m.percent for m in shown.losses] == percents[::-1][:TOP]
    assert [m.difference for m in shown.gains_by_size] == sizes[:TOP]
    assert [m.difference for m in shown.losses_by_size] == sizes[::-1][:TOP]
    assert shown.compared == len(known) + shown.left_out


def test_no_list_is_led_by_a_figure_borrowed_from_the_other_setting(client: Client) -> None:
    # In RVU25D 61626 has no office figure of its own (NA); in RVU26C it has one, ten times higher.
    shown = MADE.moves[EVERY, AMOUNT]
    assert "61626" not in {m.code for m in (*shown.gains, *shown.gains_by_size)}
    assert f"{shown.left_out} codes are left out" in words_of(html(client, ADDRESS))


@pytest.mark.parametrize("measure", MEASURES)
def test_the_distribution_counts_every_code_once(measure: str) -> None:
    for line in MADE.lines:
        shown = MADE.moves[line.slug, measure]
        assert sum(b.count for b in shown.bins) == shown.compared
        assert sum(b.count for b in shown.bins if b.direction > 0) == shown.up
        assert sum(b.count for b in shown.bins if b.direction < 0) == shown.down


def changed(before: str, after: str) -> RowChange:
    """A row whose amount went from one figure to another."""
    model = next(r for r in plain_rows() if r.amount_before is not None and r.before)
    return RowChange(model.code, "", model.before, model.after, Decimal(before), Decimal(after))


@pytest.mark.parametrize(
    ("after", "label"),
    [
        ("80.00", "fell 20 % or more"),
        ("80.01", "fell 10 to 20 %"),
        ("99.01", "fell less than 1 %"),
        ("99.00", "fell 1 to 2 %"),
        ("100.00", "unchanged"),
        ("100.99", "rose less than 1 %"),
        ("101.00", "rose 1 to 2 %"),
        ("105.00", "rose 5 to 10 %"),
        ("400.00", "rose 20 % or more"),
    ],
)
def test_a_bin_begins_at_its_first_figure(after: str, label: str) -> None:
    bins = moves([changed("100.00", after)], AMOUNT).bins
    assert [b.label for b in bins if b.count] == [label]


def test_a_figure_that_was_0_has_no_percentage_but_is_counted() -> None:
    shown = moves([changed("0.00", "3.00")], AMOUNT)
    assert shown.gains == ()
    assert [m.percent for m in shown.gains_by_size] == [None]
    assert shown.bins[-1].label == "rose from 0"


def test_the_efficiency_adjustment_is_measured_in_the_data(client: Client) -> None:
    works = [(r.work_before, r.work_after) for r in plain_rows() if r.work_before and r.work_after]
    around = [
        (b, a)
        for b, a in works
        if b and a and Decimal("2.4") <= (b - a) * 100 / b <= Decimal("2.6")
    ]
    made = MADE.efficiency
    assert made is not None
    assert (made.codes, made.around) == (len(works), len(around))
    assert made.fell + made.same + made.rose == made.codes
    share = made.share(made.around)
    words = words_of(html(client, ADDRESS))
    assert f"Fell 2.4 to 2.6 % {share} % {made.around:,} codes" in words


def test_other_years_say_nothing_of_that_adjustment(client: Client) -> None:
    assert compare("RVU24C", "RVU25D").efficiency is None
    assert "efficiency adjustment" not in html(client, "/changes/RVU24C-to-RVU25D/")


def test_a_release_that_changed_the_factor_alone_says_so(client: Client) -> None:
    words = words_of(html(client, "/changes/RVU24A-to-RVU24AR/"))
    assert "Not one row of the two releases differs" in words
    assert "The conversion factor alone changed, by +1.7 %" in words
    assert "Largest gains" not in words


def test_new_and_gone_codes_are_counted_and_linked(client: Client) -> None:
    page = html(client, ADDRESS)
    new = [r.code for r in plain_rows() if r.kind == "new"]
    gone = [r.code for r in plain_rows() if r.kind == "gone"]
    assert f"New: {len(new)} codes" in page
    links = links_of(page)
    assert {f"/codes/{code}/" for code in new} <= links
    assert {f"/codes/{code}/?release=RVU25D" for code in gone} <= links


def test_a_category_and_a_measure_can_be_chosen(client: Client) -> None:
    page = html(client, f"{ADDRESS}?category=radiology&measure=work")
    words = words_of(page)
    assert "Radiology: largest gains and losses" in words
    assert f"Work RVUs of {MADE.moves['radiology', WORK].compared} codes" in words
    assert f"{ADDRESS}?category=radiology#moves" in links_of(page)


@pytest.mark.parametrize("query", ["category=nails", "category=hcpcs-b", "measure=colour"])
def test_a_category_or_measure_that_is_none_is_said(client: Client, query: str) -> None:
    assert 'role="alert"' in html(client, f"{ADDRESS}?{query}", status=400)
    answer = data(client, f"/changes/RVU25D-to-RVU26C.json?{query}", status=400)
    assert answer["error"]["parameter"] == query.partition("=")[0]


def test_titles_are_ours_or_category_and_family(client: Client) -> None:
    page = html(client, ADDRESS)
    index = open_index()
    for mover in MADE.moves[EVERY, AMOUNT].gains:
        title = index.written_title(mover.code) or index.generated_title(mover.code)
        assert title.replace("&", "&amp;").replace("'", "&#39;") in page


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("/changes/?before=RVU24C&after=RVU26C", "/changes/RVU24C-to-RVU26C/"),
        ("/changes/?before=RVU26C&after=RVU24C", "/changes/RVU24C-to-RVU26C/"),
        ("/changes/rvu25d-to-RVU26C/?measure=work", f"{ADDRESS}?measure=work"),
        ("/changes/RVU26C-to-RVU25D/", ADDRESS),
    ],
)
def test_the_chooser_leads_to_the_address_of_the_pair(client: Client, asked: str, to: str) -> None:
    answer = ask(client, asked)
    assert (answer.status_code, answer.headers["Location"]) == (302, to)


@pytest.mark.parametrize(
    "address",
    [
        "/changes/RVU25A-to-RVU26C/",
        "/changes/spring-to-autumn/",
        "/changes/RVU26C-to-RVU26C/",
        "/changes/?before=RVU26C&after=RVU26C",
        "/changes/?before=RVU26C",
    ],
)
def test_a_release_that_is_not_held_is_404(client: Client, address: str) -> None:
    assert "<h1>Not found</h1>" in html(client, address, status=404)


def test_unknown_releases_are_404_in_json(client: Client) -> None:
    answer = data(client, "/changes/RVU25A-to-RVU26C.json", status=404)
    assert answer["error"]["status"] == 404


def test_a_book_of_one_release_has_nothing_to_compare() -> None:
    book = load_book()
    one = Book([])
    one._releases = book.releases()[:1]
    with pytest.raises(ReleaseNotHeld, match="two are needed"):
        newest_pair(one)
    with pytest.raises(ReleaseNotHeld, match="one release; choose two"):
        in_order(book, "RVU26C", "rvu26c")


def test_the_comparison_as_json(client: Client) -> None:
    answer = data(client, "/changes.json")
    assert answer == data(client, "/changes/RVU25D-to-RVU26C.json")
    assert answer["factor_percent"] == "3.3"
    assert answer["after"]["conversion_factor"] == "33.4009"
    assert answer["efficiency_adjustment"]["around"] == 4951
    gain = answer["largest_gains"][0]
    assert Decimal(gain["after"]) - Decimal(gain["before"]) == Decimal(gain["difference"])


def test_an_export_has_no_form_and_links_only_to_pages_it_holds(
    client: Client, settings: Settings
) -> None:
    settings.STATIC_EXPORT = True
    page = html(client, "/changes/")
    assert "<form" not in page
    assert not any("?" in link for link in links_of(page))
