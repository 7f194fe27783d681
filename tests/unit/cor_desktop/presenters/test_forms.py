from __future__ import annotations

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import NotSaved, Offline, Refused, ServerTrouble, Trouble
from cor_desktop.presenters.forms import FormPresenter, email_fault, named_server, server_address
from tests.fakes.background import AtOnce, WhenTold


def unexpected(came: object) -> None:
    raise AssertionError(came)


def refuse(field: str | None) -> str:
    raise Refused("This email is known", "Nothing was changed.", "Sign in with it.", field=field)


def test_a_fault_keeps_the_server_from_being_asked(desk: Desk) -> None:
    form = FormPresenter(desk, AtOnce())
    form.ask_server({"email": "Missing."}, "", lambda: pytest.fail("asked"), unexpected)
    assert form.faults.value == {"email": "Missing."}


def test_a_refusal_stands_beside_its_field(desk: Desk) -> None:
    form = FormPresenter(desk, AtOnce())
    form.ask_server({}, "", lambda: refuse("email"), unexpected)
    assert form.faults.value == {"email": "This email is known. Sign in with it."}
    assert (form.trouble.value, form.busy.value) == (None, False)


def test_a_refusal_without_a_field_is_a_trouble(desk: Desk) -> None:
    form = FormPresenter(desk, AtOnce())
    form.ask_server({}, "", lambda: refuse(None), unexpected)
    assert isinstance(form.trouble.value, Refused)


def test_pressing_twice_asks_once(desk: Desk) -> None:
    background = WhenTold()
    form = FormPresenter(desk, background)
    form.ask_server({}, "", lambda: None, lambda _: None)
    form.ask_server({}, "", lambda: None, lambda _: None)
    assert (len(background.waiting), form.busy.value) == (1, True)


def test_who_works_offline_is_told_so(desk: Desk) -> None:
    desk.settings.set("work_offline", True)
    form = FormPresenter(desk, AtOnce())
    form.ask_server({}, "", lambda: pytest.fail("asked"), unexpected)
    assert isinstance(form.trouble.value, Offline)
    assert "Work offline" in form.trouble.value.advice


def test_a_server_is_asked_for_where_none_is_set(desk: Desk) -> None:
    desk.settings.set("server_address", "")
    form = FormPresenter(desk, AtOnce())
    assert form.needs_server
    assert list(form.fault_of_server("")) == ["server"]
    form.ask_server({}, "cor.example.org/", lambda: None, lambda _: None)
    assert desk.settings.server_address == "https://cor.example.org"


def test_an_address_that_cannot_be_kept_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.settings.set("server_address", "")
    form = FormPresenter(desk, AtOnce())

    def full(_name: str, _value: object) -> None:
        raise NotSaved

    monkeypatch.setattr(desk.settings, "set", full)
    form.ask_server({}, "cor.example.org", lambda: pytest.fail("asked"), unexpected)
    assert isinstance(form.trouble.value, NotSaved)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("cor.example.org", "https://cor.example.org"),
        (" https://cor.example.org/ ", "https://cor.example.org"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("ftp://cor.example.org", ""),
        ("two words", ""),
        ("", ""),
    ],
)
def test_an_address_gets_its_scheme(typed: str, address: str) -> None:
    assert server_address(typed) == address


@pytest.mark.parametrize("email", ["ana@example.org", " ana@example.org ", "ana@localhost"])
def test_an_email_address_has_no_fault(email: str) -> None:
    assert email_fault(email) == {}


@pytest.mark.parametrize("email", ["", "ana", "ana@", "ana@school", "ana bell@example.org"])
def test_what_is_no_email_address_is_told(email: str) -> None:
    assert list(email_fault(email)) == ["email"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://cor.example.org", "cor.example.org"),
        ("https://cor.example.org:8443/school", "cor.example.org:8443"),
        ("https://cor.example.org@evil.example", "evil.example"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("", ""),
    ],
)
def test_a_server_is_named_so_that_it_can_be_told_from_others(address: str, name: str) -> None:
    assert named_server(address) == name


@pytest.mark.parametrize("trouble", [Offline(), ServerTrouble()])
def test_nothing_says_that_a_form_is_sent_by_itself_later(desk: Desk, trouble: Trouble) -> None:
    def work() -> None:
        raise trouble

    form = FormPresenter(desk, AtOnce())
    form.ask_server({}, "", work, unexpected)
    assert type(form.trouble.value) is type(trouble)
    assert "by itself" not in str(form.trouble.value)
    assert "What you typed is still here" in str(form.trouble.value)
