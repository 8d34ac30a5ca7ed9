"""Every kind of page: axe-core finds nothing, nothing overflows, and it works without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

ROUND = "/learn/quiz/?level=students&seed=k7f2p&release=RVU26C"
PAGES = (
    "/",
    "/search/?q=knee",
    "/search/?q=zzzz",
    "/codes/",
    "/browse/radiology/",
    "/browse/radiology/fluoroscopy/",
    "/codes/76000/",
    "/codes/45385/?zip=60611&date=2024-03-08",
    "/codes/36415/",
    "/codes/99213/?zip=abc",
    "/compare/?codes=71045,71046,76000",
    "/localities/",
    "/localities/01112-05/",
    "/localities/01212-01/",
    "/factors/",
    "/changes/",
    "/method/",
    "/about/",
    "/support/",
    "/tally/?lines=76000-26,99214x3",
    "/codes/99999/",
    "/learn/",
    "/learn/residents/",
    "/resources/",
    "/resources/conversion-factor/",
    "/resources/modifiers-surgery/",
    "/resources/glossary/",
    "/blog/",
    "/blog/2025-to-2026/",
    "/learn/cards/",
    "/learn/cards/ct-and-mri/",
    "/learn/quiz/",
    f"{ROUND}&q=1",
    f"{ROUND}&picks=a&q=1",
    f"{ROUND}&picks=abababbbab&q=11",
)
#: Pages whose figures or columns need more room than most.
LONG = (
    "/tally/?lines=99214x999,27447x50",
    "/compare/?codes=71045,71046,76000,99213,45385,70551",
)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


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
    results = Axe().run(page, options=RULES)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert results.violations_count == 0, results.generate_report()
    assert wide <= width


@pytest.mark.parametrize("width", [320, 390, 430, 768])
def test_no_page_scrolls_sideways(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(base_url=site, viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for path in (*PAGES, *LONG):
        page.goto(path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {path: found for path, found in wide.items() if found > width} == {}


@pytest.mark.parametrize("path", [LONG[1], "/codes/76000/", "/changes/"])
def test_on_paper_no_table_is_cut_and_the_choice_is_seen(
    browser: Browser, site: str, path: str
) -> None:
    width = 725  # Letter, less its margins
    context = browser.new_context(
        base_url=site, viewport={"width": width, "height": 960}, color_scheme="dark"
    )
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    chosen = page.locator(".switch [aria-current]").all()
    colours = {link.evaluate("e => getComputedStyle(e).color") for link in chosen}
    context.close()
    assert wide <= width
    assert colours <= {"rgb(0, 0, 0)"}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_it_is_without_scripts(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(path)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main")).to_be_visible()
    context.close()


def test_a_reader_without_scripts_searches_and_chooses_a_place(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("main input[name=q]").fill("76000")
    page.locator("main form.find button").click()
    expect(page.locator("h1")).to_contain_text("76000")
    page.locator("[name=zip]").fill("10001")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".answer")).to_contain_text("13202-01")
    context.close()
