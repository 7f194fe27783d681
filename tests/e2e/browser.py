"""A real browser: Debian's Chromium, driven by playwright, each with a profile of its own."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tools.local_server import LocalServer, free_port

CHROMIUM = Path("/usr/bin/chromium")
REFUSES_COOKIES = {"profile": {"default_content_setting_values": {"cookies": 2}}}
"""The preference that "Block all cookies" in the browser's settings writes."""

needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed")


class Browsers:
    """Opens browsers that know nothing of each other."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self._playwright = playwright
        self._folder = folder

    def open(self, name: str = "one", preferences: dict[str, Any] | None = None, **options: Any) -> BrowserContext:
        """A new one; `options` are those of playwright's launch_persistent_context."""
        profile = self._folder / name
        if preferences:
            (profile / "Default").mkdir(parents=True)
            (profile / "Default" / "Preferences").write_text(json.dumps(preferences), "utf-8")
        return self._playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, **options)


@contextlib.contextmanager
def chromium(folder: Path) -> Iterator[Browsers]:
    """Browsers with their profiles in a folder; ended afterwards."""
    with sync_playwright() as playwright:
        yield Browsers(playwright, folder)


@contextlib.contextmanager
def a_server(folder: Path) -> Iterator[LocalServer]:
    """A server for several tests, its data in `data` of a folder, what it prints in `log`."""
    server = LocalServer(folder / "data", free_port(), log=folder / "log")
    server.start()
    server.wait_until_ready()
    yield server
    server.stop()


def a_page(context: BrowserContext) -> Page:
    """A page that fails its test on what its console calls an error, a blocked script or style among it."""
    page = context.new_page()
    page.on("console", lambda said: _fail_on(said.text) if said.type == "error" else None)
    return page


def _fail_on(text: str) -> None:
    # The browser says so of every answer that is no 200, which is what some of the tests ask for.
    if not text.startswith("Failed to load resource"):
        raise AssertionError(text)


def on_localhost(url: str) -> str:
    """The address by name: browsers offer security keys there, and not on a number."""
    return url.replace("127.0.0.1", "localhost")
