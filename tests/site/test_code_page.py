"""The page of one code, as HTML and as JSON."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from openrvu import FeeSchedule, Setting, open_book

NEWEST = open_book().newest().label


@pytest.fixture
def client() -> Client:
    """A browser on this machine."""
    return Client(headers={"host": "127.0.0.1"})


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def json_of(client: Client, path: str) -> dict[str, object]:
    content = json.loads(text_of(client, path))
    assert isinstance(content, dict)
    return content


def test_the_first_screen_gives_work_total_and_amount(client: Client) -> None:
    page = text_of(client, "/codes/76000/")
    lead = page[: page.index("Every component")]
    for figure in ("0.30", "1.32", "$44.09", "33.4009", NEWEST):
        assert figure in lead


def test_every_component_is_priced_and_the_na_settings_are_said(client: Client) -> None:
    page = text_of(client, "/codes/76000/")
    table = page[page.index("Every component") : page.index("What it is")]
    for figure in ("$44.09", "$15.36", "$28.72"):
        assert table.count(figure) == 2
    assert table.count("<abbr") == 2


@pytest.mark.parametrize(
    ("query", "modifier", "setting", "place", "day"),
    [
        (
            "?modifier=26&setting=facility&zip=10001&date=2024-03-08",
            "26",
            "facility",
            "10001",
            "2024-03-08",
        ),
        (
            "?modifier=26&setting=facility&zip=10001&date=2024-03-09",
            "26",
            "facility",
            "10001",
            "2024-03-09",
        ),
        ("?zip=60611&date=2022-07-01", "", "nonfacility", "60611", "2022-07-01"),
    ],
)
def test_a_choice_in_the_address_gives_the_library_s_figure(
    client: Client, query: str, modifier: str, setting: str, place: str, day: str
) -> None:
    from openrvu.calendar import parse_day

    schedule = FeeSchedule.on(parse_day(day))
    area = schedule.locality_for_zip(place)
    amount = schedule.amount("76000", modifier, setting=Setting(setting), locality=area).amount
    assert f"${amount}" in text_of(client, f"/codes/76000/{query}")
    assert json_of(client, f"/codes/76000.json{query}")["amount"] == str(amount)


def test_the_json_has_decimal_strings_and_no_float_anywhere(client: Client) -> None:
    content = text_of(client, "/codes/76000.json?zip=10001")
    json.loads(content, parse_float=lambda text: pytest.fail(f"a float: {text}"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?zip=abc", "five digits"),
        ("?zip=00000", "not in CMS"),
        ("?date=2019-05-01", "2019"),
        ("?date=yesterday", "is not a date"),
        ("?locality=atlantis", "no locality"),
        ("?setting=moon", "is not a setting"),
        ("?release=RVU99Z", "is not a release"),
        ("?qp=1&date=2024-01-01", "one conversion factor"),
        ("?qp=banana", "neither yes nor no"),
    ],
)
def test_what_cannot_be_understood_is_said_on_the_page_and_refused_as_json(
    client: Client, query: str, said: str
) -> None:
    assert said in text_of(client, f"/codes/76000/{query}", 400)
    error = json.loads(text_of(client, f"/codes/76000.json{query}", 400))["error"]
    assert said in error["message"]
    assert error["status"] == 400


def test_an_unknown_code_or_row_is_a_helpful_404(client: Client) -> None:
    assert "99999" in text_of(client, "/codes/99999/", 404)
    assert "its rows have" in text_of(client, "/codes/99213/?modifier=26", 404)
    assert json.loads(text_of(client, "/codes/99999.json", 404))["error"]["status"] == 404


def test_a_code_in_small_letters_moves_to_its_own_address(client: Client) -> None:
    response = client.get("/codes/g0105/?zip=10001")
    assert response.status_code == 301
    assert response.headers["Location"] == "/codes/G0105/?zip=10001"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("36415", "not a physician service"),
        ("00100", "anesthesia"),
        ("78815", "contractor"),
        ("D0150", "contractor"),
        ("G0463", ""),
    ],
)
def test_a_code_that_is_not_priced_says_why_and_never_shows_zero(
    client: Client, code: str, said: str
) -> None:
    page = text_of(client, f"/codes/{code}/")
    assert said in page.lower()
    assert "$0.00" not in page
    assert "0.00" not in page[page.index("<main") : page.index('id="billing"')]


def test_imaging_over_the_opps_cap_is_headed_by_what_medicare_pays(client: Client) -> None:
    # CMS's OPPSCAP file of RVU25D gives 343.62 for 70496 in 01112-05; the fee schedule 364.27.
    query = "?release=RVU25D&locality=01112-05"
    page = text_of(client, f"/codes/70496/{query}")
    lead = page[: page.index("Every component")]
    assert "$343.62" in lead
    assert "$364.27" in lead
    assert "OPPS cap" in lead
    content = json_of(client, f"/codes/70496.json{query}")
    assert (content["amount"], content["opps_cap"]) == ("364.27", "343.62")


def test_a_place_without_indices_has_no_amount_rather_than_the_national_one(
    client: Client,
) -> None:
    page = text_of(client, "/codes/99213/?zip=96813")
    lead = page[page.index("<main") : page.index("Every component")]
    assert "no index" in lead
    assert "$" not in lead.replace("$33.4009", "")
    content = json_of(client, "/codes/99213.json?zip=96813")
    assert content["amount"] is None
    assert content["outcome"] == "no index held"


def test_a_code_with_a_professional_row_alone_has_its_page(client: Client) -> None:
    assert "86153" in text_of(client, "/codes/86153/")


def test_a_release_that_stands_in_for_another_is_named(client: Client) -> None:
    page = text_of(client, "/codes/76000/?date=2026-03-02")
    assert "RVU26A was in force on 2026-03-02" in page


def test_a_code_without_text_still_has_its_figures_rank_and_neighbours(client: Client) -> None:
    page = text_of(client, "/codes/76010/")
    assert "Radiology" in page
    assert "percentile" in page
    assert 'id="related"' in page


def test_the_page_names_its_canonical_address_whatever_is_chosen(client: Client) -> None:
    page = text_of(client, "/codes/76000/?zip=10001")
    assert '<link rel="canonical" href="/codes/76000/">' in page


def test_structured_data_is_json_and_describes_the_procedure_and_its_questions(
    client: Client,
) -> None:
    page = text_of(client, "/codes/76000/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    graph = json.loads(found[1])["@graph"]
    assert {node["@type"] for node in graph} == {"BreadcrumbList", "MedicalProcedure", "FAQPage"}


def test_no_script_or_style_stands_inside_a_page(client: Client) -> None:
    page = text_of(client, "/codes/76000/?zip=10001")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    inline = re.findall(r"<script(?![^>]*src=)([^>]*)>", page)
    assert inline == [' type="application/ld+json"']


def test_every_answer_carries_the_security_headers(client: Client) -> None:
    for path in ("/codes/76000/", "/codes/76000.json", "/codes/99999/"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_a_browser_already_has_is_not_sent_again(client: Client) -> None:
    first = client.get("/codes/76000/")
    again = client.get("/codes/76000/", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    assert client.get("/codes/76000/", headers={"host": "evil.example"}).status_code == 400


def test_log_this_leads_to_the_tally_with_the_row_and_the_choice(client: Client) -> None:
    page = text_of(client, "/codes/76000/?modifier=26&setting=facility&zip=10001&date=2024-03-09")
    assert (
        'href="/tally/?lines=76000-26&amp;setting=facility&amp;zip=10001&amp;date=2024-03-09"'
        in page
    )


def test_the_description_speaks_of_the_place_chosen(client: Client) -> None:
    page = text_of(client, "/codes/76000/?zip=10001&setting=facility")
    found = re.search(r'<meta name="description" content="([^"]*)"', page)
    assert found
    assert "facility, Manhattan" in found[1]


def test_a_code_that_left_the_schedule_keeps_its_release_in_its_address(client: Client) -> None:
    page = text_of(client, "/codes/37226/?release=RVU25D")
    assert '<link rel="canonical" href="/codes/37226/?release=RVU25D">' in page


@settings(max_examples=60, deadline=None)
@given(
    values=st.dictionaries(
        st.sampled_from(["modifier", "setting", "zip", "locality", "date", "qp", "release"]),
        st.text(max_size=12),
    )
)
def test_no_address_breaks_the_page(values: dict[str, str]) -> None:
    response = Client(headers={"host": "127.0.0.1"}).get("/codes/76000/", values)
    assert response.status_code in {200, 400, 404}
