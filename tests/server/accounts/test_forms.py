from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from sync_server.accounts import registry
from sync_server.accounts.forms import SignupForm
from sync_server.audit.models import Entry
from tests.factories.server import PASSWORD, an_account

pytestmark = pytest.mark.django_db
REQUEST = RequestFactory().post("/")


class _Form(SignupForm):
    """The form as allauth extends it."""

    from django import forms as _fields

    email = _fields.EmailField()
    password = _fields.CharField()


def _form(**changes: Any) -> _Form:
    person = {"first_name": "Wilhelmina", "last_name": "Farquharson", "email": "wil@example.org", "policy_version": 1}
    return _Form({**person, "password": PASSWORD, **changes})


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("first_name", "  ", "first name"),
        ("first_name", "...", "first name"),
        ("last_name", "x" * 151, "last name"),
        ("last_name", "a\ud800", "last name"),
        ("organization_type", "zoo", "list"),
        ("association", "x" * 121, "association"),
        ("policy_version", "", "privacy policy"),
        ("policy_version", 2, "privacy policy has changed"),
        ("policy_version", 10**40, "privacy policy has changed"),
    ],
)
def test_what_is_not_right_is_named_in_words(field: str, value: Any, word: str) -> None:
    form = _form(**{field: value})
    assert not form.is_valid()
    assert set(form.errors) == {field}
    assert word in form.errors[field][0]


@pytest.mark.parametrize("password", ["Farquharson1234", "wil@example.org12"])
def test_asvs_6_2_4_ones_own_name_and_address_are_no_password(password: str) -> None:
    form = _form(password=password)
    assert not form.is_valid()
    assert list(form.errors) == ["password"]


def test_of_a_password_only_the_hash_is_held_on_to() -> None:
    form = _form()
    assert form.is_valid()
    assert form.password_hash.startswith("argon2$argon2id$")
    assert not _form(first_name="").password_hash


def test_what_was_said_is_kept_with_the_acknowledgement() -> None:
    account = an_account()
    form = _form(organization_type="district", association="  Weavers  of Ghent ")
    assert form.is_valid()
    form.signup(REQUEST, account)
    account.refresh_from_db()
    assert (account.organization_type, account.association) == ("district", "Weavers of Ghent")
    assert [row.policy_id for row in account.acknowledgements.all()] == [1]
    assert [(row.act, row.reason) for row in Entry.objects.all()] == [("account.created", "registered")]


def test_higher_apps_are_asked_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(registry, "policy_is_current", [lambda version: version == 7])
    monkeypatch.setattr(registry, "on_signed_up", [lambda account, version: told.append((account, version))])
    account, form = an_account(), _form(policy_version=7)
    assert form.is_valid()
    form.signup(REQUEST, account)
    assert told == [(account.pk, 7)]
