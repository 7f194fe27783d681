"""All ways of leaving an activity with answers on it that leave the program running, by real clicks and keys."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import NoReturn

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget

from cor_desktop import clock
from cor_desktop.ui.house import House
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.private_edit import PrivateEdit
from cor_protocol.module import Activity, Module, type_name
from tests.e2e.marked import MARK
from tools.person import Person, says

KEY = "what-a-relationship-changes"
HALF_AN_HOUR = 30 * 60 + 1
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Leave = Callable[[Person, str], None]
"""Leaves the page; may need the learner's password to come back."""

_ahead = [0]


def make_clock_movable() -> None:
    """The computer's clocks, moved on by hand where somebody is to have been away."""
    plain = clock.SystemClock.read

    def read(self: clock.SystemClock) -> clock.Reading:
        seen = plain(self)
        return seen._replace(wall=seen.wall + _ahead[0], boot=seen.boot + _ahead[0])

    clock.SystemClock.read = read  # type: ignore[method-assign]


def house(person: Person) -> House:
    assert isinstance(person.window, MainWindow)
    assert person.window.house is not None
    return person.window.house


def module(person: Person) -> Module:
    return house(person).desk.catalog.module(KEY)


def arrive(person: Person, kind: str) -> None:
    """Come to the activity of a type through the module's outline."""
    if house(person).navigation.place.value.page != "module":
        house(person).navigation.go("module", KEY)
    activity = next(one for one in module(person).activities if type_name(one) == kind)
    pick(person, activity)
    person.wait(lambda: here(person) == activity, activity.title)


def pick(person: Person, activity: Activity) -> None:
    """Click the activity in the outline."""
    person.click(person.find(QAbstractButton, lambda one: row_of(one, activity), f"{activity.title} in the outline"))


def row_of(button: QAbstractButton, activity: Activity) -> bool:
    """The row's words go on with the state, the minutes, and whether one is there."""
    return says(button).startswith(f"{activity.title}, ")


def here(person: Person) -> Activity | None:
    """The activity at which the outline says one is, while it is shown."""
    rows = [one for one in person.visible(QAbstractButton) if says(one).endswith("you are here")]
    return next((one for one in module(person).activities if any(row_of(row, one) for row in rows)), None)


def let_go(person: Person) -> None:
    """Say yes where a page with words asks."""
    if person.can_press("Leave and let them go"):
        person.press("Leave and let them go")


def by_button(words: str) -> Leave:
    def leave(person: Person, _password: str) -> None:
        person.press(words)
        let_go(person)

    return leave


def by_keys(key: Qt.Key, modifier: Qt.KeyboardModifier) -> Leave:
    def leave(person: Person, _password: str) -> None:
        QTest.keyClick(person.window, key, modifier)
        person.pause()
        let_go(person)

    return leave


def onward(person: Person, _password: str) -> None:
    person.press("Continue" if person.can_press("Continue") else "Finish")
    let_go(person)


def jump(person: Person, _password: str) -> None:
    now = here(person)
    pick(person, next(one for one in module(person).activities if one != now))
    let_go(person)


def lock(person: Person, password: str) -> None:
    QTest.keyClick(person.window, Qt.Key.Key_L, CONTROL)
    unlock(person, password)


def idle(person: Person, password: str) -> None:
    """Nobody is there for so long that the window locks."""
    _ahead[0] += HALF_AN_HOUR
    house(person).idle.tick()
    unlock(person, password)


def unlock(person: Person, password: str) -> None:
    person.wait_to_read("Locked")
    person.write("Password", password)
    person.press("Go on")
    person.wait(lambda: house(person).navigation.place.value.page != "lock", "the window to open")


def to_account(person: Person) -> None:
    QTest.keyClick(person.window, Qt.Key.Key_5, CONTROL)
    person.pause()
    let_go(person)


def sign_out(person: Person, password: str) -> None:
    email = account_of(person)
    to_account(person)
    person.press("Sign out")
    person.wait(lambda: house(person).account.learner.value is None, "the learner to be gone")
    house(person).navigation.go("sign_in")
    person.write("Email", email)
    person.write("Password", password)
    person.click([one for one in person.visible(QAbstractButton) if says(one) == "Sign in"][-1])
    person.wait(lambda: house(person).navigation.place.value.page == "home", "the learner to be back")


def account_of(person: Person) -> str:
    person.wait(lambda: house(person).account.learner.value is not None, "the learner to be known")
    learner = house(person).account.learner.value
    assert learner is not None
    return learner.email


def forget(person: Person, _password: str) -> None:
    to_account(person)
    person.press("Forget me on this computer")
    person.press("Forget me")
    person.wait(lambda: person.can_press("Forget me and lose it") or not house(person).account.started, "an answer")
    if person.can_press("Forget me and lose it"):
        person.press("Forget me and lose it")
    person.wait(lambda: not house(person).account.started, "everything to be gone")


def other_language(person: Person, _password: str) -> None:
    """To Settings, into Spanish and back."""
    QTest.keyClick(person.window, Qt.Key.Key_4, CONTROL)
    person.pause()
    let_go(person)
    for language, heading in (("Español", "Idioma"), ("English", "Language")):
        person.click(person.find(QRadioButton, lambda one, name=language: says(one) == name, language))  # type: ignore[misc]
        person.wait_to_read(heading)


def minimize(person: Person, password: str) -> None:
    """What a locked screen or another window in front means to a program; then the way back."""
    person.window.showMinimized()
    person.pause()
    person.window.showNormal()
    person.pause()
    by_button("Home")(person, password)


class _Faulty(QObject):
    """Fails at the next event of what it watches, with everything in the message."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        watched.removeEventFilter(self)
        return fail(self._words)


def fail(words: str) -> NoReturn:
    raise ValueError(f"{MARK}: cannot work with {words!r}")


def fault(person: Person, password: str) -> None:
    """Exceptions in slots and in an event of Qt's while answers stand there, with the words in message and locals."""
    words = "\n".join(edit.toPlainText() for edit in person.visible(PrivateEdit))
    QTimer.singleShot(0, lambda: fail(words))
    faulty = _Faulty(words)
    target: QWidget = next(iter(person.visible(PrivateEdit)), person.window)
    target.installEventFilter(faulty)
    QApplication.postEvent(target, QEvent(QEvent.Type.ToolTip))
    with contextlib.suppress(ValueError):  # what fails inside Qt comes out of whatever called it
        person.pause()
    person.pause()
    by_button("Home")(person, password)


WAYS: dict[str, Leave] = {
    "onward": onward,
    "back": by_button("Back"),
    "jump": jump,
    "home": by_button("Home"),
    "page before": by_keys(Qt.Key.Key_Left, ALT),
    "lock": lock,
    "idle": idle,
    "sign out": sign_out,
    "language": other_language,
    "screen lock": minimize,
    "fault": fault,
    "forget me": forget,
}
"""By name; after the last one nobody is there any more."""
