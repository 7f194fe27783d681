"""The catalog app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    """Module versions."""

    name = "sync_server.catalog"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("catalog")
