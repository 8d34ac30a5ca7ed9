"""The log as an installed app, in a real browser at a phone's width: without a network, with a
network that fails, and with a server that is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from e2e.clinic import Clinic, running
from e2e.serving import free_port
from e2e.test_accessibility import RULES
from e2e.test_accounts import PASSWORD, sign_up

pytestmark = pytest.mark.browser

SHELL = "/log/offline/"


class Server:
    """`rvu serve` with a log of its own, which can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._env = {**os.environ, "OPENRVU_DATA_DIR": str(folder)}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        rvu = Path(sys.executable).with_name("rvu")
        self._process = subprocess.Popen(
            [rvu, "serve", "--port", str(self.port)],
            env=self._env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.address}/health/", timeout=5).read()
            except OSError:
                time.sleep(0.05)
            else:
                return
        pytest.fail("the server did not start within 15 s")

    def kill(self) -> None:
        """The server and its workers, at once and without a chance to end anything."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=15)
            self._process = None

    def entries(self) -> list[dict[str, Any]]:
        """Every entry of the log, as the server says."""
        with urllib.request.urlopen(f"{self.address}/log/export.json", timeout=15) as answer:
            return list(json.load(answer)["lines"])

    def codes(self) -> Counter[str]:
        """How often each code is in the log, by units."""
        return Counter({one["code"]: 0 for one in self.entries()}) + Counter(
            f"{one['code']}x{one['units']}" for one in self.entries()
        )


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A phone that has opened the log once, so that it is ready for the time without a network."""
    made = browser.new_context(
        base_url=server.address, viewport={"width": 390, "height": 844}, has_touch=True
    )
    yield made
    made.close()


@pytest.fixture
def phone(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    page.set_default_timeout(15000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/log/")
    ready(page)
    yield page
    assert errors == []


def ready(page: Page) -> None:
    """Wait until the worker answers for the page and the device has what it keeps."""
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, "OpenRVUQueue.snapshot().then(s => s?.codes.length > 0)")


def until(page: Page, true: str) -> None:
    """Wait for what a script says; the policy of the page lets no library ask by itself."""
    for _ in range(200):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true within 10 s: {true}")


def record(page: Page, text: str) -> None:
    page.get_by_label("What did you do?").fill(text)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_label("What did you do?")).to_have_value("")


def waiting(page: Page) -> Locator:
    return page.locator("#queue > li")


def online(page: Page) -> None:
    """The network is there again; where the browser does not say so, a person presses the button,
    which may be gone before it is pressed."""
    page.context.set_offline(False)
    page.evaluate("document.querySelector('[data-send]').click()")


def states(page: Page) -> list[str]:
    return [
        str(one) for one in page.evaluate("OpenRVUQueue.items().then(a => a.map(i => i.state))")
    ]


def synced(page: Page) -> None:
    expect(waiting(page)).to_have_count(0, timeout=15000)


