from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def test_the_first_page_says_who_runs_the_server_and_whom_to_ask(client: Client, settings: Settings) -> None:
    settings.COR_SERVER_NAME = "COR at Cedar Valley"
    settings.COR_HELP = "help@cedar.example"
    settings.COR_HOSTED_BY = "Cedar Valley Schools"
    settings.COR_HOSTING_POLICY = "https://cedar.example/privacy"
    page = client.get("/").content.decode()
    for shown in (
        "COR at Cedar Valley",
        "mailto:help@cedar.example",
        "Cedar Valley Schools",
        "https://cedar.example/privacy",
    ):
        assert shown in page


def test_the_first_page_of_a_server_nobody_has_set_up_is_whole(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Ask the people at your school" in page and "mailto:" not in page


def test_a_contact_that_is_neither_mailbox_nor_page_is_no_link(client: Client, settings: Settings) -> None:
    settings.COR_HELP = "javascript:alert(1)"
    assert 'href="javascript' not in client.get("/").content.decode()
