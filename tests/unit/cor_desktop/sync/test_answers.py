"""What the server's answers mean, each in its own words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cor_desktop.errors import (
    CodeUsedUp,
    NotOurServer,
    PortalFirst,
    Refused,
    ServerTrouble,
    SignInAgain,
    Trouble,
    WaitBeforeTrying,
    WrongCode,
    WrongCredentials,
)
from cor_desktop.sync.answers import (
    LONGEST_WAIT,
    Answer,
    account_reply,
    headless_body,
    listed_devices,
    raise_for,
    seconds,
    sign_in_reply,
    step_of,
    words,
)
from cor_desktop.sync.server import SignInStep
from cor_protocol.accounts import Ended
from cor_protocol.ids import new_learner_id


def an_answer(status: int, body: object, kind: str = "application/json", retry_after: int | None = None) -> Answer:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, kind, content, retry_after)


def an_error(code: str, param: str = "", message: str = "Because.") -> dict[str, Any]:
    error = {"code": code, "message": message} | ({"param": param} if param else {})
    return {"status": 400, "errors": [error]}


def refused(answer: Answer) -> Trouble:
    with pytest.raises(Trouble) as told:
        headless_body(answer)
    return told.value


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (an_answer(400, an_error("email_password_mismatch", "password")), WrongCredentials),
        (an_answer(400, an_error("too_many_login_attempts")), WaitBeforeTrying),
        (an_answer(400, an_error("incorrect_code", "key")), WrongCode),
        (an_answer(400, an_error("incorrect_code", "code")), WrongCode),
        (an_answer(400, an_error("password_too_short", "password")), Refused),
        (an_answer(403, {"status": 403}), Refused),
        (an_answer(409, {"status": 409}), CodeUsedUp),
        (an_answer(410, {"status": 410, "data": {}, "meta": {"is_authenticated": False}}), CodeUsedUp),
        (an_answer(429, {"status": 429}), WaitBeforeTrying),
        (an_answer(429, {"problem": "slow_down", "message": "Wait."}, retry_after=90), WaitBeforeTrying),
        (an_answer(401, {"problem": "sign_in_again", "message": "Again."}), SignInAgain),
        (an_answer(500, {"problem": "server_fault", "message": "Ours."}), ServerTrouble),
        (an_answer(500, {"status": 500}), ServerTrouble),
        (an_answer(400, {"status": 400}), ServerTrouble),
        (an_answer(410, b"<html>Gone</html>", "text/html"), ServerTrouble),
        (an_answer(502, b"<html>Bad gateway</html>", "text/html"), ServerTrouble),
        (an_answer(200, b"<html>Welcome</html>", "text/html"), PortalFirst),
        (an_answer(302, b"", "text/html"), NotOurServer),
        (an_answer(200, b"{"), NotOurServer),
        (an_answer(200, b"[]"), NotOurServer),
        (an_answer(400, b"[" * 100_000), NotOurServer),
        (an_answer(400, {"errors": "odd"}), NotOurServer),
    ],
)
def test_a_sign_in_under_way_that_does_not_go_on_says_why(answer: Answer, kind: type[Trouble]) -> None:
    assert type(refused(answer)) is kind


@pytest.mark.parametrize(
    ("param", "field"),
    [("password", "password"), ("new_password", "password"), ("current_password", "old_password"), ("email", "email")],
)
def test_what_is_not_accepted_is_said_beside_its_field_in_the_servers_words(param: str, field: str) -> None:
    told = refused(an_answer(400, an_error("odd", param, "Too short.")))
    assert isinstance(told, Refused)
    assert (told.field, told.advice) == (field, "Too short.")


@pytest.mark.parametrize(("asked", "waited"), [(90, 90), (None, 60)])
def test_how_long_to_wait_is_told(asked: int | None, waited: int) -> None:
    told = refused(an_answer(429, {"status": 429}, retry_after=asked))
    assert isinstance(told, WaitBeforeTrying)
    assert told.seconds == waited


def test_a_short_sign_in_that_is_gone_is_told_where_it_had_to_be_through() -> None:
    with pytest.raises(CodeUsedUp):
        headless_body(an_answer(401, {"status": 401, "data": {"flows": []}}), signed_in=True)


@pytest.mark.parametrize(
    ("flow", "waits_for"),
    [("verify_email", "verify_email"), ("mfa_authenticate", "second_factor"), ("password_reset_by_code", "reset")],
)
def test_the_flow_that_is_pending_says_which_code_is_wanted(flow: str, waits_for: str) -> None:
    body = {"data": {"flows": [{"id": "login"}, {"id": flow, "is_pending": True}]}, "meta": {"session_token": "fresh"}}
    assert step_of(body, "") == SignInStep("fresh", waits_for)  # type: ignore[arg-type]


@pytest.mark.parametrize("flows", [[], [{"id": "login"}], [{"id": "odd", "is_pending": True}]])
def test_a_sign_in_with_nothing_pending_begins_anew(flows: list[object]) -> None:
    with pytest.raises(CodeUsedUp):
        step_of({"data": {"flows": flows}, "meta": {}}, "s")


@pytest.mark.parametrize("why", list(Ended))
def test_every_reason_for_an_end_has_a_sentence_of_its_own(why: Ended) -> None:
    with pytest.raises(SignInAgain) as told:
        raise_for(an_answer(401, {"problem": "sign_in_again", "message": "x", "why": why.value}))
    assert told.value.why is why
    assert told.value.title != SignInAgain.title
    assert len({SignInAgain(why=each).title for each in Ended}) == len(Ended)


@pytest.mark.parametrize("why", [None, "from_the_future", 7, []])
def test_an_end_without_a_reason_we_know_asks_to_sign_in_again(why: object) -> None:
    with pytest.raises(SignInAgain) as told:
        raise_for(an_answer(401, {"problem": "sign_in_again", "message": "x", "why": why}))
    assert (told.value.why, told.value.title) == (None, "Please sign in again")


def test_an_account_and_devices_that_are_not_as_agreed_are_not_believed() -> None:
    for ask in (lambda: account_reply({"first_name": "Ana"}), lambda: listed_devices({"devices": [{"id": "x"}]})):
        with pytest.raises(NotOurServer):
            ask()


@pytest.mark.parametrize(("text", "wait"), [("90", 90), (None, None), ("", None), ("Wed, 21 Oct", None), ("-4", None)])
def test_a_wait_is_read_in_seconds(text: str | None, wait: int | None) -> None:
    assert seconds(text) == wait


@pytest.mark.parametrize("text", ["3601", "9" * 5000, "315360000000"])
def test_asvs_6_1_1_nobody_waits_for_years_for_whoever_answers_in_the_servers_place(text: str) -> None:
    assert seconds(text) == LONGEST_WAIT


@pytest.mark.parametrize(
    "device",
    [{"id": float("inf")}, {"first_seen": "0001-01-01T00:00:00+23:00"}, {"last_seen": "9999-12-31T23:59:59-23:00"}],
)
def test_numbers_and_days_without_end_are_not_as_agreed(device: dict[str, Any]) -> None:
    day = "2026-11-23T10:00:00Z"
    whole = {"id": 1, "platform": "", "client": "", "first_seen": day, "last_seen": day, "this": True}
    with pytest.raises(NotOurServer):
        listed_devices({"devices": [whole | {"signed_in": True, "shared": False} | device]})


@pytest.mark.parametrize(
    ("sent", "shown"),
    [("Ana\u202e lleB", "Ana lleB"), ("A\nn\x00a", "A na"), ("\ud800Ana", "Ana"), ("a" * 10_000, "a" * 500)],
)
def test_asvs_1_2_1_what_a_server_sends_to_be_shown_turns_and_hides_nothing(sent: str, shown: str) -> None:
    account = {"first_name": sent, "last_name": sent, "email": sent}
    assert words(sent) == account_reply(account).first_name == account_reply(account).email == shown


@pytest.mark.parametrize("key", ["", "AAAA", "é"])
def test_what_is_no_public_key_is_not_kept(key: str) -> None:
    account = {"first_name": "Ana", "last_name": "Bell", "email": "ana@example.org"}
    tokens = {"token": "t", "append_token": "a", "device_pass": "p"}
    with pytest.raises(NotOurServer):
        sign_in_reply({**tokens, "account": account, "learner": new_learner_id(), "key": key})
