from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from openrvu.productivity.contract.contract_file import example, example_text
from openrvu.productivity.log.line import LogLine
from openrvu.site.contracts.keep import keep
from openrvu.site.log import record
from openrvu.site.log.scope import entries
from openrvu.site.people.models import User
from openrvu.site.reconcile import scope
from openrvu.site.reconcile.models import Comparison, Found
from openrvu.site.reconcile.stakes import stakes
from reconciling import CONFIRMED, REPORT, bring, brought, confirmed, logged
from visiting import ask, data, html, words_of

pytestmark = pytest.mark.django_db
PATIENT = ("ZEBULON", "QUACKENBUSH", "7351882")


def everything(user: User) -> str:
    """All that is kept of a person's reconciliations."""
    kept = [*Comparison.objects.of(user).values(), *Found.objects.of(user).values()]
    return json.dumps(kept, default=str)


def test_the_empty_page_teaches_with_an_example_and_the_columns_to_ask_for(mine: Client) -> None:
    said = words_of(html(mine, "/log/reconcile/"))
    assert "What to ask the billing office for" in said
    assert "Rendering or performing provider" in said
    assert "5.76 − 3.84 = 1.92" in said
    assert "Reconciled so far" not in said


def test_a_report_is_recognised_and_waits_to_be_confirmed(mine: Client, owner: User) -> None:
    logged(owner)
    made = brought(mine, owner)
    said = words_of(html(mine, f"/log/reconcile/{made.pk}/setup/"))
    assert "a table with named columns" in said
    assert "Patient Name, MRN" in said
    assert "The report has dates of service and of posting." in said
    assert "Lines of LEE, JONATHAN are taken as yours" in said
    assert (made.first, made.last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert "Reconciled so far" not in words_of(html(mine, "/log/reconcile/"))
    unconfirmed = ask(mine, f"/log/reconcile/{made.pk}/")
    assert unconfirmed.headers["Location"] == f"/log/reconcile/{made.pk}/setup/"


def test_nothing_that_is_kept_or_shown_names_a_patient(mine: Client, owner: User) -> None:
    logged(owner)
    slipped = REPORT + "ZEBULON,QUACKENBUSH,7351882,ZEBULON,QUACKENBUSH,7351882,1,x,y\n"
    made = confirmed(mine, owner, slipped)
    address = f"/log/reconcile/{made.pk}"
    shown = "".join(
        ask(mine, address + end).content.decode("utf-8", "replace")
        for end in ("/", "/setup/", ".json", "/letter/", "/worksheet.csv")
    )
    for name in PATIENT:
        assert name not in everything(owner)
        assert name not in shown


def test_every_difference_is_classed_and_the_sums_close(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    told = data(mine, f"/log/reconcile/{made.pk}.json")
    # 99214 ×3 is 3 × 1.92, 93306-26 1.42 and 99291 4.50 in 2026.
    assert told["log"] == "11.68"
    assert told["report_wrvu"] == "6.56"
    found = {each["kind"]: each for each in told["differences"]}
    assert set(found) == {"units", "not billed", "billed but not logged", "agrees"}
    assert (found["units"]["wrvu"], found["units"]["money"]) == ("1.92", "96.00")
    assert found["not billed"]["money"] == "225.00"
    assert found["billed but not logged"]["wrvu"] == "-1.30"
    stakes = sum((Decimal(each["wrvu"]) for each in told["differences"]), Decimal(0))
    assert stakes == Decimal(told["log"]) - Decimal(told["report_wrvu"])
    said = words_of(html(mine, f"/log/reconcile/{made.pk}/"))
    assert "11.68" in said
    assert "$256.00" in said


def test_a_service_that_was_not_logged_is_one_tap_from_the_box(mine: Client, owner: User) -> None:
    logged(owner)
    page = html(mine, f"/log/reconcile/{confirmed(mine, owner).pk}/")
    assert 'href="/log/?day=2026-03-06&amp;add=99213"' in page
    assert "99213" in html(mine, "/log/?day=2026-03-06&add=99213")
    not_billed = entries(owner).get(code="99291")
    assert f'href="/log/entries/{not_billed.pk}/"' in page


def test_marks_stay_when_the_log_is_compared_again(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    address = f"/log/reconcile/{made.pk}/"
    missing = scope.found(owner, made).get(kind="not billed")
    form = {"number": str(missing.number), "mark": "disputed"}
    response = mine.post(f"{address}mark/", form)
    assert response.headers["Location"].endswith(f"#d{missing.number}")
    line = LogLine(date(2026, 3, 6), "99213")
    assert not record.add(owner, [line], uuid4()).problems
    assert mine.post(f"{address}again/").status_code == 303
    again = scope.found(owner, made)
    assert again.get(kind="not billed").mark == "disputed"
    assert not again.filter(kind="billed but not logged").exists()
    assert "Disputed <b>1</b>" in html(mine, address)


def test_what_is_marked_is_summed_exactly(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    mine.post(f"/log/reconcile/{made.pk}/mark/", {"of": "units", "mark": "disputed"})
    by_mark = {stake.mark.value: (stake.wrvu, stake.money) for stake in stakes(owner, made)}
    # Open are 99291 of 4.50, not billed, and 99213 of 1.30, not logged.
    assert by_mark["open"] == (Decimal("3.20"), Decimal("160.00"))
    assert by_mark["disputed"] == (Decimal("1.92"), Decimal("96.00"))


def test_a_mark_leads_back_to_what_was_shown(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    number = scope.found(owner, made).get(kind="units").number
    form = {"number": str(number), "mark": "fixed", "kind": "units", "mark-shown": "open"}
    response = mine.post(f"/log/reconcile/{made.pk}/mark/", form)
    assert response.headers["Location"].endswith(f"?kind=units&mark=open#d{number}")


def test_all_open_ones_of_a_class_are_marked_at_once(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    mine.post(f"/log/reconcile/{made.pk}/mark/", {"of": "not-billed", "mark": "disputed"})
    marks = dict(scope.found(owner, made).values_list("kind", "mark"))
    assert marks["not billed"] == "disputed"
    assert marks["units"] == "open"


@pytest.mark.parametrize(
    "form", [{}, {"mark": "x", "number": "1"}, {"mark": "fixed", "number": "-1"}]
)
def test_a_mark_that_is_none_changes_nothing(
    mine: Client, owner: User, form: dict[str, str]
) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    assert mine.post(f"/log/reconcile/{made.pk}/mark/", form).status_code == 303
    assert set(scope.found(owner, made).values_list("mark", flat=True)) == {"open"}


def test_the_list_is_narrowed_by_class_mark_and_code(mine: Client, owner: User) -> None:
    logged(owner)
    address = f"/log/reconcile/{confirmed(mine, owner).pk}/"
    page = html(mine, f"{address}?kind=units")
    assert "5.76 − 3.84 = 1.92" in page
    assert "no line for it. 4.50" not in page
    assert "no line for it. 4.50" in html(mine, f"{address}?code=99291")
    assert "There is none like that" in html(mine, f"{address}?mark=fixed")
    assert "There is none like that" in html(mine, f"{address}?kind=excluded-code")
    assert html(mine, f"{address}?kind=nothing&page=x&mark=y")


def test_a_pasted_table_is_read_like_a_file(mine: Client, owner: User) -> None:
    text = "DOS\tCPT\tUnits\twRVU\n3/2/2026\t99214\t2\t3.84\n"
    response = mine.post("/log/reconcile/", {"text": text})
    made = scope.comparison(owner, UUID(response.headers["Location"].split("/")[3]))
    assert len(made.report["lines"]) == 1
    assert made.name == "pasted table"


def test_a_report_with_unknown_headings_asks_which_column_is_which(
    mine: Client, owner: User
) -> None:
    report = "When,What,Patient Name,Worth\n3/2/2026,99214,ZEBULON,1.92\n"
    page = bring(mine, report)
    assert page.status_code == 422
    text = page.content.decode()
    assert "<option>What</option>" in text
    assert "<option>Patient Name</option>" not in text
    columns = {"column-service-date": "When", "column-code": "What", "column-work-RVU": "Worth"}
    made = brought(mine, owner, report, **columns)
    assert made.report["headings"] == {"service date": "When", "code": "What", "work RVU": "Worth"}


def test_a_column_about_patients_cannot_be_chosen(mine: Client, owner: User) -> None:
    page = bring(mine, REPORT, **{"column-code": "MRN"})
    assert page.status_code == 422
    assert "is about patients and is not read" in page.content.decode()
    assert not Comparison.objects.of(owner).exists()


@pytest.mark.parametrize(
    "report",
    ["", "<!doctype html><html></html>", "\x89PNG", "Service Date,CPT\nx,y\n", "PK\x03\x04rubbish"],
)
def test_a_file_that_is_no_report_is_refused_and_nothing_kept(
    mine: Client, owner: User, report: str
) -> None:
    response = bring(mine, report)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Comparison.objects.of(owner).exists()


def test_nothing_brought_is_said(mine: Client) -> None:
    response = mine.post("/log/reconcile/")
    assert response.status_code == 422
    assert "Choose the report, or paste its table" in response.content.decode()


def test_a_file_name_that_tells_of_a_person_is_not_kept(mine: Client, owner: User) -> None:
    bring(mine, name="John Smith DOB 3-4-1961.csv")
    assert Comparison.objects.of(owner).get().name == "report.csv"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first", "yesterday"),
        ("first", "2026-04-01"),
        ("first", ""),
        ("tolerance", "61"),
        ("tolerance", "-1"),
        ("rate", "fifty"),
        ("rate", "1e3"),
        ("rate", "99999"),
        ("terms", "contract 1"),
        ("column", "both"),
    ],
)
def test_what_cannot_be_is_said_and_the_form_kept(
    mine: Client, owner: User, field: str, value: str
) -> None:
    made = brought(mine, owner)
    response = mine.post(f"/log/reconcile/{made.pk}/setup/", {**CONFIRMED, field: value})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not scope.comparison(owner, made.pk).confirmed


def test_the_contract_in_force_gives_plan_and_rate(mine: Client, owner: User) -> None:
    told, text = example("straight"), example_text("straight")
    kept = keep(owner, told, text, is_offer=False)
    assert (told.starts, told.production.rate) == (date(2026, 1, 1), Decimal(50))
    made = brought(mine, owner)
    assert (made.terms, made.rate) == (f"contract {kept.pk}", Decimal(50))
    assert f"{told.name}, contract from 2026-01-01, $50.00 per wRVU" in html(
        mine, f"/log/reconcile/{made.pk}/setup/"
    )


@pytest.mark.clinic
def test_the_contract_of_another_is_no_plan_of_mine(mine: Client, owner: User, mate: User) -> None:
    kept = keep(mate, example("straight"), example_text("straight"), is_offer=False)
    made = brought(mine, owner)
    form = {**CONFIRMED, "terms": f"contract {kept.pk}"}
    assert mine.post(f"/log/reconcile/{made.pk}/setup/", form).status_code == 422


def test_without_days_everything_counts(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner, first="", last="")
    assert made.result["first"] is None
    assert "All of the report" in html(mine, f"/log/reconcile/{made.pk}/")


def test_the_lines_of_another_provider_are_mine_when_i_say_so(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner, providers="RIVERA, ANA")
    assert made.result["report_wrvu"] == "2.80"
    assert made.providers == ["RIVERA, ANA"]


def test_a_worksheet_holds_each_difference_once(mine: Client, owner: User) -> None:
    logged(owner)
    address = f"/log/reconcile/{confirmed(mine, owner).pk}"
    body = ask(mine, f"{address}/worksheet.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert sorted(row["Class"] for row in rows) == ["billed but not logged", "not billed", "units"]
    assert ask(mine, f"{address}/worksheet.xlsx").content.startswith(b"PK")


def test_a_letter_is_filled_in_and_asks_about_what_is_disputed(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    address = f"/log/reconcile/{made.pk}/"
    said = words_of(html(mine, f"{address}letter/"))
    assert "[Name of the department or office]" in said
    assert "or $256.00 at $50.00 per work RVU" in said
    mine.post(f"{address}mark/", {"of": "not-billed", "mark": "disputed"})
    form = {"office": "Billing <b>", "name": "Olive [Date]", "about": "disputed", "do": "text"}
    response = mine.post(f"{address}letter/", form)
    text = response.content.decode()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Billing <b>\n" in text
    assert "Olive [Date]" in text
    assert "I ask about 1 difference of together 4.50 work RVUs, or $225.00." in text
    assert "The report counts other units" not in text
    page = mine.post(f"{address}letter/", {**form, "do": "show"}).content.decode()
    assert "Billing &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("kind", "begins"), [("markdown", b"# Work RVU report"), ("pdf", b"%PDF-")]
)
def test_a_letter_comes_as_a_file(mine: Client, owner: User, kind: str, begins: bytes) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    response = mine.post(f"/log/reconcile/{made.pk}/letter/", {"do": kind})
    assert response.content.startswith(begins)
    assert "attachment" in response.headers["Content-Disposition"]


def test_deleted_is_deleted(mine: Client, owner: User) -> None:
    made = confirmed(mine, owner)
    response = mine.post(f"/log/reconcile/{made.pk}/delete/")
    assert response.headers["Location"] == "/log/reconcile/"
    assert everything(owner) == "[]"


def test_what_was_not_confirmed_is_forgotten_after_a_day(mine: Client, owner: User) -> None:
    made = brought(mine, owner)
    Comparison.objects.of(owner).update(made=timezone.now() - timedelta(days=2))
    brought(mine, owner)
    assert made.pk not in Comparison.objects.of(owner).values_list("pk", flat=True)


def test_all_of_it_goes_with_the_rest_of_a_persons_data(mine: Client, owner: User) -> None:
    logged(owner)
    confirmed(mine, owner)
    record.erase(owner)
    assert everything(owner) == "[]"


def test_the_history_lists_what_was_reconciled(mine: Client, owner: User) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    page = html(mine, "/log/reconcile/")
    assert f'href="/log/reconcile/{made.pk}/"' in page
    (one,) = data(mine, "/log/reconcile.json")["reconciliations"]
    assert (one["wrvu"], one["money"]) == ("5.12", "256.00")


@pytest.mark.clinic
def test_a_manager_of_the_group_sees_nothing_of_it(
    mine: Client, owner: User, mate: User, as_user: Callable[[User], Client]
) -> None:
    logged(owner)
    made = confirmed(mine, owner)
    other = as_user(mate)
    assert ask(other, f"/log/reconcile/{made.pk}/").status_code == 404
    assert data(other, "/log/reconcile.json")["reconciliations"] == []


def test_the_bridge_is_drawn_and_stands_as_a_table(mine: Client, owner: User) -> None:
    logged(owner)
    page = html(mine, f"/log/reconcile/{confirmed(mine, owner).pk}/")
    drawn = re.search(r'<svg class="chart bridge".*?</svg>', page)
    assert drawn is not None
    assert "Your log 11.68" in drawn[0]
    assert "+1.30" in drawn[0]
    assert "<table" in page[page.index('id="sums"') :]
