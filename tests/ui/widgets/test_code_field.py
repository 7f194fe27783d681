from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cor_desktop.ui.widgets.code_field import CodeField


@pytest.mark.parametrize("pasted", ["AB2C-DE3F", "ab2cde3f", " AB2C DE3F\n", "AB2C\u2013DE3F"])
def test_a_code_may_be_pasted_as_it_stands_in_the_mail(qtbot: QtBot, pasted: str) -> None:
    field = CodeField("Code")
    qtbot.addWidget(field)
    QApplication.clipboard().setText(pasted)
    field.edit.paste()
    QApplication.clipboard().clear()
    assert field.text() == "AB2CDE3F"


def test_it_stays_large_with_and_without_a_fault(qtbot: QtBot) -> None:
    field = CodeField("Code")
    qtbot.addWidget(field)
    field.show()
    large = field.edit.sizeHint().height()
    field.set_error("This is not the code.")
    assert field.edit.sizeHint().height() == large
    field.set_error("")
    assert (field.edit.sizeHint().height(), field.error) == (large, "")
