"""The policies app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    """Policy versions and acknowledgements."""

    name = "sync_server.policies"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("policies")

    def ready(self) -> None:
        """Let accounts ask which version somebody who registers must have read, and keep that it was."""
        from sync_server.accounts import registry
        from sync_server.policies import domain

        registry.policy_is_current.append(domain.is_current)
        registry.on_signed_up.append(domain.acknowledge)
