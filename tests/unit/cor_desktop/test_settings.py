"""Settings are kept whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from cor_desktop.errors import NotSaved
from cor_desktop.settings import DECLARED, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_every_setting_has_its_default(path: Path) -> None:
    settings = Settings(path)
    assert {name: settings.get(name) for name in DECLARED} == {name: each.default for name, each in DECLARED.items()}


def test_what_is_set_is_there_at_the_next_start(path: Path) -> None:
    Settings(path).set("text_size", 150)
    Settings(path).set("server_address", "https://cor.example.org/")
    settings = Settings(path)
    assert settings.get("text_size") == 150
    assert settings.server_address == "https://cor.example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [("text_size", 117), ("text_size", True), ("appearance", "pink"), ("work_offline", 1), ("idle_minutes", 7)],
)
def test_a_value_the_setting_does_not_accept_is_refused(path: Path, name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        Settings(path).set(name, value)  # type: ignore[arg-type]


def test_a_setting_nobody_declared_is_refused(path: Path) -> None:
    with pytest.raises(KeyError):
        Settings(path).get("keep_answers")


@pytest.mark.parametrize("content", ["{", "[]", "\x00"])
def test_a_broken_file_is_put_aside_and_the_defaults_hold(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    assert Settings(path).get("text_size") == 100
    assert path.with_suffix(".damaged.json").read_text() == content


def test_values_a_newer_or_broken_program_wrote_are_passed_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"text_size": 117, "from_the_future": 1, "appearance": "dark"}')
    settings = Settings(path)
    assert (settings.get("text_size"), settings.get("appearance")) == (100, "dark")


def test_a_disk_that_refuses_is_told_and_the_value_holds_until_the_end_as_it_says(path: Path) -> None:
    settings = Settings(path)
    path.parent.write_text("in the way")
    with pytest.raises(NotSaved, match="holds until COR Desktop is closed"):
        settings.set("work_offline", True)
    assert settings.work_offline
    assert not Settings(path).work_offline


def test_each_setting_says_in_a_sentence_what_it_is(path: Path) -> None:
    assert all(setting.sentence.endswith(".") for setting in Settings(path).declared())


def test_a_computer_is_ones_own_and_may_remember_names_until_somebody_says_otherwise(path: Path) -> None:
    settings = Settings(path)
    assert (settings.shared_machine, settings.remember_names, settings.get("idle_minutes")) == (False, True, 0)
    settings.set("shared_machine", True)
    settings.set("remember_names", False)
    assert (Settings(path).shared_machine, Settings(path).remember_names) == (True, False)
