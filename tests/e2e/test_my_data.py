"""M1: the copy of My data that a learner takes along opens in a real browser, and says there what it says here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.open_page import keep_open_page
from cor_desktop.presenters.devices import DevicesPresenter
from cor_desktop.presenters.my_data.page import MyDataPresenter
from tests.e2e.browser import Browsers, a_page, chromium, needs_chromium
from tests.factories.modules import a_module
from tests.factories.packs import a_catalog
from tests.fakes.a_desk import a_desk, join
from tests.fakes.background import AtOnce
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeServer
from tests.unit.cor_desktop.presenters.conftest import FORM

pytestmark = needs_chromium


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Ana's copy: an activity, a page, a certificate."""
    server, module = FakeServer(), a_module("one", "two")
    desk = a_desk(tmp_path / "desk", HandClock(), server, a_catalog(tmp_path / "pack", module))
    desk.settings.set("server_address", "https://cor.example.org")
    join(desk, server, FORM)
    open_activity(desk, module, "one")
    keep_open_page(desk, "home")
    presenter = MyDataPresenter(desk, AtOnce(), DevicesPresenter(desk, AtOnce()))
    presenter.refresh()
    presenter.save_page(tmp_path / "COR - my data.html")
    desk.store.close()
    return tmp_path / "COR - my data.html"


@pytest.fixture
def browsers(tmp_path: Path) -> Iterator[Browsers]:
    with chromium(tmp_path) as browsers:
        yield browsers


@pytest.fixture
def page(copy: Path, browsers: Browsers) -> Page:
    page = a_page(browsers.open())
    page.goto(copy.as_uri())
    return page


def test_m1_the_copy_is_read_in_a_browser(page: Page) -> None:
    expect(page).to_have_title("My data")
    expect(page.get_by_role("heading", level=1, name="My data")).to_be_visible()
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert headings == ["On this computer", "On the server"]
    expect(page.get_by_text("because it is nowhere")).to_be_visible()


def test_m2_each_row_has_its_moment_as_its_name(page: Page) -> None:
    row = page.get_by_role("row", name="Opened “One”").first
    expect(row.get_by_role("rowheader")).to_have_text("24 November 2026, 15:00")
    expect(row.get_by_role("cell").last).to_have_text("this computer · not sent")
    expect(page.get_by_role("row", name="Email ana@example.org").first).to_be_visible()


def test_the_copy_asks_nobody_for_anything(copy: Path, browsers: Browsers) -> None:
    page = a_page(browsers.open())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(copy.as_uri())
    assert asked == [copy.as_uri()]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_copy_fits_a_telephone_too(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
