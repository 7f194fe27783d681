"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, devices and tokens."""

    name = "sync_server.accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "accounts"

    def ready(self) -> None:
        """Write staff sign-ins to the audit."""
        from sync_server.accounts import signals

        signals.connect()
