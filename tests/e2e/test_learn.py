"""Texts, cards, quiz and menu in a real browser, with scripts and without."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

DECK = "/learn/cards/ct-and-mri/"


def kept(page: Page) -> dict[str, list[str]]:
    text = page.evaluate("localStorage.getItem('openrvu.cards')")
    return dict(json.loads(text or "{}"))


class TestMenu:
    def test_a_phone_opens_the_menu_where_the_finger_stays(self, page: Page) -> None:
        page.goto("/learn/residents/")
        expect(page.locator("nav.main")).to_be_hidden()
        summary = page.locator(".menu summary")
        before = summary.bounding_box()
        summary.click()
        assert summary.bounding_box() == before
        menu = page.get_by_role("navigation", name="Menu")
        expect(menu.get_by_role("link", name="Residents")).to_have_attribute("aria-current", "page")
        menu.get_by_role("link", name="Blog").click()
        expect(page.locator("h1")).to_have_text("Blog")

    def test_the_menu_needs_no_script(self, browser: Browser, site: str) -> None:
        context = browser.new_context(
            base_url=site, viewport={"width": 360, "height": 780}, java_script_enabled=False
        )
        page = context.new_page()
        page.goto("/")
        page.locator(".menu summary").click()
        page.locator(".menu a", has_text="Attendings").click()
        expect(page.locator("h1")).to_have_text("Attendings")
        context.close()

    def test_a_wide_screen_shows_every_door_at_once(self, page: Page) -> None:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto("/")
        expect(page.locator(".menu")).to_be_hidden()
        for name in ("Students", "Codes", "Support"):
            expect(page.locator("nav.main").get_by_role("link", name=name)).to_be_visible()


class TestCards:
    def test_one_card_is_shown_at_a_time_and_turns(self, page: Page) -> None:
        page.goto(DECK)
        expect(page.locator(".cards > li:visible")).to_have_count(1)
        expect(page.locator("[data-at]")).to_have_text("1 of 27, 0 known")
        page.locator("summary:has-text('Turn'), .flash:visible summary").first.click()
        expect(page.locator(".flash[open] .back")).to_contain_text("70450")
        page.get_by_role("button", name="Next").click()
        expect(page.locator("[data-at]")).to_have_text("2 of 27, 0 known")
        expect(page.locator(".flash[open]")).to_have_count(0)

    def test_arrow_keys_leaf_through_the_deck_both_ways_and_round(self, page: Page) -> None:
        page.goto(DECK)
        page.locator(".flash:visible summary").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-at]")).to_contain_text("2 of 27")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        expect(page.locator("[data-at]")).to_contain_text("27 of 27")
        page.keyboard.press("Enter")
        expect(page.locator(".flash[open]")).to_have_count(1)

    def test_what_is_known_is_kept_and_comes_last_next_time(self, page: Page) -> None:
        page.goto(DECK)
        page.locator("[data-known]:visible").click()
        expect(page.locator("[data-known]:visible")).to_have_attribute("aria-pressed", "true")
        assert kept(page) == {"ct-and-mri": ["70450"]}
        page.reload()
        expect(page.locator("[data-at]")).to_have_text("1 of 27, 1 known")
        expect(page.locator(".cards > li:visible")).not_to_have_id("card-70450")
        page.get_by_role("button", name="Back").click()
        expect(page.locator(".cards > li:visible")).to_have_id("card-70450")

    def test_a_reader_may_begin_anew(self, page: Page) -> None:
        page.goto(DECK)
        page.locator("[data-known]:visible").click()
        page.locator("[data-forget]").click()
        expect(page.locator("[data-at]")).to_have_text("1 of 27, 0 known")
        assert kept(page) == {}

    def test_an_address_may_name_a_card(self, page: Page) -> None:
        page.goto(f"{DECK}#card-71250")
        expect(page.locator(".cards > li:visible")).to_have_id("card-71250")

    def test_what_was_kept_by_another_hand_does_no_harm(self, page: Page) -> None:
        page.goto(DECK)
        for text in ("not json", "[1]", '{"ct-and-mri": "x"}', '{"ct-and-mri": ["00000"]}', "null"):
            page.evaluate("text => localStorage.setItem('openrvu.cards', text)", text)
            page.reload()
            expect(page.locator("[data-at]")).to_have_text("1 of 27, 0 known")

    def test_without_scripts_all_cards_stand_and_turn(self, browser: Browser, site: str) -> None:
        context = browser.new_context(base_url=site, java_script_enabled=False)
        page = context.new_page()
        page.goto(DECK)
        expect(page.locator(".cards > li:visible")).to_have_count(27)
        expect(page.locator("button:visible", has_text="I know it")).to_have_count(0)
        page.locator("#card-71250 summary").click()
        expect(page.locator("#card-71250 .back")).to_be_visible()
        context.close()


class TestQuiz:
    def test_a_round_is_played_without_scripts(self, browser: Browser, site: str) -> None:
        context = browser.new_context(base_url=site, java_script_enabled=False)
        page = context.new_page()
        page.goto("/learn/quiz/")
        page.get_by_role("link", name="Start at the level of attendings").click()
        for number in range(1, 11):
            expect(page.locator(".progress b")).to_have_text(f"Question {number} of 10")
            page.locator(".pick").first.click()
            expect(page.locator("#why")).to_be_visible()
            page.locator("main .button").click()
        expect(page.locator("h1")).to_contain_text("of 10 right")
        expect(page.locator(".round tbody tr")).to_have_count(10)
        page.get_by_role("link", name="This round from the start").first.click()
        expect(page.locator(".progress")).to_contain_text("0 right so far")
        context.close()

    def test_a_pick_is_made_by_keyboard(self, page: Page) -> None:
        page.goto("/learn/quiz/?level=students&seed=k7f2p&release=RVU26C&q=1")
        page.locator(".pick").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Right. G0402 has more work")


class TestTexts:
    def test_a_citation_leads_to_its_source_and_back(self, page: Page) -> None:
        page.goto("/resources/conversion-factor/")
        page.locator("#cite-2").click()
        expect(page.locator("#source-2")).to_be_in_viewport()
        page.locator("#source-2 .back").click()
        expect(page.locator("#cite-2")).to_be_in_viewport()

    def test_a_question_named_in_the_address_stands_open(self, page: Page) -> None:
        page.goto("/support/#faq-what-does-na-mean-beside-a-figure")
        answer = page.locator("#faq-what-does-na-mean-beside-a-figure")
        expect(answer).to_be_visible()
        expect(answer).to_be_in_viewport()

    @pytest.mark.parametrize("path", ["/resources/conversion-factor/", "/blog/2025-to-2026/", DECK])
    def test_on_paper_nothing_is_cut(self, browser: Browser, site: str, path: str) -> None:
        context = browser.new_context(base_url=site, viewport={"width": 725, "height": 960})
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 725
        expect(page.locator(".menu, nav.main").first).to_be_hidden()
        context.close()
