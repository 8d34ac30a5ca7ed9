"""Accounts and groups of a clinic in a real browser, with a real passkey and real mails."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.clinic import Clinic, app_code, running
from e2e.test_accessibility import RULES

pytestmark = pytest.mark.browser

PASSWORD = "winter barley in the north field"
#: A folder to look at pictures of every page; none are made where it is empty.
PICTURES = os.environ.get("OPENRVU_PICTURES", "")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with running(tmp_path_factory.mktemp("clinic")) as site:
        yield site


@pytest.fixture
def page(browser: Browser, clinic: Clinic) -> Iterator[Page]:
    """A phone whose every error fails the test; nothing that the policy forbids is asked for."""
    context = phone(browser, clinic)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert errors == []


def phone(browser: Browser, clinic: Clinic) -> BrowserContext:
    return browser.new_context(base_url=clinic.address, viewport={"width": 390, "height": 844})


def sign_up(page: Page, clinic: Clinic, email: str, name: str) -> None:
    page.goto("/account/signup/")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.locator("h1")).to_have_text("Confirm your address")
    page.get_by_label("Code", exact=True).fill(clinic.code_to(email))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/log/")


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def show_again(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def add_key(page: Page) -> None:
    """Give the browser a device that keeps passkeys and asks for a finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("body:has(.hero)")).to_have_count(1)  # the home page


def add_app(page: Page) -> str:
    """Add an authenticator app; a recovery code."""
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Add an app").click()
    show_again(page)
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("Authenticator code").fill(app_code(secret))
    page.get_by_role("button", name="Add the app").click()
    expect(page.locator(".recovery code")).to_have_count(10)
    return page.locator(".recovery code").first.inner_text()


def test_from_sign_up_to_authenticator_app_to_passkey(page: Page, clinic: Clinic) -> None:
    email = "ann@clinic.example"
    sign_up(page, clinic, email, "Ann Able")
    recovery = add_app(page)

    sign_out(page)
    sign_in(page, email)
    expect(page.locator("h1")).to_have_text("Second step")
    page.get_by_label("Code", exact=True).fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/log/")

    add_key(page)
    page.goto("/account/2fa/webauthn/add/")
    show_again(page)
    page.get_by_label("Name").fill("My telephone")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/account/2fa/")
    page.get_by_role("link", name="See and change them").click()
    expect(page.locator(".people li")).to_contain_text("My telephone")

    sign_out(page)
    page.goto("/account/login/?next=/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/account/")
    expect(page.locator(".parts")).to_contain_text("1 passkey; 9 recovery codes left")


def test_a_passkey_that_is_not_there_is_said_on_the_page(page: Page, clinic: Clinic) -> None:
    add_key(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("#passkey-problem")).to_contain_text("The passkey was not used")


def invite(page: Page, clinic: Clinic, email: str) -> str:
    """Start a group and invite somebody; the link of the mail."""
    page.goto("/log/groups/")
    page.get_by_label("Name of the group").fill("North Clinic")
    page.get_by_role("button", name="Start the group").click()
    page.get_by_label("Their email address").fill(email)
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("status")).to_contain_text(f"{email} is invited")
    link = re.search(r"http://\S+/account/invitation/\S+/", clinic.mail_to(email))
    assert link is not None
    return link[0]


def join(guest: Page, link: str) -> None:
    """Open the mail's link, make an account, accept."""
    guest.goto(link)
    expect(guest.locator("h1")).to_have_text("Lea Lead invites you to North Clinic")
    guest.get_by_role("link", name="Make an account").click()
    guest.get_by_label("Your name").fill("Bob Best")
    expect(guest.get_by_label("Email")).to_have_value("bob@clinic.example")
    guest.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.get_by_label("Password (again)").fill(PASSWORD)
    guest.get_by_role("button", name="Make the account").click()
    guest.get_by_role("button", name="Accept").click()
    expect(guest.get_by_role("status")).to_contain_text("You are in North Clinic, as member")


