"""Setting up, running, and taking along: what the pages answer."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from contracting import SALARIED, STRAIGHT, kept
from openrvu.productivity.contract.contract_file import EXAMPLES, example_text
from openrvu.site.contracts import scope
from openrvu.site.log import scope as log_scope
from openrvu.site.people.models import User

from .conftest import Log

pytestmark = pytest.mark.django_db

LIST = "/log/contracts/"
FORM = {
    "do": "save",
    "c.name": "Mine",
    "c.starts": "2026-01-01",
    "c.fte[1].total": "1",
    "c.fte[1].clinical": "1",
    "c.production.pays": "above the threshold",
    "c.production.rate": "50",
    "c.credit": "full-cms",
    "is_offer": "0",
}


def test_without_a_contract_the_page_teaches(mine: Client) -> None:
    page = mine.get(LIST).content.decode()
    assert "Enter your contract once" in page
    assert all(f"?example={name}" in page for name in EXAMPLES)


def test_a_contract_is_set_up_by_the_form_and_credits_the_log(
    mine: Client, owner: User, log: Log
) -> None:
    log("2026-01-05", "99213")
    answer = mine.post(f"{LIST}new/", {**FORM, "c.release": "RVU20D"})
    assert answer.status_code == 303
    version = scope.versions(owner).get()
    assert answer.headers["Location"] == f"{LIST}{version.pk}/?kept=1"
    assert log_scope.entries(owner).get().credited == Decimal("0.97")
    assert "Mine" in mine.get(LIST).content.decode()


def test_a_fault_stands_beside_its_field_and_nothing_is_kept(mine: Client, owner: User) -> None:
    answer = mine.post(f"{LIST}new/", {**FORM, "c.production.rate": "fifty"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert re.search(r'name="c.production.rate"[^>]*value="fifty"[^>]*aria-invalid="true"', page)
    assert re.search(r'id="why-production.rate">Found &#39;fifty&#39;; expected a figure', page)
    assert 'value="Mine"' in page
    assert not scope.versions(owner).exists()


def test_rows_are_added_without_a_script(mine: Client, owner: User) -> None:
    page = mine.post(f"{LIST}new/", {**FORM, "do": "add:production.tier"}).content.decode()
    assert 'name="c.production.tier[1].start"' in page
    assert 'value="Mine"' in page
    tiers = {"c.production.tier[1].start": "0", "c.production.tier[1].rate": "40"}
    again = mine.post(f"{LIST}new/", {**FORM, **tiers, "do": "drop:production.tier[1]"})
    assert 'name="c.production.tier[1].start"' not in again.content.decode()
    assert not scope.versions(owner).exists()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_begins_a_form_and_a_text(mine: Client, name: str) -> None:
    form = mine.get(f"{LIST}new/?example={name}")
    text = mine.get(f"{LIST}text.json?example={name}")
    assert form.status_code == 200
    assert text.json()["text"] == example_text(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_kept_as_text_and_shown(mine: Client, owner: User, name: str) -> None:
    answer = mine.post(f"{LIST}text/", {"text": example_text(name), "is_offer": "0"})
    assert answer.status_code == 303
    version = scope.versions(owner).get()
    assert version.text == example_text(name)
    assert mine.get(f"{LIST}{version.pk}/").status_code == 200
    assert mine.get(f"{LIST}{version.pk}/edit/").status_code == 200


def test_a_json_file_is_brought(mine: Client, owner: User) -> None:
    first = kept(owner, is_offer=True)
    body = mine.get(f"{LIST}{first.pk}/contract.json").content
    file = SimpleUploadedFile("contract.json", body)
    assert mine.post(f"{LIST}text/", {"file": file, "is_offer": "1"}).status_code == 303
    one, other = scope.versions(owner)
    assert one.name == other.name == "Straight"


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"x" * 100_001, b"name = 3", b"{", b""])
def test_a_text_that_is_no_contract_is_kept_by_nobody(
    mine: Client, owner: User, body: bytes
) -> None:
    answer = mine.post(f"{LIST}text/", {"file": SimpleUploadedFile("c.toml", body)})
    assert answer.status_code == 422
    assert "expected" in answer.content.decode()
    assert not scope.versions(owner).exists()


def test_a_new_version_holds_from_its_day_on(mine: Client, owner: User) -> None:
    first = kept(owner)
    page = mine.get(f"{LIST}new/?after={first.pk}").content.decode()
    assert 'value="Straight"' in page
    form = {**FORM, "c.starts": "2026-07-01", "c.production.rate": "60"}
    assert mine.post(f"{LIST}new/?after={first.pk}", form).status_code == 303
    later, earlier = scope.versions(owner)
    assert later.series == earlier.series
    assert "June 30, 2026" in mine.get(f"{LIST}{first.pk}/").content.decode()


def test_a_contract_runs_on_the_log(mine: Client, owner: User, log: Log) -> None:
    # 99214 is 1.92 work RVUs: 19.20 in January, 38.40 in February, 9.60 in May; at $50 each.
    log("2026-01-05", "99214", 10)
    log("2026-02-05", "99214", 20)
    log("2026-05-04", "99214", 5)
    version = kept(owner)
    told = mine.get(f"{LIST}{version.pk}.json?year=2026").json()["statement"]
    assert told["wrvu"] == "67.20"
    assert told["amount"] == "3360.00"
    assert [one["amount"] for one in told["payments"]][:2] == ["2880.00", "480.00"]
    page = mine.get(f"{LIST}{version.pk}/?year=2026").content.decode()
    assert "$3,360.00" in page
    assert "Work RVUs times the rate." in page


def test_a_log_that_is_credited_otherwise_is_counted_anew_for_an_offer(
    mine: Client, owner: User, log: Log
) -> None:
    log("2026-01-05", "99213", 10)
    text = STRAIGHT.replace('credit = "full-cms"', 'credit = "full-cms"\nrelease = "RVU20D"')
    version = kept(owner, text, is_offer=True)
    told = mine.get(f"{LIST}{version.pk}.json?year=2026").json()
    assert told["counted_anew"] is True
    assert told["statement"]["amount"] == "485.00"  # 10 * 0.97 * 50
    assert log_scope.entries(owner).get().credited == Decimal("13.0000")


def test_lines_without_a_credit_are_said(mine: Client, owner: User, log: Log) -> None:
    log("2026-01-05", "99213")
    log_scope.entries(owner).update(credited=None)
    version = kept(owner, STRAIGHT.replace("full-cms", "customary"))
    told = mine.get(f"{LIST}{version.pk}.json?year=2026").json()
    assert told["lines_without_credit"] == 1
    page = mine.get(f"{LIST}{version.pk}/?year=2026").content.decode()
    assert "count for nothing" in page


def test_what_a_year_must_be_told_is_asked_and_kept(mine: Client, owner: User, log: Log) -> None:
    log("2026-01-05", "99214", 10)
    version = kept(owner, example_text("percentile-tiers"))
    assert "percentile 50" in mine.get(f"{LIST}{version.pk}/").content.decode()
    facts = f"{LIST}{version.pk}/facts/"
    wrong = mine.post(facts, {"year": "2026", "percentiles": "P50 many"})
    assert wrong.status_code == 422
    assert "line 1" in wrong.content.decode()
    points = "P25 10\nP50 20\nP75 30"
    told = {"year": "2026", "percentiles": points, "score:value": "1"}
    assert mine.post(facts, told).status_code == 303
    statement = mine.get(f"{LIST}{version.pk}.json?year=2026").json()["statement"]
    # A salary of $180,000 is more than 19.2 work RVUs earn; quality is 5 / 95 of it.
    assert Decimal(statement["amount"]) > 0
    assert statement["parts"][-1]["kind"] == "quality"


@pytest.mark.parametrize("year", ["20x6", "1200", "99999"])
def test_a_year_that_is_none_is_said(mine: Client, owner: User, year: str) -> None:
    version = kept(owner)
    assert mine.get(f"{LIST}{version.pk}/?year={year}").status_code == 400
    assert mine.get(f"{LIST}{version.pk}.json?year={year}").json()["error"]["parameter"] == "year"


def test_a_year_before_the_contract_has_no_statement(mine: Client, owner: User) -> None:
    version = kept(owner)
    page = mine.get(f"{LIST}{version.pk}/?year=2020")
    assert page.status_code == 200
    assert "no day of its year" in page.content.decode()
    assert mine.get(f"{LIST}{version.pk}/statement.csv?year=2020").status_code == 404


def test_the_statement_as_csv_and_excel_adds_up(mine: Client, owner: User, log: Log) -> None:
    log("2026-01-05", "99214", 10)
    version = kept(owner, SALARIED.replace('"Salaried"', '"=HYPERLINK(1)"'))
    body = mine.get(f"{LIST}{version.pk}/statement.csv?year=2026").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[0] == ["Contract", "'=HYPERLINK(1)"]
    parts = rows[rows.index(["Pay by part"]) + 2 : rows.index(["Payout periods"]) - 1]
    *some, total = [Decimal(row[1]) for row in parts]
    assert sum(some) == total
    excel = mine.get(f"{LIST}{version.pk}/statement.xlsx?year=2026").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(excel))
    assert book.sheet_names == ["Statement", "Pay by part", "Payout periods", "Steps"]
    last = book.get_sheet_by_name("Pay by part").to_python()[-1]
    assert Decimal(str(last[1])) == total


@pytest.mark.parametrize("name", ["Straight", "Łukasz & <b>Søn</b> 李"])
def test_the_statement_and_the_log_are_printed(
    mine: Client, owner: User, log: Log, name: str
) -> None:
    log("2026-01-05", "99214", 10)
    version = kept(owner, STRAIGHT.replace("Straight", name))
    for path in (
        f"{LIST}{version.pk}/statement.pdf?year=2026",
        "/log/export.pdf?first=2026-01-01&last=2026-01-31",
    ):
        answer = mine.get(path)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("query", ["first=x", "first=2026-02-01&last=2026-01-01"])
def test_days_that_are_none_are_not_printed(mine: Client, query: str) -> None:
    assert mine.get(f"/log/export.pdf?{query}").status_code == 422


def test_deleting_asks_nothing_more_and_leads_back(mine: Client, owner: User) -> None:
    version = kept(owner)
    assert mine.post(f"{LIST}{version.pk}/delete/").status_code == 303
    assert not scope.versions(owner).exists()
    assert mine.get(f"{LIST}{version.pk}/").status_code == 404


def test_the_list_is_json_too(mine: Client, owner: User) -> None:
    version = kept(owner)
    told = json.loads(mine.get("/log/contracts.json").content)
    assert told["contracts"][0]["id"] == str(version.pk)
    assert told["lines_to_credit_anew"] == 0