class TestWithoutANetwork:
    def test_two_entries_are_kept_one_is_edited_and_both_are_logged_once(
        self, phone: Page, server: Server
    ) -> None:
        phone.context.set_offline(True)
        phone.goto("/log/")
        expect(phone.locator("h1")).to_have_text("On this device")
        record(phone, "99213")
        record(phone, "45385 45380-59")
        expect(waiting(phone)).to_have_count(2)
        expect(waiting(phone).first).to_contain_text("99213")
        waiting(phone).first.get_by_role("button", name="Edit").click()
        waiting(phone).first.get_by_label("Entry").fill("99214 x3")
        waiting(phone).first.get_by_role("button", name="Keep").click()
        expect(waiting(phone).first).to_contain_text("99214 x3")
        phone.reload()
        expect(waiting(phone)).to_have_count(2)
        online(phone)
        synced(phone)
        assert server.codes() == {"99214x3": 1, "45385x1": 1, "45380x1": 1}
        cases = {one["code"]: one["case"] for one in server.entries()}
        assert cases["45385"] == cases["45380"] != cases["99214"]

    def test_what_waits_is_summed_as_far_as_the_device_knows(self, phone: Page) -> None:
        phone.context.set_offline(True)
        phone.goto("/log/")
        record(phone, "99214 x3, 99213")  # 3 x 1.92 + 1.30 work RVUs in CMS's files of 2026
        expect(phone.locator("#sum")).to_have_text("7.06 work RVUs of CMS in 1 entry")
        record(phone, "lap chole")
        expect(phone.locator("#sum")).to_contain_text(
            "7.06 work RVUs of CMS in 2 entries; 1 counted"
        )

    def test_what_tells_who_the_patient_is_is_not_kept(self, phone: Page) -> None:
        phone.context.set_offline(True)
        phone.goto("/log/")
        for text in (
            "99213 mrn 4471123",
            "99213 312-555-0142",
            "99213 ssn 078-05-1120",
            "99213 dob 3/4/1951",
            "99213 born 1951-03-04",
            "99213 ann@example.org",
        ):
            phone.get_by_label("What did you do?").fill(text)
            phone.get_by_role("button", name="Keep", exact=True).click()
            expect(phone.locator("#problem")).to_contain_text("takes nothing that tells who")
        assert states(phone) == []

    def test_an_entry_that_waits_can_be_deleted(self, phone: Page, server: Server) -> None:
        phone.context.set_offline(True)
        phone.goto("/log/")
        record(phone, "99213")
        record(phone, "93000")
        waiting(phone).first.get_by_role("button", name="Delete").click()
        expect(waiting(phone)).to_have_count(1)
        online(phone)
        synced(phone)
        assert server.codes() == {"93000x1": 1}

    def test_an_entry_of_another_day_goes_to_that_day(self, phone: Page, server: Server) -> None:
        phone.context.set_offline(True)
        phone.goto("/log/")
        phone.get_by_label("Day", exact=True).first.fill("2026-03-09")
        record(phone, "99213")
        online(phone)
        synced(phone)
        assert [one["date"] for one in server.entries()] == ["2026-03-09"]

    def test_a_form_that_is_sent_into_nothing_is_kept(self, phone: Page, server: Server) -> None:
        box = phone.get_by_label("What did you do?")
        box.fill("99214 x2")
        phone.context.set_offline(True)
        phone.get_by_role("button", name="Save", exact=True).click()
        phone.wait_for_url("**/log/offline/?form=kept")
        expect(waiting(phone)).to_have_count(1)
        online(phone)
        synced(phone)
        assert server.codes() == {"99214x2": 1}

    def test_favourites_and_recent_lines_are_one_tap(self, phone: Page, server: Server) -> None:
        phone.get_by_label("What did you do?").fill("93306-26")
        phone.get_by_role("button", name="Save", exact=True).click()
        expect(phone.locator(".entries .entry")).to_have_count(1)
        until(phone, "OpenRVUQueue.snapshot().then(s => s.recent.length > 0)")
        phone.context.set_offline(True)
        phone.goto("/log/")
        phone.locator("#taps button").first.click()
        expect(waiting(phone)).to_have_count(1)
        online(phone)
        synced(phone)
        assert server.codes() == {"93306x1": 2}


