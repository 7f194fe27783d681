"""Module versions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cor_protocol.ids import ModuleKey
from cor_protocol.module import module_item


class ModuleVersion(models.Model):
    """One version of a module, as far as the server needs it. No personal data."""

    key = models.CharField(_("key"), max_length=31)
    version = models.PositiveIntegerField(_("version"))
    number = models.PositiveIntegerField(_("place in the program"))
    language = models.CharField(max_length=16)
    title = models.CharField(_("title"), max_length=200)
    minutes = models.FloatField(_("minutes"))
    contact_hours = models.JSONField(default=list)  # list of [category, hours]
    objectives = models.JSONField(default=list)  # list of sentences
    activities = models.JSONField(default=list)  # list of [activity key, title, required]
    definition_hash = models.CharField("SHA-256 of the definition", max_length=64)

    class Meta:
        """Versions of one module side by side, newest first."""

        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_row_per_module_version")]
        ordering = ["number", "key", "-version"]
        verbose_name = _("module version")
        verbose_name_plural = _("module versions")

    def __str__(self) -> str:
        return f"{self.title} (version {self.version})"

    @property
    def item(self) -> str:
        """The item by which facts name this version."""
        return module_item(ModuleKey(self.key), self.version)

    @property
    def required(self) -> list[str]:
        """The keys of the activities that must be finished."""
        return [key for key, _, required in self.activities if required]
