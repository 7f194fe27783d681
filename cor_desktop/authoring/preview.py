"""`cor-content preview`: a module in the real window, shown anew whenever one of its files is saved.

The window is the learner's, at a desk in a folder that is thrown away: no learning record of the author's own is
touched, and Settings, languages and the way back work as they do for everybody. Where a save cannot be shown, the
version before stays, with the faults beside it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QSizePolicy, QWidget

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.opening import begin
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.authoring.check import Checked, CheckedModule, check
from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.pack import write_pack
from cor_desktop.authoring.source import shown_path
from cor_desktop.clock import SystemClock
from cor_desktop.learning.catalog import Catalog
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_desktop.store.store import open_store
from cor_desktop.sync.transport import Transport
from cor_desktop.ui import theme
from cor_desktop.ui.background import ThreadBackground
from cor_desktop.ui.language import speak
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import Theme
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column
from cor_desktop.ui.widgets.text import Label
from cor_desktop.vault import Vault
from cor_desktop.words import language_tag

_SETTLED = 150
"""Milliseconds after which a save is over: editors write a file in several steps."""

_MOST_SHOWN = 6
"""Faults that are shown at once; the window is for the module."""


def preview(folder: Path, at: str = "") -> int:
    """Show the module in `folder`, from the activity `at` on, until the window is closed. Returns an exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationDisplayName("COR Desktop")
    with tempfile.TemporaryDirectory(prefix="cor-preview-", ignore_cleanup_errors=True) as home:
        shown = Preview(folder, Path(home), Theme(app), at)
        shown.window.show()
        code = app.exec()
        shown.close()
        return code


class LiveCatalog(Catalog):
    """A catalog whose pack is written anew under it."""

    def renew(self) -> None:
        """Forget what was read of the pack of before."""
        self.__dict__ = Catalog(self._folder, self.language).__dict__


class Preview(QObject):
    """A window at a desk in `home`, and the eye that is kept on `folder`."""

    def __init__(self, folder: Path, home: Path, dress: Theme, at: str = "") -> None:
        super().__init__()
        self._folder = folder
        self._pack = home / "pack"
        self._at = at
        self._paths = Paths(home / "data", home / "config")
        self._paths.make()
        self._settings = Settings(self._paths.settings)
        self._settings.set("work_offline", True)
        speak(str(self._settings.get("language")))
        self._catalog = LiveCatalog(self._pack, language_tag())
        self._desk: Desk | None = None
        dress.apply("system", 100, False)
        self.window = MainWindow(dress)
        self.window.setWindowTitle(f"{folder.resolve().name} · preview")
        self.findings = Findings(folder)
        self._below = _dock(self.findings)
        self.window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._below)
        self._watch()
        self.look()

    def look(self) -> None:
        """Check the folder as it is now, and show what can be shown."""
        checked = check([self._folder])
        module = next(iter(checked.modules), None)
        if module is not None:
            self._show(module)
        self.findings.tell(checked, new=module is not None, any_shown=self.window.house is not None)
        self.window.resizeDocks([self._below], [1], Qt.Orientation.Vertical)  # no higher than its words
        self._watch_everything()

    def close(self) -> None:
        """Close the window, and leave the desk."""
        self._settled.stop()
        self.window.close()
        if self._desk is not None:
            self._desk.store.close()
            self._desk = None

    def _show(self, checked: CheckedModule) -> None:
        write_pack([checked], self._pack)
        self._catalog.renew()
        if self.window.house is None:
            self._begin(checked)
        else:
            self.window.house.speak(str(self._settings.get("language")))

    def _begin(self, checked: CheckedModule) -> None:
        """Open the module for a guest."""
        self._desk = desk = self._sit_down()
        start_learning(desk)
        known = [activity.id for activity in checked.module.activities]
        open_activity(desk, checked.module, self._at if self._at in known else known[0])
        self.window.ready(desk, ThreadBackground(self.window), self._paths.data)
        assert self.window.house is not None
        self.window.house.navigation.restart("module", checked.module.key)

    def _sit_down(self) -> Desk:
        clock = SystemClock()
        desk = Desk(
            store=open_store(self._paths.database, clock.read()),
            clock=clock,
            catalog=self._catalog,
            settings=self._settings,
            vault=Vault(self._paths.secrets),
            server=Transport(lambda: ""),
        )
        begin(desk)
        return desk

    def _watch(self) -> None:
        self._settled = QTimer(self, interval=_SETTLED, singleShot=True)
        self._settled.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self._settled.start())
        self._watcher.directoryChanged.connect(lambda _path: self._settled.start())

    def _watch_everything(self) -> None:
        """An editor that saves by a new file of the same name ends the watch on the old one, so it begins anew."""
        course = self._folder.resolve().parent.glob("words*.txt")
        wanted = {str(path) for path in (self._folder, *self._folder.rglob("*"), *course)}
        if missing := sorted(wanted - {*self._watcher.files(), *self._watcher.directories()}):
            self._watcher.addPaths(missing)


class Findings(Column):
    """The line below the window that tells an author how the last save stands, and what is to be mended."""

    def __init__(self, folder: Path) -> None:
        super().__init__(1, 3, "note")
        self._folder = f"{shown_path(folder)}{os.sep}"
        self._title = Label("", "label")
        self._lines = Label("", "muted")
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self._title, self._lines):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.add(label)
        self.stretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def words(self) -> str:
        """What is told now."""
        return f"{self._title.text()}\n{self._lines.text()}".strip()

    def tell(self, checked: Checked, *, new: bool, any_shown: bool) -> None:
        """Tell the faults of a save, whether it is what the window shows, and whether that shows anything at all."""
        theme.role(self, "note-warm" if checked.faults else "note-good")
        self._title.setText(_title_of(checked, new, any_shown))
        told = [str(fault).removeprefix(self._folder) for fault in checked.faults]
        told += [f"Worth a look: {str(each).removeprefix(self._folder)}" for each in checked.advice]
        self._lines.setText("\n".join(_few(told)))
        self._lines.setVisible(bool(told))
        self._fit()
        announce(self, self.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew where the window becomes narrower."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Keep room for every line: a dock gives what is asked for at least, and does not ask how words wrap."""
        self.body.activate()
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


def _title_of(checked: Checked, new: bool, any_shown: bool) -> str:
    if not checked.faults:
        return "Shown as last saved. No fault."
    faults = _counted(checked.faults)
    if new:
        return f"Shown as last saved, with {faults} to mend before it is packed."
    kept = "What you see is the version before." if any_shown else "Nothing can be shown until then."
    return f"The last save cannot be shown: {faults} to mend. {kept}"


def _counted(faults: Sequence[Fault]) -> str:
    return "one fault" if len(faults) == 1 else f"{len(faults)} faults"


def _few(told: list[str]) -> list[str]:
    left = len(told) - _MOST_SHOWN
    return [*told[:_MOST_SHOWN], f"… and {left} more"] if left > 0 else told


def _dock(inside: QWidget) -> QDockWidget:
    dock = QDockWidget()
    dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    dock.setTitleBarWidget(QWidget())
    dock.setWidget(inside)
    return dock
