"""What the world can do to a learner's work, said to the learner: what happened, what it means, what to do.

Foreign errors are translated into these at the door of the room that met them. Our own mistakes are raised as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from cor_desktop.words import _, marked, ngettext
from cor_protocol.accounts import Ended


class Trouble(Exception):
    """Something outside the program went wrong. Every subclass has its own words; `advice` may be empty."""

    title = marked("Something went wrong")
    meaning = marked("Nothing is lost.")
    advice = ""

    def __init__(self, title: str = "", meaning: str = "", advice: str = "") -> None:
        self.title = title or _(self.title)
        self.meaning = meaning or _(self.meaning)
        self.advice = advice or _(self.advice)
        super().__init__(" ".join(part for part in (f"{self.title}.", self.meaning, self.advice) if part))


class NotSaved(Trouble):
    """The disk refused."""

    title = marked("Not saved")
    meaning = marked("The disk of this computer is full or cannot be written to. What was saved before is still there.")
    advice = marked("Make some room on the disk, then press the button again.")


class DamagedStore(Trouble):
    """The learner's database cannot be read."""

    title = marked("The saved progress on this computer is damaged")
    meaning = marked("It was put aside, not deleted. What has been sent to the server comes back with the next sync.")
    advice = marked("You can go on learning.")


class NewerStore(Trouble):
    """The learner's database was written by a newer program."""

    title = marked("Your progress was saved by a newer version of COR Desktop")
    meaning = marked("Nothing is lost, and nothing was changed.")
    advice = marked(
        "Please open it with the newer version, or ask who looks after this computer to update COR Desktop."
    )


class CourseTrouble(Trouble):
    """The course's files are damaged or missing."""

    title = marked("The course on this computer is damaged")
    meaning = marked("Your progress is not affected.")
    advice = marked("Please install COR Desktop again, or ask who looks after this computer.")


class SecretsLocked(Trouble):
    """What protects names and certificates on this computer cannot be opened."""

    title = marked("Your name and certificates cannot be opened on this computer just now")
    meaning = marked("Your progress is not affected.")
    advice = marked("Sign in again when there is a connection.")


class KeyringLocked(SecretsLocked):
    """The computer has a keyring, and it stays shut."""

    title = marked("This computer’s keyring is locked")
    meaning = marked("It keeps the key to your name and certificates. Your progress is not affected.")
    advice = marked("Please unlock it, usually with the password of this computer, and try again.")


class FromElsewhere(SecretsLocked):
    """What is on this disk was sealed on another computer, or with a key that is gone."""

    title = marked("Your name and certificates were locked with a key that this computer does not have")
    meaning = marked("They may come from another computer, or the keyring was emptied. Your progress is not affected.")
    advice = marked("Sign in with your email when there is a connection.")


class Offline(Trouble):
    """The server cannot be reached."""

    title = marked("No connection to the server")
    meaning = marked("Your work is saved on this computer.")
    advice = marked("It is sent by itself as soon as there is a connection.")


class NotKnownHere(Offline):
    """Nobody has signed in with this email on this computer, and the server cannot be asked."""

    title = marked("This email has not signed in on this computer yet")
    meaning = marked("The first time needs a connection to the server. Nothing is lost.")
    advice = marked("Please look at the email again, or sign in when there is a connection.")


class NotOurServer(Trouble):
    """Something answered, but it was not the COR server: a captive portal, a proxy's page, a cut answer."""

    title = marked("Something else answered in place of the server")
    meaning = marked("Your work is saved on this computer. A network’s sign-in page often does this.")
    advice = marked("Open a web page to sign in to the network, or try again later.")


class PortalFirst(NotOurServer):
    """A captive portal: the network lets nobody through before they have signed in to it."""

    title = marked("This network wants a sign-in of its own first")
    meaning = marked("Your work is saved on this computer, and nothing of it went to that network.")
    advice = marked("Open a browser, then come back.")


class AnotherAnswers(NotOurServer):
    """Who answers shows the certificate of another host: a portal, a filter, or a wrong address."""

    meaning = marked("So nothing was sent. Your work is saved on this computer.")
    advice = marked(
        "Perhaps this network wants a sign-in of its own first: open a browser, then come back. "
        "If it stays so, check the server’s address in Settings."
    )

    def __init__(self, host: str = "") -> None:
        super().__init__(_("Another computer answers in place of {host}").format(host=host) if host else "")


class ClockIsWrong(NotOurServer):
    """The certificate's dates do not fit this computer's clock, and nobody we know tells the right time."""

    title = marked("This computer’s clock is wrong")
    meaning = marked("So it cannot tell whether the server is the right one, and nothing was sent. You can go on.")
    advice = marked("Please set date and time. If they are right, tell who looks after the server.")


class ProxyWantsPassword(Offline):
    """The proxy of this network lets nobody through without name and password."""

    title = marked("This network asks for a name and a password")
    meaning = marked("A proxy stands between this computer and the server. Your work is saved on this computer.")
    advice = marked("Choose “Saved on this computer” at the bottom of the window and type them there.")


class ProxyRefuses(Offline):
    """The proxy cannot be reached, or lets nothing through to the server."""

    title = marked("The proxy of this network lets nothing through to the server")
    advice = marked("Look at the proxy in Settings, or ask who looks after the network.")


