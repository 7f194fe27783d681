"""Certificates: the list, one of them, its PDF, and revoking it. Opening and drawing one is written to the audit."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from unfold.decorators import display

from sync_server.audit import domain as audit
from sync_server.certificates import domain, queries
from sync_server.certificates.certificate import Paper
from sync_server.certificates.domain import NotRevocable, audit_name
from sync_server.certificates.models import Credential, State
from sync_server.certificates.number import normalized
from sync_server.common.admin import Button, Sheet, ShownOnly, actor_of, in_words, may, whole


@admin.register(Credential)
class CredentialAdmin(ShownOnly):
    list_display = ["shown_number", "holder", "title", "awarded", "shown_state"]
    list_filter = ["state", "title"]
    search_fields = ["number", "holder"]
    search_help_text = "Number or holder's name"

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("<int:pk>/pdf/", self.admin_site.admin_view(self.pdf), name="certificates_credential_pdf"),
            path("<int:pk>/revoke/", self.admin_site.admin_view(self.revoke), name="certificates_credential_revoke"),
        ]
        return [*own, *super().get_urls()]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "account__id__exact" or bool(super().lookup_allowed(lookup, value, request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Credential], search_term: str
    ) -> tuple[QuerySet[Credential], bool]:
        found, doubled = super().get_search_results(request, queryset, search_term)
        return found | queryset.filter(number=normalized(search_term)), doubled

    @display(description="Number", ordering="number")
    def shown_number(self, credential: Credential) -> str:
        return whole(credential.number)

    @display(description="Awarded", ordering="awarded_at")
    def awarded(self, credential: Credential) -> str:
        return whole(in_words(credential.awarded_at.date())[0])

    @display(
        description="State", ordering="state", label={"valid": "success", "revoked": "danger", "superseded": "warning"}
    )
    def shown_state(self, credential: Credential) -> str:
        return credential.state

    def sheet(self, request: HttpRequest, record: Credential) -> Sheet:
        audit.record(actor_of(request), "credential.opened", audit_name(record), "in the admin")
        return Sheet(
            title=record.number,
            pairs=[*_pairs(record), *_end(record)],
            buttons=_buttons(record),
            note="That you opened this page is written to the audit.",
        )

    def pdf(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The certificate as its holder gets it."""
        credential: Any = self.found(request, str(pk))
        audit.record(actor_of(request), "credential.downloaded", audit_name(credential), "in the admin")
        paper: Paper = "a4" if request.GET.get("paper") == "a4" else "letter"
        pdf = queries.certificate_pdf(credential, f"{request.scheme}://{request.get_host()}", paper)
        disposition = {"Content-Disposition": f'attachment; filename="{credential.number}.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=disposition)

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason, then revoke."""
        credential: Any = self.found(request, str(pk))
        if not may(request, "certificates.change_credential"):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask_for_reason(request, credential)
        try:
            domain.revoke(credential, request.POST.get("reason", "")[:300], actor_of(request))
        except NotRevocable:
            return self._ask_for_reason(
                request, credential, problem="Please write the reason: it is shown to whoever checks."
            )
        messages.success(request, f"{credential.number} is revoked.")
        return HttpResponseRedirect(_address("change", credential))

    def _ask_for_reason(self, request: HttpRequest, credential: Credential, problem: str = "") -> HttpResponse:
        if credential.state != State.VALID:
            messages.warning(request, f"{credential.number} is {credential.state} already; nothing was changed.")
            return HttpResponseRedirect(_address("change", credential))
        context = {
            "title": f"Revoke {credential.number}",
            "credential": credential,
            "problem": problem,
            "back": _address("change", credential),
        }
        return self.page(request, "admin/revoke.html", context)


def _pairs(credential: Credential) -> list[tuple[str, object]]:
    hours = [f"{category}: {hours:g}" for category, hours in credential.hours]
    return [
        ("Holder", credential.holder),
        ("Module", f"{credential.title} (version {credential.module_version})"),
        ("Started", credential.started),
        ("Completed", credential.completed),
        ("Contact hours", hours),
        ("Awarded", credential.awarded_at.date()),
        ("Issued by", credential.issuer),
        ("State", credential.state),
    ]


def _end(credential: Credential) -> list[tuple[str, object]]:
    if credential.state == State.VALID:
        return []
    return [
        ("Since", credential.state_changed_at and credential.state_changed_at.date()),
        ("Reason", credential.reason),
    ]


def _buttons(credential: Credential) -> list[Button]:
    pdf = _address("pdf", credential)
    buttons = [Button("PDF, Letter", pdf), Button("PDF, A4", f"{pdf}?paper=a4")]
    if credential.state == State.VALID:
        buttons.append(Button("Revoke …", _address("revoke", credential), "danger"))
    return buttons


def _address(view: str, credential: Credential) -> str:
    return reverse(f"admin:certificates_credential_{view}", args=[credential.pk])
