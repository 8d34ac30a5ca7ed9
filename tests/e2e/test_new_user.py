"""A new reader's path: find a code, set what matters, check the figure, share it, print it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from openrvu import FeeSchedule, Setting
from openrvu.calendar import parse_day

pytestmark = pytest.mark.browser


def expected(day: str) -> str:
    schedule = FeeSchedule.on(parse_day(day))
    area = schedule.locality_for_zip("10001")
    answer = schedule.amount("76000", "26", setting=Setting.FACILITY, locality=area)
    assert isinstance(answer.amount, Decimal)
    return f"${answer.amount}"


def shown(page: Page) -> str:
    return page.locator(".answer .figure", has_text="Medicare amount").locator("dd").inner_text()


def show(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"form.choose [name={name}]").fill(value)
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()


def test_a_reader_finds_fluoro_and_prices_it_for_a_place_a_setting_and_two_dates(
    page: Page, site: str
) -> None:
    page.goto("/")
    box = page.get_by_role("combobox").last
    box.press_sequentially("fluoro", delay=20)
    first = page.get_by_role("option").first
    expect(first).to_contain_text("76000")
    box.press("ArrowDown")
    with page.expect_navigation():
        box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("76000")
    assert shown(page).startswith("$44.09")

    with page.expect_navigation():
        page.get_by_role("link", name="Professional (26)").first.click()
    assert shown(page).startswith("$15.36")
    page.get_by_label("Facility", exact=True).check()
    show(page, zip="10001", date="2024-03-08")
    assert shown(page).startswith(expected("2024-03-08"))
    show(page, date="2024-03-09")
    assert shown(page).startswith(expected("2024-03-09"))
    assert expected("2024-03-08") != expected("2024-03-09")

    page.get_by_text("Copy the address").click()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == (
        f"{site}/codes/76000/?modifier=26&setting=facility&zip=10001&date=2024-03-09"
    )
    page.goto(address)
    assert shown(page).startswith(expected("2024-03-09"))


def test_a_shared_address_prints_with_its_figures_and_without_its_forms(page: Page) -> None:
    page.goto("/codes/76000/?modifier=26&setting=facility&zip=10001&date=2024-03-09")
    page.emulate_media(media="print")
    assert shown(page).startswith(expected("2024-03-09"))
    expect(page.locator("form.choose")).to_be_hidden()
    expect(page.locator("nav.main")).to_be_hidden()
    assert page.pdf(format="Letter").startswith(b"%PDF")


def test_the_arithmetic_opens_by_keyboard(page: Page) -> None:
    page.goto("/codes/76000/")
    summary = page.get_by_text("The arithmetic")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("44.089188000")).to_be_visible()
