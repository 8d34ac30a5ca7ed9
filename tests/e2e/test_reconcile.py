"""A report held against the log in a real browser: by thumb, and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from e2e.test_accessibility import RULES

pytestmark = pytest.mark.browser
#: Of a month in which no other test logs anything.
REPORT = """\
Service Date,Post Date,Patient Name,CPT,Units,wRVU
2/3/2025,2/5/2025,ZEBULON QUACKENBUSH,99214,2,3.84
2/6/2025,2/7/2025,ZEBULON QUACKENBUSH,99213,1,1.30
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of two charges."""
    path = tmp_path / "february.csv"
    path.write_text(REPORT)
    return path


def logged(page: Page) -> None:
    """Three visits on February 3, 2025, of which the report has two."""
    page.goto("/log/?day=2025-02-03")
    page.get_by_label("What did you do?").fill("99214 x3")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def clean(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the screen."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_report_is_reconciled_on_a_phone(page: Page, report: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    logged(page)
    page.goto("/log/reconcile/")
    clean(page)
    page.locator("input[type=file]").set_input_files(report)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/setup/")
    expect(page.locator(".understood")).to_contain_text("Patient Name")
    assert page.locator("input[type=file]").evaluate("input => input.files.length") == 1
    clean(page)
    page.get_by_label("Your rate").fill("50")
    with page.expect_navigation():
        page.get_by_role("button", name="Confirm and compare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("February 2025")
    expect(page.locator(".answer")).to_contain_text("+0.62")
    clean(page)
    units = page.locator(".diff", has_text="5.76 − 3.84 = 1.92")
    units.get_by_role("button", name="Disputed").click()
    expect(units.get_by_role("button", name="Disputed")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#stakes")).to_contain_text("Disputed 1 +1.92 · $96.00")
    page.get_by_role("link", name="Dispute letter").click()
    expect(page.locator(".letter")).to_contain_text("I ask about 1 difference")
    clean(page)


def test_a_report_is_reconciled_without_scripts(browser: Browser, site: str, report: Path) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/log/reconcile/")
    page.locator("input[type=file]").set_input_files(report)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Confirm and compare").click()
    item = page.locator(".diff", has_text="The log has no entry for it").first
    item.get_by_role("button", name="Accepted").click()
    expect(page.locator(".diff.accepted").first).to_be_visible()
    context.close()


def test_the_case_log_is_clean_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/log/caselog/")
    page.get_by_text("Set a minimum").click()
    clean(page)
