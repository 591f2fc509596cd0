"""The report as a browser shows it, on a desk and on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from harness.report.html import render
from tests.samples import INFO, PNG, mixed_runs

WIDTHS = (1400, 400)


@pytest.fixture(params=WIDTHS)
def report(request: pytest.FixtureRequest, plain_browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A report of all kinds of runs in a window of each width, without scripts and without a network."""
    (tmp_path / "azb").mkdir()
    (tmp_path / "azb" / "link_account-5-1.png").write_bytes(PNG)
    (tmp_path / "report.html").write_text(render(mixed_runs(), INFO, tmp_path), "utf-8")
    context = plain_browser.new_context(
        viewport={"width": request.param, "height": 900}, java_script_enabled=False, offline=True
    )
    page = context.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    yield page
    context.close()


def test_nothing_stands_beyond_the_edge(report: Page) -> None:
    """The page is as wide as the window, so that nobody has to scroll sideways."""
    assert report.viewport_size is not None
    for part in report.locator("h1, h2, h3, h4, .badge, dd, td, img, .menu").all():
        box = part.bounding_box()
        if box is not None:
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= report.viewport_size["width"]


def test_every_cell_is_readable_with_its_meaning(report: Page) -> None:
    """The first table tells court, verdict and reason at every width."""
    table = report.get_by_role("table")
    expect(table.get_by_role("row", name="cacd")).to_contain_text("failed")
    expect(table.get_by_role("row", name="gamb")).to_contain_text("stood under")
    expect(table.get_by_role("rowheader")).to_have_count(4)


def test_a_picture_is_enlarged_and_closed_without_scripts(report: Page) -> None:
    """A click enlarges a picture, and Close brings the page back."""
    picture = report.locator("#court-azb figure").first
    before = picture.bounding_box()
    picture.get_by_title("Enlarge").click()
    close = picture.get_by_role("link", name="Close")
    expect(close).to_be_visible()
    close.click()
    expect(close).to_be_hidden()
    after = picture.bounding_box()
    assert before is not None
    assert after is not None
    assert (before["width"], before["height"]) == (after["width"], after["height"])
