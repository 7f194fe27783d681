from __future__ import annotations

import pytest

from sync_server.accounts.models import User, normal_email


@pytest.mark.parametrize("written", ["ada@example.org", " Ada@Example.ORG ", "\uff41da@example.org"])
def test_an_address_has_one_form(written: str) -> None:
    assert normal_email(written) == "ada@example.org"


@pytest.mark.django_db
def test_an_account_is_found_however_its_address_is_written() -> None:
    account = User.objects.create_user("Ada@example.org", first_name="Ada", last_name="Lovelace")
    assert User.objects.get_by_natural_key(" ADA@example.org") == account


@pytest.mark.django_db
def test_an_account_without_a_password_lets_nobody_in() -> None:
    assert not User.objects.create_user("ada@example.org").has_usable_password()


def test_an_account_is_shown_by_name_or_else_by_address() -> None:
    named = User(first_name="Ada", last_name="Lovelace", email="a@example.org")
    assert (str(named), named.get_short_name(), str(User(email="a@example.org"))) == (
        "Ada Lovelace",
        "Ada",
        "a@example.org",
    )


def test_a_form_keeps_the_normal_address() -> None:
    account = User(email=" ADA@example.org")
    account.clean()
    assert account.email == "ada@example.org"
