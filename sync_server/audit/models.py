"""The one table of the audit. The database refuses changes by itself (triggers.py); here they are refused in Python."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """An audit row was about to be changed or taken out."""


class Entries(models.QuerySet["Entry"]):
    """Rows to read. What would change many at once, or add them beside the chain, raises AppendOnly."""

    def update(self, **values: Any) -> NoReturn:
        """Raise AppendOnly."""
        raise AppendOnly("audit entries are never changed")

    def delete(self) -> NoReturn:
        """Raise AppendOnly."""
        raise AppendOnly("audit entries are never deleted")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise AppendOnly."""
        raise AppendOnly("audit entries are never changed")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise AppendOnly."""
        raise AppendOnly("audit entries are added one by one, by domain.record")


class Entry(models.Model):
    """One act. Personal data: ids only (`account 7`, `learner …`); kept for good, because it protects the learner."""

    at = models.DateTimeField(_("when"))
    actor = models.CharField(_("who"), max_length=80)
    act = models.CharField(_("what"), max_length=80)
    object = models.CharField(_("on what"), max_length=160)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    previous = models.CharField(_("mark of the entry before"), max_length=64, unique=True, editable=False)
    hash = models.CharField(_("mark"), max_length=64, unique=True, editable=False)

    objects = Entries.as_manager()

    class Meta:
        """In the order in which the acts happened, newest first."""

        ordering = ["-id"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return gettext("{act} by {actor}").format(act=self.act, actor=self.actor)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises AppendOnly where it is there already."""
        if not self._state.adding:
            raise AppendOnly("audit entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raise AppendOnly: no row is taken out."""
        raise AppendOnly("audit entries are never deleted")
