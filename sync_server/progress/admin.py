"""Learners and their progress, to read. Opening one learner's sheet is written to the audit."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import admin
from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cor_protocol.corrections import SET, TAKEN_BACK
from cor_protocol.facts import MODULE_COMPLETED, MODULE_STARTED
from cor_protocol.ids import ModuleKey
from cor_protocol.module import module_item
from sync_server.accounts import queries as accounts
from sync_server.accounts.models import User
from sync_server.audit import domain as audit
from sync_server.catalog import queries as catalog
from sync_server.common.admin import Button, Sheet, ShownOnly, Table, actor_of, day, display, may, moment, whole
from sync_server.progress import provenance, queries
from sync_server.progress.models import EstablishedCompletion, Fact, Oddity
from sync_server.progress.queries import ModuleProgress
from sync_server.progress.resolver import Resolved


@admin.register(User)
class LearnerAdmin(ShownOnly):
    list_display = ["name", "email", "started", "completed", "last_contact"]
    search_fields = ["first_name", "last_name", "email"]
    search_help_text = gettext_lazy("Name or email address")
    ordering = ["last_name", "first_name", "email"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return accounts.learners().annotate(
            modules_started=Coalesce(Subquery(_count(Fact.objects.filter(kind=MODULE_STARTED))), 0),
            modules_completed=Coalesce(Subquery(_count(EstablishedCompletion.objects.all())), 0),
            contact=Max("devices__tokens__last_used"),
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        opts = copy(self.opts)
        opts.verbose_name_plural = _("learners")  # by which unfold heads the page
        return super().changelist_view(request, {"title": _("Learners"), "opts": opts, **(extra_context or {})})

    @display(description=gettext_lazy("Name"), ordering="last_name")
    def name(self, learner: User) -> str:
        return str(learner)

    @display(description=gettext_lazy("Modules started"), ordering="modules_started")
    def started(self, learner: Any) -> int:
        return int(learner.modules_started)

    @display(description=gettext_lazy("Completed"), ordering="modules_completed")
    def completed(self, learner: Any) -> int:
        return int(learner.modules_completed)

    @display(description=gettext_lazy("Last contact"), ordering="contact")
    def last_contact(self, learner: Any) -> str:
        return whole(moment(learner.contact))

    def sheet(self, request: HttpRequest, record: Any) -> Sheet:
        audit.record(actor_of(request), "learner.opened", f"learner {record.learner_id}", "in the admin")
        progress = queries.module_progress(record.learner_id)
        certificates = reverse("admin:certificates_credential_changelist") + f"?account__id__exact={record.pk}"
        return Sheet(
            title=str(record),
            pairs=[
                (_("Email"), record.email),
                (_("Account since"), record.joined_at.date()),
                (_("Last contact"), moment(record.contact)),
                (_("Learner id"), record.learner_id),
            ],
            tables=[
                _modules(progress),
                *map(_activities, progress),
                *_corrections(record.learner_id),
                _devices(record),
            ],
            buttons=[Button(_("Certificates"), certificates)] if may(request, "certificates.view_credential") else [],
            note=_("That you opened this page is written to the audit, and the learner may ask who did."),
        )


@admin.register(Oddity)
class OddityAdmin(ShownOnly):
    list_display = ["since", "what", "kind", "item", "learner"]
    list_filter = ["reason"]
    ordering = ["-found_at"]

    @display(description=gettext_lazy("Since"), ordering="found_at")
    def since(self, oddity: Oddity) -> str:
        return whole(moment(oddity.found_at))

    @display(description=gettext_lazy("What is odd"), ordering="reason")
    def what(self, oddity: Oddity) -> str:
        return str(oddity.get_reason_display())

    def sheet(self, request: HttpRequest, record: Any) -> Sheet:
        audit.record(actor_of(request), "odd_fact.opened", f"learner {record.learner}", "in the admin")
        return Sheet(
            title=str(record),
            pairs=[
                (_("What is odd"), self.what(record)),
                (_("Since"), moment(record.found_at)),
                (_("Kind of fact"), record.kind),
                (_("Item"), record.item),
                (_("Device"), record.device),
                (_("Learner id"), record.learner),
            ],
            note=_(
                "The fact is kept with the record and counts as before. That you opened this page is written to the "
                "audit, and the learner may ask who did."
            ),
        )


def _count(rows: QuerySet[Any]) -> QuerySet[Any]:
    """For each learner of an outer query: how many different items there are among the rows."""
    own = rows.filter(learner=OuterRef("learner_id")).order_by().values("learner")
    counted: QuerySet[Any] = own.annotate(number=Count("item", distinct=True)).values("number")
    return counted


def _modules(progress: list[ModuleProgress]) -> Table:
    rows = [_module(module) for module in progress]
    headers = [_("Module"), _("Version"), _("Started"), _("Completed"), _("Activities finished")]
    return Table(_("Modules"), headers, rows, _("No module has been started, or nothing has been sent yet."))


def _module(module: ModuleProgress) -> list[object]:
    definition = catalog.definition(_item(module))
    completed = _dated(module.dates.completed)
    if module.dates.completed is not None and not module.established:
        completed = _("{day} (activities still missing here)").format(day=completed)
    known = {key.partition(":")[2] for key, _, _ in definition.activities} if definition else module.finished
    finished = _of(len(module.finished & known), len(known)) if definition else str(len(known))
    title = definition.title if definition else module.key
    return [title, module.version, _dated(module.dates.started), completed, finished]


def _dated(resolved: Resolved | None) -> str:
    if resolved is None:
        return day(None)
    return _("{day}, {how}").format(day=day(resolved.date), how=provenance.in_words(resolved))


def _activities(module: ModuleProgress) -> Table:
    definition = catalog.definition(_item(module))
    known = {key.partition(":")[2]: title for key, title, _ in definition.activities} if definition else {}
    names = [*known, *sorted((module.opened | module.finished) - set(known))]
    rows = [[known.get(name, name), _yes(name in module.opened), _yes(name in module.finished)] for name in names]
    title = definition.title if definition else module.key
    headers = [_("Activity"), _("Opened"), _("Finished")]
    return Table(_("Activities of {title}").format(title=title), headers, rows, _("No activity has been opened yet."))


def _corrections(learner: str) -> list[Table]:
    """What staff corrected, where they did."""
    made = queries.corrections(learner)
    what = {
        (MODULE_STARTED, TAKEN_BACK): _("start taken back"),
        (MODULE_STARTED, SET): _("start set to {day}"),
        (MODULE_COMPLETED, TAKEN_BACK): _("completion taken back"),
        (MODULE_COMPLETED, SET): _("completion set to {day}"),
    }
    rows = [
        [
            day(each.at),
            each.item,
            what.get((each.kind, each.effect), each.effect).format(day=day(each.time)),
            each.reason,
        ]
        for each in made
    ]
    headers = [_("When"), _("Module"), _("What was corrected"), _("Reason")]
    return [Table(_("Corrections by staff"), headers, rows, "")] if rows else []


def _devices(learner: User) -> Table:
    found: QuerySet[Any] = accounts.last_contacts().filter(account=learner)
    rows = [
        [
            device.platform or "–",
            device.client or "–",
            day(int(device.first_seen.timestamp())),
            moment(device.last_contact),
        ]
        for device in found
    ]
    headers = [_("System"), _("Version of COR Desktop"), _("First signed in"), _("Last contact")]
    return Table(_("Devices"), headers, rows, _("No device has signed in."))


def _item(module: ModuleProgress) -> str:
    return module_item(ModuleKey(module.key), module.version)


def _of(part: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=part, whole=whole)


def _yes(fact: bool) -> str:
    return _("yes") if fact else "–"
