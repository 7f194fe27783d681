"""What a screen reader on Linux is given, over the real bus for it (AT-SPI), from the program as it is started.

    dbus-run-session -- python -m tests.e2e.by_ear DISPLAY

Starts the program, walks what it tells, presses by the bus what leads into an activity, answers there, and listens.
Prints what was heard as one JSON object.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MatchRule, message_bus, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

_ATSPI = "org.a11y.atspi"
_ROOT = "/org/a11y/atspi/accessible/root"
_FOCUSABLE, _SHOWING = 1 << 11, 1 << 25
_TRIES, _PAUSE = 200, 0.05
Place = tuple[str, str]


class Thing(NamedTuple):
    """One thing that is shown: where it is on the bus, and what is told of it."""

    place: Place
    role: str
    name: str
    is_stop: bool


class Ear:
    """Listens to one program."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus

    def shown(self) -> list[Thing]:
        """Everything that is shown now."""
        return [thing for place in self._children((f"{_ATSPI}.Registry", _ROOT)) for thing in self._walk(place)]

    def wait_for(self, words: str, role: str = "push button") -> Thing:
        """The first thing of a role whose name begins with these words, once it is there."""
        for _try in range(_TRIES):
            found = [one for one in self.shown() if one.role == role and one.name.startswith(words)]
            if found:
                return found[0]
            with suppress(TimeoutError):
                self._bus.receive(timeout=_PAUSE)
        raise AssertionError(f"not heard: {words!r}; heard: {[(one.role, one.name) for one in self.shown()]}")

    def press(self, thing: Thing) -> None:
        """Press it, as a screen reader does."""
        names = [name for name, *_words in self._ask(thing.place, "Action", "GetActions")[0]]
        wanted = next(number for number, name in enumerate(names) if name != "SetFocus")
        self._ask(thing.place, "Action", "DoAction", "i", (wanted,))

    def announced(self, then: Callable[[], None]) -> list[str]:
        """What is announced while something is done, and a second after."""
        rule = MatchRule(type="signal", interface=f"{_ATSPI}.Event.Object", member="Announcement")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        self._ask((f"{_ATSPI}.Registry", "/org/a11y/atspi/registry"), "Registry", "RegisterEvent", "s", (_EVENT,))
        with self._bus.filter(rule) as heard:
            then()
            return list(self._received(heard))

    def _received(self, heard: Any) -> Iterator[str]:
        while True:
            try:
                message = self._bus.recv_until_filtered(heard, timeout=1)
            except TimeoutError:
                return
            assert message.header.fields[HeaderFields.member] == "Announcement"
            yield message.body[3][1]

    def _walk(self, place: Place) -> Iterator[Thing]:
        (states,) = self._ask(place, "Accessible", "GetState")
        role = self._ask(place, "Accessible", "GetRoleName")[0]
        if role != "application" and not states[0] & _SHOWING:
            return
        name = self._ask(place, "Accessible", "Name", property=True)
        yield Thing(place, role, name, bool(states[0] & _FOCUSABLE))
        for child in self._children(place):
            yield from self._walk(child)

    def _children(self, place: Place) -> list[Place]:
        found: list[Place] = self._ask(place, "Accessible", "GetChildren")[0]
        return found

    def _ask(
        self,
        place: Place,
        kind: str,
        what: str,
        signature: str = "",
        given: tuple[Any, ...] = (),
        property: bool = False,
    ) -> Any:
        interface = f"{_ATSPI}.{kind}"
        if property:
            signature, given, interface, what = "ss", (interface, what), "org.freedesktop.DBus.Properties", "Get"
        address = DBusAddress(place[1], place[0], interface)
        body = self._bus.send_and_get_reply(new_method_call(address, what, signature, given), timeout=20).body
        return body[0][1] if property else body


_EVENT = "object:announcement"


def open_bus() -> DBusConnection:
    """The bus for screen readers, which the session starts when it is asked for."""
    session = open_dbus_connection("SESSION")
    where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    return open_dbus_connection(session.send_and_get_reply(new_method_call(where, "GetAddress")).body[0])


@contextmanager
def started() -> Iterator[None]:
    """The program, with somebody listening."""
    process = subprocess.Popen([sys.executable, "-m", "cor_desktop"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def main() -> None:
    ear = Ear(open_bus())
    with started():
        ear.wait_for("Start learning")
        pages = {"welcome": told(ear)}
        ear.press(ear.wait_for("Start learning"))
        start = ear.wait_for("Start: What a relationship changes")
        pages["home"] = told(ear)
        ear.press(start)
        ear.press(ear.wait_for("What the studies can carry"))
        option = ear.wait_for("", "radio button")
        pages["choice"] = told(ear)
        announced = ear.announced(lambda: ear.press(option))
    json.dump({"pages": pages, "announced": announced}, sys.stdout)


def told(ear: Ear) -> list[tuple[str, str, bool]]:
    return [(one.role, one.name, one.is_stop) for one in ear.shown()]


if __name__ == "__main__":
    main()