class ServerTrouble(Trouble):
    """The server answered that it cannot serve now."""

    title = marked("The server has a problem just now")
    meaning = marked("Your work is saved on this computer.")
    advice = marked("It is sent by itself later.")

    def __init__(self, title: str = "", meaning: str = "", advice: str = "", retry_after: int | None = None) -> None:
        super().__init__(title, meaning, advice)
        self.retry_after = retry_after


class TooLarge(ServerTrouble):
    """The message was over the server's limit; in parts it may pass."""


class ClientTooOld(Trouble):
    """The server no longer speaks this client's language."""

    title = marked("This version of COR Desktop is too old for the server")
    meaning = marked("You can go on learning; your work is saved on this computer.")
    advice = marked("It is sent once COR Desktop is updated.")


class NotThere(Trouble):
    """The server has no such thing for this account."""

    title = marked("The server does not have this")
    meaning = marked("Your work is saved on this computer.")


class SignInAgain(Trouble):
    """The server no longer knows this sign-in; `why` says what ended it, where the server knows."""

    title = marked("Please sign in again")
    meaning = marked("Your work is saved on this computer and is sent after that.")

    def __init__(self, title: str = "", meaning: str = "", advice: str = "", why: Ended | None = None) -> None:
        super().__init__(title or _(_WHY.get(why, "")), meaning, advice)
        self.why = why


class AddressChanged(SignInAgain):
    """The server's address in Settings is another than the one that signed this learner in."""

    title = marked("The server’s address has changed. Please sign in again")


class RecordOfAnother(Trouble):
    """A server gives out the learner id of a record that lies here from another server."""

    title = marked("This server is not the one that you signed in to before on this computer")
    meaning = marked("Nothing was changed here, and your work is saved.")
    advice = marked("Please check the server’s address in Settings with whoever gave it to you.")


_WHY: Mapping[Ended | None, str] = {
    Ended.SIGNED_OUT: marked("You are signed out on this computer. Please sign in again"),
    Ended.REPLACED: marked("This computer was signed in anew. Please sign in again"),
    Ended.IDLE: marked("You were away for a while. Please sign in again"),
    Ended.ELSEWHERE: marked("You ended this computer’s sign-in from another place. Please sign in again"),
    Ended.PASSWORD: marked("Your password was changed. Please sign in with the new one"),
    Ended.ACCOUNT: marked("Your account is closed. Please ask who looks after it"),
}
"""What ended a sign-in, and what to do, each in its own words."""


class RecordDeleted(Trouble):
    """The server ordered this learner's record off this computer."""

    title = marked("Your record was deleted")
    meaning = marked("It was deleted on the server, and now on this computer too, as was asked.")
    advice = marked("You can begin anew whenever you like.")


class WrongCredentials(Trouble):
    """Email and password do not belong together."""

    title = marked("Email and password do not match")
    meaning = marked("Nothing was changed.")
    advice = marked("Please look at both again. Capital letters count in the password.")


class WrongPassword(WrongCredentials):
    """The password is wrong, where no email was typed: the learner is known."""

    title = marked("This is not the right password")
    advice = marked("Please try again. Capital letters count.")


class WaitBeforeTrying(Trouble):
    """Too many tries went wrong; the next one has to wait `seconds`."""

    title = marked("Please wait a little")
    meaning = marked(
        "There were several tries in a short time, so the next one waits. Nothing is lost or locked for good."
    )

    def __init__(self, seconds: int) -> None:
        self.seconds = max(1, seconds)
        super().__init__(advice=_("Try again in {time}.").format(time=_in_words(self.seconds)))


class Locked(SecretsLocked):
    """The learner's profile is shut, and what was asked for needs it open."""

    title = marked("COR Desktop is locked")
    meaning = marked("Nothing is lost.")
    advice = marked("Please type your password.")


class WrongCode(Trouble):
    """The code is not the one that was asked for."""

    title = marked("This is not the right code")
    meaning = marked("Nothing was changed.")
    advice = marked("Please compare it with the newest mail, letter by letter.")


class CodeUsedUp(Trouble):
    """The code was used, is too old, or was mistyped too often."""

    title = marked("This code can no longer be used")
    meaning = marked("A code works once, for 30 minutes. Nothing was changed.")
    advice = marked("Please begin again to get a new one.")


class NotSentYet(Trouble):
    """Work of this learner lies only on this computer."""

    title = marked("Some of your work is only on this computer")
    meaning = marked("It could not be sent to the server just now, so nothing was removed.")
    advice = marked("Try again when there is a connection.")


class Refused(Trouble):
    """The server did not accept what was typed; `field` names the field where one is meant."""

    title = marked("This could not be accepted")
    meaning = marked("Nothing was changed.")

    def __init__(self, title: str = "", meaning: str = "", advice: str = "", field: str | None = None) -> None:
        super().__init__(title, meaning, advice)
        self.field = field


class NotFinishedYet(Trouble):
    """The module has required activities that are still open; `titles` names them."""

    title = marked("A little is still open")
    meaning = marked("What you have done is saved.")

    def __init__(self, titles: tuple[str, ...]) -> None:
        self.titles = titles
        super().__init__(advice=_("Still open: {titles}.").format(titles=", ".join(titles)))


class NoCertificateYet(Trouble):
    """The certificate is not on this computer and cannot be had now."""

    title = marked("The certificate is not on this computer yet")
    meaning = marked("It is safe on the server.")
    advice = marked("It comes with the next sync.")


def _in_words(seconds: int) -> str:
    if seconds < 60:
        return ngettext("{count} second", "{count} seconds", seconds).format(count=seconds)
    minutes = -(-seconds // 60)
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
