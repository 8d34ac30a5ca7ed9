"""The case pricer: a whole case, whose state stands in its address."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.test import Client

from openrvu import FeeSchedule, Setting
from openrvu.site.pricer.case import MAX_LINES
from openrvu.site.pricer.examples import EXAMPLES
from openrvu.site.pricer.sheet import HEADINGS
from visiting import ask, data, html, links_of, words_of

SCOPES = "line=45385&line=45380-59&line=43239&setting=facility"


def sheet(client: Client, query: str) -> list[dict[str, str]]:
    """The lines of a case's CSV."""
    answer = ask(client, f"/price.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def fee(code: str, setting: Setting = Setting.FACILITY) -> Decimal:
    """The newest release's national fee of a code."""
    amount = FeeSchedule.newest().amount(code, setting=setting).amount
    assert amount is not None
    return amount


def test_a_family_is_priced_and_ranked_and_the_next_procedure_halved(client: Client) -> None:
    high, low, other = fee("45385"), fee("45380"), fee("43239")
    beyond = low - fee("45378")
    half = (other / 2).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    content = data(client, f"/price.json?{SCOPES}")
    assert [line["amount"] for line in content["lines"]] == [str(high), str(beyond), str(half)]
    assert [line["position"] for line in content["lines"]] == [1, 1, 2]
    assert content["amount"] == str(high + beyond + half)


def test_the_page_leads_with_the_sums_and_says_what_each_rule_did(client: Client) -> None:
    content = data(client, f"/price.json?{SCOPES}")
    words = words_of(html(client, f"/price/?{SCOPES}"))
    assert f"Medicare allows ${content['amount']} all lines priced" in words
    assert f"Work RVUs credited {content['credited_work_rvu']}" in words
    assert f"Patient pays ${content['patient_share']}" in words
    assert words.index("Medicare allows") < words.index("3 lines")
    assert f"− ${fee('45378')} base 45378 of the family" in words
    assert "× 50 % 2nd procedure by fee" in words
    assert "1st by fee, as a family" in words


def test_every_step_links_its_rule_with_its_citation_and_figures(client: Client) -> None:
    page = html(client, f"/price/?{SCOPES}")
    links = links_of(page)
    assert {
        "/rules/base.fee/",
        "/rules/endoscopy.amount/",
        "/rules/multiple_surgery.amount/",
    } <= links
    words = words_of(page)
    assert "MCPM ch. 12 §40.6" in words
    assert "share by place in the ranking 0.50" in words


def test_an_empty_page_teaches_by_cases_to_try(client: Client) -> None:
    page = html(client, "/price/")
    assert "Cases to try" in words_of(page)
    assert {example.address for example in EXAMPLES} <= links_of(page)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_case_to_try_is_priced_whole(client: Client, example: object) -> None:
    address = example.address  # type: ignore[attr-defined]
    content = data(client, address.replace("/price/", "/price.json"))
    assert [line["outcome"] for line in content["lines"]] == ["priced"] * len(content["lines"])
    assert content["notices"] == []


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("add=45385+45380-59+43239", "line=45385&line=45380-59&line=43239"),
        ("line=45385&add=45380+59", "line=45385&line=45380-59"),
        ("line=45385&add=99214-25+x+2", "line=45385&line=99214-25x2"),
        ("add=00811-QK+45+min+4+base", "line=00811-QK+45min+4base"),
        ("add=99214+%241%2C410.50", "line=99214+$1410.50"),
        ("line=45380&modifiers.1=59", "line=45380-59"),
        ("line=45380-59&modifiers.1=", "line=45380"),
        ("line=45380-59&modifiers.1=xs+lt", "line=45380-XS-LT"),
        ("line=97110&units.1=3", "line=97110x3"),
        ("line=97110&charge.1=90", "line=97110+$90.00"),
        ("line=97110+$90.00&charge.1=", "line=97110"),
        ("line=00811+45min&min.1=50", "line=00811+50min"),
        ("line=66984-55+30days&days.1=", "line=66984-55"),
        ("line=foo&line=45385&units.1=3&units.2=2", "line=foo&line=45385x2"),
        ("line=45385&pos=nonfacility&add=", "line=45385"),
        ("line=45385&pos=facility&add=", "line=45385&setting=facility"),
        ("line=45385&pos=22&add=&zip=", "line=45385&pos=22"),
    ],
)
def test_an_edit_leads_to_the_address_of_the_case_as_edited(
    client: Client, asked: str, lines: str
) -> None:
    answer = ask(client, f"/price/?{asked}")
    assert (answer.status_code, answer.headers.get("Location")) == (302, f"/price/?{lines}")


