from __future__ import annotations

import pytest

from cor_desktop.actions.choose_language import choose_language
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import sync_state
from cor_desktop.errors import NotSaved, Offline
from tests.fakes.server import FakeServer


def test_what_a_sync_said_in_another_language_is_let_go_of(registered: Desk, server: FakeServer) -> None:
    def away() -> None:
        raise Offline

    synchronize(registered)
    server.fault = away
    synchronize(registered)
    before = sync_state(registered)
    choose_language(registered, "es")
    after = sync_state(registered)
    assert (bool(before.last_sentence), after.last_sentence) == (True, "")
    assert (after.last_sync, registered.settings.get("language")) == (before.last_sync, "es")


def test_a_choice_that_the_disk_refuses_does_not_hold(registered: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: object, _values: object) -> None:
        raise NotSaved

    monkeypatch.setattr("cor_desktop.settings._write", full)
    with pytest.raises(NotSaved):
        choose_language(registered, "es")
    assert registered.settings.get("language") == "system"
