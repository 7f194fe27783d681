"""The foot of a module: Back, how far one is, Continue, and above them what is to be said or decided."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QSizePolicy

from cor_desktop.presenters.module import ModulePresenter, Notice, OutlineRow, Shown, StillOpen, Told, Waiting
from cor_desktop.ui.widgets.banner import Banner
from cor_desktop.ui.widgets.box import Column, Row
from cor_desktop.ui.widgets.heard import heard
from cor_desktop.ui.widgets.text import Label, PrimaryButton, QuietButton
from cor_desktop.words import _


class ModuleFoot(Column):
    """`leaving` is asked with each way off the page; it decides whether that way is taken now."""

    def __init__(self, presenter: ModulePresenter, leaving: Callable[[Callable[[], None]], None]) -> None:
        super().__init__(gap=2, margin=3, role="foot")
        self._presenter = presenter
        self._leaving = leaving
        self.outline = QuietButton(_("Outline"))
        self.outline.setCheckable(True)
        heard(self.outline, "opens")
        self.back = QuietButton(_("Back"), lambda: leaving(presenter.back))
        self.back.setToolTip(_("To the page before (Alt+Page Up)"))
        self.onward = PrimaryButton(_("Continue"), lambda: leaving(presenter.continue_))
        self.notice = Banner()
        self._words = Label("", "caption")
        self._bar = QProgressBar()
        self._room = _Room(self.notice)
        self.add(self._room)
        self.add(self._buttons())

    def leave_room(self, height: int) -> None:
        """Let what is said take no more than `height` pixels; it scrolls where it needs more."""
        self._room.setMaximumHeight(height)

    def show_place(self, shown: Shown) -> None:
        """Fit the buttons to the activity shown."""
        self.back.setEnabled(shown.place > 1)
        self.onward.setText(_("Finish") if shown.last else _("Continue"))
        last = _("Complete the module (Ctrl+Return or Alt+Page Down)")
        self.onward.setToolTip(last if shown.last else _("To the next page (Ctrl+Return or Alt+Page Down)"))

    def show_progress(self, rows: tuple[OutlineRow, ...]) -> None:
        """Show how many activities are finished."""
        done = sum(row.state == "done" for row in rows)
        words = _("{done} of {total} finished").format(done=done, total=len(rows))
        self._words.setText(words)
        self._bar.setMaximum(len(rows))
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)

    def show_notice(self, notice: Notice | None) -> None:
        """Say what the presenter has to say, above the buttons."""
        match notice:
            case None:
                self.notice.hide()
            case Waiting(sentence):
                self.notice.tell(sentence, _("You can also leave it open and come back to it later."))
                self.notice.offer(_("Skip for now"), lambda: self._leaving(self._presenter.skip))
            case StillOpen(rows):
                self._name_open(rows)
            case Told(title, sentence):
                self.notice.tell(f"{title}.", sentence, "note-warm")

    def ask_about_words(self, leave: Callable[[], None]) -> None:
        """Ask once whether to leave a page that holds words."""
        self.notice.tell(
            _("Your words stay on this page."), _("When you leave it they are gone, for you too."), "note-warm"
        )
        self.notice.offer(_("Leave and let them go"), leave)
        self.notice.offer(_("Stay here"), self.notice.hide)

    def _name_open(self, rows: tuple[OutlineRow, ...]) -> None:
        self.notice.tell(_("Almost there."), _("These are still open. Finish them, and the module is completed:"))
        for row in rows:
            jump = partial(self._presenter.jump, row.activity)
            self.notice.offer(row.title, partial(self._leaving, jump))

    def _buttons(self) -> Row:
        progress = Column(gap=1)
        self._words.setWordWrap(False)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the buttons come first
        self._bar.setTextVisible(False)
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        progress.add(self._words)
        progress.add(self._bar)
        row = Row(gap=3)
        for part, stretch in ((self.outline, 0), (self.back, 0), (progress, 1), (self.onward, 0)):
            row.add(part, stretch)
        return row


class _Room(QScrollArea):
    """As high as the notice in it, up to its maximum height; gone while there is none."""

    def __init__(self, notice: Banner) -> None:
        super().__init__()
        self._notice = notice
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidget(notice)  # which shows it
        notice.installEventFilter(self)
        notice.hide()
        self.hide()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._notice.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Without a parent it would open as a window of its own.
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent) and self.parentWidget():
            self.setVisible(not self._notice.isHidden())
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
