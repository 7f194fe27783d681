from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from cor_desktop.ui import icons
from cor_desktop.ui.theme import ASSETS


def test_an_icon_is_drawn_in_its_colour(qapp: QApplication) -> None:
    picture = icons.pixmap("home", 24, "#ff0000").toImage()
    drawn = [picture.pixelColor(x, y) for x in range(24) for y in range(24) if picture.pixelColor(x, y).alpha() == 255]
    assert drawn and {colour.name() for colour in drawn} == {QColor("#ff0000").name()}


@pytest.mark.parametrize("file", sorted((ASSETS / "icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_can_be_drawn(qapp: QApplication, file: object) -> None:
    picture = icons.pixmap(getattr(file, "stem", ""), 24, "#000000").toImage()
    assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_a_checked_icon_has_its_own_colour(qapp: QApplication) -> None:
    icon = icons.icon("home", "#000000", "#ff0000")
    plain, checked = (icon.pixmap(24, 24, QIcon.Mode.Normal, s).toImage() for s in (QIcon.State.Off, QIcon.State.On))
    assert plain != checked


def test_an_icon_as_decoration_takes_its_room(qapp: QApplication) -> None:
    assert icons.picture("home", 32, "#000000").width() == 32


def test_an_unknown_icon_is_our_own_mistake(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", 24, "#000000")
