"""Which page stands for which place. Each is imported when it is first visited."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.surroundings import Surroundings

_WAYS_IN = frozenset({"welcome", "register", "sign_in", "code", "reset", "new_password", "browser", "lock", "yours"})

BRIEF = (_WAYS_IN - {"welcome"}) | {"module", "completion"}
"""Pages that are built for each visit and destroyed after it, with whatever was typed there."""


def build_page(around: Surroundings, place: Place) -> QWidget:
    """Build the page of a place. Raises KeyError for a place that does not exist."""
    if place.page in _WAYS_IN:
        from cor_desktop.ui.entrance import build_entrance

        return build_entrance(around, place)
    match place.page:
        case "home":
            from cor_desktop.ui.home import build_home

            return build_home(around)
        case "module" | "completion":
            from cor_desktop.ui.module_visit import build_visit

            return build_visit(around, place)
        case _:
            return _build_other(around, place.page)


def _build_other(around: Surroundings, page: str) -> QWidget:
    match page:
        case "certificates":
            from cor_desktop.ui.certificates import build_certificates

            return build_certificates(around)
        case "sync":
            from cor_desktop.ui.sync_page import build_sync

            return build_sync(around)
        case "my_data":
            from cor_desktop.ui.my_data.page import build_my_data

            return build_my_data(around)
        case "account":
            from cor_desktop.ui.account.page import build_account

            return build_account(around)
        case "settings":
            from cor_desktop.ui.settings_page import build_settings

            return build_settings(around)
        case "help":
            from cor_desktop.ui.help_page import build_help

            return build_help(around)
    raise KeyError(page)
