"""Help: questions and answers that need no network, and whom to ask."""

from __future__ import annotations

from typing import NamedTuple

import cor_desktop
from cor_desktop.actions.desk import Desk
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.observable import Observable
from cor_desktop.sync.server import ServerInfo
from cor_desktop.words import _, marked


class Question(NamedTuple):
    """A question and its answer, in plain words. `anchor` is how links name it."""

    anchor: str
    ask: str
    answer: str


QUESTIONS = (
    Question(
        "private",
        marked("Does anybody see what I write or answer?"),
        marked(
            "No. What you write, choose, rate, sort or tick stays on the screen you see. It is held in this "
            "computer’s memory while the page is open and is gone when you leave it. It is never saved, never sent, "
            "and nobody can bring it back, not even you.\n\nWhat is kept is which activities you opened and finished, "
            "and the days you started and completed a module."
        ),
    ),
    Question(
        "reflections",
        marked("How do you prove that?"),
        marked(
            "The program is open for everybody to read. A test in it types unmistakable words into every kind of "
            "activity, then searches every file, the network and the server for them; it must find nothing. The same "
            "test plants a leak on purpose and must find that one. Another test takes a module twice with opposite "
            "answers, and what is kept must be the same to the last letter.\n\nTwo things remain outside our hands: "
            "the program’s memory is there until the program ends, and a computer that hibernates or runs out of "
            "memory may write parts of it to its own disk.\n\nHow it is all proved, and how to try it in five "
            "minutes, is written down beside the program’s source, under “What you write stays on your screen”."
        ),
    ),
    Question(
        "offline",
        marked("Do I need the internet?"),
        marked(
            "Not to learn. Every module works without a network. A network is needed to create an account, to sign in "
            "on a computer for the first time, and for your certificate to arrive. What you finish meanwhile is saved "
            "on this computer and sent by itself later."
        ),
    ),
    Question(
        "sync",
        marked("What does “items not sent yet” mean?"),
        marked(
            "An item is one small note, such as “activity opened” or “module completed”. It is saved on this computer "
            "and waits for a connection. Nothing is lost while it waits, even if that takes weeks."
        ),
    ),
    Question(
        "certificate",
        marked("When do I get my certificate?"),
        marked(
            "When every activity of a module is finished and you press Finish. With a connection it is there in a "
            "moment; without one it arrives with the next sync. It is made in the name of your account, so it needs "
            "one."
        ),
    ),
    Question(
        "guest",
        marked("I started without an account. Is my progress lost?"),
        marked(
            "No. Create an account whenever you like, and what you have done on this computer belongs to it. If you "
            "sign in to an account you already have, you are asked whether the progress is yours."
        ),
    ),
    Question(
        "shared",
        marked("I share this computer. What do others see?"),
        marked(
            "Sign out when you are done. Your name, your sign-in and your certificates are then locked away. What you "
            "have finished stays here only as notes without a name until it is sent. Tick “Several people use this "
            "computer” in Settings, and nothing of anybody opens without their password."
        ),
    ),
    Question(
        "lock",
        marked("Why was the window locked?"),
        marked(
            "Nobody had pressed a key or moved the mouse for 30 minutes, or 10 on a shared computer. Your password "
            "opens it where you were, without a network, too. What you finished is saved; words that you wrote are "
            "gone. Ctrl+L locks at once, and Settings can make the time shorter."
        ),
    ),
    Question(
        "code",
        marked("The code has not arrived. What now?"),
        marked(
            "Mail can take some minutes, and may lie among unwanted mail. After a minute, “Send a new code” sends "
            "another; only the newest one works, once, for 30 minutes. “Change the address” goes back and keeps what "
            "you typed."
        ),
    ),
    Question(
        "two",
        marked("Can I go on at another computer?"),
        marked(
            "Yes. Sign in there, and after a sync both computers know the same. There is nothing to decide and "
            "nothing can get in each other’s way."
        ),
    ),
    Question(
        "keys",
        marked("Can I use the keyboard for everything?"),
        marked(
            "Yes. Tab goes forward, Shift and Tab back, Return or Space press a button. Ctrl+1 is Home, Ctrl+2 "
            "Certificates, Ctrl+3 Help, Ctrl+4 Settings, Ctrl+5 your account. Ctrl+L locks, F1 opens this page, and "
            "Alt+Left goes back."
        ),
    ),
)

NO_CONTACT = marked("Ask whoever gave you COR Desktop: your school, your district, or the program’s staff.")

LICENCES = marked(
    "COR Desktop is free software under the Apache License 2.0; the course is under Creative Commons Attribution 4.0. "
    "It is built on Qt for Python (LGPL 3) and Python, and set in Noto Sans and Noto Serif (SIL Open Font License "
    "1.1)."
)


class HelpPresenter:
    """Holds `contact`, which is known once the server has told it."""

    def __init__(self, desk: Desk, background: Background) -> None:
        self._desk = desk
        self._background = background
        self.contact = Observable(_(NO_CONTACT))

    @property
    def version(self) -> str:
        """The program's version."""
        return f"COR Desktop {cor_desktop.__version__}"

    def look_up_contact(self) -> None:
        """Ask the server for its help address, where there is one to ask; without an answer nothing changes."""
        if self._desk.settings.server_address and not self._desk.settings.work_offline:
            self._background.run(self._desk.server.server_info, self._told, lambda _trouble: None)

    def _told(self, info: ServerInfo) -> None:
        if info.help:
            write = _("Write to {address}.").format(address=info.help)
            self.contact.set(f"{write} {_(NO_CONTACT)}")