class TestAFailingNetwork:
    def test_an_entry_whose_answer_was_lost_is_there_once(
        self, phone: Page, server: Server
    ) -> None:
        phone.goto(SHELL)
        lose_answers(phone.context)
        record(phone, "99213")
        expect(phone.locator("#net")).to_have_attribute("data-state", "offline")
        assert server.codes() == {"99213x1": 1}
        phone.context.unroute_all(behavior="wait")
        online(phone)
        synced(phone)
        assert server.codes() == {"99213x1": 1}

    def test_one_that_is_edited_after_its_answer_was_lost_says_the_new_and_once(
        self, phone: Page, server: Server
    ) -> None:
        phone.goto(SHELL)
        lose_answers(phone.context)
        record(phone, "99213")
        expect(phone.locator("#net")).to_have_attribute("data-state", "offline")
        for text in ("99214", "99215 x2"):
            waiting(phone).first.get_by_role("button", name="Edit").click()
            waiting(phone).first.get_by_label("Entry").fill(text)
            waiting(phone).first.get_by_role("button", name="Keep").click()
            expect(phone.locator("[data-send]")).to_be_enabled()
            expect(waiting(phone).first.locator(".typed")).to_have_text(text)
        phone.context.unroute_all(behavior="wait")
        online(phone)
        synced(phone)
        assert server.codes() == {"99215x2": 1}

    def test_what_is_being_typed_outlives_another_try_to_send(self, phone: Page) -> None:
        phone.goto(SHELL)
        lose_answers(phone.context)
        record(phone, "99213")
        expect(phone.locator("#net")).to_have_attribute("data-state", "offline")
        waiting(phone).first.get_by_role("button", name="Edit").click()
        waiting(phone).first.get_by_label("Entry").fill("99214 x4")
        phone.evaluate("dispatchEvent(new Event('online'))")
        expect(phone.locator("[data-send]")).to_be_enabled()
        phone.wait_for_timeout(500)
        expect(waiting(phone).first.get_by_label("Entry")).to_have_value("99214 x4")
        phone.context.unroute_all(behavior="wait")

    def test_one_that_is_deleted_after_its_answer_was_lost_is_gone(
        self, phone: Page, server: Server
    ) -> None:
        phone.goto(SHELL)
        lose_answers(phone.context)
        record(phone, "99213")
        expect(phone.locator("#net")).to_have_attribute("data-state", "offline")
        assert server.codes() == {"99213x1": 1}
        waiting(phone).first.get_by_role("button", name="Delete").click()
        expect(waiting(phone).first).to_contain_text("Take back")
        phone.context.unroute_all(behavior="wait")
        online(phone)
        synced(phone)
        assert server.codes() == {}

    def test_a_form_whose_answer_was_lost_is_there_once(self, phone: Page, server: Server) -> None:
        phone.get_by_label("What did you do?").fill("99214")
        form = phone.evaluate(
            "Object.fromEntries(new FormData(document.querySelector('form.box'), "
            "document.querySelector('form.box .save')))"
        )
        phone.request.post("/log/", form=form, headers={"origin": server.address})
        assert server.codes() == {"99214x1": 1}
        phone.context.set_offline(True)
        phone.get_by_role("button", name="Save", exact=True).click()
        phone.wait_for_url("**/log/offline/?form=kept")
        online(phone)
        synced(phone)
        assert server.codes() == {"99214x1": 1}

    def test_sending_again_five_times_changes_nothing(self, phone: Page, server: Server) -> None:
        phone.context.set_offline(True)
        phone.goto("/log/")
        for text in ("99213", "93000 x2", "45385 45380-59"):
            record(phone, text)
        sent: list[str] = []
        phone.context.on(
            "request", lambda r: sent.append(r.post_data or "") if "sync.json" in r.url else None
        )
        online(phone)
        synced(phone)
        before = server.entries()
        assert len(before) == 4
        for _ in range(5):
            results = phone.evaluate(
                """async (body) => {
                  const { csrf } = await (await fetch("/log/session.json")).json();
                  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
                  const got = await fetch("/log/sync.json", { method: "POST", headers, body });
                  return (await got.json()).results.map((one) => one.result);
                }""",
                sent[0],
            )
            assert set(results) == {"same"}
            assert server.entries() == before


class TestAKilledServer:
    def test_each_entry_is_there_once_however_often_the_server_is_killed(
        self, phone: Page, server: Server
    ) -> None:
        phone.goto(SHELL)
        texts: list[str] = []
        for turn in range(8):
            server_is_to_die = turn % 2 == 0
            for _ in range(3):
                texts.append(f"99213 x{len(texts) + 1}")
                record(phone, texts[-1])
            if server_is_to_die:
                phone.wait_for_timeout(turn * 7)
                server.kill()
                record(phone, f"93000 x{turn + 1}")
                texts.append(f"93000 x{turn + 1}")
                server.start()
        online(phone)
        expect(phone.locator("[data-send]")).to_be_hidden(timeout=30000)
        synced(phone)
        assert server.codes() == {text.replace(" ", ""): 1 for text in texts}


