"""The log in a real browser: by thumb and by keyboard, with and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from e2e.test_accessibility import RULES

pytestmark = pytest.mark.browser

PAGES = (
    "/log/",
    "/log/?add=99214%20x3,knee%20replacement",
    "/log/days/",
    "/log/saved/",
    "/log/import/",
    "/log/settings/",
    "/log/trail/",
    "/log/erase/",
    "/log/dashboard/",
    "/log/dashboard/days-off/",
    "/log/benchmarks/",
)


def typed(page: Page, text: str) -> None:
    page.get_by_label("What did you do?").fill("")
    page.get_by_label("What did you do?").press_sequentially(text)


def test_the_first_procedure_is_logged_by_two_taps_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto("/log/")
    page.get_by_label("What did you do?").tap()
    page.keyboard.type("99214 x3")
    expect(page.locator("#preview")).to_contain_text("5.76 wRVU")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).tap()
    expect(page.get_by_role("status")).to_contain_text("Done: adding 99214.")
    expect(page.locator(".entry")).to_contain_text(["99214"])
    context.close()


def test_a_suggestion_is_taken_and_saved_by_keyboard_alone(page: Page) -> None:
    page.goto("/log/")
    typed(page, "99214, colonos")
    expect(page.locator(".sugs [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".sugs [role=option]").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What did you do?")).to_have_value(re.compile(r"^99214, \d{5}"))
    expect(page.locator("#preview .sum")).to_contain_text("2 lines")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 lines")


def test_an_entry_is_changed_in_place_deleted_and_taken_back(page: Page) -> None:
    page.goto("/log/")
    typed(page, "27447")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    row = page.locator(".entry").filter(has_text="27447").last
    row.get_by_label("Edit 27447").click()
    row.get_by_label("Modifiers").fill("RT")
    with page.expect_navigation():
        row.get_by_role("button", name="Save", exact=True).click()
    row = page.locator(".entry").filter(has_text="27447-RT").last
    with page.expect_navigation():
        row.get_by_role("button", name="Delete 27447-RT").click()
    expect(page.get_by_text("Done: the deletion of 27447-RT.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    expect(page.locator(".entry").filter(has_text="27447-RT").last).to_be_visible()


def test_what_looks_like_a_patient_is_offered_cleaned(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("/log/")
    typed(page, '99213 "call 312-555-0142"')
    expect(page.get_by_role("alert")).to_contain_text("phone")
    with page.expect_navigation():
        page.get_by_role("button", name="Use this").click()
    expect(page.get_by_label("What did you do?")).not_to_have_value(re.compile("555"))
    context.close()


def test_a_list_is_brought_looked_at_and_recorded(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Date,CPT,Units,Patient\n2026-03-09,99213,1,Jane Roe\n2026-03-09,45385,1,X\n")
    page.goto("/log/import/")
    page.get_by_label("A list of what you did").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#outcome")).to_contain_text("Never read")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Record 2 lines")).click()
    expect(page.locator(".entry")).to_have_count(2)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_on_private_pages_and_nothing_overflows(
    browser: Browser, site: str, path: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_log_works_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/log/")
    page.get_by_label("What did you do?").fill("knee replacement")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name=re.compile("^27447")).click()
    expect(page.get_by_label("What did you do?")).to_have_value("27447")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Done: adding 27447.")).to_be_visible()
    context.close()
