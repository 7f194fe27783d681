"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only, hash-chained rows."""

    name = "sync_server.audit"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "audit"
