"""Reading credentials."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from sync_server.certificates.certificate import Certificate, Paper
from sync_server.certificates.holder import same_name
from sync_server.certificates.models import Credential
from sync_server.certificates.number import normalized


def credentials() -> QuerySet[Credential]:
    """All of them, newest first."""
    return Credential.objects.select_related("account")


def of_account(account: int) -> QuerySet[Credential]:
    """The credentials of one account, newest first."""
    return Credential.objects.filter(account_id=account)


def of_learner(learner: str) -> QuerySet[Credential]:
    """The credentials of one learning record, newest first."""
    return Credential.objects.filter(learner_id=learner)


def shown_to(number: str, last_name: str) -> Credential | None:
    """The credential of that number, where the last name is the holder's. A missing and a foreign one look alike."""
    found = Credential.objects.filter(number=normalized(number)).first()
    written = found.holder_last_name if found else ""
    return found if same_name(last_name, written) else None


def certificate_of(credential: Credential, origin: str) -> Certificate:
    """What the credential's certificate shows. `origin` is where this request reached the server, `https://host`."""
    return Certificate(
        number=credential.number,
        holder=credential.holder,
        title=credential.title,
        objectives=tuple(credential.objectives),
        started=credential.started,
        completed=credential.completed,
        hours=tuple((category, hours) for category, hours in credential.hours),
        awarded=credential.awarded_at,
        issuer=credential.issuer,
        verify_url=verify_url(credential.number, origin),
    )


def certificate_pdf(credential: Credential, origin: str, paper: Paper = "letter") -> bytes:
    """The certificate's PDF, drawn now: the same credential gives the same bytes."""
    from sync_server.certificates import document  # 50 MB that a worker spares until it draws one

    return document.draw(certificate_of(credential, origin), paper)


def verify_url(number: str, origin: str) -> str:
    """Where anybody checks a certificate: at the server's public address where it is set, else at `origin`."""
    return f"{(settings.COR_PUBLIC_URL or origin).rstrip('/')}/verify/{number}"
