"""How the admin looks: its name, colours and the list at its side."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cor_protocol.words import marked

# unfold knows no Spanish (Django and allauth do): what of its own words our pages show, for the word list alone.
WORDS_OF_UNFOLD = (
    marked("Apply Filters"),
    marked("Dark"),
    marked("Filters"),
    marked("Go back"),
    marked("Light"),
    marked("No results found"),
    marked("Reset filters"),
    marked("Return to site"),
    marked("This page yielded into no results. Create a new item or reset your filters."),
    marked("Type to search"),
    marked("You have been successfully logged out from the administration"),
)


def _name(request: HttpRequest) -> str:
    return str(settings.COR_SERVER_NAME)


def _mark(request: HttpRequest) -> str:
    return static("pages/mark.svg")


def _styles(request: HttpRequest) -> str:
    return static("pages/admin.css")


def _entry(title: Any, icon: str, view: str, permission: str = "") -> dict[str, Any]:
    """An entry of the list, for who has the permission; for all staff where there is none."""
    shown = {"permission": lambda request: request.user.has_perm(permission)} if permission else {}
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{view}"), **shown}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _name,
    "SITE_HEADER": _name,
    "SITE_ICON": _mark,
    "SITE_FAVICONS": [{"rel": "icon", "href": _mark, "type": "image/svg+xml"}],
    "STYLES": [_styles],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": True,
    "DASHBOARD_CALLBACK": "sync_server.config.dashboard.fill",
    "COLORS": {
        # The pine of the certificates and pages, as unfold wants it: eleven steps of one hue.
        "primary": {
            "50": "oklch(97.5% .012 205)",
            "100": "oklch(94% .025 205)",
            "200": "oklch(88% .045 205)",
            "300": "oklch(79% .065 205)",
            "400": "oklch(72% .08 205)",
            "500": "oklch(57% .082 205)",
            "600": "oklch(46% .075 205)",
            "700": "oklch(40% .066 205)",
            "800": "oklch(35% .058 205)",
            "900": "oklch(29.5% .047 205)",
            "950": "oklch(22% .035 205)",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "items": [
                    _entry(_("Overview"), "dashboard", "index"),
                    _entry(_("Learners"), "school", "accounts_user_changelist", "accounts.view_user"),
                    _entry(
                        _("Organizations"),
                        "apartment",
                        "organizations_organization_changelist",
                        "organizations.view_organization",
                    ),
                    _entry(
                        _("Certificates"),
                        "workspace_premium",
                        "certificates_credential_changelist",
                        "certificates.view_credential",
                    ),
                    _entry(_("Modules"), "menu_book", "catalog_moduleversion_changelist", "catalog.view_moduleversion"),
                    _entry(_("Odd facts"), "flag", "progress_oddity_changelist", "progress.view_oddity"),
                    _entry(_("Audit"), "history", "audit_entry_changelist", "audit.view_entry"),
                ]
            }
        ],
    },
}