def test_a_list_can_be_pasted_with_its_titles(client: Client) -> None:
    page = html(client, "/price/?line=43239&add=45385+Colonoscopy+w/+polypectomy%0A45380-59")
    words = words_of(page)
    assert "Not used from what was typed: Colonoscopy, w/, polypectomy." in words
    assert page.count('name="line" value=') == 3


def test_words_find_codes_to_add(client: Client) -> None:
    page = html(client, "/price/?line=45385&add=knee+injection")
    assert "Codes for “knee injection”" in words_of(page)
    assert "/price/?line=45385&line=20610" in links_of(page)


def test_words_that_find_nothing_are_said_and_stay_in_the_box(client: Client) -> None:
    page = html(client, "/price/?line=45385&add=xyzzy")
    assert "Nothing fits “xyzzy”" in words_of(page)
    assert 'value="xyzzy" aria-invalid="true"' in page
    assert page.count('name="line"') == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("units.1=0", "“0” is not a number of units of 45385; expected 1 to 999."),
        ("units.1=", "“” is not a number of units of 45385"),
        ("units.1=1e3", "“1e3” is not a number of units"),
        ("modifiers.1=59+LT+XS+51+25", "45385 has 5 modifiers"),
        ("modifiers.1=999", "“999” is not a modifier of 45385"),
        ("charge.1=-5", "“-5” is not an amount for the charge of 45385"),
        ("charge.1=1.005", "“1.005” is not an amount"),
        ("charge.1=1e99", "“1e99” is not an amount"),
        ("add=45380x0", "Nothing was added. “0” is not a number of units of 45380"),
        ("add=45380-59-LT-RT-XS-51", "Nothing was added. 45380 has 5 modifiers"),
        (f"add={'45380,' * 1500}", "Nothing was added. A list of 9,000 characters was not read"),
        (f"add={'45380,' * MAX_LINES}", "Nothing was added. A case holds 50 lines; there are 1"),
    ],
)
def test_an_edit_that_cannot_be_made_is_said_and_the_line_kept(
    client: Client, asked: str, said: str
) -> None:
    page = html(client, f"/price/?line=45385&{asked}", status=400)
    assert said in words_of(page)
    assert page.count('name="line" value="45385"') == 1


def test_what_was_to_be_added_stands_in_its_field_again(client: Client) -> None:
    page = html(client, "/price/?line=45385&add=45380x0", status=400)
    assert 'value="45380x0" aria-invalid="true"' in page
    assert 'aria-describedby="how fault-add"' in page


@pytest.mark.parametrize(
    ("query", "parameter", "said"),
    [
        ("zip=1", "zip", "is not a ZIP code"),
        ("date=tomorrow", "date", "is not a date"),
        ("date=2012-03-01", "date", "2012"),
        ("pos=zz", "pos", "is not a place of service; expected two digits"),
        ("provider=vet", "provider", "is not a provider known here"),
        ("nonpar=perhaps", "nonpar", "is neither yes nor no"),
        ("deductible=lots", "deductible", "is not an amount for the deductible"),
        ("plan=mine", "plan", "is not a plan known here"),
        ("zip=96799", "zip", "no index"),
        ("qp=1&date=2024-03-09", "qp", "one conversion factor"),
    ],
)
def test_a_choice_that_makes_no_sense_is_said_and_nothing_is_priced(
    client: Client, query: str, parameter: str, said: str
) -> None:
    page = html(client, f"/price/?line=45385&{query}", status=400)
    assert said in words_of(page)
    assert "Medicare allows" not in words_of(page)
    error = data(client, f"/price.json?line=45385&{query}", status=400)["error"]
    assert error["parameter"] == parameter
    assert ask(client, f"/price.csv?line=45385&{query}").status_code == 400


