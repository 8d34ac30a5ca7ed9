"""Markdown as this site writes it: anchors, tables that scroll, formulas, and no HTML."""

from __future__ import annotations

from markupsafe import Markup

from openrvu.site.learn.markdown import Page, to_page

TABLE = "| Year | Amount |\n| --- | ---: |\n| 2026 | 5 |\n| a name of some length | 6 |\n"


def page(markdown: str, *pieces: Markup, static: bool = False, prefix: str = "") -> Page:
    return to_page(markdown, pieces, static=static, prefix=prefix)


def test_headings_have_anchors_of_their_own() -> None:
    made = page("## Who pays?\n\n### Sum\n\n## Who pays?\n")
    assert [(h.level, h.anchor) for h in made.headings] == [
        (2, "who-pays"),
        (3, "sum"),
        (2, "who-pays-2"),
    ]
    assert '<h2 id="who-pays-2">' in made.html


def test_anchors_take_a_prefix_where_texts_share_a_page() -> None:
    assert page("## Cite\n", prefix="faq-").headings[0].anchor == "faq-cite"


def test_html_in_a_text_is_shown_and_not_read() -> None:
    assert "&lt;script&gt;" in page("<script>alert(1)</script>").html


def test_a_link_with_a_script_is_no_link() -> None:
    assert "href" not in page("[x](javascript:alert(1))").html


def test_a_table_scrolls_and_its_rows_have_heads() -> None:
    made = page(f"## Fees\n\n{TABLE}").html
    assert '<div class="scroll" tabindex="0" role="region" aria-label="Table: Fees">' in made
    assert '<th scope="row">2026</th>' in made
    assert '<td class="n">5</td>' in made
    assert '<th class="n" scope="col">Amount</th>' in made
    assert "style=" not in made


def test_a_long_name_of_a_row_is_given_room() -> None:
    assert '<th scope="row" class="name">a name of some length</th>' in page(TABLE).html


def test_a_cell_without_words_heads_nothing() -> None:
    made = page("|  | 2025 | |\n| --- | --- | --- |\n| A | 1 | 2 |\n| | 3 | 4 |\n").html
    assert made.count("<th ") == 2
    assert '<td></td>\n<th scope="col">2025</th>\n<td></td>' in made
    assert "<td></td>\n<td>3</td>" in made


def test_a_table_before_any_heading_is_called_a_table() -> None:
    assert 'aria-label="Table"' in page(TABLE).html


def test_a_paragraph_before_a_table_is_its_caption() -> None:
    made = page(f"Table: What each year paid\n\n{TABLE}\n{TABLE}")
    assert "<caption>What each year paid</caption>" in made.html
    assert 'aria-label="What each year paid"' in made.html
    assert "<p>Table:" not in made.html
    assert made.prose == ()


def test_regions_of_one_name_are_counted() -> None:
    made = page(f"## Fees\n\n{TABLE}\nThen:\n\n{TABLE}").html
    assert 'aria-label="Table: Fees (2)"' in made


def test_a_fence_is_a_formula_and_a_quotation_a_note() -> None:
    made = page("```\nwork × GPCI\n= x < y\n```\n\n> Mind the setting.\n").html
    assert '<p class="formula">work × GPCI<br>\n= x &lt; y</p>' in made
    assert '<blockquote class="tip">' in made


def test_a_share_is_written_as_on_the_rest_of_the_site() -> None:
    assert (
        "<p>2.5\u00a0% and 10\u00a0%, but <code>5%</code></p>"
        in page("2.5% and 10 %, but `5%`").html
    )


def test_pieces_take_their_places_and_a_chart_leaves_its_paragraph() -> None:
    made = page(
        "\ue0000\ue001\n\nsee\ue0001\ue001\n", Markup("<figure></figure>"), Markup("<sup>1</sup>")
    )
    assert made.html == "<figure></figure>\n<p>see<sup>1</sup></p>\n"


def test_prose_is_what_is_read_as_sentences() -> None:
    made = page(f"## Head\n\nOne *two*\n[three](/x/).\n\n- item\n\n{TABLE}")
    assert made.prose == ("One two three.", "item")


def test_links_and_pictures_are_listed() -> None:
    made = page("[a](/x/) ![b](/y.png)")
    assert (made.links, made.images) == (("/x/",), ("/y.png",))


def test_other_sites_are_sent_no_referrer() -> None:
    assert 'rel="noreferrer"' in page("[a](https://www.cms.gov/)").html
    assert "rel=" not in page("[a](/method/)").html


def test_an_export_has_words_where_a_link_needs_the_server() -> None:
    body = "[a](/price/?line=1) [b](/codes/99213/) [c](/tally/) [d](/changes/?category=x)"
    made = page(body, static=True).html
    assert made == '<p>a <a href="/codes/99213/">b</a> c d</p>\n'
    assert page(body).html.count("href") == 4
