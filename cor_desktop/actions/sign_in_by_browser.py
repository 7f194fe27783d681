"""Sign in where an organization does, in the computer's browser, which brings a code back (RFC 8252, RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
from collections.abc import Callable
from urllib.parse import urlencode

from cor_desktop.actions.accounts import current_guest, move_in, this_machine
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.guest_progress import guest_to_ask_about
from cor_desktop.actions.secret import Secret
from cor_desktop.actions.sign_in import SignedIn
from cor_desktop.errors import CodeUsedUp, Offline, Refused, Trouble, WrongCredentials
from cor_desktop.sync.loopback import Loopback
from cor_desktop.sync.server import SignInReply
from cor_desktop.words import _, marked
from cor_protocol.passwords import faults

PATIENCE = 5 * 60
"""Seconds for which the browser is waited for."""


class BrowserTookTooLong(Trouble):
    """Nobody came back from the browser in time, or the code was too old by then."""

    title = marked("The sign-in in the browser was not finished")
    meaning = marked("Nothing was changed, and nothing is lost.")
    advice = marked(
        "Please choose your organization again. If the browser showed a problem, ask the people who look after it."
    )


class SignInStopped(Trouble):
    """The learner changed their mind."""

    title = marked("You stopped the sign-in")
    meaning = marked("Nothing was changed.")


def sign_in_by_browser(
    desk: Desk,
    provider: str,
    open_url: Callable[[str], None],
    passphrase: str | None,
    *,
    remember: bool = False,
    stopped: threading.Event | None = None,
) -> SignedIn:
    """Open the browser at `provider`'s sign-in (the id that the server gave) and wait until it brings its code.

    The passphrase opens the profile on this computer later, without the server; a shared machine needs one. Blocks for
    up to five minutes: run it in the background, and set `stopped` to end it. Raises Refused with the field
    `passphrase`, BrowserTookTooLong, SignInStopped, Offline, NotOurServer or KeyringLocked.
    """
    _check(desk, passphrase)
    is_stopped = (stopped or threading.Event()).is_set
    reply = _from_browser(desk, provider, open_url, is_stopped)
    guest = current_guest(desk)
    words = Secret(passphrase) if passphrase else None
    account = move_in(desk, reply, words, remember=remember, here_only=True)
    return SignedIn(account, guest_to_ask_about(desk, guest))


def _check(desk: Desk, passphrase: str | None) -> None:
    if desk.settings.work_offline:
        raise Offline(_("You are working offline"), advice=_("Switch Work offline off in Settings to sign in."))
    if not passphrase and desk.settings.shared_machine:
        advice = _("Several people use this computer, so that yours has to open with it.")
        raise Refused(_("Please choose a passphrase"), advice=advice, field="passphrase")
    for fault in faults(passphrase or "", (), say=_) if passphrase else ():
        raise Refused(_("This passphrase is not safe enough"), advice=fault.sentence, field="passphrase")


def _from_browser(
    desk: Desk, provider: str, open_url: Callable[[str], None], is_stopped: Callable[[], bool]
) -> SignInReply:
    verifier, state = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    desk.server.server_info()  # raises in words, instead of a browser's page about a server that is away
    until = desk.clock.read().boot + PATIENCE
    with Loopback(state) as loopback:
        open_url(_address(desk, provider, verifier, state, loopback.port))
        code = loopback.wait(lambda: is_stopped() or desk.clock.read().boot >= until)
    if code is None:
        raise SignInStopped if is_stopped() else BrowserTookTooLong
    try:
        return desk.server.enroll_by_code(code, verifier, this_machine(desk))
    except (WrongCredentials, CodeUsedUp) as fault:
        raise BrowserTookTooLong from fault


def _address(desk: Desk, provider: str, verifier: str, state: str, port: int) -> str:
    asked = {"challenge": _challenge(verifier), "state": state, "port": port, "provider": provider}
    if desk.settings.shared_machine:
        asked["anew"] = 1  # whoever is signed in in the browser may be the one before
    return f"{desk.settings.server_address}/accounts/desktop/?{urlencode(asked)}"


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
