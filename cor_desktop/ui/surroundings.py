"""What pages are built with: the house, as the builders of pages see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from cor_desktop.actions.desk import Desk
    from cor_desktop.presenters.account import AccountPresenter
    from cor_desktop.presenters.background import Background
    from cor_desktop.presenters.connection import ConnectionPresenter
    from cor_desktop.presenters.course import CoursePresenter
    from cor_desktop.presenters.navigation import Navigation
    from cor_desktop.presenters.settings import Dress
    from cor_desktop.presenters.sync_line import SyncPresenter
    from cor_desktop.ui.messages import Messages


class Surroundings(Protocol):
    """Handed to every builder of a page. `dress` gives the window another look, `speak` another language."""

    desk: Desk
    background: Background
    messages: Messages
    data_folder: Path
    chance: random.Random
    navigation: Navigation
    account: AccountPresenter
    sync: SyncPresenter
    course: CoursePresenter
    connection: ConnectionPresenter
    dress: Dress

    def speak(self, chosen: str) -> None:
        """Say everything in another language."""
        ...

    def go(self, page: str) -> None:
        """Go where a button of the window leads: it depends on who is learning."""
        ...
