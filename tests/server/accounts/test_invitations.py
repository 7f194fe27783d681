from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import serializers

from cor_protocol.problems import Problem
from sync_server.accounts import invitations
from sync_server.accounts.invitations import Newcomer
from sync_server.accounts.models import Invitation, Role, User
from sync_server.accounts.roles import roles_of
from sync_server.audit.models import Entry
from sync_server.common.refusals import Refused
from sync_server.policies import queries as policies
from tests.factories.mails import waiting_mails
from tests.factories.server import PASSWORD, an_account
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db

ADA = Newcomer("Ada", "Lovelace", PASSWORD, 1)


def an_invitation(email: str = "ada@example.org", *roles: Role) -> str:
    """Invite; gives the code of the link."""
    return invitations.invite(email, roles, "account 1").rstrip("/").rpartition("/")[2]


def _refusal(act: Any, *arguments: Any) -> Problem:
    with pytest.raises(Refused) as refused:
        act(*arguments)
    return refused.value.problem


def test_asvs_6_4_1_who_accepts_chooses_the_password_and_has_the_roles() -> None:
    account = invitations.accept(an_invitation("Ada@Example.org", Role.SUPPORT, Role.ADMINISTRATOR), ADA)
    assert (account.email, account.get_full_name(), account.check_password(PASSWORD)) == (
        "ada@example.org",
        "Ada Lovelace",
        True,
    )
    assert roles_of(account) == {Role.SUPPORT, Role.ADMINISTRATOR}
    address = EmailAddress.objects.get(user=account)
    assert (address.email, address.verified, address.primary) == ("ada@example.org", True, True)


def test_who_accepts_has_read_the_policy() -> None:
    account = invitations.accept(an_invitation(), ADA)
    assert policies.acknowledged_by(account.pk) == [1]


def test_a_learners_invitation_gives_no_role() -> None:
    account = invitations.accept(an_invitation(), ADA)
    assert (roles_of(account), account.is_staff) == (frozenset(), False)


def test_asvs_6_5_1_an_invitation_works_once() -> None:
    code = an_invitation()
    invitations.accept(code, ADA)
    assert _refusal(invitations.find, code) == _refusal(invitations.accept, code, ADA) == Problem.NOT_FOUND


def test_asvs_6_4_1_an_invitation_is_too_old_after_three_days(time: Clock) -> None:
    code = an_invitation()
    time.forward(72 * 3600 - 1)
    assert invitations.find(code).accepted_at is None
    time.forward(1)
    assert _refusal(invitations.accept, code, ADA) == Problem.NOT_FOUND


def test_a_code_that_was_never_made_opens_nothing() -> None:
    an_invitation()
    assert _refusal(invitations.find, "x" * 43) == Problem.NOT_FOUND


def test_only_the_hash_of_a_code_is_kept() -> None:
    code = an_invitation()
    kept = serializers.serialize("json", [*Invitation.objects.all(), *Entry.objects.all()])
    assert (code in kept, invitations.hash_of(code) in kept) == (False, True)


def test_a_weak_password_leaves_the_invitation_as_it_was() -> None:
    code = an_invitation()
    assert _refusal(invitations.accept, code, Newcomer("Ada", "Lovelace", "short", 1)) == Problem.WEAK_PASSWORD
    assert (User.objects.count(), invitations.accept(code, ADA).email) == (0, "ada@example.org")


def test_an_account_that_exists_is_never_changed_by_an_invitation_alone() -> None:
    account = an_account(email="ada@example.org")
    before = serializers.serialize("json", User.objects.all())
    code = an_invitation("ada@example.org", Role.ADMINISTRATOR)
    assert _refusal(invitations.accept, code, Newcomer("Eve", "Other", PASSWORD, 1)) == Problem.CANNOT_REGISTER
    assert (serializers.serialize("json", User.objects.all()), roles_of(account)) == (before, frozenset())


def test_its_owner_accepts_for_it() -> None:
    account = an_account(email="ada@example.org")
    invitations.accept_with(an_invitation("ada@example.org", Role.SUPPORT), account)
    assert roles_of(account) == {Role.SUPPORT}


def test_an_invitation_is_for_nobody_elses_account() -> None:
    code, other = an_invitation("ada@example.org", Role.SUPPORT), an_account(email="eve@example.org")
    assert _refusal(invitations.accept_with, code, other) == Problem.NOT_FOUND
    assert (roles_of(other), invitations.find(code).accepted_at) == (frozenset(), None)


def test_it_is_mailed_with_its_link_and_its_role() -> None:
    link = invitations.invite("ada@example.org", [Role.PRIVACY_OFFICER], "account 1")
    (mail,) = waiting_mails()
    words = " ".join(mail.message.split())
    assert mail.to == ["ada@example.org"]
    assert link in words and "as privacy officer" in words and "within 72 hours" in words


def test_the_audit_knows_who_invited_and_who_accepted_by_ids_alone() -> None:
    account = invitations.accept(an_invitation("ada@example.org", Role.SUPPORT), ADA)
    name = f"invitation {Invitation.objects.get().hash[:12]}"
    rows = list(Entry.objects.order_by("id").values_list("actor", "act", "object"))
    assert rows[:2] == [
        ("account 1", "invitation.sent", name),
        (f"account {account.pk}", "invitation.accepted", name),
    ]
    assert "ada" not in serializers.serialize("json", Entry.objects.all())


def test_a_newcomers_password_is_in_no_repr() -> None:
    assert PASSWORD not in repr(ADA)


def test_roles_are_said_as_people_say_them() -> None:
    an_invitation("ada@example.org", Role.SUPPORT, Role.PRIVACY_OFFICER)
    assert invitations.in_words(Invitation.objects.get()) == "privacy officer and support"


def test_asvs_14_2_4_an_invitation_that_was_used_keeps_no_address() -> None:
    invitations.accept(an_invitation("ada@example.org"), ADA)
    assert Invitation.objects.get().email == ""
