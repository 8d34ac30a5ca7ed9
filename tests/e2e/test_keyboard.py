"""Choices by keyboard: nothing applies until the reader says so (WCAG 3.2.2)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = ("/codes/76000/", "/compare/?codes=76000,71046")


@pytest.mark.parametrize("path", PAGES)
def test_no_choice_leaves_the_page_by_itself(page: Page, path: str) -> None:
    page.goto(path)
    before = page.url
    form = page.locator("form.choose")
    form.get_by_label("Non-facility").focus()
    page.keyboard.press("ArrowDown")
    expect(form.get_by_label("Facility", exact=True)).to_be_checked()
    form.locator("[name=locality]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    form.locator("[name=date]").focus()
    page.keyboard.type("03092026")
    page.keyboard.press("Tab")
    form.locator("[name=qp]").focus()
    page.keyboard.press("Space")
    form.locator("[name=zip]").fill("10001")
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert page.url == before
    expect(form.locator("[name=date]")).to_have_value("2026-03-09")
    form.locator("button[type=submit]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"setting=facility&zip=10001&date=2026-03-09&qp=1$"))


def test_enter_in_a_field_applies_the_choice(page: Page) -> None:
    page.goto("/codes/76000/")
    page.locator("[name=zip]").fill("10001")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"setting=nonfacility&zip=10001$"))


def test_a_zip_code_and_a_locality_displace_each_other(page: Page) -> None:
    page.goto("/codes/76000/?locality=01112-05")
    place, area = page.locator("[name=zip]"), page.locator("[name=locality]")
    expect(area).to_have_value("01112-05")
    place.fill("10001")
    page.keyboard.press("Tab")
    expect(area).to_have_value("")
    area.select_option("01112-05")
    expect(place).to_have_value("")


def test_empty_fields_stay_out_of_the_address_and_usable_after_back(page: Page) -> None:
    page.goto("/codes/76000/")
    names = page.evaluate("[...new FormData(document.querySelector('form.choose')).keys()]")
    assert names == ["setting"]
    # The page as the browser's back-forward cache keeps it: its form was submitted, it did not go.
    page.evaluate(
        "addEventListener('submit', (event) => event.preventDefault(), { once: true });"
        "document.querySelector('form.choose').requestSubmit()"
    )
    expect(page.locator("form.choose :disabled")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    page.go_back()
    page.locator("[name=zip]").fill("10001")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"zip=10001$"))
