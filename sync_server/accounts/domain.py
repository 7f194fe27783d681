"""What can be done with accounts: register, sign in, sign out; and what an administrator does from the command line."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from cor_protocol.ids import new_learner_id
from cor_protocol.problems import Problem
from sync_server.accounts import rules, tokens
from sync_server.accounts.models import Device, User, normal_email
from sync_server.accounts.registry import learner_is_taken
from sync_server.accounts.tokens import Session
from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.common.refusals import Refused


@dataclass(frozen=True, slots=True)
class NewLearner:
    """What somebody who registers says of themselves."""

    first_name: str
    last_name: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Machine:
    """The device that asks: its own id, the learner id its record was begun under, what it runs."""

    device: str
    learner: str | None
    platform: str
    client: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh token (told only once), the account, and the learner id it is bound to."""

    token: str
    account: User
    learner: str


def register(person: NewLearner, machine: Machine) -> SignedIn:
    """Make a learner's account and sign it in. Raises Refused (invalid_field, weak_password, cannot_register)."""
    rules.check_machine(machine.device, machine.learner)
    account = _new_account(person)
    rules.check_password(person.password, account)
    account.set_password(person.password)
    try:
        with transaction.atomic():
            account.save()
            return _signed_in(account, machine)
    except IntegrityError:
        raise _cannot_register() from None


def sign_in(email: str, password: str, machine: Machine) -> SignedIn:
    """Sign an account in on a device. Raises Refused (wrong_credentials); an unknown address costs the same time."""
    rules.check_machine(machine.device, machine.learner)
    account = User.objects.filter(email=normal_email(email)).first()
    if account is None:
        make_password(password)  # spends the time that checking would have (ASVS 6.3.8)
        raise _wrong_credentials()
    if not account.check_password(password) or not account.is_active:
        raise _wrong_credentials()
    with transaction.atomic():
        return _signed_in(account, machine)


def sign_out(session: Session) -> None:
    """End the session's token on the server (ASVS 7.4.1)."""
    tokens.end(session.token_hash, clock.now())


def create_account(email: str, password: str, *, staff: bool) -> User:
    """Make an account without a learner, as the command line does. Raises Refused; staff may do everything."""
    account = User(email=rules.checked_email(email), is_staff=staff, is_superuser=staff)
    rules.check_password(password, account)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save()
            audit.record("command line", "account.created", f"account {account.pk}", "staff" if staff else "learner")
    except IntegrityError:
        raise _cannot_register() from None
    return account


def _new_account(person: NewLearner) -> User:
    return User(
        first_name=rules.checked_name(person.first_name, "first name", 100),
        last_name=rules.checked_name(person.last_name, "last name", 150),
        email=rules.checked_email(person.email),
    )


def _signed_in(account: User, machine: Machine) -> SignedIn:
    learner = _learner_of(account, machine.learner)
    device = _device_of(account, machine)
    return SignedIn(tokens.issue(device, learner, clock.now()), account, learner)


def _learner_of(account: User, offered: str | None) -> str:
    """The account's learner id; where it has none that may be used, the one offered or a fresh one is bound to it."""
    if account.learner_id and not _is_taken(account.learner_id):
        return account.learner_id
    if offered is None or _is_taken(offered) or User.objects.filter(learner_id=offered).exists():
        offered = new_learner_id()
    account.learner_id = offered
    account.save(update_fields=["learner_id"])
    return offered


def _is_taken(learner: str) -> bool:
    return any(is_taken(learner) for is_taken in learner_is_taken)


def _device_of(account: User, machine: Machine) -> Device:
    device, _ = Device.objects.update_or_create(
        account=account,
        device=machine.device,
        defaults={"platform": rules.plain(machine.platform), "client": rules.plain(machine.client)},
    )
    return device


def _cannot_register() -> Refused:
    return Refused(
        Problem.CANNOT_REGISTER,
        "This email address cannot be registered. If you have an account already, sign in instead.",
    )


def _wrong_credentials() -> Refused:
    return Refused(
        Problem.WRONG_CREDENTIALS,
        "The email address and the password do not belong together. Check both and try again.",
    )
