"""Whose pages are noted, and which."""

from __future__ import annotations

import pytest
from django.test import Client

from cor_protocol.ids import new_learner_id
from sync_server.progress import sql
from tests.factories.server import an_account

pytestmark = pytest.mark.django_db


def a_browser(learner: str | None) -> Client:
    browser = Client()
    browser.force_login(an_account(learner_id=learner), backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def pages(learner: str) -> list[str]:
    return [sent.fact.key.item.rpartition(":")[0] for sent in sql.all_facts(learner)]


def test_m1_a_page_that_a_signed_in_learner_opens_is_noted() -> None:
    learner = new_learner_id()
    a_browser(learner).get("/verify/")
    assert pages(learner) == ["web.verify"]


def test_a_page_that_is_not_there_is_not_noted() -> None:
    learner = new_learner_id()
    a_browser(learner).get("/nothing/")
    assert pages(learner) == []


def test_the_api_is_no_page() -> None:
    learner = new_learner_id()
    a_browser(learner).get("/api/v1/server")
    assert pages(learner) == []


def test_somebody_without_a_learning_record_leaves_nothing() -> None:
    from sync_server.progress.models import Fact

    a_browser(None).get("/verify/")
    assert not Fact.objects.exists()


def test_a_visitor_who_is_not_signed_in_leaves_nothing() -> None:
    from sync_server.progress.models import Fact

    Client().get("/verify/")
    assert not Fact.objects.exists()
