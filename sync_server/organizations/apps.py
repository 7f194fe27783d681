"""The organizations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    """Organizations, groups, memberships."""

    name = "sync_server.organizations"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("organizations")

    def ready(self) -> None:
        """Tell accounts who manages others, which names are around whom, and that an organization signs in members."""
        from sync_server.accounts.registry import manages_others, names_around, on_single_sign_on
        from sync_server.organizations import queries, sign_on

        if queries.manages not in manages_others:
            manages_others.append(queries.manages)
        if queries.names_around not in names_around:
            names_around.append(queries.names_around)
        if sign_on.join not in on_single_sign_on:
            on_single_sign_on.append(sign_on.join)
