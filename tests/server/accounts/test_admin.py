from __future__ import annotations

import pytest
from django.contrib import admin

from tests.factories.staff import an_administrator, signed_in


def test_asvs_6_4_6_no_page_of_others_shows_a_second_factor_or_changes_an_address() -> None:
    foreign = {model._meta.label for model in admin.site._registry if not model.__module__.startswith("sync_server.")}
    assert foreign == set()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["account/emailaddress", "mfa/authenticator", "socialaccount/socialapp", "auth/group"])
def test_such_a_page_is_not_there_for_an_administrator_either(page: str) -> None:
    assert signed_in(an_administrator()).get(f"/admin/{page}/").status_code == 404
