"""The policies app."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """Policy versions and acknowledgements."""

    name = "sync_server.policies"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "policies"