def test_an_invited_person_joins_shares_and_leaves(
    page: Page, browser: Browser, clinic: Clinic
) -> None:
    sign_up(page, clinic, "lead@clinic.example", "Lea Lead")
    link = invite(page, clinic, "bob@clinic.example")
    with phone(browser, clinic) as context:
        guest = context.new_page()
        join(guest, link)
        page.goto("/log/groups/")
        page.get_by_role("link", name="Totals").click()
        expect(page.locator("main")).to_contain_text("Bob Best")

        guest.goto("/log/seen-by/")
        expect(guest.locator("main")).to_contain_text("1 person sees your totals")
        expect(guest.locator("table").last).to_contain_text("Lea Lead")
        guest.get_by_role("button", name="Show my single entries too").click()
        expect(guest.locator("main")).to_contain_text("Totals and single entries")
        guest.goto("/log/groups/")
        guest.get_by_role("link", name="North Clinic").click()
        guest.get_by_role("button", name="Leave the group").click()
        expect(guest.get_by_role("status")).to_contain_text("You left North Clinic")
        guest.goto("/log/seen-by/")
        expect(guest.locator("main")).to_contain_text("Nobody but you")


OPEN = (
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/inactive/",
    "/account/invitation/",
)
OWN = (
    "/account/",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
    "/account/logout/",
    "/account/delete/",
    "/account/reauthenticate/",
    "/log/groups/",
    "/log/seen-by/",
)
GUARDED = (
    "/account/2fa/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/reauthenticate/",
)
LOOKS = [(360, "light"), (1280, "dark"), (1280, "light"), (360, "dark")][: 4 if PICTURES else 2]


@dataclass(frozen=True)
class Eye:
    """Looks at pages of one width and scheme."""

    page: Page
    width: int
    scheme: str

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look(path.strip("/").replace("/", "-"))

    def look(self, name: str) -> None:
        page = self.page
        if PICTURES:
            file = f"{name}-{self.width}-{self.scheme}.png"
            page.screenshot(path=Path(PICTURES) / file, full_page=True)
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, f"{name}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= self.width, name


def look_at_doors(eye: Eye, clinic: Clinic, email: str) -> None:
    """Pages of one who is not signed in, with forms that were refused; then sign up."""
    page = eye.page
    for path in OPEN:
        eye.open(path)
    page.goto("/account/login/")
    page.get_by_label("Email").fill("nobody@clinic.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    eye.look("refused")
    page.goto("/account/signup/")
    page.get_by_label("Your name").fill("Lou Looker")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_label("Password (again)").fill("shorter")
    page.get_by_role("button", name="Make the account").click()
    eye.look("signup-refused")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    eye.look("code")
    page.get_by_label("Code", exact=True).fill(clinic.code_to(email))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/log/")


def look_at_second_step(eye: Eye) -> None:
    """Pages of one who has a passkey."""
    page = eye.page
    add_key(page)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/recovery-codes/")
    for path in GUARDED:
        eye.open(path)
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Rename").click()
    eye.look("rename")


def look_at_a_group(eye: Eye) -> None:
    """Pages of one who owns a group and invited somebody."""
    page = eye.page
    page.goto("/log/groups/")
    page.get_by_label("Name of the group").fill("A practice with quite a long name for a telephone")
    page.get_by_role("button", name="Start the group").click()
    page.get_by_label("Their email address").fill("somebody.with.a.long.address@clinic.example")
    page.get_by_role("button", name="Invite").click()
    eye.look("group")
    eye.open("/log/groups/")
    eye.open("/log/seen-by/")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_on_account_and_group_pages_and_nothing_overflows(
    browser: Browser, clinic: Clinic, width: int, scheme: str
) -> None:
    with browser.new_context(
        base_url=clinic.address,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    ) as context:
        eye = Eye(context.new_page(), width, scheme)
        look_at_doors(eye, clinic, f"look-{width}-{scheme}@clinic.example")
        eye.page.goto("/account/reauthenticate/?next=/account/")
        show_again(eye.page)
        for path in OWN:
            eye.open(path)
        look_at_second_step(eye)
        look_at_a_group(eye)
