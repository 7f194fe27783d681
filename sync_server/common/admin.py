"""What the admin pages of all apps share: they show; nobody adds, changes or deletes a record there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst
from unfold import decorators
from unfold.admin import ModelAdmin

from sync_server.common import languages


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet; `empty` is the sentence where it has no rows."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    empty: str


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be done from a sheet. `kind` is `plain` or `danger`."""

    words: str
    address: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One record as a page: what it is in pairs of label and value, then tables; `note` says what seeing it leaves."""

    title: str
    pairs: Sequence[tuple[str, object]]  # shown as `in_words` says
    tables: Sequence[Table] = ()
    buttons: Sequence[Button] = field(default_factory=tuple)
    note: str = ""


def display(*, description: str | Promise, **options: Any) -> Callable[[Any], Any]:
    """unfold's decorator of a column, whose types do not know that words may be looked up later."""
    return cast(Callable[[Any], Any], decorators.display(description=cast(str, description), **options))


class ShownOnly(ModelAdmin):
    """A list, and a sheet for each record. An app says what is on the sheet in `sheet`."""

    list_per_page = 50
    list_fullwidth = True
    actions = None

    def has_add_permission(self, request: HttpRequest, *_: object) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *_: object) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *_: object) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the page itself offers: by other filters a hash could be spelled out, letter by letter."""
        return lookup.split("__")[0] in self.list_filter

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is none: nobody edits here, and who opened what stands in the audit. Raises Http404."""
        raise Http404

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        shown: TemplateResponse = super().changelist_view(request, {"title": title, **(extra_context or {})})
        return shown

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        sheet = self.sheet(request, self.found(request, object_id))
        pairs = [(label, in_words(value)) for label, value in sheet.pairs]
        return self.page(request, "admin/sheet.html", {"title": sheet.title, "sheet": sheet, "pairs": pairs})

    def sheet(self, request: HttpRequest, record: Any) -> Sheet:
        """What is shown of one record: all its fields, unless an app knows better."""
        fields = [part for part in self.opts.fields if not part.primary_key]
        return Sheet(str(record), [(capfirst(str(part.verbose_name)), getattr(record, part.name)) for part in fields])

    def found(self, request: HttpRequest, object_id: str) -> Model:
        """The record of that id. Raises PermissionDenied, Http404."""
        record = self.get_object(request, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        if record is None:
            raise Http404
        return record  # type: ignore[no-any-return]  # unfold has no types

    def page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
        """A page within the admin's frame."""
        frame = {**self.admin_site.each_context(request), **context}
        return TemplateResponse(request, template, frame)


def actor_of(request: HttpRequest) -> str:
    """How the audit names who is signed in: the id and the role."""
    return f"account {request.user.pk} ({_role(request.user)})"


def may(request: HttpRequest, permission: str) -> bool:
    """Tell whether who is signed in has a permission, e.g. `accounts.view_user`."""
    return isinstance(request.user, PermissionsMixin) and request.user.has_perm(permission)


def in_words(value: object) -> list[str]:
    """A value as lines that people read: lists line by line, times in UTC, a dash for nothing."""
    match value:
        case list():
            return [str(line) for line in value] or ["–"]
        case datetime():
            return [moment(int(value.timestamp()))]
        case date():
            return [languages.short_day(value)]
        case None | "":
            return ["–"]
    return [str(value)]


def moment(seconds: int | None) -> str:
    """A time in UTC seconds as people read it; a dash where there is none."""
    return "–" if seconds is None else f"{day(seconds)}, {datetime.fromtimestamp(seconds, UTC):%H:%M} UTC"


def day(seconds: int | None) -> str:
    """The date of a time in UTC seconds; a dash where there is none."""
    if seconds is None:
        return "–"
    return languages.short_day(datetime.fromtimestamp(seconds, UTC))


def whole(text: str) -> str:
    """The text as HTML that stays in one line."""
    return format_html('<span class="cor-whole">{}</span>', text)


def _role(account: AbstractBaseUser | AnonymousUser) -> str:
    return "administrator" if getattr(account, "is_superuser", False) else "staff"