class TestConflicts:
    @pytest.fixture
    def changed(self, phone: Page, server: Server) -> Page:
        """An entry that the device changed to 4 units, and somebody changed to 2 meanwhile."""
        phone.get_by_label("What did you do?").fill("99214")
        phone.get_by_role("button", name="Save", exact=True).click()
        expect(phone.locator(".entries .entry")).to_have_count(1)
        until(phone, "OpenRVUQueue.snapshot().then(s => s.entries.length > 0)")
        phone.context.set_offline(True)
        phone.goto(SHELL)
        phone.locator("#logged summary").click()
        phone.locator("#logged").get_by_role("button", name="Edit 99214").click()
        phone.locator("#logged").get_by_label("Units").fill("4")
        phone.locator("#logged").get_by_role("button", name="Keep").click()
        expect(waiting(phone)).to_contain_text("Change 99214 to 99214 × 4")
        other = phone.context.browser
        assert other is not None
        elsewhere = other.new_context(base_url=server.address)
        page = elsewhere.new_page()
        page.goto("/log/")
        page.locator(".entry summary").click()
        page.get_by_label("Units").fill("2")
        page.locator(".entry .fields").get_by_role("button", name="Save").click()
        expect(page.locator(".entry .times")).to_have_text("× 2")
        elsewhere.close()
        return phone

    def conflict(self, page: Page) -> Locator:
        online(page)
        both = page.locator(".both")
        expect(both).to_be_visible(timeout=15000)
        expect(both.locator("> div").nth(0)).to_contain_text("99214 × 4")
        expect(both.locator("> div").nth(1)).to_contain_text("99214 × 2")
        return both

    def test_both_are_shown_and_mine_is_kept(self, changed: Page, server: Server) -> None:
        self.conflict(changed).get_by_role("button", name="Keep mine").click()
        synced(changed)
        assert server.codes() == {"99214x4": 1}

    def test_both_are_shown_and_the_log_s_is_kept(self, changed: Page, server: Server) -> None:
        self.conflict(changed).get_by_role("button", name="Keep the log’s").click()
        synced(changed)
        assert server.codes() == {"99214x2": 1}


class TestWhatTheLogRefuses:
    def test_it_comes_back_with_the_log_s_words_and_is_mended(
        self, phone: Page, server: Server
    ) -> None:
        phone.context.set_offline(True)
        phone.goto("/log/")
        record(phone, '99213 "seen with John Smith"')
        record(phone, "99214")
        online(phone)
        expect(waiting(phone)).to_have_count(1, timeout=15000)
        expect(waiting(phone).locator(".problem")).to_contain_text("a person's name")
        waiting(phone).get_by_role("button", name="Use this").click()
        synced(phone)
        notes = {one["code"]: one["note"] for one in server.entries()}
        assert set(notes) == {"99213", "99214"}
        assert "Smith" not in notes["99213"]

    def test_words_that_may_mean_several_codes_are_chosen_from(
        self, phone: Page, server: Server
    ) -> None:
        phone.context.set_offline(True)
        phone.goto("/log/")
        record(phone, "hernia repair x2")
        online(phone)
        choices = waiting(phone).locator(".which button")
        expect(choices.first).to_be_visible(timeout=15000)
        code = choices.nth(1).locator("b").inner_text()
        choices.nth(1).click()
        synced(phone)
        assert server.codes() == {f"{code}x2": 1}


