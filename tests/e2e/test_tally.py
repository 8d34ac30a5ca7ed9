"""The tally with scripts: remembered in this browser only, and added to from the page of a code."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

KEPT = "localStorage.getItem('openrvu.tally')"


def add(page: Page, codes: str) -> None:
    page.get_by_label("Add codes").fill(codes)
    with page.expect_navigation():
        page.get_by_role("button", name="Add", exact=True).click()


def test_a_list_is_remembered_and_offered_again(page: Page) -> None:
    page.goto("/tally/")
    expect(page.get_by_text("A list is remembered on this device")).to_be_hidden()
    add(page, "76000-26, 99214 x 3")
    assert page.evaluate(KEPT) == "lines=76000-26,99214x3"
    page.goto("/factors/")
    page.goto("/tally/")
    expect(page.get_by_text("A list is remembered on this device")).to_be_visible()
    page.get_by_role("link", name="Open it").locator("visible=true").click()
    expect(page).to_have_url(re.compile(r"lines=76000-26,99214x3$"))


def test_log_this_on_a_code_page_adds_to_the_remembered_list(page: Page) -> None:
    page.goto("/tally/?lines=99214x3")
    page.goto("/codes/45385/")
    with page.expect_navigation():
        page.get_by_role("link", name="Log this").click()
    expect(page).to_have_url(re.compile(r"lines=99214x3,45385$"))
    assert page.evaluate(KEPT) == "lines=99214x3,45385"


def test_a_shared_list_does_not_displace_ones_own(page: Page) -> None:
    page.goto("/tally/?lines=99214x3")
    page.goto("about:blank")
    page.goto("/tally/?lines=45385")
    expect(page.get_by_text("Another list is remembered")).to_be_visible()
    assert page.evaluate(KEPT) == "lines=99214x3"
    page.get_by_role("button", name="remember this one instead").click()
    assert page.evaluate(KEPT) == "lines=45385"
    expect(page.get_by_text("Another list is remembered")).to_be_hidden()


def test_units_apply_at_once_and_the_last_line_taken_out_is_forgotten(page: Page) -> None:
    page.goto("/tally/?lines=99214")
    with page.expect_navigation():
        page.get_by_label("Units of 99214", exact=True).fill("5")
        page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"lines=99214x5$"))
    with page.expect_navigation():
        page.get_by_role("link", name="Remove 99214").click()
    assert page.evaluate(KEPT) is None


def test_a_list_can_be_forgotten(page: Page) -> None:
    page.goto("/tally/?lines=99214")
    with page.expect_navigation():
        page.get_by_role("button", name="Forget this list").click()
    assert page.evaluate(KEPT) is None
    expect(page.get_by_role("heading", name="How to begin")).to_be_visible()
