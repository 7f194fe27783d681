"""Builds the pages of one visit to a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cor_desktop.errors import Trouble
from cor_desktop.presenters.module import open_module
from cor_desktop.presenters.navigation import Place
from cor_desktop.ui.trouble_page import TroublePage
from cor_desktop.ui.widgets.page import Page

if TYPE_CHECKING:
    from cor_desktop.presenters.module import ModulePresenter
    from cor_desktop.ui.surroundings import Surroundings


def build_visit(around: Surroundings, place: Place) -> QWidget:
    """Build the module page, or the one after it, for the module that the place names."""

    try:
        presenter = open_module(around.desk, place.argument, around.navigation, around.chance, around.sync.work_kept)
    except Trouble as trouble:
        return TroublePage(trouble)
    return _completion(around, presenter) if place.page == "completion" else _module(around, presenter)


def _module(around: Surroundings, presenter: ModulePresenter) -> QWidget:
    from cor_desktop.ui.module_page import ModulePage

    page = ModulePage(presenter, around.messages)
    around.navigation.guard(page.may_leave)
    presenter.begin()
    return page


def _completion(around: Surroundings, presenter: ModulePresenter) -> Page:
    from cor_desktop.presenters.completion import CompletionPresenter
    from cor_desktop.ui.completion import CompletionPage

    completion = CompletionPresenter(around.desk, presenter.module, around.navigation, around.background)
    page = CompletionPage(completion, around.messages)
    page.watch(around.sync.state, lambda _state: completion.refresh())
    return page
