from __future__ import annotations

import pytest
from django.test import Client

from cor_protocol.facts import MODULE_COMPLETED
from sync_server.accounts import roles
from sync_server.accounts.models import Role
from tests.factories.certificates import COMPLETED
from tests.factories.facts import a_fact
from tests.factories.server import Device, an_account, in_catalog
from tests.factories.staff import an_administrator, signed_in, text

pytestmark = pytest.mark.django_db


def test_the_first_page_counts_learners_completions_and_certificates(client: Client, device: Device) -> None:
    device.sync(client, [a_fact(in_catalog(), kind=MODULE_COMPLETED, device=device.device, wall=COMPLETED)])
    response = signed_in(an_administrator()).get("/admin/")
    assert [(figure.number, figure.words) for figure in response.context["figures"]] == [
        (1, "learner"),
        (1, "module completed this month"),
        (1, "certificate awarded"),
        (1, "module in the course"),
    ]


def test_the_figures_of_an_empty_server_are_noughts() -> None:
    figures = signed_in(an_administrator()).get("/admin/").context["figures"]
    assert (0, "learners") in [(figure.number, figure.words) for figure in figures]


def test_the_newest_contacts_lead_to_the_learners(device: Device) -> None:
    page = text(signed_in(an_administrator()), "/admin/")
    assert f'<a href="/admin/accounts/user/{device.account}/change/">Ada Lovelace</a>' in page


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.SUPPORT, ["modules in the course"]),
        (Role.PRIVACY_OFFICER, ["learners", "modules completed this month"]),
    ],
)
def test_asvs_8_2_3_each_role_sees_its_own_figures_and_reaches_what_they_lead_to(role: Role, words: list[str]) -> None:
    account = an_account()
    roles.grant(account, role, "command line")
    staff = signed_in(account)
    figures = staff.get("/admin/").context["figures"]
    assert [figure.words for figure in figures] == words
    assert [staff.get(figure.address).status_code for figure in figures] == [200] * len(words)


def test_asvs_8_2_3_support_reads_no_name_on_the_first_page(device: Device) -> None:
    account = an_account(first_name="Sam", last_name="Support")
    roles.grant(account, Role.SUPPORT, "command line")
    page = text(signed_in(account), "/admin/")
    assert ("Lovelace" in page, "/admin/audit/" in page, "/admin/catalog/" in page) == (False, False, True)
