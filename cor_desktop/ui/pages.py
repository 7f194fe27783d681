"""Which page stands for which place. Each is imported when it is first visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cor_desktop.presenters.navigation import Place

if TYPE_CHECKING:
    from cor_desktop.ui.house import House

BRIEF = frozenset({"register", "sign_in", "yours", "module", "completion"})
"""Pages that are built for each visit and destroyed after it, with whatever was typed there."""

LASTING = frozenset({"home", "certificates", "sync", "settings", "help"})
"""Pages that stay, and on which a start may open."""


def build_page(house: House, place: Place) -> QWidget:
    """Build the page of a place. Raises KeyError for a place that does not exist."""
    match place.page:
        case "welcome" | "register" | "sign_in" | "yours":
            from cor_desktop.ui.entrance import build_entrance

            return build_entrance(house, place)
        case "home":
            from cor_desktop.ui.home import build_home

            return build_home(house)
        case "module" | "completion":
            from cor_desktop.ui.module_visit import build_visit

            return build_visit(house, place)
        case _:
            return _build_other(house, place.page)


def _build_other(house: House, page: str) -> QWidget:
    match page:
        case "certificates":
            from cor_desktop.ui.certificates import build_certificates

            return build_certificates(house)
        case "sync":
            from cor_desktop.ui.sync_page import build_sync

            return build_sync(house)
        case "settings":
            from cor_desktop.ui.settings_page import build_settings

            return build_settings(house)
        case "help":
            from cor_desktop.ui.help_page import build_help

            return build_help(house)
    raise KeyError(page)
