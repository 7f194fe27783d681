"""Whether people can be told that mail works."""

from __future__ import annotations

import pytest
from post_office.models import Email
from pytest_django.fixtures import Settings

from sync_server.mail import queue
from sync_server.mail.domain import send
from sync_server.mail.queries import is_flowing
from sync_server.mail.route import Console
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db
TEST = "account/email/password_changed"


@pytest.fixture(autouse=True)
def configured(settings: Settings) -> None:
    settings.COR_MAIL_ROUTE = Console()


def test_nothing_flows_where_no_way_is_configured(settings: Settings) -> None:
    settings.COR_MAIL_ROUTE = None
    assert not is_flowing()


def test_mail_flows_while_nothing_waits_for_more_than_ten_seconds(time: Clock) -> None:
    assert is_flowing()
    send(TEST, "ada@example.org")
    time.forward(10)
    assert is_flowing()
    time.forward(1)
    assert not is_flowing()


def test_a_mail_whose_receiver_makes_us_wait_does_not_stop_the_others(time: Clock) -> None:
    send(TEST, "ada@example.org")
    queue.postpone(Email.objects.get())
    time.forward(30 + 10)
    assert is_flowing()
