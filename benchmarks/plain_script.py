"""The clicks of linking at azb, as somebody would write them by hand with Playwright alone."""

from __future__ import annotations

from playwright.sync_api import Browser

from harness.engines.chromium import WORLD_HEADER
from harness.model import Credentials


def link_azb(browser: Browser, proxy: str | None, world: str, pacer: Credentials, cmecf: Credentials) -> None:
    """Links two accounts at azb; fails like any script if something is missing."""
    context = browser.new_context(
        proxy={"server": proxy} if proxy else None,
        extra_http_headers={WORLD_HEADER: world},
        viewport={"width": 1024, "height": 640},
    )
    page = context.new_page()
    page.goto("https://ecf.azb.uscourts.gov")
    page.get_by_role("link", name="District of Arizona Document Filing System", exact=True).click()
    page.get_by_label("Username").fill(pacer.name)
    page.get_by_label("Password").fill(pacer.password.reveal())
    page.get_by_role("button", name="Login").click()
    page.get_by_role("link", name="Utilities", exact=True).click()
    page.get_by_role("link", name="Link a CM/ECF account to my PACER account", exact=True).click()
    page.get_by_label("CM/ECF login:").fill(cmecf.name)
    page.get_by_label("CM/ECF password:").fill(cmecf.password.reveal())
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("Do you want to link these accounts?").wait_for()
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("The accounts have been linked").wait_for()
    page.get_by_role("link", name="Bankruptcy", exact=True).wait_for()
    context.close()
