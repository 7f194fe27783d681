from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.lock import lock
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.actions.sign_in_by_browser import BrowserTookTooLong, SignInStopped, sign_in_by_browser
from cor_desktop.actions.unlock import unlock
from cor_desktop.errors import Offline, Refused, WrongCredentials
from cor_desktop.store import unlocking
from cor_desktop.sync.server import AccountReply, Machine, SignInReply
from tests.fakes.clock import HandClock
from tests.fakes.server import FakeAccount, FakeServer

EMAIL, CODE = "rosa@lakeside.example", "c" * 43
PASSPHRASE = "nine slow rivers bend north"


@dataclass
class Browser:
    """Goes where it is sent, signs Rosa in at once, and brings the code back; `answers` None brings nothing."""

    server: FakeServer
    answers: str | None = CODE
    sent_to: list[str] = field(default_factory=list)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def __call__(self, address: str) -> None:
        self.sent_to.append(address)
        asked = dict(parse_qsl(urlsplit(address).query))
        if self.answers is not None:
            self._thread.submit(self._come_back, f"http://127.0.0.1:{asked['port']}/", asked["state"])

    def _come_back(self, address: str, state: str) -> None:
        requests.get(address, {"code": self.answers or "", "state": state}, timeout=10)

    def close(self) -> None:
        self._thread.shutdown()


@pytest.fixture
def browser(server: FakeServer) -> Iterator[Browser]:
    account = AccountReply("Rosa", "Diaz", EMAIL, single_sign_on=True, has_password=False)
    server.accounts[EMAIL] = FakeAccount(account, password="", verified=True, code=CODE)
    browser = Browser(server)
    yield browser
    browser.close()


def _row(desk: Desk) -> unlocking.Unlocking:
    with desk.store.reading() as connection:
        found = unlocking.find(connection, desk.learner().id)
    assert found is not None
    return found


def test_the_browser_is_sent_to_the_server_with_a_challenge_and_never_with_the_verifier(
    desk: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    enroll = browser.server.enroll_by_code

    def watched(code: str, verifier: str, machine: Machine) -> SignInReply:
        shown.append(verifier)
        return enroll(code, verifier, machine)

    monkeypatch.setattr(browser.server, "enroll_by_code", watched)
    signed_in = sign_in_by_browser(desk, "lakeside", browser, None)
    assert (signed_in.account.first_name, signed_in.offline) == ("Rosa", False)
    [address] = browser.sent_to
    asked = dict(parse_qsl(urlsplit(address).query))
    assert address.startswith(f"{desk.settings.server_address}/accounts/desktop/?")
    assert sorted(asked) == ["challenge", "port", "provider", "state"]
    assert (len(asked["challenge"]), len(asked["state"]), asked["provider"]) == (43, 43, "lakeside")
    assert shown[0] not in address


def test_on_a_shared_machine_the_browser_is_to_ask_anew(shared: Desk, browser: Browser) -> None:
    sign_in_by_browser(shared, "lakeside", browser, PASSPHRASE)
    assert browser.sent_to[0].endswith("&anew=1")


def test_on_a_shared_machine_a_passphrase_has_to_be_chosen_before_anything_opens(
    shared: Desk, browser: Browser
) -> None:
    with pytest.raises(Refused) as refused:
        sign_in_by_browser(shared, "lakeside", browser, None)
    assert (refused.value.field, browser.sent_to) == ("passphrase", [])


def test_a_weak_passphrase_is_refused_before_anything_opens(desk: Desk, browser: Browser) -> None:
    with pytest.raises(Refused) as refused:
        sign_in_by_browser(desk, "lakeside", browser, "password1234567")
    assert (refused.value.field, browser.sent_to) == ("passphrase", [])
    assert "password1234567" not in str(refused.value)


def test_the_passphrase_opens_the_profile_here_and_is_never_sent(
    shared: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in_by_browser(shared, "lakeside", browser, PASSPHRASE)
    monkeypatch.setattr(browser.server, "log_in", _never)
    lock(shared)
    unlocked = unlock(shared, PASSPHRASE)
    assert isinstance(unlocked, SignedIn)
    assert (unlocked.account.email, unlocked.offline) == (EMAIL, True)
    lock(shared)
    signed_in = sign_in(shared, EMAIL, PASSPHRASE)
    assert isinstance(signed_in, SignedIn)
    assert signed_in.offline
    assert _row(shared).here_only


def _never(*_: object) -> None:
    raise AssertionError("the passphrase went to the server")


def test_a_wrong_passphrase_opens_nothing(shared: Desk, browser: Browser) -> None:
    sign_in_by_browser(shared, "lakeside", browser, PASSPHRASE)
    lock(shared)
    with pytest.raises(WrongCredentials):
        unlock(shared, "nine slow rivers bend south")


def test_an_own_machine_needs_no_passphrase_and_opens_by_itself(
    desk: Desk, browser: Browser, start_again: Callable[[], Desk]
) -> None:
    sign_in_by_browser(desk, "lakeside", browser, None)
    assert _row(desk).sealed_key is None
    assert start_again().learner().signed_in


def test_signing_in_again_without_typing_it_keeps_the_passphrase(desk: Desk, browser: Browser) -> None:
    sign_in_by_browser(desk, "lakeside", browser, PASSPHRASE)
    browser.server.accounts[EMAIL].code = CODE
    sign_in_by_browser(desk, "lakeside", browser, None)
    lock(desk)
    assert isinstance(unlock(desk, PASSPHRASE), SignedIn)


def test_a_code_that_is_over_is_told_in_words(desk: Desk, browser: Browser) -> None:
    browser.answers = "another-code-" + "c" * 30
    with pytest.raises(BrowserTookTooLong):
        sign_in_by_browser(desk, "lakeside", browser, None)
    assert desk.session.locked is False


def test_whoever_does_not_come_back_is_waited_for_five_minutes(desk: Desk, browser: Browser, clock: HandClock) -> None:
    browser.answers = None

    def gone(address: str) -> None:
        browser(address)
        clock.advance(5 * 60)

    with pytest.raises(BrowserTookTooLong):
        sign_in_by_browser(desk, "lakeside", gone, None)


def test_the_learner_can_stop_it(desk: Desk, browser: Browser) -> None:
    browser.answers, stopped = None, threading.Event()

    def changes_their_mind(address: str) -> None:
        stopped.set()

    with pytest.raises(SignInStopped):
        sign_in_by_browser(desk, "lakeside", changes_their_mind, None, stopped=stopped)


def test_a_server_that_is_away_is_told_before_a_browser_opens(
    desk: Desk, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise Offline

    monkeypatch.setattr(browser.server, "server_info", away)
    with pytest.raises(Offline):
        sign_in_by_browser(desk, "lakeside", browser, None)
    assert browser.sent_to == []


def test_work_offline_opens_no_browser(desk: Desk, browser: Browser) -> None:
    desk.settings.set("work_offline", True)
    with pytest.raises(Offline):
        sign_in_by_browser(desk, "lakeside", browser, None)
    assert browser.sent_to == []
