from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import unfold
from django.test import Client
from pytest_django.fixtures import Settings

from sync_server.accounts.models import User
from sync_server.config.unfold import WORDS_OF_UNFOLD
from tests.factories.server import Device
from tests.factories.staff import an_administrator, signed_in, text

pytestmark = pytest.mark.django_db

PAGES = [
    "/admin/",
    "/admin/accounts/user/",
    "/admin/certificates/credential/",
    "/admin/catalog/moduleversion/",
    "/admin/audit/entry/",
    "/admin/organizations/organization/",
]


@pytest.mark.parametrize("address", PAGES)
def test_asvs_8_3_1_nobody_sees_the_admin_without_signing_in(client: Client, address: str) -> None:
    response: Any = client.get(address)
    assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("address", PAGES)
def test_asvs_8_2_1_a_learner_sees_nothing_of_the_admin(device: Device, address: str) -> None:
    assert signed_in(User.objects.get(pk=device.account)).get(address).status_code == 302


def test_the_list_at_the_side_leads_to_every_page() -> None:
    staff = signed_in(an_administrator())
    page = text(staff, "/admin/")
    assert all(f'href="{address}"' in page for address in PAGES)
    assert [staff.get(address).status_code for address in PAGES] == [200] * len(PAGES)


def test_the_admin_bears_the_name_of_the_server(settings: Settings) -> None:
    settings.COR_SERVER_NAME = "COR at Cedar Valley"
    assert "COR at Cedar Valley" in text(signed_in(an_administrator()), "/admin/")


def test_the_admin_runs_no_script_of_others_and_none_inline() -> None:
    policy = signed_in(an_administrator()).get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval';" in policy and "default-src 'none'" in policy


def test_the_words_listed_as_unfolds_are_its_own() -> None:
    templates = "".join(path.read_text("utf-8") for path in Path(unfold.__file__).parent.rglob("*.html"))
    assert [words for words in WORDS_OF_UNFOLD if words not in templates] == []
