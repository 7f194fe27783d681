"""The server's password rule knows the account, its second factor and its organizations."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.exceptions import ValidationError

from sync_server.accounts import registry
from sync_server.accounts.models import User
from sync_server.accounts.password_rules import Rules, known_of
from tests.factories.organizations import a_member, an_organization
from tests.factories.server import an_account
from tests.factories.staff import with_second_factor

pytestmark = pytest.mark.django_db


def refused(password: str, account: User | None = None) -> list[str]:
    """The codes of the rules that Django finds broken."""
    try:
        validate_password(password, account)
    except ValidationError as fault:
        return [str(each.code) for each in fault.error_list]
    return []


def test_it_is_the_only_rule() -> None:
    assert [type(each) for each in get_default_password_validators()] == [Rules]


def test_asvs_6_2_1_fifteen_characters_alone_and_eight_beside_a_second_factor() -> None:
    account = an_account()
    assert refused("gravel kelp x", account) == ["too_short"]
    with_second_factor(account)
    assert refused("gravel kelp x", account) == []
    assert refused("gravel", account) == ["too_short"]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("AdaLovelace1815!", "personal"),
        ("grace.hopper2026", "personal"),
        ("Passwordpassword1", "repeated"),
        ("correct horse battery staple", "common"),
    ],
)
def test_asvs_6_2_4_what_others_try_first_is_refused(password: str, code: str) -> None:
    account = User(first_name="Ada", last_name="Lovelace", email="grace.hopper@example.org")
    assert code in refused(password, account)


def test_asvs_6_2_4_the_name_of_the_server_and_of_the_organization_is_no_password(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.COR_SERVER_NAME = "Brambleford Learning"
    monkeypatch.setattr(registry, "names_around", [lambda account: ["Thistledown Academy"]])
    account = an_account()
    assert refused("Brambleford-2026", account) == ["personal"]
    assert refused("thistledown academy", account) == ["personal"]
    assert "Thistledown Academy" not in known_of(User())


def test_the_organizations_that_an_account_belongs_to_are_around_it() -> None:
    member = a_member(an_organization())
    assert member.organization.name in known_of(member.account)


def test_an_account_that_is_not_known_yet_is_judged_without_names() -> None:
    assert refused("seven quiet herons wading") == []
    assert refused("heron") == ["too_short"]


def test_the_help_text_names_both_lengths() -> None:
    assert all(number in Rules().get_help_text() for number in ("15", "8"))


def test_no_sentence_repeats_the_password() -> None:
    with pytest.raises(ValidationError) as fault:
        Rules().validate("plantedplanted")
    assert "planted" not in str(fault.value)
