from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.try_connection import try_connection
from tests.fakes.lines import serving


def test_whoever_works_offline_asks_nobody(desk: Desk) -> None:
    with serving(b"") as server:
        desk.settings.set("server_address", f"http://[::1]:{server.port}")
        desk.settings.set("work_offline", True)
        assert [step.sentence for step in try_connection(desk)] == ["You are working offline, so nobody was asked."]
        assert server.asked == []


def test_the_server_of_settings_is_tried(desk: Desk) -> None:
    desk.settings.set("server_address", "https://nobody.invalid")
    assert [step.good for step in try_connection(desk)] == [True, False]
