"""What answers in place of the server, on a real line, and the sentence each gets."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from cor_desktop.errors import (
    ClientTooOld,
    NotOurServer,
    NotThere,
    Offline,
    Refused,
    ServerTrouble,
    SignInAgain,
    TooLarge,
    Trouble,
    WrongCredentials,
)
from cor_desktop.sync import transport
from cor_desktop.sync.transport import Transport
from cor_protocol.problems import Problem
from cor_protocol.wire import DEFLATE_ABOVE, inflate
from tests.fakes.answering import an_answer, answering

SIGN_IN = {
    "token": "t",
    "account": {"first_name": "Ana", "last_name": "Bell", "email": "ana@example.org"},
    "learner": "a" * 26,
    "key": "AAAA",
}
HTML = b"<html><h1>Welcome to the hotel's network</h1></html>"


@contextmanager
def asking(url: str) -> Iterator[Transport]:
    asked = Transport(lambda: url)
    yield asked
    asked.close()


def trouble_of(
    answer: bytes | None, ask: Callable[[Transport], object] = lambda t: t.exchange("token", b"{}")
) -> Trouble:
    with answering(answer) as server, asking(server.url) as asked, pytest.raises(Trouble) as told:
        ask(asked)
    return told.value


def a_problem(status: str, problem: str, message: str = "Because.", **headers: str) -> bytes:
    return an_answer(status, json.dumps({"problem": problem, "message": message}).encode(), **headers)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (an_answer("200 OK", HTML, "text/html"), NotOurServer),
        (an_answer("302 Found", b"", Location="http://portal.example/"), NotOurServer),
        (an_answer("511 Network Authentication Required", HTML, "text/html"), NotOurServer),
        (an_answer("502 Bad Gateway", HTML, "text/html"), ServerTrouble),
        (an_answer("503 Service Unavailable", b""), ServerTrouble),
        (an_answer("410 Gone", b""), ServerTrouble),
        (an_answer("401 Unauthorized", HTML, "text/html"), ServerTrouble),
        (an_answer("500 Internal Server Error", b'{"problem": "nobody knows this"}'), ServerTrouble),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{", Offline),
        (an_answer("200 OK", b"\x78\x9cnonsense", Content_Encoding="deflate"), NotOurServer),
        (an_answer("500 Internal Server Error", b"[" * 200_000), ServerTrouble),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Offline),
        (b"", Offline),
    ],
)
def test_what_is_no_answer_of_ours_is_told_and_nothing_is_believed(answer: bytes, kind: type[Trouble]) -> None:
    assert type(trouble_of(answer)) is kind


@pytest.mark.parametrize(
    ("status", "problem", "kind"),
    [
        ("401 Unauthorized", Problem.SIGN_IN_AGAIN, SignInAgain),
        ("401 Unauthorized", Problem.WRONG_CREDENTIALS, WrongCredentials),
        ("404 Not Found", Problem.NOT_FOUND, NotThere),
        ("409 Conflict", Problem.CANNOT_REGISTER, Refused),
        ("413 Content Too Large", Problem.TOO_LARGE, TooLarge),
        ("413 Content Too Large", Problem.TOO_MANY_FACTS, ServerTrouble),
        ("422 Unprocessable Content", Problem.WEAK_PASSWORD, Refused),
        ("426 Upgrade Required", Problem.UNSUPPORTED_VERSION, ClientTooOld),
        ("500 Internal Server Error", Problem.SERVER_FAULT, ServerTrouble),
        ("507 Insufficient Storage", Problem.STORAGE_FULL, ServerTrouble),
    ],
)
def test_every_problem_of_the_server_has_its_words(status: str, problem: Problem, kind: type[Trouble]) -> None:
    assert type(trouble_of(a_problem(status, problem))) is kind


def test_a_refused_password_brings_the_servers_sentence_to_its_field() -> None:
    told = trouble_of(a_problem("422 X", Problem.WEAK_PASSWORD, "Too short."), lambda t: t.register({}))
    assert isinstance(told, Refused)
    assert (told.field, told.advice) == ("password", "Too short.")


def test_what_the_server_asks_to_wait_is_kept() -> None:
    told = trouble_of(a_problem("429 Too Many Requests", Problem.SLOW_DOWN, Retry_After="90"))
    assert isinstance(told, ServerTrouble)
    assert told.retry_after == 90


def test_a_server_that_is_not_there_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with asking(f"http://127.0.0.1:{port}") as asked, pytest.raises(Offline):
        asked.server_info()


def test_a_server_that_never_answers_is_offline_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", (0.2, 0.2))
    assert type(trouble_of(None)) is Offline


@pytest.mark.parametrize("address", ["", "not an address", "ftp://example.org", "http://"])
def test_an_address_that_is_none_is_told_as_such(address: str) -> None:
    with asking(address) as asked, pytest.raises(Offline, match="Settings"):
        asked.server_info()


def test_a_connection_that_is_not_safe_is_told_before_anything_is_sent() -> None:
    with answering(HTML) as server, asking(server.url.replace("http:", "https:")) as asked:
        with pytest.raises(NotOurServer, match="not safe"):
            asked.exchange("secret-token", b"{}")
        assert not any(b"secret-token" in said for said in server.asked)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://cor.example.org", True),
        ("http://127.0.0.1:8765", True),
        ("http://localhost:8765", True),
        ("http://[::1]:8765", True),
        ("http://cor.example.org", False),
        ("http://192.168.1.5:8765", False),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
    ],
)
def test_only_this_computer_is_spoken_to_without_tls(address: str, safe: bool) -> None:
    assert transport.is_safe(address) is safe


def test_nothing_is_sent_to_an_address_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(HTML) as server, asking(server.url) as asked:
        monkeypatch.setattr(transport, "is_safe", lambda address: False)
        with pytest.raises(NotOurServer, match="must begin with https"):
            asked.exchange("token", b"{}")
        assert server.asked == []


def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MAX_INFLATED", 10_000)
    assert type(trouble_of(an_answer("200 OK", b"x" * 20_000))) is NotOurServer


def test_a_sign_in_is_understood() -> None:
    with answering(an_answer("200 OK", json.dumps(SIGN_IN).encode())) as server, asking(server.url) as asked:
        reply = asked.sign_in({"email": "ana@example.org", "password": "p"})
    assert (reply.token, reply.first_name, reply.learner) == ("t", "Ana", "a" * 26)


@pytest.mark.parametrize("change", [{"learner": "../../etc"}, {"account": None}, {"key": 7}])
def test_a_sign_in_that_is_not_as_agreed_is_not_believed(change: dict[str, object]) -> None:
    answer = an_answer("200 OK", json.dumps(SIGN_IN | change).encode())
    assert type(trouble_of(answer, lambda t: t.sign_in({}))) is NotOurServer


def test_an_answer_nested_without_end_is_not_believed() -> None:
    told = trouble_of(an_answer("200 OK", b"[" * 200_000), lambda t: t.sign_in({}))
    assert type(told) is NotOurServer


def test_a_document_that_is_no_pdf_is_not_believed() -> None:
    answer = an_answer("200 OK", HTML, "application/pdf")
    assert type(trouble_of(answer, lambda t: t.certificate_pdf("token", "COR-1"))) is NotOurServer


def test_a_request_carries_no_header_the_server_does_not_need() -> None:
    with answering(an_answer("200 OK", b"{}")) as server, asking(server.url) as asked:
        asked.exchange("token", b"{}")
        head = server.asked[0].partition(b"\r\n\r\n")[0]
    names = {line.split(b":")[0].lower() for line in head.split(b"\r\n")[1:]}
    assert names == {b"host", b"accept-encoding", b"content-type", b"content-length", b"authorization"}


def test_a_long_message_travels_deflated() -> None:
    message = b"[" + b"1," * DEFLATE_ABOVE + b"1]"
    with answering(an_answer("200 OK", b"{}")) as server, asking(server.url) as asked:
        asked.exchange("token", message)
        head, _, body = server.asked[0].partition(b"\r\n\r\n")
    assert b"content-encoding: deflate" in head.lower()
    assert inflate(body) == message
