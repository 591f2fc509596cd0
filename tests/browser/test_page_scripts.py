"""What the scripts of the mock's pages do, in a real browser at the names for people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.mock_server import RunningMock

UTILITIES_FLY_OUT = '.yuimenu[data-for="Utilities"]'


class Person:
    """Somebody at a browser, in a world of their own."""

    def __init__(self, mock: RunningMock, page: Page, persona: str) -> None:
        made = mock.world(courts=["azb"], personas=[persona])
        self.page = page
        self.pacer = made["personas"][0]["pacer"]
        self.court = f"http://ecf.azb.{made['world']}.uscourts.localhost:{mock.http_port}"

    def open_sign_in(self) -> None:
        """Goes from the entry page to PACER."""
        self.page.goto(self.court)
        self.page.get_by_role("link", name="District of Arizona Document Filing System").click()
        self.page.get_by_label("Username").wait_for()

    def log_in(self) -> None:
        """Types the credentials and presses Login."""
        self.page.get_by_label("Username").fill(self.pacer["username"])
        self.page.get_by_label("Password").fill(self.pacer["password"])
        self.page.get_by_role("button", name="Login").click()


@pytest.fixture
def filer(mock: RunningMock, plain_browser: Browser) -> Iterator[Person]:
    """Somebody who is linked, at an empty browser."""
    context = plain_browser.new_context()
    yield Person(mock, context.new_page(), "linked-filer")
    context.close()


@pytest.fixture
def visitor(mock: RunningMock, plain_browser: Browser) -> Iterator[Person]:
    """Somebody who is not linked, signed in at the court."""
    context = plain_browser.new_context()
    person = Person(mock, context.new_page(), "unlinked-filer")
    person.open_sign_in()
    person.log_in()
    person.page.wait_for_selector(UTILITIES_FLY_OUT, state="attached")
    yield person
    context.close()


def test_a_field_error_appears_without_leaving_the_page(filer: Person) -> None:
    """The scripted post puts the errors into the page that is there, and the cursor into the field."""
    filer.open_sign_in()
    filer.page.evaluate("window.stillHere = true")
    filer.page.get_by_role("button", name="Login").click()
    expect(filer.page.get_by_text("Username is required.")).to_be_visible()
    expect(filer.page.get_by_label("Username")).to_be_focused()
    assert filer.page.evaluate("window.stillHere") is True


def test_clear_empties_the_form_at_once_even_after_an_error(filer: Person) -> None:
    """What comes back with an error goes as well; the page stays, and one can type and log in."""
    filer.open_sign_in()
    filer.page.get_by_label("Username").fill(filer.pacer["username"])
    filer.page.get_by_label("Password").fill("wrong password")
    filer.page.get_by_label("Client Code").fill("case 12")
    filer.page.get_by_role("button", name="Login").click()
    expect(filer.page.get_by_role("alert")).to_have_text("Invalid username or password")
    expect(filer.page.get_by_label("Username")).to_have_value(filer.pacer["username"])
    filer.page.get_by_role("button", name="Clear").click()
    assert filer.page.get_by_label("Username").input_value() == ""
    assert filer.page.get_by_label("Client Code").input_value() == ""
    expect(filer.page.get_by_role("alert")).to_have_count(0)
    filer.log_in()
    expect(filer.page.get_by_role("button", name="Continue")).to_be_visible()


def test_continue_waits_for_the_tick(filer: Person) -> None:
    """The agreement replaces the login panel; its button works only after the tick."""
    filer.open_sign_in()
    filer.log_in()
    button = filer.page.get_by_role("button", name="Continue")
    expect(button).to_be_disabled()
    expect(filer.page.get_by_label("Username")).to_be_hidden()
    button.dispatch_event("click")
    expect(button).to_be_visible()
    filer.page.get_by_label("I understand").check()
    expect(button).to_be_enabled()
    button.click()
    expect(filer.page.locator("#topmenu")).to_contain_text("Bankruptcy")


def test_an_error_of_the_server_is_shown_by_the_browser(mock: RunningMock, filer: Person) -> None:
    """When the scripted post fails, the form is posted plainly, so that people see what happened."""
    filer.open_sign_in()
    world = filer.court.split(".")[2]
    with mock.control() as control:
        fault = {"fault": "error-500", "page": "sign-in"}
        control.post(f"/worlds/{world}/faults", json=fault).raise_for_status()
    filer.log_in()
    expect(filer.page.get_by_role("heading", name="Internal Server Error")).to_be_visible()


def test_a_fly_out_opens_for_a_moving_pointer_and_closes_behind_it(visitor: Person) -> None:
    """It is hidden at first, opens under its item, and goes when the pointer leaves."""
    menu = visitor.page.locator(UTILITIES_FLY_OUT)
    expect(menu).to_be_hidden()
    box = visitor.page.locator('a[data-menu="Utilities"]').bounding_box()
    assert box is not None
    visitor.page.mouse.move(box["x"] + 5, box["y"] + 5)
    visitor.page.mouse.move(box["x"] + 9, box["y"] + 9)
    expect(menu).to_be_visible()
    visitor.page.mouse.move(600, 500)
    expect(menu).to_be_hidden()


def test_a_fly_out_opens_by_keyboard(visitor: Person) -> None:
    """Arrow down opens it and goes to its first item; Escape closes it."""
    label = visitor.page.locator('a[data-menu="Utilities"]')
    label.press("ArrowDown")
    expect(visitor.page.locator(UTILITIES_FLY_OUT)).to_be_visible()
    expect(visitor.page.locator(f"{UTILITIES_FLY_OUT} a").first).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator(UTILITIES_FLY_OUT)).to_be_hidden()
    expect(label).to_be_focused()


def test_a_fly_out_leads_to_the_link_form(visitor: Person) -> None:
    """Its items are links like those of the page."""
    visitor.page.locator('a[data-menu="Utilities"]').press("ArrowDown")
    visitor.page.locator(UTILITIES_FLY_OUT).get_by_text("Link a CM/ECF account").click()
    expect(visitor.page.get_by_label("CM/ECF login:")).to_be_visible()


def test_a_click_on_the_bar_leaves_no_fly_out_over_the_page(visitor: Person) -> None:
    """The pointer rests on the bar after the click, and the new page stays readable."""
    visitor.page.locator('a[data-menu="Utilities"]').click()
    visitor.page.wait_for_url("**Utilities**")
    visitor.page.wait_for_selector(UTILITIES_FLY_OUT, state="attached")
    visitor.page.locator("#cmecfMainContent").get_by_role("link", name="Link a CM/ECF account").click()
    expect(visitor.page.get_by_label("CM/ECF login:")).to_be_visible()
