"""The accounts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts, devices and tokens."""

    name = "sync_server.accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("accounts")

    def ready(self) -> None:
        """Listen: to sign-ins for the audit, to second factors, to accounts that are disabled or joined to others."""
        from sync_server.accounts import admin, second_factor, signals, web_sessions
        from sync_server.accounts.single_sign_on import clients

        signals.connect()
        second_factor.connect()
        web_sessions.connect()
        admin.take_down_foreign_pages()
        clients.connect()
