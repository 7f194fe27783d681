"""Somebody whose browser wishes for Spanish registers, learns of the policy, and reads every page and mail in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import Browsers, a_page, a_server, chromium, needs_chromium
from tools.local_server import LocalServer
from tools.mailbox import Mailbox

pytestmark = needs_chromium

PASSWORD = "siete garzas vadean quietas"
EMAIL = "lucia@example.org"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LocalServer]:
    with a_server(folder) as server:
        yield server


@pytest.fixture
def browsers(tmp_path: Path) -> Iterator[Browsers]:
    with chromium(tmp_path) as browsers:
        yield browsers


def fits(page: Page) -> bool:
    """Tell whether nothing of the page lies beside the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def register(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/signup/")
    page.get_by_label("Nombre").fill("Lucía")
    page.get_by_label("Apellido").fill("Gómez")
    page.get_by_label("Correo electrónico").fill(EMAIL)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Registrarse").click()
    expect(page.get_by_role("heading", name="Escriba el código de su correo")).to_be_visible()


@pytest.mark.parametrize("width", [375, 1280])
def test_a_spanish_browser_is_answered_in_spanish_from_the_first_page_to_the_account(
    server: LocalServer, browsers: Browsers, folder: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    email = f"{width}-{EMAIL}"
    monkeypatch.setattr("tests.e2e.test_languages.EMAIL", email)
    page = a_page(browsers.open(locale="es-MX", viewport={"width": width, "height": 800}))
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Comprobar un certificado")).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="Qué se guarda sobre usted y por qué").click()
    expect(page.get_by_text("Vale el texto en inglés")).to_be_visible()
    register(page, server.url)
    assert fits(page)
    mailbox = Mailbox(folder / "log")
    page.locator("input[name=code]").fill(mailbox.code_for(email))
    page.get_by_role("button", name="Seguir").click()
    expect(page.get_by_role("heading", name="Lucía Gómez")).to_be_visible()
    expect(page.get_by_text("Dónde tiene la sesión iniciada")).to_be_visible()
    assert (fits(page), page.locator("html").get_attribute("lang")) == (True, "es")
    (mail,) = [mail for mail in mailbox.mails() if mail.to == email]
    assert mail.subject == "Su código para COR server" and "Vale durante 30 minutos" in mail.text


def test_the_switch_works_without_scripts_and_without_cookies_where_nobody_is_signed_in(
    server: LocalServer, browsers: Browsers
) -> None:
    context = browsers.open(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/verify/")
    page.get_by_role("link", name="Español").click()
    page.get_by_label("Número de certificado").fill("COR-0000-0000-0000")
    page.get_by_label("Apellido de la persona titular").fill("Lovelace")
    page.get_by_role("button", name="Comprobar").click()
    expect(page.get_by_role("heading", name="No hay ningún certificado con este número y apellido")).to_be_visible()
    assert context.cookies() == []


def test_the_switch_of_who_is_signed_in_is_kept_with_the_account(
    server: LocalServer, browsers: Browsers, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.e2e.test_languages.EMAIL", "ana@example.org")
    page = a_page(browsers.open(locale="es"))
    register(page, server.url)
    page.locator("input[name=code]").fill(Mailbox(folder / "log").code_for("ana@example.org"))
    page.get_by_role("button", name="Seguir").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    page.get_by_role("link", name="Change name and details").click()
    expect(page.get_by_label("Language of our mails and of these pages")).to_have_value("en")
