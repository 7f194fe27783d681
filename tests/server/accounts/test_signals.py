from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sync_server.accounts import domain
from sync_server.accounts.models import DeviceToken, Scope
from sync_server.accounts.session_store import SessionStore
from sync_server.audit import queries as audit
from tests.factories.facts import a_fact
from tests.factories.server import (
    PASSWORD,
    SIGN_IN_UNDER_WAY,
    Device,
    a_device,
    an_account,
    an_account_with_password,
    signed_in_session,
)

pytestmark = pytest.mark.django_db
NEW = "an otter under the bridge"


def _step(client: Client, path: str, session: str = "", **body: Any) -> Any:
    headers = {"X-Session-Token": session} if session else {}
    return client.post(f"{SIGN_IN_UNDER_WAY}/{path}", body, content_type="application/json", headers=headers)


def _learner() -> tuple[Any, Device]:
    account = an_account_with_password(learner_id="l" * 26)
    return account, a_device(account)


def _acts(account: Any) -> list[str]:
    return [entry.act for entry in audit.entries_about(f"account {account.pk}")]


def _why(client: Client, device: Device, token: str = "") -> str:
    answer = device.post(client, device.request([a_fact()]), HTTP_AUTHORIZATION=f"Bearer {token or device.token}")
    return "" if answer.status_code == 200 else str(answer.json()["why"])


def _reset(client: Client, account: Any, password: str = NEW) -> Any:
    session = _step(client, "auth/password/request", email=account.email).json()["meta"]["session_token"]
    code = SessionStore(session)["account_password_reset_verification"]["code"]
    return _step(client, "auth/password/reset", session, key=code, password=password)


def test_staff_who_sign_in_are_written_to_the_audit(client: Client) -> None:
    account = domain.create_account("admin@example.org", PASSWORD, staff=True)
    assert client.login(email="admin@example.org", password=PASSWORD)
    newest = audit.entries_about(f"account {account.pk}")[0]
    assert (newest.act, newest.actor, newest.reason) == ("sign_in.succeeded", f"account {account.pk}", "on the web")


def test_a_sign_in_from_the_program_is_written_as_such(client: Client) -> None:
    account = an_account_with_password()
    signed_in_session(client, account)
    newest = audit.entries_about(f"account {account.pk}")[0]
    assert (newest.act, newest.reason) == ("sign_in.succeeded", "in the program")


def test_a_failed_sign_in_is_written_by_the_accounts_number_and_of_an_unknown_address_nothing(client: Client) -> None:
    account = an_account_with_password()
    for email in (account.email, "unknown@example.org"):
        assert _step(client, "auth/login", email=email, password="something else entirely").status_code == 400
    rows = [(entry.actor, entry.act, entry.object, entry.reason) for entry in audit.entries()]
    failed = [row for row in rows if row[1] == "sign_in.failed"]
    assert failed == [
        ("nobody", "sign_in.failed", "nobody", ""),
        ("nobody", "sign_in.failed", f"account {account.pk}", ""),
    ]


def test_asvs_7_4_3_a_changed_password_ends_full_tokens_and_sessions_and_leaves_the_way_home(client: Client) -> None:
    account, device = _learner()
    browser = Client()
    browser.force_login(account)
    session = signed_in_session(client, account)
    changed = _step(client, "account/password/change", session, current_password=PASSWORD, new_password=NEW)
    assert changed.status_code in (200, 401)
    assert (_why(client, device), _why(client, device, device.append_token)) == ("password_changed", "")
    assert browser.get("/accounts/").status_code == 302
    assert "password.changed" in _acts(account)
    account.refresh_from_db()
    assert account.check_password(NEW)


def test_asvs_7_4_3_a_reset_ends_full_tokens_and_sessions_and_leaves_the_way_home(client: Client) -> None:
    account, device = _learner()
    session = signed_in_session(client, account)
    assert _reset(client, account).status_code == 401
    assert (_why(client, device), _why(client, device, device.append_token)) == ("password_changed", "")
    assert _step(client, "auth/login", session, email=account.email, password=NEW).status_code == 410
    assert _acts(account)[0] == "password.reset"


def test_asvs_7_4_3_a_sign_in_that_waits_for_a_code_is_not_finished_after_a_reset(client: Client) -> None:
    account = an_account_with_password()
    account.emailaddress_set.update(verified=False)
    begun = _step(client, "auth/login", email=account.email, password=PASSWORD)
    session = begun.json()["meta"]["session_token"]
    code = SessionStore(session)["account_email_verification_code"]["code"]
    assert _reset(client, account).status_code == 401
    assert _step(client, "auth/email/verify", session, key=code).status_code == 410


def test_asvs_6_5_1_a_code_resets_a_password_once(client: Client) -> None:
    account = an_account_with_password()
    session = _step(client, "auth/password/request", email=account.email).json()["meta"]["session_token"]
    code = SessionStore(session)["account_password_reset_verification"]["code"]
    answers = [
        _step(client, "auth/password/reset", session, key=code, password=password).status_code
        for password in (NEW, "a heron that came too late")
    ]
    account.refresh_from_db()
    assert (answers, account.check_password(NEW)) == ([401, 409], True)


def test_asvs_7_5_1_an_address_is_changed_after_the_password_was_asked_again_and_written_down(client: Client) -> None:
    account = an_account_with_password()
    session = signed_in_session(client, account)
    assert _step(client, "account/email", session, email="new@example.org").status_code == 401
    assert _step(client, "auth/reauthenticate", session, password=PASSWORD).status_code == 200
    assert _step(client, "account/email", session, email="New@Example.org").status_code == 200
    code = SessionStore(session)["account_email_verification_code"]["code"]
    assert _step(client, "auth/email/verify", session, key=code).status_code == 200
    account.refresh_from_db()
    assert account.email == "new@example.org"
    assert list(account.emailaddress_set.values_list("email", "verified")) == [("new@example.org", True)]
    assert _acts(account)[0] == "email.changed"


def test_asvs_7_4_2_disabling_an_account_ends_all_its_tokens(client: Client) -> None:
    account, device = _learner()
    account.is_active = False
    account.save()
    assert not DeviceToken.objects.filter(ended_at=None).exists()
    account.is_active = True
    account.save()
    whys = [_why(client, device, token) for token in (device.token, device.append_token)]
    assert (whys, _acts(account)[0]) == (["account_closed"] * 2, "session.ended")


def test_what_is_saved_of_an_active_account_ends_nothing() -> None:
    account, _ = _learner()
    account.save()
    an_account(is_active=False)
    assert DeviceToken.objects.filter(ended_at=None, scope=Scope.FULL).count() == 1
