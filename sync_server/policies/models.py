"""Versions of the privacy policy, and acknowledgements."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sync_server.common import clock


class PolicyVersion(models.Model):
    """One version, as it was published; never changed after. Personal data: none. `text` is Markdown."""

    version = models.PositiveIntegerField(_("version"), primary_key=True)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField()
    published = models.DateTimeField(_("published"), default=clock.now_datetime)

    class Meta:
        """Newest first."""

        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"version {self.version}"


class Acknowledgement(models.Model):
    """That somebody has read a version. Personal data: the account and the time; deleted with the account."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acknowledgements")
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    at = models.DateTimeField(default=clock.now_datetime)

    class Meta:
        """Each version once."""

        constraints = [models.UniqueConstraint(fields=["account", "policy"], name="each_version_once")]

    def __str__(self) -> str:
        return f"version {self.policy_id} by account {self.account_id}"
