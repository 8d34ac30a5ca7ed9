"""What a person came for, from the first page to the answer, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A page that is tapped."""
    context = browser.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def test_lay_words_on_the_first_page_lead_to_the_code(phone: Page) -> None:
    phone.goto("/")
    phone.locator("#q-home").tap()
    phone.keyboard.type("camera down the throat")
    phone.get_by_role("button", name="Look up").tap()
    phone.locator("main a[href='/codes/43235/']").first.tap()
    expect(phone.locator("h1")).to_contain_text("43235")
    expect(phone.locator("main")).to_contain_text("RVU")


def test_a_student_takes_the_quiz_and_reads_a_guide_with_live_figures(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("link", name="All for medical students").tap()
    phone.locator("main").get_by_role("link", name=re.compile("Quiz")).first.tap()
    for _ in range(10):
        phone.locator(".pick").first.tap()
        expect(phone.locator("#why")).to_be_visible()
        phone.locator("main .button").first.tap()
    expect(phone.locator("h1")).to_contain_text("of 10 right")
    phone.goto("/resources/")
    phone.get_by_role("link", name="The conversion factor").first.tap()
    expect(phone.locator("main")).to_contain_text("$33.4009")
    expect(phone.get_by_role("heading", name="Sources")).to_be_visible()


def test_a_contract_is_set_up_on_a_phone_and_runs_on_the_log(phone: Page) -> None:
    phone.goto("/log/contracts/")
    phone.get_by_role("link", name="Fill in the form").first.tap()
    phone.locator("select[id='f-threshold.kind']").select_option("given")
    for label, said in (
        ("Base, $ a year", "240000"),
        ("Rate, $ a wRVU", "45"),
        ("Threshold, wRVU a year", "5000"),
    ):
        phone.get_by_label(label).fill(said)
    phone.locator(".savebar").get_by_role("button", name="Save").tap()
    expect(phone.locator("main")).to_contain_text("$240,000")
    expect(phone.locator("main")).to_contain_text("5,000")
