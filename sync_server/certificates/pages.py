"""The pages for everybody: the first one, and the check page.

Whoever has a certificate's number and its holder's last name learns there what it is worth.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sync_server.certificates import queries
from sync_server.certificates.models import Credential, State
from sync_server.common import languages


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page says. `credential` is None where number and name do not belong together."""

    state: str
    mark: str
    heading: str
    meaning: str
    credential: Credential | None = None


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """The first page: what this server is, checking a certificate, help, host."""
    return render(request, "certificates/landing.html")


# A pure read that needs no cookie: there is nothing that a forged request could change, and a token would shut out
# everybody whose browser refuses cookies. The name goes by POST so that it stands in no address and no log.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, number: str = "") -> HttpResponse:
    """Ask for number and last name, and answer. Nothing is shown before both fit."""
    if request.method != "POST":
        return render(request, "certificates/verify.html", {"number": number[:60]})
    number = request.POST.get("number", number)[:60]
    credential = queries.shown_to(number, request.POST.get("last_name", "")[:150])
    outcome = _outcome(credential) if credential else _unknown()
    return render(request, "certificates/verify.html", {"number": "" if credential else number, "outcome": outcome})


def _unknown() -> Outcome:
    meaning = _(
        "Compare both with the certificate, letter by letter. If they are the same, this server did not issue it; "
        "the address printed on the certificate may be that of another one."
    )
    return Outcome("unknown", "?", _("No certificate with this number and last name"), meaning)


def _outcome(credential: Credential) -> Outcome:
    if credential.state == State.REVOKED:
        return Outcome("revoked", "✗", _("This certificate was revoked"), _revoked(credential), credential)
    if credential.state == State.SUPERSEDED:
        meaning = _("It was valid when it was issued. Ask its holder for the one that took its place.")
        return Outcome("superseded", "!", _("A newer certificate has taken this one's place"), meaning, credential)
    meaning = _("It was issued by this server and is as it was issued. Compare what you hold with what stands here.")
    return Outcome("valid", "✓", _("This certificate is valid"), meaning, credential)


def _revoked(credential: Credential) -> str:
    changed = credential.state_changed_at
    if changed is None:
        return _("It has not been valid.")
    return _("It has not been valid since {day}.").format(day=languages.long_day(changed))
