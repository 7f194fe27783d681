"""The main job of the program, done by a person at the real window against a real server: `make run` without a display.

Registers with the code from the server's mail, works through the first module with the cable pulled, plugs it in, and
opens the certificate. Prints where the pictures and the certificate lie.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cor_desktop.actions.certificates import certificate_pdf, certificates
from cor_desktop.app import furnish
from cor_desktop.memory import keep_memory_private
from cor_desktop.paths import find_paths
from cor_desktop.settings import Settings
from cor_desktop.ui.foot import Foot
from cor_desktop.ui.main_window import MainWindow
from cor_desktop.ui.theme import Theme
from tools.mailbox import Mailbox
from tools.person import Missing, Person

NEWCOMER = ("Rosa", "Marchetti", "rosa.marchetti@example.org", "paper boats cross quietly")
WORDS = "I would ask her what she thinks about it."
MOST_PAGES = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the journey; 0 when it came to its end, 1 when something was missing on the way."""
    options = _parser().parse_args(arguments)
    keep_memory_private()
    out: Path = options.out
    shutil.rmtree(out, ignore_errors=True)
    os.environ["COR_DESKTOP_HOME"] = str(out / "client")
    app = QApplication(sys.argv[:1])
    window = open_window(app, options.server)
    person = Person(window, out / "pictures")
    try:
        travel(person, Mailbox(options.mail), email=_fresh_email())
        certificate = _keep_certificate(window, out)
    except Missing as missing:
        person.picture("stuck")
        print(f"The journey ended early: {missing}", file=sys.stderr)
        return 1
    finally:
        window.close()
    print(f"pictures: {(out / 'pictures').resolve()}")
    print(f"certificate: {certificate.resolve()}")
    return 0


def open_window(app: QApplication, server: str) -> MainWindow:
    """The real window, furnished as the program does it."""
    paths = find_paths()
    settings = Settings(paths.settings)
    theme = Theme(app)
    theme.apply(str(settings.get("appearance")), int(settings.get("text_size")), bool(settings.get("reduce_motion")))
    window = MainWindow(theme)
    window.resize(1200, 800)
    window.show()
    furnish(window, paths, settings, server)
    return window


def travel(person: Person, mailbox: Mailbox, email: str = NEWCOMER[2]) -> None:
    """The whole way, from the first start to the certificate on the screen."""
    register(person, mailbox, email)
    person.picture("home")
    set_offline(person, True)
    take_module(person)
    set_offline(person, False)
    person.wait_to_read("all sent")
    person.picture("sent")
    open_certificate(person)


def register(person: Person, mailbox: Mailbox, email: str, password: str = NEWCOMER[3]) -> str:
    """Create an account from the first page of all, with the code that the server mails; gives that code."""
    person.wait(lambda: person.can_press("Create an account"), "the first page")
    person.picture("first-start")
    person.press("Create an account")
    first, last, *_ = NEWCOMER
    for label, text in (("First name", first), ("Last name", last), ("Email", email), ("Password", password)):
        person.write(label, text)
    person.picture("register")
    person.press("Read the privacy policy")
    person.wait(lambda: person.can_press("Close the privacy policy"), "the privacy policy")
    person.picture("policy")
    person.press("I have read the privacy policy")
    person.press("Create account")
    return confirm(person, mailbox, email)


def confirm(person: Person, mailbox: Mailbox, email: str) -> str:
    """Type the code from the mail; gives it."""
    person.wait_to_read("Check your mail")
    code = mailbox.code_for(email)
    person.write("Code", code)
    person.picture("code")
    person.press("Go on")
    person.wait(lambda: person.can_press("Start"), "the home page")
    return code


def set_offline(person: Person, offline: bool) -> None:
    """Pull the cable, or plug it in."""
    (foot,) = person.visible(Foot)
    person.click(foot.line)
    person.press("Work offline")
    words = "working offline"
    person.wait(
        lambda: person.reads(words) is offline, f"the line to {'say' if offline else 'no longer say'} {words!r}"
    )
    person.picture("offline" if offline else "online")
    person.press("Home")


def take_module(person: Person, choice: int = 0, words: str = WORDS) -> None:
    """Go through the whole module and finish it."""
    person.press("Start")
    for page in range(MOST_PAGES):
        person.wait(lambda: person.can_press("Continue") or person.can_press("Finish"), "a page of the module")
        person.answer(choice, words)
        person.picture(f"page-{page + 1}")
        if person.can_press("Finish"):
            person.press("Finish")
            break
        onward(person)
    person.wait_to_read("You have completed the module")
    person.picture("completed")


def onward(person: Person) -> None:
    """To the next page, letting go of what was written."""
    person.press("Continue")
    if person.can_press("Leave and let them go"):
        person.press("Leave and let them go")


def open_certificate(person: Person) -> None:
    """Look at the certificate in the client."""
    person.press("Certificates")
    person.wait(lambda: person.can_press("Open"), "the certificate")
    person.picture("certificates")
    person.press("Open")
    person.wait(lambda: person.can_press("Back to the list"), "the document")
    person.picture("certificate")


def _keep_certificate(window: MainWindow, out: Path) -> Path:
    """A copy of the document that the client holds, for whoever looks at the journey afterwards."""
    assert window.house is not None
    (newest, *_) = certificates(window.house.desk)
    path = out / "certificate.pdf"
    path.write_bytes(certificate_pdf(window.house.desk, newest.number))
    return path


def _fresh_email() -> str:
    """Nobody's address: the server under `.run` remembers earlier journeys."""
    name, domain = NEWCOMER[2].split("@")
    return f"{name}.{secrets.token_hex(4)}@{domain}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("journey", description=__doc__)
    parser.add_argument("--server", required=True, metavar="URL", help="address of a running server")
    parser.add_argument("--mail", required=True, type=Path, metavar="LOG", help="the server's log, with its mails")
    parser.add_argument("--out", required=True, type=Path, help="folder for pictures and certificate")
    return parser


if __name__ == "__main__":
    sys.exit(main())
