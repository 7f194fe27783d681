from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import who
from cor_desktop.errors import NotSaved, Offline
from cor_desktop.presenters.settings import SECRETS, SettingsPresenter
from cor_desktop.store import unlocking
from cor_desktop.sync.server import ServerInfo
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeServer


@pytest.fixture
def dressed() -> list[tuple[str, int, bool]]:
    return []


@pytest.fixture
def spoken() -> list[str]:
    return []


@pytest.fixture
def settings(desk: Desk, dressed: list[tuple[str, int, bool]], spoken: list[str]) -> SettingsPresenter:
    return SettingsPresenter(desk, AtOnce(), lambda *look: dressed.append(look), spoken.append)


def test_a_choice_is_kept_and_shown_at_once(
    settings: SettingsPresenter, desk: Desk, dressed: list[tuple[str, int, bool]]
) -> None:
    settings.choose("appearance", "dark")
    settings.choose("text_size", 150)
    settings.choose("reduce_motion", True)
    assert dressed == [("dark", 100, False), ("dark", 150, False), ("dark", 150, True)]
    assert desk.settings.get("text_size") == 150


def test_a_choice_that_cannot_be_kept_is_told(
    settings: SettingsPresenter, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_name: str, _value: object) -> None:
        raise NotSaved

    monkeypatch.setattr(desk.settings, "set", full)
    settings.choose("appearance", "dark")
    assert isinstance(settings.trouble.value, NotSaved)


def test_another_language_is_kept_and_spoken_at_once(
    settings: SettingsPresenter, desk: Desk, spoken: list[str]
) -> None:
    settings.choose_language("es")
    assert (desk.settings.get("language"), settings.language, spoken) == ("es", "es", ["es"])


def test_a_language_that_cannot_be_kept_is_not_spoken(
    settings: SettingsPresenter, desk: Desk, spoken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_name: str, _value: object) -> None:
        raise NotSaved

    monkeypatch.setattr(desk.settings, "set", full)
    settings.choose_language("es")
    assert (type(settings.trouble.value), settings.language, spoken) == (NotSaved, "system", [])


def test_a_server_that_answers_is_named(settings: SettingsPresenter) -> None:
    settings.check_server("other.example.org")
    assert settings.answer.value == "“Test server” answers at this address. It is hosted by The test."
    assert settings.server == "https://other.example.org"


def test_a_server_that_does_not_answer_is_told(
    settings: SettingsPresenter, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise Offline

    monkeypatch.setattr(server, "server_info", away)
    settings.check_server("other.example.org")
    assert isinstance(settings.trouble.value, Offline)
    assert (settings.answer.value, settings.checking.value) == ("", False)


def test_whoever_works_offline_asks_nobody(
    settings: SettingsPresenter, desk: Desk, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> ServerInfo:
        raise AssertionError("the network was used")

    monkeypatch.setattr(server, "server_info", asked)
    desk.settings.set("work_offline", True)
    settings.check_server("cor.example.org")
    assert desk.settings.server_address == "https://cor.example.org"
    assert "working offline" in settings.answer.value


def test_what_is_no_address_changes_nothing(settings: SettingsPresenter) -> None:
    settings.check_server("no address")
    assert settings.trouble.value is not None
    assert settings.server == "https://cor.example.org"


def test_where_the_secret_lies_is_said_openly(settings: SettingsPresenter) -> None:
    settings.look_up_secrets()
    assert settings.secrets.value == SECRETS["file"]


def test_the_versions_of_program_and_course_are_shown(settings: SettingsPresenter) -> None:
    assert settings.version.endswith("· course version 7")


def test_a_damaged_course_has_no_version(settings: SettingsPresenter, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "pack")
    assert "course" not in settings.version


def test_a_shared_computer_never_waits_longer_than_ten_minutes(settings: SettingsPresenter) -> None:
    settings.choose_here("idle_minutes", 30)
    assert settings.idle_words == "This computer locks after 30 minutes."
    settings.choose_here("shared_machine", True)
    assert settings.idle_words == "This computer locks after 10 minutes. A shared computer never waits longer than ten."
    assert (settings.idle_minutes, settings.shared_machine, settings.kept.value) == (30, True, 2)


def test_names_need_not_be_remembered(settings: SettingsPresenter) -> None:
    assert settings.remember_names
    settings.choose_here("remember_names", False)
    assert not settings.remember_names


def kept_keys(desk: Desk) -> list[bytes | None]:
    with desk.store.reading() as connection:
        return [row.kept_key for row in unlocking.everyone(connection)]


def test_m6_a_tick_for_several_people_takes_the_key_off_the_disk_at_once_and_the_learner_goes_on(ana: Desk) -> None:
    settings = SettingsPresenter(ana, AtOnce(), lambda _appearance, _size, _still: None, lambda _language: None)
    assert kept_keys(ana) != [None]
    settings.choose_here("shared_machine", True)
    learner = who(ana)
    assert (kept_keys(ana), learner is not None and learner.first_name) == ([None], "Ana")


def test_m6_a_tick_that_cannot_be_kept_holds_and_takes_the_key_off_the_disk_all_the_same(
    ana: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _values: object) -> None:
        raise NotSaved

    settings = SettingsPresenter(ana, AtOnce(), lambda _appearance, _size, _still: None, lambda _language: None)
    monkeypatch.setattr("cor_desktop.settings._write", full)
    settings.choose_here("shared_machine", True)
    assert (kept_keys(ana), settings.shared_machine) == ([None], True)
    assert isinstance(settings.trouble.value, NotSaved)
