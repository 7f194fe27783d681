from __future__ import annotations

import pytest
from django.test import Client

from cor_protocol.facts import MODULE_COMPLETED
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
    ]


def test_the_figures_of_an_empty_server_are_noughts() -> None:
    figures = signed_in(an_administrator()).get("/admin/").context["figures"]
    assert (0, "learners") in [(figure.number, figure.words) for figure in figures]


def test_the_newest_contacts_lead_to_the_learners(device: Device) -> None:
    page = text(signed_in(an_administrator()), "/admin/")
    assert f'<a href="/admin/accounts/user/{device.account}/change/">Ada Lovelace</a>' in page


def test_staff_without_a_role_see_figures_and_no_names(device: Device) -> None:
    page = text(signed_in(an_account(is_staff=True, first_name="Sam", last_name="Staff")), "/admin/")
    assert "Lovelace" not in page and "learner" in page
