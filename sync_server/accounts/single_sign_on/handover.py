"""From the browser to COR Desktop on the same computer: one-time codes (RFC 8252; PKCE of RFC 7636; ASVS 10.4.6)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from cor_protocol.problems import Problem
from sync_server.accounts import domain
from sync_server.accounts.domain import Machine, SignedIn
from sync_server.accounts.models import Handover, User
from sync_server.accounts.tokens import hash_of
from sync_server.audit import domain as audit
from sync_server.common import clock
from sync_server.common.refusals import Refused

SECONDS = 60
"""How long a code may be exchanged: COR Desktop waits for it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What COR Desktop asks the browser for.

    `challenge` and `state` are 43 characters each (256 bits, base64url), `port` where it listens on this computer,
    `provider` the id of an organization's sign-in or empty; `anew`: whoever is signed in in the browser may be another.
    """

    challenge: str
    state: str
    port: int
    provider: str
    anew: bool


def question(asked: QueryDict) -> Question | None:
    """What an address asks; None where it is not of the form that COR Desktop gives it."""
    challenge, state, port = asked.get("challenge", ""), asked.get("state", ""), asked.get("port", "")
    whole = all(re.fullmatch(r"[A-Za-z0-9_-]{43}", each) for each in (challenge, state))
    if not whole or not re.fullmatch(r"[0-9]{4,5}", port) or not 1024 <= int(port) <= 65535:
        return None
    return Question(challenge, state, int(port), asked.get("provider", ""), asked.get("anew") == "1")


def begin(account: User, challenge: str) -> str:
    """Make the code that whoever knows the challenge's answer may exchange, once, within a minute."""
    now, code = clock.now(), secrets.token_urlsafe(32)
    Handover.objects.filter(expires__lte=now).delete()
    Handover.objects.create(hash=hash_of(code), account=account, challenge=challenge, expires=now + SECONDS)
    return code


def redeem(code: str, verifier: str, machine: Machine) -> SignedIn:
    """Exchange a code for a device's tokens. Raises Refused (wrong_credentials); the code is used up either way."""
    handover = Handover.objects.select_related("account").filter(hash=hash_of(code)).first()
    # Taken in one statement, so that of two who come at the same moment one is too late.
    taken = handover is not None and Handover.objects.filter(hash=handover.hash).delete()[0] == 1
    if handover is None or not taken or clock.now() >= handover.expires or not handover.account.is_active:
        raise _refused("nobody", "a code that is over")
    if not hmac.compare_digest(challenge_of(verifier), handover.challenge):
        raise _refused(f"account {handover.account_id}", "somebody else's code")
    return domain.signed_in_on(handover.account, machine)


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636): its SHA-256 in base64url, 43 characters."""
    digest = hashlib.sha256(verifier.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _refused(whose: str, reason: str) -> Refused:
    audit.record("nobody", "sign_in.failed", whose, f"handover to COR Desktop: {reason}")
    return Refused(
        Problem.WRONG_CREDENTIALS,
        _("This sign-in took too long, or was used already. Please begin again in COR Desktop."),
    )