class TestLooks:
    def test_a_browser_finds_nothing_against_installing_it(self, phone: Page) -> None:
        session = phone.context.new_cdp_session(phone)
        found = session.send("Page.getAppManifest")
        assert found["errors"] == []
        assert found["url"].endswith("/log/manifest.webmanifest")
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # A browser of a test is always a private one, into which nothing is installed.
        assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []

    def test_the_browser_keeps_the_page_and_files_and_no_private_answer(self, phone: Page) -> None:
        for path in ("/log/days/", "/log/settings/", "/log/"):
            phone.goto(path)
        kept = phone.evaluate(
            """async () => {
              const all = await Promise.all((await caches.keys()).map(async (name) =>
                (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)));
              return all.flat();
            }"""
        )
        assert SHELL in kept
        assert [path for path in kept if not path.startswith("/static/") and path != SHELL] == []

    @pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
    def test_axe_finds_nothing_and_nothing_overflows(
        self, browser: Browser, server: Server, width: int, scheme: str
    ) -> None:
        context = browser.new_context(
            base_url=server.address,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )
        page = context.new_page()
        page.goto("/log/")
        ready(page)
        context.set_offline(True)
        page.goto(SHELL)
        for text in ("99214 x3", "45385 45380-59", "lap chole"):
            record(page, text)
        waiting(page).first.get_by_role("button", name="Edit").click()
        page.locator("#codes summary").click()
        results = Axe().run(page, options=RULES)
        wide = page.evaluate("document.documentElement.scrollWidth")
        context.close()
        assert results.violations_count == 0, results.generate_report()
        assert wide <= width


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with running(tmp_path_factory.mktemp("clinic")) as site:
        yield site


class TestAClinic:
    """Where there are accounts: what a device keeps is one person's, and goes when they go."""

    @pytest.fixture
    def tablet(self, browser: Browser, clinic: Clinic) -> Iterator[Page]:
        context = browser.new_context(
            base_url=clinic.address, viewport={"width": 390, "height": 844}
        )
        page = context.new_page()
        yield page
        context.close()

    def sign_in(self, page: Page, email: str) -> None:
        page.goto("/account/login/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/log/**")
        ready(page)

    def lines(self, page: Page) -> list[str]:
        """The codes of the person's own log."""
        answer = page.request.get("/log/export.json")
        return [str(one["code"]) for one in answer.json()["lines"]]

    def test_what_waits_outlives_the_session_and_goes_to_its_owner_alone(
        self, tablet: Page, clinic: Clinic
    ) -> None:
        sign_up(tablet, clinic, "bea@example.org", "Bea")
        tablet.context.clear_cookies()
        sign_up(tablet, clinic, "ann@example.org", "Ann")
        ready(tablet)
        tablet.goto(SHELL)
        tablet.context.clear_cookies()
        record(tablet, "99214")
        expect(tablet.locator("#net")).to_contain_text("Sign in, and what waits here is sent")
        self.sign_in(tablet, "bea@example.org")
        tablet.goto(SHELL)
        expect(tablet.locator("#net")).to_contain_text("1 of another person’s entry waits")
        expect(waiting(tablet)).to_have_count(0)
        assert self.lines(tablet) == []
        tablet.context.clear_cookies()
        self.sign_in(tablet, "ann@example.org")
        until(tablet, "OpenRVUQueue.open().then(all => all.length === 0)")
        assert self.lines(tablet) == ["99214"]

    def test_signing_out_sends_what_waits_and_leaves_nothing_on_the_device(
        self, tablet: Page, clinic: Clinic
    ) -> None:
        sign_up(tablet, clinic, "cleo@example.org", "Cleo")
        ready(tablet)
        tablet.goto(SHELL)
        tablet.context.set_offline(True)
        record(tablet, "99215")
        # Nothing is sent until the person signs out.
        tablet.goto("about:blank")
        tablet.context.set_offline(False)
        tablet.context.route("**/log/session.json", lambda route: route.abort())
        tablet.goto("/account/logout/")
        tablet.context.unroute_all(behavior="wait")
        tablet.locator("main form button").click()
        tablet.wait_for_url(lambda url: "/account/logout/" not in url)
        tablet.goto(SHELL)
        assert tablet.evaluate("OpenRVUQueue.who()") is None
        assert tablet.evaluate("OpenRVUQueue.snapshot()") is None
        assert states(tablet) == []
        expect(tablet.locator("#said")).to_contain_text("Open the log once on this device")
        self.sign_in(tablet, "cleo@example.org")
        assert self.lines(tablet) == ["99215"]


def lose_answers(context: BrowserContext) -> None:
    """What is sent arrives, and its answer does not."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    context.route("**/log/sync.json", lose)
