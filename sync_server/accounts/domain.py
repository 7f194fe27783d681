"""What can be done with accounts: sign a device in and out, change what is known of somebody, make one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cor_protocol.accounts import Ended
from cor_protocol.ids import new_learner_id
from cor_protocol.problems import Problem
from sync_server.accounts import devices, roles, rules, tokens
from sync_server.accounts.models import Device, Role, User
from sync_server.accounts.registry import learner_is_taken
from sync_server.accounts.tokens import Session
from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.common.refusals import Refused


@dataclass(frozen=True, slots=True)
class Machine:
    """The device that asks: its own id, the learner id its record was begun under, what it runs, who else uses it.

    `key` is the public key by which its sync files are known, in hexadecimal; empty where it does not say.
    """

    device: str
    learner: str | None
    platform: str
    client: str
    shared: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SignedIn:
    """Fresh tokens and the device's pass (told only once), the account, and the learner id it is bound to."""

    token: str
    append_token: str
    device_pass: str
    account: User
    learner: str


def signed_in_on(account: User, machine: Machine) -> SignedIn:
    """Give a device the tokens of an account that proved who it is. Raises Refused (malformed)."""
    rules.check_machine(machine.device, machine.learner, machine.key)
    with transaction.atomic():
        # As it is now: two devices that come at the same moment must not bind two records to one account.
        account = User.objects.select_for_update().get(pk=account.pk)
        learner = _learner_of(account, machine.learner)
        device = _device_of(account, machine)
        issued = tokens.issue(device, learner, clock.now())
        audit.record(f"account {account.pk}", "device.signed_in", f"device {device.pk}")
        return SignedIn(issued.token, issued.append_token, devices.give_pass(device), account, learner)


def sign_out(session: Session) -> None:
    """End the session's token on the server, and no other (ASVS 7.4.1)."""
    tokens.end(session.token_hash, clock.now(), Ended.SIGNED_OUT)


def change_account(account: User, changes: Mapping[str, str]) -> None:
    """Change what somebody says of themselves; keys are fields of the account. Raises Refused (invalid_field)."""
    for field, value in changes.items():
        setattr(account, field, rules.checked(field, value))
    account.save(update_fields=list(changes))


def create_account(email: str, password: str, *, staff: bool) -> User:
    """Make an account whose address counts as verified, as the command line does. Raises Refused."""
    account = User(email=rules.checked_email(email))
    rules.check_password(password, account)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save()
            EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
            audit.record("command line", "account.created", f"account {account.pk}", "staff" if staff else "learner")
            if staff:
                roles.grant(account, Role.ADMINISTRATOR, "command line")
    except IntegrityError:
        raise _cannot_register() from None
    return account


def claim_for(account: User, machine: Machine) -> str:
    """Take a device that brought its work on a stick for an account's, as a sign-in on it would; gives the record's id.

    No token is made: what the device sends is known by its key. Raises Refused (malformed).
    """
    rules.check_machine(machine.device, machine.learner, machine.key)
    with transaction.atomic():
        account = User.objects.select_for_update().get(pk=account.pk)
        learner = _learner_of(account, machine.learner)
        _device_of(account, machine)
    return learner


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
    device, _is_new = Device.objects.update_or_create(
        account=account,
        device=machine.device,
        defaults={
            "platform": rules.plain(machine.platform),
            "client": rules.plain(machine.client),
            "is_shared": machine.shared,
            **({"file_key": machine.key} if machine.key else {}),
        },
    )
    return device


def _cannot_register() -> Refused:
    return Refused(
        Problem.CANNOT_REGISTER,
        _("This email address cannot be registered. If you have an account already, sign in instead."),
    )
