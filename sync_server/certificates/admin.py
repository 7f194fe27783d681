"""Certificates: the list, one of them, its PDF, and revoking it. Opening and drawing one is written to the audit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sync_server.audit import domain as audit
from sync_server.certificates import domain, queries
from sync_server.certificates.certificate import Paper
from sync_server.certificates.domain import NotRevocable, audit_name
from sync_server.certificates.models import Credential, State
from sync_server.certificates.number import normalized
from sync_server.common.admin import Button, Sheet, ShownOnly, actor_of, display, in_words, may, whole
from sync_server.common.languages import number
from sync_server.progress import provenance


@admin.register(Credential)
class CredentialAdmin(ShownOnly):
    list_display = ["shown_number", "holder", "title", "awarded", "shown_state"]
    list_filter = ["state", "title"]
    search_fields = ["number", "holder"]
    search_help_text = gettext_lazy("Number or holder's name")

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

    @display(description=gettext_lazy("Number"), ordering="number")
    def shown_number(self, credential: Credential) -> str:
        return whole(credential.number)

    @display(description=gettext_lazy("Awarded"), ordering="awarded_at")
    def awarded(self, credential: Credential) -> str:
        return whole(in_words(credential.awarded_at.date())[0])

    @display(
        description=gettext_lazy("State"),
        ordering="state",
        label={"valid": "success", "revoked": "danger", "superseded": "warning"},
    )
    def shown_state(self, credential: Credential) -> tuple[str, str]:
        return credential.state, credential.get_state_display()

    def sheet(self, request: HttpRequest, record: Credential) -> Sheet:
        audit.record(actor_of(request), "credential.opened", audit_name(record), "in the admin")
        return Sheet(
            title=record.number,
            pairs=[*_pairs(record), *_end(record)],
            buttons=_buttons(record),
            note=_("That you opened this page is written to the audit."),
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
                request, credential, problem=_("Please write the reason: it is shown to whoever checks.")
            )
        messages.success(request, _("{number} is revoked.").format(number=credential.number))
        return HttpResponseRedirect(_address("change", credential))

    def _ask_for_reason(self, request: HttpRequest, credential: Credential, problem: str = "") -> HttpResponse:
        if credential.state != State.VALID:
            said = _("{number} is {state} already; nothing was changed.")
            messages.warning(request, said.format(number=credential.number, state=credential.get_state_display()))
            return HttpResponseRedirect(_address("change", credential))
        context = {
            "title": _("Revoke {number}").format(number=credential.number),
            "credential": credential,
            "problem": problem,
            "back": _address("change", credential),
        }
        return self.page(request, "admin/revoke.html", context)


def _pairs(credential: Credential) -> list[tuple[str, object]]:
    hours = [f"{category}: {number(hours)}" for category, hours in credential.hours]
    return [
        (_("Holder"), credential.holder),
        (
            _("Module"),
            _("{title} (version {version})").format(title=credential.title, version=credential.module_version),
        ),
        (_("Started"), _dated(credential.started, credential.started_by)),
        (_("Completed"), _dated(credential.completed, credential.completed_by)),
        (_("Contact hours"), hours),
        (_("Awarded"), credential.awarded_at.date()),
        (_("Issued by"), credential.issuer),
        (_("State"), credential.get_state_display()),
    ]


def _dated(day: date | None, known_by: list[Any]) -> list[str]:
    """A day, and how it is known where that was kept."""
    resolved = provenance.read(known_by)
    return [*in_words(day), *([provenance.in_words(resolved)] if resolved else [])]


def _end(credential: Credential) -> list[tuple[str, object]]:
    if credential.state == State.VALID:
        return []
    return [
        (_("Since"), credential.state_changed_at and credential.state_changed_at.date()),
        (_("Reason"), credential.reason),
    ]


def _buttons(credential: Credential) -> list[Button]:
    pdf = _address("pdf", credential)
    buttons = [Button(_("PDF, Letter"), pdf), Button(_("PDF, A4"), f"{pdf}?paper=a4")]
    if credential.state == State.VALID:
        buttons.append(Button(_("Revoke …"), _address("revoke", credential), "danger"))
    return buttons


def _address(view: str, credential: Credential) -> str:
    return reverse(f"admin:certificates_credential_{view}", args=[credential.pk])
