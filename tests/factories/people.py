"""People of every role at work on one server, two organizations among them, and what belongs to whom."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from cor_protocol.ids import new_learner_id
from sync_server.accounts.models import DeviceToken, Role
from sync_server.accounts.tokens import hash_of
from sync_server.organizations import domain
from sync_server.organizations.models import MemberRole
from tests.factories.certificates import a_credential
from tests.factories.organizations import a_member, an_organization
from tests.factories.server import Device, a_device, an_account
from tests.factories.staff import signed_in, with_second_factor

SIGNED_IN = ("learner", "facilitator", "manager", "support", "officer", "admin-", "admin")
"""All who can be signed in. `admin-` is an administrator whose session has not passed a second factor."""
ROLES = ("nobody", *SIGNED_IN)
STAFF = {
    "support": Role.SUPPORT,
    "officer": Role.PRIVACY_OFFICER,
    "admin-": Role.ADMINISTRATOR,
    "admin": Role.ADMINISTRATOR,
}
MEMBERS = {"learner": MemberRole.LEARNER, "facilitator": MemberRole.FACILITATOR, "manager": MemberRole.MANAGER}
MISSING = 10**9


class People:
    """Everybody of `SIGNED_IN`, in one organization; a fellow learner in it, and a stranger in another one."""

    def __init__(self) -> None:
        self.organization, self.other = an_organization(), an_organization()
        group = domain.make_group(self.organization, "Team 1")
        self.accounts = {role: _an_account(role) for role in SIGNED_IN}
        for role, member_role in MEMBERS.items():
            a_member(self.organization, member_role, group, account=self.accounts[role])
        self.fellow, self.stranger = _an_account("fellow"), _an_account("stranger")
        a_member(self.organization, MemberRole.LEARNER, group, account=self.fellow)
        a_member(self.other, account=self.stranger)
        self.devices = {role: a_device(account) for role, account in self.accounts.items()}
        self.owned = {account.pk: Owned(account) for account in (*self.accounts.values(), self.fellow, self.stranger)}
        self.keys = {whose: _a_key(account) for whose, account in (("same", self.fellow), ("other", self.stranger))}

    def token(self, actor: str) -> str:
        """What an actor sends to the API: a full token of a role; `append` and `ended` are a learner's other tokens."""
        match actor:
            case "nobody":
                return ""
            case "append":
                return self.devices["learner"].append_token
            case "ended":
                ended = a_device(self.accounts["learner"])
                DeviceToken.objects.filter(hash=hash_of(ended.token)).update(ended_at=1)
                return ended.token
        return self.devices[actor].token

    def browser(self, role: str) -> Client:
        """A browser in which somebody of a role is signed in."""
        if role == "nobody":
            return Client()
        if role == "admin-":
            client = Client()
            client.force_login(self.accounts[role])
            return client
        return signed_in(self.accounts[role])

    def belongings(self, actor: str, whose: str) -> Owned:
        """What belongs to the actor itself (`own`), to somebody in the `same` organization, or in an `other` one."""
        account = {"same": self.fellow, "other": self.stranger}.get(whose) or self.accounts.get(actor)
        return self.owned[(account or self.accounts["learner"]).pk]


class Owned:
    """What belongs to an account, each by the name that addresses give it."""

    def __init__(self, account: Any) -> None:
        self.account = account
        self.device: Device = a_device(account)
        self.device_row = account.devices.get(device=self.device.device).pk
        self.number = a_credential(account).number


def _a_key(account: Any) -> int:
    """A security key of an account; gives its id."""
    return int(Authenticator.objects.create(user=account, type="webauthn", data={"name": "Key"}).pk)


def _an_account(role: str) -> Any:
    account = an_account(learner_id=new_learner_id(), first_name=role.capitalize(), last_name="Person")
    if role in STAFF:
        account.roles.create(role=STAFF[role])
        account.is_staff, account.is_superuser = True, STAFF[role] == Role.ADMINISTRATOR
        account.save()
        with_second_factor(account)
    return account
