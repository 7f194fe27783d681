"""The organizations app."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Organizations, groups, memberships."""

    name = "sync_server.organizations"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "organizations"
