"""The organizations app."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Organizations, groups, memberships."""

    name = "sync_server.organizations"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "organizations"

    def ready(self) -> None:
        """Tell accounts who manages others."""
        from sync_server.accounts.registry import manages_others
        from sync_server.organizations import queries

        if queries.manages not in manages_others:
            manages_others.append(queries.manages)
