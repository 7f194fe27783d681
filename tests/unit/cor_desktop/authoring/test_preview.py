"""An author's window. Without Qt there is none, and nothing to try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("PySide6")
pytest.importorskip("pytestqt")

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTextBrowser
from pytestqt.qtbot import QtBot

from cor_desktop.authoring import preview as preview_module
from cor_desktop.authoring.__main__ import main
from cor_desktop.authoring.preview import Preview
from cor_desktop.ui.activity_view import ActivityView
from cor_desktop.ui.house import House
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.text import QuietButton
from cor_desktop.words import set_language
from tests.factories.module_folder import ModuleFolder
from tests.factories.translations import a_translation, small_steps_in_spanish

Open = Callable[..., Preview]


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, sample: ModuleFolder, tmp_path: Path) -> Iterator[Open]:
    """Opens the small module, at its first activity or the one named."""
    shown: list[Preview] = []

    def start(at: str = "") -> Preview:
        one = Preview(sample.folder, tmp_path / "throw-away", theme, at)
        shown.append(one)
        one.window.show()
        return one

    yield start
    for one in shown:
        one.close()
        one.window.deleteLater()
    set_language("en")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def house(shown: Preview) -> House:
    assert shown.window.house is not None
    return shown.window.house


def view(shown: Preview) -> ActivityView:
    """The activity that the window shows."""
    QApplication.processEvents()
    page = house(shown).window.stack.currentWidget()
    assert isinstance(page, ModulePage)
    assert page.view is not None
    return page.view


def has_title(shown: Preview, title: str) -> bool:
    return view(shown).title.text() == title


def words(shown: Preview) -> str:
    """Everything that the activity says, as a screen reader is given it."""
    parts = [one.text() for one in view(shown).findChildren(QLabel)]
    parts += [one.toPlainText() for one in view(shown).findChildren(QTextBrowser)]
    parts += [one.text() or one.accessibleName() for one in view(shown).findChildren(QuietButton)]
    return "\n".join(parts)


def test_the_module_is_shown_in_the_learners_window_from_its_first_activity(opened: Open) -> None:
    shown = opened()
    assert house(shown).navigation.place.value == ("module", "small-steps")
    assert (view(shown).title.text(), shown.findings.words) == ("The beginning", "Shown as last saved. No fault.")


def test_it_may_begin_at_any_activity(opened: Open) -> None:
    assert view(opened("decide")).title.text() == "A decision"


def test_a_save_is_shown_by_itself_on_the_page_where_the_author_is(
    qtbot: QtBot, opened: Open, sample: ModuleFolder
) -> None:
    shown = opened("weigh")
    sample.edit("activities/weigh.md", "title: A choice", "title: A better choice")
    qtbot.waitUntil(partial(has_title, shown, "A better choice"), timeout=5000)


def test_a_file_that_an_editor_puts_in_the_place_of_another_is_still_watched(
    qtbot: QtBot, opened: Open, sample: ModuleFolder
) -> None:
    shown = opened("weigh")
    for title in ("A second choice", "A third choice"):
        text = (sample.folder / "activities/weigh.md").read_text()
        sample.write("activities/draft", text.replace(text.split("title: ")[1].split("\n")[0], title))
        (sample.folder / "activities/draft").replace(sample.folder / "activities/weigh.md")
        qtbot.waitUntil(partial(has_title, shown, title), timeout=5000)


def test_a_save_that_cannot_be_shown_leaves_the_version_before_with_its_faults_beside_it(
    opened: Open, sample: ModuleFolder
) -> None:
    shown = opened("decide")
    sample.edit("activities/decide.md", "title: A decision", "title: A broken decision")
    sample.edit("activities/decide.md", "goto: home", "goto: nowhere")
    shown.look()
    assert view(shown).title.text() == "A decision"
    assert shown.findings.words.splitlines() == [
        "The last save cannot be shown: one fault to mend. What you see is the version before.",
        "activities/decide.md:17: goto: there is no moment called “nowhere”",
    ]


def test_a_save_against_a_rule_is_shown_with_what_is_to_be_mended(opened: Open, sample: ModuleFolder) -> None:
    shown = opened()
    sample.edit("activities/begin.md", "title: The beginning", "title: The begining")
    shown.look()
    assert view(shown).title.text() == "The begining"
    assert shown.findings.words.startswith("Shown as last saved, with one fault to mend before it is packed.")


def test_a_fault_that_takes_several_lines_can_be_read_whole(qtbot: QtBot, opened: Open, sample: ModuleFolder) -> None:
    shown = opened()
    shown.window.resize(700, 700)
    sample.edit("activities/promise.md", "text: Take the step", "text: Take: the step")
    shown.look()
    (lines,) = [label for label in shown.findings.findChildren(QLabel) if "promise.md" in label.text()]
    qtbot.waitUntil(lambda: lines.height() >= lines.heightForWidth(lines.width()) > 1.5 * lines.fontMetrics().height())


def test_many_faults_leave_room_for_the_module(opened: Open, sample: ModuleFolder) -> None:
    shown = opened()
    sample.edit("activities/begin.md", "Then on.", " ".join(f"xqz{sign}" for sign in "abcdefghijk"))
    shown.look()
    assert shown.findings.words.splitlines()[-1] == "… and 5 more"


def test_a_module_that_cannot_be_shown_yet_is_shown_as_soon_as_it_can(opened: Open, sample: ModuleFolder) -> None:
    sample.edit("module.yaml", "number: 1", "number: one")
    shown = opened()
    assert shown.window.house is None
    assert shown.findings.words.startswith("The last save cannot be shown: one fault to mend. Nothing can be shown")
    sample.edit("module.yaml", "number: one", "number: 1")
    shown.look()
    assert view(shown).title.text() == "The beginning"


def test_the_author_reads_a_translation_by_the_windows_own_language(opened: Open, sample: ModuleFolder) -> None:
    a_translation(sample.folder, "es", small_steps_in_spanish)
    shown = opened("think")
    house(shown).speak("es")
    assert view(shown).title.text() == "Un pensamiento"
    view(shown).findChildren(QPlainTextEdit)[0].setPlainText("Vi dos CAMINOS en el bosque.")
    view(shown).findChildren(QuietButton)[0].click()
    assert "Nombras el camino mismo." in words(shown)


def test_nothing_outside_the_throw_away_folder_is_touched(
    opened: Open, sample: ModuleFolder, home: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in sample.folder.rglob("*") if path.is_file()}
    opened("decide")
    assert (tmp_path / "throw-away/data/learning.db").is_file()
    assert {path: path.read_bytes() for path in sample.folder.rglob("*") if path.is_file()} == before
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_the_word_preview_opens_a_window_and_ends_with_it(
    qapp: QApplication, sample: ModuleFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = []

    def look_and_close() -> None:
        (window,) = [one for one in qapp.topLevelWidgets() if one.windowTitle().endswith("preview") and one.isVisible()]
        titles.append(window.windowTitle())
        window.close()

    monkeypatch.setattr(preview_module, "QApplication", lambda _arguments: qapp)
    QTimer.singleShot(300, look_and_close)
    assert main(["preview", "content/small-steps", "--at", "decide"]) == 0
    assert titles == ["small-steps · preview"]