def test_a_line_that_is_no_line_is_said_and_the_others_are_priced(client: Client) -> None:
    words = words_of(html(client, "/price/?line=foo&line=99214"))
    assert "This is not one line of a case" in words
    assert "1 line without an amount" in words
    first, second = data(client, "/price.json?line=foo&line=99214")["lines"]
    assert (first["outcome"], second["outcome"]) == ("not understood", "priced")


@pytest.mark.parametrize(
    ("line", "outcome", "said"),
    [
        ("36415", "not payable", "not a physician service under the fee schedule"),
        ("27447-22", "by report", "the Medicare contractor decides by report"),
        ("99999", "not payable", "is not in RVU26C"),
        ("99214-ZZ", "not modelled", "does not exist"),
    ],
)
def test_a_line_that_is_not_priced_says_why(
    client: Client, line: str, outcome: str, said: str
) -> None:
    words = words_of(html(client, f"/price/?line={line}&line=20610"))
    assert said in words
    content = data(client, f"/price.json?line={line}&line=20610")
    assert (content["lines"][0]["outcome"], content["lines"][0]["amount"]) == (outcome, None)


def test_where_no_line_has_an_amount_the_sum_is_none_and_not_zero(client: Client) -> None:
    words = words_of(html(client, "/price/?line=36415"))
    assert "Medicare allows None 1 line without an amount" in words
    assert "$0.00" not in words
    assert "No line has an amount." in words
    content = data(client, "/price.json?line=36415")
    assert (content["amount"], content["patient_share"], content["medicare_pays"]) == (None,) * 3


def test_a_list_of_fifty_lines_is_priced_and_one_more_is_refused(client: Client) -> None:
    fifty = "&".join(["line=99214"] * MAX_LINES)
    assert len(data(client, f"/price.json?{fifty}")["lines"]) == MAX_LINES
    page = html(client, f"/price/?{fifty}")
    assert page.count('class="caseline"') == MAX_LINES
    refused = words_of(html(client, f"/price/?{fifty}&line=45385", status=400))
    assert "A case holds 50 lines. Left out, being beyond them: 45385." in refused


def test_in_a_long_case_one_line_at_a_time_is_tried(client: Client) -> None:
    many = "&".join(["line=97110"] * 14)
    page = html(client, f"/price/?{many}")
    assert "What if it were billed otherwise" not in page
    asked = html(client, f"/price/?{many}&ask=3")
    assert asked.count("What if it were billed otherwise") == 1
    assert "Elsewhere" not in words_of(asked)


def test_the_deductible_and_the_shares_add_up(client: Client) -> None:
    content = data(client, "/price.json?line=99214-25&line=20610&deductible=100.00")
    total = Decimal(content["amount"])
    first = content["lines"][0]["share"]
    assert first["deductible"] == "100.00"
    after = total - 100
    assert abs(Decimal(content["patient_share"]) - 100 - after / 5) <= Decimal("0.01")
    kept = sum(Decimal(line["share"]["sequestration"]) for line in content["lines"])
    assert Decimal(content["medicare_pays"]) == total - Decimal(content["patient_share"]) - kept


