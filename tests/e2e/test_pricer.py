"""The case pricer and the rule pages in a real browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from e2e.test_accessibility import RULES

pytestmark = pytest.mark.browser

CASE = "/price/?line=45385&line=45380-59&line=43239&zip=60611&setting=facility"
#: Lines with every kind of outcome, and with fields of their own.
MIXED = (
    "/price/?line=45385&line=99214&line=36415&line=foo&line=27447-80&line=66984-55+30days"
    "&line=00811-QK+45min+4base&line=97110-GPx3+$410.00&nonpar=1&deductible=100"
)
MANY = f"/price/?{'&'.join(['line=27447-LT-RT-59-51x999+$9999999.99'] * 20)}"
PAGES = (
    "/price/",
    CASE,
    MIXED,
    "/price/?line=45385&add=knee",
    "/price/?line=45385&zip=1&units.1=0",
    "/rules/",
    "/rules/line.checks/",
    "/rules/multiple_surgery.position/",
    "/rules/imaging.technical_share/",
    "/rules/patient.medicare/",
)
BOX = "Add codes, or words"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_overflows(
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
    for fold in page.locator("main details").all():
        fold.evaluate("each => each.open = true")
    results = Axe().run(page, options=RULES)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert results.violations_count == 0, results.generate_report()
    assert wide <= width


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_page_scrolls_sideways(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for path in (*PAGES, MANY):
        page.goto(path)
        for fold in page.locator("main details").all():
            fold.evaluate("each => each.open = true")
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {path: found for path, found in wide.items() if found > width} == {}


def ranks(page: Page) -> list[str]:
    return page.locator(".caseline .rank").all_inner_texts()


def test_three_lines_are_added_by_keyboard_and_their_ranks_seen(page: Page) -> None:
    page.goto("/price/")
    page.get_by_label(BOX).focus()
    for code, lines in (("43239", 1), ("45385", 2), ("45380-59", 3)):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        expect(page.locator(".caseline")).to_have_count(lines)
        expect(page.get_by_label(BOX)).to_have_value("")
        expect(page.get_by_label(BOX)).to_be_focused()
    assert ranks(page) == ["2nd by fee", "1st by fee, as a family", "1st by fee, as a family"]
    expect(page).to_have_url(re.compile(r"/price/\?line=43239&line=45385&line=45380-59$"))
    expect(page.get_by_role("status")).to_contain_text("Medicare allows $")
    expect(page.locator(".casesum")).to_be_in_viewport()


def test_a_suggestion_is_chosen_by_keyboard_and_joins_the_codes_typed(page: Page) -> None:
    page.goto("/price/")
    page.get_by_label(BOX).focus()
    page.keyboard.type("knee inj")
    options = page.locator(".adding [role=option]")
    expect(options.first).to_contain_text("20610")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?line=20610$"))
    page.keyboard.type("99213-25 4538")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    assert page.get_by_label(BOX).input_value() == "99213-25 4538"


def test_a_change_of_a_line_shows_at_once_and_leaves_the_focus(page: Page) -> None:
    page.goto(CASE)
    before = page.locator(".casesum dd").first.inner_text()
    page.locator("#modifiers-3").focus()
    page.keyboard.type("80")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("line=43239-80"))
    expect(page.locator("#units-3")).to_be_focused()
    expect(page.locator(".casesum dd").first).not_to_have_text(before)
    page.locator("#pos").select_option("11")
    expect(page).to_have_url(re.compile("pos=11"))
    expect(page.locator("#line-3")).to_contain_text("An assistant at surgery is never paid")


def test_what_if_is_tried_and_taken_back(page: Page) -> None:
    page.goto("/price/?line=99213&line=20610")
    expect(page.locator("#line-1")).to_contain_text("not payable")
    page.locator("#more-1 summary").click()
    page.locator("#more-1").get_by_role("link", name=re.compile("with 25")).click()
    expect(page).to_have_url(re.compile(r"line=99213-25&line=20610$"))
    expect(page.locator("#more-1")).to_have_attribute("open", "")
    expect(page.locator("#more-1 summary")).to_be_focused()
    page.go_back()
    expect(page.locator("#line-1")).to_contain_text("not payable")


def test_a_removed_line_leaves_the_focus_on_the_lines(page: Page) -> None:
    page.goto(CASE)
    page.get_by_role("link", name="Remove 45385").click()
    expect(page.locator(".caseline")).to_have_count(2)
    expect(page.get_by_role("heading", name="2 lines")).to_be_focused()


def test_words_that_fit_several_codes_are_offered_and_one_is_added(page: Page) -> None:
    page.goto("/price/?line=45385")
    page.get_by_label(BOX).fill("colonoscopy polyp")
    page.get_by_role("button", name="Add", exact=True).click()
    offered = page.get_by_role("link", name=re.compile("^Add "))
    expect(offered.first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?line=45385$"))
    offered.first.click()
    expect(page.locator(".caseline")).to_have_count(2)
    expect(page.get_by_label(BOX)).to_have_value("")


def test_words_that_fit_nothing_stay_in_the_box(page: Page) -> None:
    page.goto("/price/?line=45385")
    page.get_by_label(BOX).fill("xyzzy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nothing fits")
    expect(page.get_by_label(BOX)).to_have_value("xyzzy")
    expect(page).to_have_url(re.compile(r"\?line=45385$"))


def test_the_address_is_copied(page: Page) -> None:
    page.goto(CASE)
    page.get_by_role("link", name="Copy the address").click()
    expect(page.get_by_role("link", name="Address copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("setting=facility&zip=60611")


def test_the_sums_stay_in_sight_while_lines_are_read(page: Page) -> None:
    page.goto(CASE)
    bar = page.locator(".sumbar")
    expect(bar).to_be_hidden()
    page.locator("#line-3").scroll_into_view_if_needed()
    page.mouse.wheel(0, 600)
    expect(bar).to_be_visible()
    expect(bar).to_contain_text("allowed")


def test_without_scripts_lines_are_added_changed_and_removed(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/price/")
    page.get_by_label(BOX).fill("45385 43239")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".rank")).to_have_text(["1st by fee", "2nd by fee"])
    page.locator("#units-2").fill("2")
    page.locator("#zip").fill("60611")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"\?line=45385&line=43239x2&zip=60611$"))
    page.get_by_role("link", name="Remove 45385").click()
    expect(page.locator(".caseline")).to_have_count(1)
    expect(page.get_by_role("link", name="Copy the address")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("path", [CASE, MIXED, "/rules/imaging.technical_cut/"])
def test_on_paper_nothing_is_cut_and_every_step_is_told(
    browser: Browser, site: str, path: str
) -> None:
    width = 725  # Letter, less its margins
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 960})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    for step in page.locator(".steplist > li").all():
        expect(step).to_be_visible()
    for field in page.locator("main input:visible").all():
        pytest.fail(f"{field.get_attribute('name')} is on paper")
    context.close()
    assert wide <= width


def test_a_step_leads_to_its_rule_and_the_rule_to_its_figures(page: Page) -> None:
    page.goto(CASE)
    page.locator("#more-3 summary").click()
    page.locator("#more-3").get_by_role("link", name="Amount after ranking").click()
    expect(page.locator("h1")).to_have_text("Amount after ranking")
    page.locator(".words").get_by_role("link", name="share by place in the ranking").first.click()
    page.locator(".words a.law").first.click()
    expect(page).to_have_url(re.compile(r"#multiple_surgery\."))
    page.get_by_role("link", name="Open this case").click()
    expect(page.locator(".caseline")).to_have_count(3)
