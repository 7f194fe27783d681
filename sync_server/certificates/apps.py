"""The certificates app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """Awards a credential for each completed module."""

    name = "sync_server.certificates"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("certificates")

    def ready(self) -> None:
        """Be told of completions, and tell clients how often certificates have changed."""
        from sync_server.certificates import domain
        from sync_server.progress.registry import on_completed, on_taken_back, reply_controls

        if domain.award not in on_completed:
            on_completed.append(domain.award)
            on_taken_back.append(domain.take_back)
            reply_controls.append(domain.tell_changes)
