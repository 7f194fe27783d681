from __future__ import annotations

from django.apps import apps

from sync_server.certificates import domain
from sync_server.progress.registry import on_completed, reply_controls


def test_completions_are_heard_once_however_often_the_app_gets_ready() -> None:
    apps.get_app_config("certificates").ready()
    assert (on_completed.count(domain.award), reply_controls.count(domain.tell_changes)) == (1, 1)
