"""The catalog app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Module versions."""

    name = "sync_server.catalog"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "catalog"