def test_who_furnishes_it_and_whether_they_participate_matter(client: Client) -> None:
    whole = Decimal(data(client, "/price.json?line=99214")["amount"])
    nurse = Decimal(data(client, "/price.json?line=99214&provider=NP")["amount"])
    apart = data(client, "/price.json?line=99214&nonpar=1")
    assert nurse == (whole * 85 / 100).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    assert Decimal(apart["amount"]) == (whole * 95 / 100).quantize(
        Decimal("0.01"), rounding="ROUND_HALF_UP"
    )
    words = words_of(html(client, "/price/?line=99214&nonpar=1"))
    assert "Limiting charge, the most the patient may be asked" in words


def test_credited_work_stands_beside_cmss_with_the_reason(client: Client) -> None:
    content = data(client, "/price.json?line=27447-80")
    full = FeeSchedule.newest().row("27447").work
    assert content["work_rvu"] == str(full)
    assert Decimal(content["credited_work_rvu"]) == (full * 16 / 100).quantize(
        Decimal("0.01"), rounding="ROUND_HALF_UP"
    )
    assert content["lines"][0]["credit"]["reasons"]
    words = words_of(html(client, "/price/?line=27447-80"))
    assert f"of {full} listed by CMS" in words
    whole = data(client, "/price.json?line=27447-80&plan=full-cms")
    assert whole["credited_work_rvu"] == str(full)


def test_the_case_downloads_as_csv_and_no_cell_is_a_formula(client: Client) -> None:
    lines = sheet(client, f"line=45385&line={quote('=1+1')}&date=2026-08-01")
    assert tuple(lines[0]) == HEADINGS
    assert lines[0]["amount"] == str(fee("45385", Setting.NONFACILITY))
    assert (lines[1]["code"], lines[1]["outcome"]) == ("'=1+1", "not understood")
    answer = ask(client, "/price.csv?line=45385&date=2026-08-01")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="case-2026-08-01.csv"'


def test_every_line_can_be_taken_out_by_a_link(client: Client) -> None:
    links = links_of(html(client, f"/price/?{SCOPES}&zip=60611"))
    assert "/price/?line=45385&line=43239&setting=facility&zip=60611" in links


def test_what_is_read_aloud_when_the_case_changes_are_its_sums(client: Client) -> None:
    content = data(client, f"/price.json?{SCOPES}")
    page = html(client, f"/price/?{SCOPES}")
    assert 'role="status" data-said>Medicare allows $' + content["amount"] in page


def test_a_place_of_service_by_code_decides_the_setting(client: Client) -> None:
    by_code = data(client, "/price.json?line=45385&pos=22")
    assert by_code["lines"][0]["amount"] == str(fee("45385"))
    words = words_of(html(client, "/price/?line=45385&pos=22"))
    assert "(22), National" in words
    office = data(client, "/price.json?line=45385&pos=11&hospital=1")
    assert office["lines"][0]["amount"] == str(fee("45385"))


def test_the_script_can_put_every_part_in_place(client: Client) -> None:
    empty, full = html(client, "/price/"), html(client, f"/price/?{SCOPES}")
    for part in ("told", "sum", "found", "lines", "whatif", "choices"):
        assert f'data-part="{part}"' in empty
        assert f'data-part="{part}"' in full
    assert "price.js" in full


def test_no_word_is_taken_from_the_amas_descriptions(client: Client) -> None:
    from openrvu.codes.index import open_index

    title = open_index().title("45385")
    assert title in words_of(html(client, "/price/?line=45385"))


def test_text_of_an_address_is_never_markup(client: Client) -> None:
    page = html(client, "/price/?line=%3Cb%3Ex&add=%3Cscript%3E&zip=%3Ci%3E", status=400)
    assert "<script>" not in page.partition("<main")[2]
    assert "<b>x" not in page


def test_the_page_of_a_code_and_the_tally_lead_here(client: Client) -> None:
    code = links_of(html(client, "/codes/45385/?setting=facility&zip=60611"))
    assert "/price/?line=45385&setting=facility&zip=60611" in code
    tally = links_of(html(client, "/tally/?lines=99214x3,45385&zip=60611"))
    assert "/price/?line=99214x3&line=45385&zip=60611" in tally
