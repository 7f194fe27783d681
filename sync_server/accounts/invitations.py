"""Invitations: a link that works once, in place of a first password that somebody else would know (ASVS 6.4.1)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cor_protocol.problems import Problem
from sync_server.accounts import registry, roles, rules
from sync_server.accounts.languages import kept_of
from sync_server.accounts.models import Invitation, Role, User
from sync_server.audit import domain as audit
from sync_server.common import clock, languages
from sync_server.common.refusals import Refused
from sync_server.mail import domain as mail

HOURS = 72
"""How long an invitation may be accepted."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody who accepts says of themselves."""

    first_name: str
    last_name: str
    password: str
    policy_version: int

    def __repr__(self) -> str:
        return "Newcomer(…)"  # a password must not reach a log


def invite(
    email: str, granted: Iterable[Role], actor: str, port: int = 8765, language: str = settings.LANGUAGE_CODE
) -> str:
    """Mail an invitation and give its link, which is told only this once. Raises Refused (invalid_field).

    `port` names the server where no public address is set; `language` is the mail's, unless the address has an account
    that keeps another. An invitation changes nothing before it is accepted.
    """
    address, code, now = rules.checked_email(email), secrets.token_urlsafe(32), clock.now()
    with transaction.atomic():
        row = Invitation.objects.create(
            hash=hash_of(code),
            email=address,
            roles=sorted(Role(role).value for role in granted),
            invited_by=actor,
            created=now,
            expires=now + HOURS * 3600,
        )
        audit.record(actor, "invitation.sent", _name_of(row), ", ".join(row.roles))
        link = _link(code, port)
        mail.send(
            "accounts/invitation",
            address,
            language=kept_of(account_of(row)) or language,
            link=link,
            hours=HOURS,
            roles=[Role(role).label for role in row.roles],  # said in the language of the mail
        )
    return link


def find(code: str) -> Invitation:
    """The invitation that a link's code opens. Raises Refused (not_found): unknown, used and too old look alike."""
    row = Invitation.objects.filter(hash=hash_of(code), accepted_at=None, expires__gt=clock.now()).first()
    if row is None:
        raise Refused(Problem.NOT_FOUND, _("This invitation cannot be used: it was used before, or it is too old."))
    return row


def account_of(invitation: Invitation) -> User | None:
    """The account that has the address already, if any; an invitation never changes it without its owner."""
    return User.objects.filter(email=invitation.email).first()


def in_words(invitation: Invitation) -> str:
    """The roles of an invitation as a sentence has them; empty for a learner's."""
    return languages.listed(_labels(invitation))


def accept(code: str, person: Newcomer) -> User:
    """Make the account that was invited, its address counting as confirmed, and give it its roles.

    Raises Refused (not_found, invalid_field, weak_password, cannot_register where the address has an account).
    """
    with transaction.atomic():
        invitation = _use_up(code)
        if account_of(invitation):
            raise Refused(Problem.CANNOT_REGISTER, _("This address has an account. Sign in to it, and accept there."))
        account = _new_account(invitation, person)
        EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
        _grant(account, invitation)
        for keep in registry.on_signed_up:
            keep(account.pk, person.policy_version)
    return account


def accept_with(code: str, account: User) -> None:
    """Give the roles to an account that exists, its owner being signed in. Raises Refused (not_found).

    Its sign-ins end with it, because the new ones last as its roles demand.
    """
    with transaction.atomic():
        invitation = _use_up(code)
        if invitation.email != account.email:
            raise Refused(Problem.NOT_FOUND, _("This invitation is for another address than yours."))
        _grant(account, invitation)


def hash_of(code: str) -> str:
    """What is kept of a code: its SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()


def _use_up(code: str) -> Invitation:
    # Taken in one statement, so that of two who come at the same moment one is too late.
    now = clock.now()
    rows = Invitation.objects.filter(hash=hash_of(code), accepted_at=None, expires__gt=now)
    invitation = find(code)
    if not rows.update(accepted_at=now, email=""):  # the account has the address now
        raise Refused(Problem.NOT_FOUND, _("This invitation was used a moment ago."))
    return invitation


def _new_account(invitation: Invitation, person: Newcomer) -> User:
    account = User(
        email=invitation.email,
        first_name=rules.checked("first_name", person.first_name),
        last_name=rules.checked("last_name", person.last_name),
        language=languages.spoken(),
    )
    rules.check_password(person.password, account)
    account.set_password(person.password)
    account.save()
    return account


def _grant(account: User, invitation: Invitation) -> None:
    name = _name_of(invitation)
    audit.record(f"account {account.pk}", "invitation.accepted", name)
    for role in invitation.roles:
        roles.grant(account, Role(role), invitation.invited_by, name)


def _name_of(invitation: Invitation) -> str:
    return f"invitation {invitation.hash[:12]}"


def _labels(invitation: Invitation) -> list[str]:
    return [str(Role(role).label).lower() for role in invitation.roles]


def _link(code: str, port: int) -> str:
    # By name: browsers offer security keys on `localhost`, and not on a number.
    public = settings.COR_PUBLIC_URL or f"http://localhost:{port}"
    return f"{public}{reverse('account_invitation', args=[code])}"
