from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from cor_desktop.actions.certificates import CertificateEntry
from cor_desktop.actions.my_account import MyAccount
from cor_desktop.actions.my_data import Held, NameHere, SignInHere
from cor_desktop.presenters.my_data.about import about_you, account_lines, certificates, not_held, this_computer
from cor_desktop.presenters.my_data.names import Times, Titles
from cor_desktop.presenters.my_data.parts import Line, Part
from cor_desktop.store.places import Place
from cor_desktop.sync.server import Dated
from cor_protocol.accounts import Ended
from tests.factories.facts import DEVICE, LEARNER
from tests.fakes.clock import TUESDAY

Holding = Callable[..., Held]
ANA = NameHere("Ana", "Bell", "ana@example.org", "https://cor.example.org")


def sign_in(**more: object) -> SignInHere:
    plain: dict[str, object] = {
        "name_remembered": False,
        "failures": 0,
        "locked_at": 0,
        "ended": "",
        "here_only": False,
        "opens_by_itself": False,
    }
    return SignInHere(**(plain | more))  # type: ignore[arg-type]


def said(part: Part) -> dict[str, str]:
    return {line.left: line.what for line in part.lines}


def test_m1_name_and_address_are_shown_as_they_lie_here(holding: Holding) -> None:
    part = about_you(holding(name=ANA, sign_in=sign_in()))
    assert part.is_sealed and list(said(part).values()) == ["Ana", "Bell", "ana@example.org", "https://cor.example.org"]
    assert part.sentences == ("Only your password opens it on this computer.",)


def test_a_profile_that_opens_by_itself_is_not_called_more_than_it_is(holding: Holding) -> None:
    part = about_you(holding(name=ANA, sign_in=sign_in(opens_by_itself=True)))
    assert part.sentences[0].startswith("It opens by itself while you are signed in here.")


def test_what_cannot_be_opened_is_said_to_be_here(holding: Holding) -> None:
    part = about_you(holding())
    assert (part.lines, part.is_sealed) == ((), True)
    assert certificates(holding(certificates=None)).is_sealed


def test_a_guest_reads_that_no_name_is_held() -> None:
    part = about_you(Held(LEARNER, DEVICE, has_account=False, signed_in=False))
    assert part.sentences[0].startswith("You have no account: no name and no address of yours is here.")


def test_certificates_are_listed(holding: Holding) -> None:
    entry = CertificateEntry("COR-1", "a-module", "A module", datetime.date(2026, 11, 24), "valid", on_disk=True)
    assert certificates(holding(certificates=(entry,))).lines == (
        Line("A module", "Awarded on 24 November 2026 · number COR-1"),
    )
    day = datetime.date(2026, 11, 20)
    known = Dated(day, day, day, "wall", None)
    (line,) = certificates(holding(certificates=(replace(entry, completed=known),))).lines
    assert line.what.endswith("completed on 20 November 2026 by your computer’s clock, which could not be checked")
    assert certificates(holding()).sentences == ("None is here yet.",)


def test_m1_everything_else_of_the_learner_is_there(holding: Holding, titles: Titles, times: Times) -> None:
    kept = sign_in(name_remembered=True, failures=3, locked_at=TUESDAY, ended="idle")
    held = holding(
        places={"a-module": Place(1, "two")},
        last_activity=TUESDAY,
        last_sync=TUESDAY - 3600,
        last_outcome="Everything is sent.",
        open_page="module a-module",
        sign_in=kept,
        settings={"appearance": "system", "remember_names": True, "server_address": "", "language": "es"},
    )
    part = this_computer(held, titles, times)
    assert said(part) == {
        "Random number in place of your name": LEARNER,
        "Random number of this computer": DEVICE,
        "You were last active": "24 November, 15:00",
        "Last sync": "24 November, 14:00",
        "How it went": "Everything is sent.",
        "Page that was open last": "Module: A module",
        "Your name is remembered at the sign-in": "yes",
        "Wrong passwords": "3 in a row",
        "Locked": "24 November, 15:00",
        "The server ended your sign-in": "you were away for a while",
        "Your password is known only to this computer": "no",
    }
    places, settings, disk = part.groups
    assert places.lines() == (Line("A module", "“Two”, of version 1"),)
    assert [line.what for line in settings.lines()] == ["as this computer", "yes", "not set", "Español"]
    assert disk.count == len(disk.lines())


def test_a_guest_who_has_just_begun_has_little(titles: Titles, times: Times) -> None:
    part = this_computer(Held(LEARNER, DEVICE, has_account=False, signed_in=False), titles, times)
    assert list(said(part).values())[2:] == ["not yet", "not yet", "none"]
    assert part.groups[0].title == "Your settings"


@pytest.mark.parametrize("why", list(Ended))
def test_whatever_ends_a_sign_in_has_words(why: Ended, holding: Holding, titles: Titles, times: Times) -> None:
    ended = said(this_computer(holding(sign_in=sign_in(ended=why.value)), titles, times))[
        "The server ended your sign-in"
    ]
    assert ended.startswith(("you", "your"))


def test_m1_an_account_is_shown_whole() -> None:
    account = MyAccount("Ana", "Bell", "ana@example.org", "something-new", "", single_sign_on=True, has_password=False)
    assert [line.what for line in account_lines(account)] == [
        "Ana",
        "Bell",
        "ana@example.org",
        "something-new",
        "not said",
        "yes",
        "none",
    ]


def test_m3_answers_are_said_to_be_nowhere() -> None:
    assert "because it is nowhere" in not_held().sentences[0]
