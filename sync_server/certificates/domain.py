"""Awarding and revoking."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.db import transaction

from cor_protocol.module import split_module_item
from sync_server.accounts import queries as accounts
from sync_server.audit import domain as audit
from sync_server.certificates.models import Credential, State
from sync_server.certificates.number import number_for
from sync_server.common import clock
from sync_server.progress import domain as progress
from sync_server.progress import provenance
from sync_server.progress.registry import Completion

TAKEN_BACK = "The completion was taken back."


class NoHolder(LookupError):
    """A record was completed that belongs to no account, so there is no name to write on a certificate."""


class NotRevocable(ValueError):
    """The credential is not valid any more, or no reason was given."""


class Counted(Protocol):
    """A learner's record, as far as it is about certificates."""

    @property
    def certificates(self) -> int:
        """How often they have changed."""


@transaction.atomic
def award(completion: Completion) -> None:
    """Award the credential for a completed module; where it was awarded before, it stays as it was. Raises NoHolder."""
    if Credential.objects.filter(learner_id=completion.learner, module_key=completion.key).exists():
        return
    account = accounts.account_of(completion.learner)
    if account is None:
        raise NoHolder(completion.learner)
    credential = Credential.objects.create(
        account=account,
        holder=account.get_full_name(),
        holder_last_name=account.last_name,
        **_what_was_achieved(completion),
    )
    progress.count_certificate_change(completion.learner)
    audit.record("server", "credential.awarded", audit_name(credential))


@transaction.atomic
def revoke(credential: Credential, reason: str, actor: str) -> None:
    """Revoke a valid credential; the check page tells the reason to whoever checks it. Raises NotRevocable."""
    locked = Credential.objects.select_for_update().get(pk=credential.pk)
    if locked.state != State.VALID or not reason.strip():
        raise NotRevocable(locked.state)
    credential.state = State.REVOKED
    credential.reason = reason.strip()
    credential.state_changed_at = clock.now_datetime()
    credential.save(update_fields=["state", "reason", "state_changed_at"])
    progress.count_certificate_change(credential.learner_id)
    audit.record(actor, "credential.revoked", audit_name(credential), credential.reason)


def take_back(learner: str, item: str, actor: str) -> None:
    """Staff took a completion back: its credential is revoked, where it is the one of that version and valid.

    Their reason is the learner's to read; whoever checks the certificate reads only that.
    """
    key, version = split_module_item(item)
    found = Credential.objects.filter(learner_id=learner, module_key=key, module_version=version, state=State.VALID)
    for credential in found:
        revoke(credential, TAKEN_BACK, actor)


def tell_changes(record: Counted) -> dict[str, int]:
    """What a sync's reply says of certificates: how often they have changed, where there are or were any."""
    return {"certificates": record.certificates} if record.certificates else {}


def audit_name(credential: Credential) -> str:
    """How the audit names a credential: by our own id, which says nothing to anybody without this database."""
    return f"credential {credential.pk}"


def _what_was_achieved(completion: Completion) -> dict[str, object]:
    return {
        "number": number_for(completion.learner, completion.key),
        "learner_id": completion.learner,
        "module_key": completion.key,
        "module_version": completion.version,
        "title": completion.title,
        "objectives": list(completion.objectives),
        "hours": [list(pair) for pair in completion.contact_hours],
        "started": None if completion.started is None else clock.date_of(completion.started.date),
        "completed": clock.date_of(completion.completed.date),
        "started_by": provenance.kept(completion.started),
        "completed_by": provenance.kept(completion.completed),
        "awarded_at": clock.now_datetime().replace(microsecond=0),
        "issuer": settings.COR_SERVER_NAME,
    }
