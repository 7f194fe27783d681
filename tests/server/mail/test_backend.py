"""Mails of Django itself."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage

from sync_server.mail.backend import Backend
from tests.factories.mails import waiting_mails

pytestmark = pytest.mark.django_db


def test_asvs_1_3_7_what_somebody_typed_is_never_taken_for_a_template() -> None:
    text = "Hello {{ settings.SECRET_KEY }} {% include 'x' %} <b>"
    message = EmailMessage("{% now 'Y' %}", text, to=["ada@example.org", "rosa@example.org"])
    assert Backend().send_messages([message]) == 1
    kept = [(mail.to, mail.subject, mail.message) for mail in waiting_mails()]
    assert kept == [([to], "{% now 'Y' %}", text) for to in message.to]
    assert "{{ settings.SECRET_KEY }}" in waiting_mails()[0].html_message
    assert "&lt;b&gt;" in waiting_mails()[0].html_message


def test_the_server_is_set_to_it() -> None:
    from sync_server.config import settings

    assert f"{Backend.__module__}.{Backend.__name__}" == settings.EMAIL_BACKEND
