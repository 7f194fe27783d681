"""Credentials: the award that a certificate shows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What a credential is worth today. The values are those of the API."""

    VALID = "valid", _("valid")
    REVOKED = "revoked", _("revoked")
    SUPERSEDED = "superseded", _("superseded")


class Credential(models.Model):
    """One module completed by one learner, as it was at the award; only the state changes later.

    Personal data: the holder's names, and the learner and account it belongs to. It ends with the account.
    """

    number = models.CharField(max_length=18, unique=True)
    learner_id = models.CharField("learner", max_length=26)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credentials")
    module_key = models.CharField("module", max_length=31)
    module_version = models.PositiveIntegerField("version")
    title = models.CharField(_("module title"), max_length=200)
    objectives = models.JSONField(default=list)  # list of sentences
    hours = models.JSONField("contact hours", default=list)  # list of [category, hours]
    holder = models.CharField(_("holder's name"), max_length=310)
    holder_last_name = models.CharField("holder's last name", max_length=150)
    started = models.DateField(null=True)
    completed = models.DateField()
    started_by = models.JSONField("how its start is known", default=list)  # as progress.provenance keeps it
    completed_by = models.JSONField("how its completion is known", default=list)
    awarded_at = models.DateTimeField("awarded")
    issuer = models.CharField(max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.VALID)
    reason = models.CharField("reason for revoking", max_length=300, blank=True)
    state_changed_at = models.DateTimeField("state changed", null=True)

    class Meta:
        """One credential per learner and module, whichever version and however often it was completed."""

        ordering = ["-awarded_at", "number"]
        verbose_name = _("certificate")  # the word that staff know it by
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(fields=["learner_id", "module_key"], name="one_credential_per_learner_and_module")
        ]

    def __str__(self) -> str:
        return self.number
