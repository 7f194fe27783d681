"""The progress app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    """Facts and the sync endpoint."""

    name = "sync_server.progress"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("progress")

    def ready(self) -> None:
        """Tell lower apps what they need of learning records."""
        from sync_server.accounts.registry import learner_is_taken
        from sync_server.catalog.registry import on_loaded
        from sync_server.progress import completions, oddities, queries

        if queries.is_deleted not in learner_is_taken:
            learner_is_taken.append(queries.is_deleted)
            on_loaded.append(completions.check_all_pending)
            on_loaded.append(oddities.judge_flagged)
