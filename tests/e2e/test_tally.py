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


@pytest.mark.parametrize("way", ["Enter", "Tab Enter"])
def test_units_apply_when_asked_and_the_last_line_taken_out_is_forgotten(
    page: Page, way: str
) -> None:
    page.goto("/tally/?lines=99214")
    button = page.get_by_role("button", name="Set units of 99214")
    expect(button).to_be_hidden()
    page.get_by_label("Units of 99214", exact=True).focus()
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    expect(button).to_be_visible()
    expect(page).to_have_url(re.compile(r"lines=99214$"))
    with page.expect_navigation():
        for key in way.split():
            page.keyboard.press(key)
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


CHOSEN = "modifier=26&setting=facility&zip=10001&date=2024-03-09"
TOLD = ".tally [data-logged]"


def log(page: Page, choice: str) -> None:
    page.goto(f"/codes/76000/?{choice}")
    with page.expect_navigation():
        page.get_by_role("link", name="Log this").click()


def test_the_first_code_logged_brings_the_choices_of_its_page(page: Page) -> None:
    log(page, CHOSEN)
    kept = "lines=76000-26&setting=facility&zip=10001&date=2024-03-09"
    expect(page).to_have_url(re.compile(re.escape(kept) + "$"))
    assert page.evaluate(KEPT) == kept
    expect(page.locator(TOLD)).to_be_hidden()
    log(page, CHOSEN)
    expect(page).to_have_url(
        re.compile(r"lines=76000-26x2&setting=facility&zip=10001&date=[\d-]+$")
    )
    expect(page.locator(TOLD)).to_be_hidden()


def test_a_list_without_choices_takes_those_of_the_page_and_says_so(page: Page) -> None:
    page.goto("/tally/?lines=99214x3")
    log(page, "modifier=26&setting=facility&release=RVU24A")
    expect(page).to_have_url(re.compile(r"lines=99214x3,76000-26&setting=facility&release=RVU24A$"))
    expect(page.locator(TOLD)).to_contain_text("now takes the choices of the page you logged from")
    expect(page.locator(TOLD)).to_contain_text("facility, release RVU24A")
    expect(page.locator(f"{TOLD} a")).to_be_hidden()


def test_a_list_keeps_its_own_choices_and_says_that_the_page_had_others(page: Page) -> None:
    page.goto("/tally/?lines=99214x3&setting=nonfacility&zip=60611")
    log(page, CHOSEN)
    expect(page).to_have_url(re.compile(r"lines=99214x3,76000-26&setting=nonfacility&zip=60611$"))
    told = page.locator(TOLD)
    expect(told).to_contain_text("facility, ZIP 10001, date of service 2024-03-09")
    expect(told).to_contain_text("keeps its own setting, place and date")
    with page.expect_navigation():
        told.get_by_role("link").click()
    expect(page).to_have_url(
        re.compile(r"lines=99214x3,76000-26&setting=facility&zip=10001&date=2024-03-09$")
    )
    expect(page.locator(TOLD)).to_be_hidden()


def test_a_page_without_choices_of_its_own_is_no_reason_for_a_notice(page: Page) -> None:
    page.goto("/tally/?lines=99214x3&setting=facility&zip=60611")
    log(page, "modifier=26")
    expect(page).to_have_url(re.compile(r"lines=99214x3,76000-26&setting=facility&zip=60611$"))
    expect(page.locator(TOLD)).to_be_hidden()


@pytest.mark.parametrize("width", [360, 390, 414, 1280])
def test_long_sums_fit_and_every_line_can_be_removed(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/tally/?lines=99214x999,27447x50,00100,foo")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for region in page.locator(".scroll").all():
        assert region.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    for link in page.get_by_role("link", name=re.compile("^Remove ")).all():
        box = link.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
