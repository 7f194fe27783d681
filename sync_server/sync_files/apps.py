"""The sync files app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyncFilesConfig(AppConfig):
    """Takes in what came on a stick, and writes the answer."""

    name = "sync_server.sync_files"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("sync files")

    def ready(self) -> None:
        """Be told of deletions: what a stick brought goes with the record."""
        from sync_server.progress.registry import on_deleted
        from sync_server.sync_files import domain

        if domain.erase_learner not in on_deleted:
            on_deleted.append(domain.erase_learner)
