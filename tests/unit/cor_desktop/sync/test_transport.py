"""What answers in place of the server, on a real line, and the sentence each gets."""

from __future__ import annotations

import contextlib
import datetime
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cor_desktop.errors import (
    ClientTooOld,
    NotOurServer,
    NotThere,
    Offline,
    PortalFirst,
    Refused,
    ServerTrouble,
    SignInAgain,
    TooLarge,
    Trouble,
    WrongCredentials,
)
from cor_desktop.sync import line, transport
from cor_desktop.sync.server import CourseOffer, Machine, PolicyReply, SignInStep
from cor_desktop.sync.transport import Transport
from cor_protocol.problems import Problem
from cor_protocol.wire import DEFLATE_ABOVE, inflate
from tests.fakes.answering import Answering, an_answer, answering

SIGN_IN = {
    "token": "t",
    "append_token": "a",
    "device_pass": "p",
    "account": {"first_name": "Ana", "last_name": "Bell", "email": "ana@example.org"},
    "learner": "a" * 26,
    "key": "AAAA" * 10 + "AAA=",
}
MACHINE = Machine("d" * 26, None, "Linux", "0.1.0", shared=True)
ACCOUNT = SIGN_IN["account"]
HTML = b"<html><h1>Welcome to the hotel's network</h1></html>"


def asked_of(server: Answering) -> tuple[bytes, dict[str, Any]]:
    """The head and the JSON of the first request."""
    head, _, body = server.asked[0].partition(b"\r\n\r\n")
    return head, json.loads(body or b"{}")


def headless(status: str, **body: Any) -> bytes:
    """An answer of the part of the server that signs in."""
    return an_answer(status, json.dumps({"status": int(status[:3]), **body}).encode())


PENDING = {"data": {"flows": [{"id": "login"}, {"id": "verify_email", "is_pending": True}]}}


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
        (an_answer("200 OK", HTML, "text/html"), PortalFirst),
        (an_answer("302 Found", b"", Location="http://portal.example/"), PortalFirst),
        (an_answer("302 Found", b"", Location="/elsewhere/here"), NotOurServer),
        (an_answer("511 Network Authentication Required", HTML, "text/html"), PortalFirst),
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
    told = trouble_of(a_problem("422 X", Problem.WEAK_PASSWORD, "Too short."), lambda t: t.sign_up({}))
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
    monkeypatch.setattr(line, "TIMEOUT", (0.2, 0.2))
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


def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MAX_INFLATED", 10_000)
    assert type(trouble_of(an_answer("200 OK", b"x" * 20_000))) is NotOurServer


def test_a_sign_in_that_is_through_is_exchanged_for_the_tokens_of_this_device() -> None:
    with answering(an_answer("201 Created", json.dumps(SIGN_IN).encode())) as server, asking(server.url) as asked:
        reply = asked.enroll("session", MACHINE)
        head, body = asked_of(server)
    assert (reply.token, reply.append_token, reply.device_pass) == ("t", "a", "p")
    assert (reply.account.first_name, reply.learner) == ("Ana", "a" * 26)
    assert b"X-Session-Token: session" in head
    told = {"device": "d" * 26, "learner": None, "platform": "Linux", "client": "0.1.0", "shared": True, "key": ""}
    assert body == told


def test_the_code_a_browser_brought_is_exchanged_with_its_verifier() -> None:
    with answering(an_answer("201 Created", json.dumps(SIGN_IN).encode())) as server, asking(server.url) as asked:
        asked.enroll_by_code("code", "verifier", MACHINE)
        head, body = asked_of(server)
    assert head.startswith(b"POST /api/v1/accounts/devices/by-code ")
    assert (body["code"], body["verifier"], body["shared"]) == ("code", "verifier", True)


@pytest.mark.parametrize("change", [{"learner": "../../etc"}, {"account": None}, {"key": 7}])
def test_a_sign_in_that_is_not_as_agreed_is_not_believed(change: dict[str, object]) -> None:
    answer = an_answer("200 OK", json.dumps(SIGN_IN | change).encode())
    assert type(trouble_of(answer, lambda t: t.enroll("session", MACHINE))) is NotOurServer


def test_an_answer_nested_without_end_is_not_believed() -> None:
    told = trouble_of(an_answer("200 OK", b"[" * 200_000), lambda t: t.enroll("session", MACHINE))
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


@pytest.mark.parametrize("ask", [lambda t: t.account("token"), lambda t: t.log_in("ana@example.org", "words", "", "")])
def test_what_may_be_answered_in_sentences_is_asked_in_the_language_of_the_learner(
    ask: Callable[[Transport], object], spanish: None
) -> None:
    with answering(an_answer("200 OK", b"{}")) as server, asking(server.url) as asked:
        with contextlib.suppress(NotOurServer):
            ask(asked)
        assert b"\r\nAccept-Language: es\r\n" in server.asked[0]


def test_a_long_message_travels_deflated() -> None:
    message = b"[" + b"1," * DEFLATE_ABOVE + b"1]"
    with answering(an_answer("200 OK", b"{}")) as server, asking(server.url) as asked:
        asked.exchange("token", message)
        head, _, body = server.asked[0].partition(b"\r\n\r\n")
    assert b"content-encoding: deflate" in head.lower()
    assert inflate(body) == message


A = {"email": "a@b.org"}
STEPS: list[tuple[Callable[[Transport], object], str, dict[str, Any]]] = [
    (
        lambda t: t.sign_up({"email": "a@b.org", "policy_version": 2}),
        "signup",
        {"email": "a@b.org", "policy_version": 2},
    ),
    (lambda t: t.log_in("a@b.org", "pw", "d", ""), "login", {"email": "a@b.org", "password": "pw"}),
    (lambda t: t.verify_email("s", "ABCD"), "email/verify", {"key": "ABCD"}),
    (lambda t: t.second_factor("s", "123456"), "2fa/authenticate", {"code": "123456"}),
    (lambda t: t.request_reset("a@b.org", "s"), "password/request", {"email": "a@b.org"}),
]


@pytest.mark.parametrize(("ask", "path", "sent"), STEPS)
def test_a_sign_in_under_way_asks_where_the_contract_says_and_tells_what_it_waits_for(
    ask: Callable[[Transport], object], path: str, sent: dict[str, Any]
) -> None:
    answer = headless("401 Unauthorized", **PENDING, meta={"is_authenticated": False, "session_token": "fresh"})
    with answering(answer) as server, asking(server.url) as asked:
        assert ask(asked) == SignInStep("fresh", "verify_email")
        head, body = asked_of(server)
    assert head.startswith(f"POST /_allauth/app/v1/auth/{path} ".encode())
    assert body == sent


@pytest.mark.parametrize(
    ("ask", "line", "sent"),
    [
        (lambda t: t.resend_code("s"), b"POST /_allauth/app/v1/auth/email/verify/resend ", {}),
        (
            lambda t: t.reset_password("s", "ABCD", "words"),
            b"POST /_allauth/app/v1/auth/password/reset ",
            {"key": "ABCD", "password": "words"},
        ),
        (
            lambda t: t.change_password("s", "old", "new"),
            b"POST /_allauth/app/v1/account/password/change ",
            {"current_password": "old", "new_password": "new"},
        ),
        (lambda t: t.end_session("s"), b"DELETE /_allauth/app/v1/auth/session ", {}),
    ],
)
def test_a_change_of_the_account_speaks_with_its_short_sign_in(
    ask: Callable[[Transport], object], line: bytes, sent: dict[str, Any]
) -> None:
    with answering(headless("200 OK")) as server, asking(server.url) as asked:
        ask(asked)
        head, body = asked_of(server)
    assert head.startswith(line)
    assert b"X-Session-Token: s" in head
    assert b"Authorization" not in head
    assert body == sent


def test_another_email_takes_the_password_once_more() -> None:
    with answering(headless("200 OK")) as server, asking(server.url) as asked:
        asked.change_email("s", "words", "a@b.org")
        again, change = (request.partition(b"\r\n\r\n") for request in server.asked)
    assert (again[0].split()[1], json.loads(again[2])) == (
        b"/_allauth/app/v1/auth/reauthenticate",
        {"password": "words"},
    )
    assert (change[0].split()[1], json.loads(change[2])) == (b"/_allauth/app/v1/account/email", A)


def test_a_sign_in_that_is_through_keeps_its_session_where_the_answer_names_no_other() -> None:
    with answering(headless("200 OK", meta={"is_authenticated": True}, data={})) as server, asking(server.url) as asked:
        assert asked.second_factor("s", "123456") == SignInStep("s")


def test_only_a_device_with_a_pass_names_itself_before_it_is_signed_in() -> None:
    answer = headless("200 OK", meta={"is_authenticated": True, "session_token": "fresh"}, data={})
    with answering(answer) as server, asking(server.url) as asked:
        asked.log_in("a@b.org", "pw", "device", "pass")
        asked.log_in("a@b.org", "pw", "device", "")
    known, unknown = server.asked
    assert b"X-COR-Device: device\r\n" in known
    assert b"X-COR-Device-Pass: pass\r\n" in known
    assert b"X-COR-Device" not in unknown


def test_the_account_is_asked_for_and_changed_with_the_token() -> None:
    with answering(an_answer("200 OK", json.dumps(ACCOUNT).encode())) as server, asking(server.url) as asked:
        assert asked.account("token").first_name == "Ana"
        asked.change_account("token", {"first_name": "Ana"})
        sign = [request.partition(b"\r\n")[0] for request in server.asked]
    assert sign == [b"GET /api/v1/accounts/me HTTP/1.1", b"PATCH /api/v1/accounts/me HTTP/1.1"]
    assert all(b"Authorization: Bearer token" in request for request in server.asked)


def test_devices_are_listed_and_ended() -> None:
    seen = "2026-11-20T08:00:00+01:00"
    device = {"id": 3, "platform": "Linux", "client": "0.1.0", "first_seen": seen, "last_seen": seen}
    body = json.dumps({"devices": [device | {"this": True, "signed_in": True, "shared": False}]}).encode()
    with answering(an_answer("200 OK", body)) as server, asking(server.url) as asked:
        (row,) = asked.devices("token")
    assert (row.id, row.this, row.last_seen.hour) == (3, True, 7)
    with answering(b"HTTP/1.1 204 No Content\r\n\r\n") as server, asking(server.url) as asked:
        asked.end_device("token", 3)
        assert server.asked[0].startswith(b"DELETE /api/v1/accounts/devices/3 ")


def test_the_policy_is_read_without_a_token() -> None:
    body = {"version": 2, "title": "Privacy", "text": "# Privacy", "published": "2026-11-01T00:00:00Z"}
    with answering(an_answer("200 OK", json.dumps(body).encode())) as server, asking(server.url) as asked:
        assert asked.policy() == PolicyReply(2, "Privacy", "# Privacy", datetime.date(2026, 11, 1))
        assert b"Authorization" not in server.asked[0]


def test_a_server_says_whether_mail_flows_and_which_organizations_sign_in() -> None:
    body = {"name": "N", "help": "", "hosted_by": "", "hosting_policy": "", "key": "AAAA", "registration": True}
    more = {"mail": False, "policy": 4, "single_sign_on": [{"id": "lakeside", "name": "Lakeside"}]}
    for told, expected in ((body | more, (False, 4, (("lakeside", "Lakeside"),))), (body, (True, 0, ()))):
        with answering(an_answer("200 OK", json.dumps(told).encode())) as server, asking(server.url) as asked:
            info = asked.server_info()
        assert (info.mail, info.policy, info.single_sign_on) == expected


def test_asvs_7_2_4_no_cookie_goes_from_one_learner_to_the_next() -> None:
    answer = an_answer("200 OK", b"{}", Set_Cookie="sessionid=of-ana; Path=/")
    with answering(answer) as server, asking(server.url) as asked:
        for token in ("of-ana", "of-odo"):
            asked.exchange(token, b"{}")
        assert not any(b"cookie" in said.lower() for said in server.asked)


def test_asvs_14_2_1_no_password_of_a_netrc_file_goes_out_in_a_tokens_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "netrc"
    kept.write_text("default login ana password of-another-service\n")
    kept.chmod(0o600)
    monkeypatch.setenv("NETRC", str(kept))
    with answering(an_answer("200 OK", b"{}")) as server, asking(server.url) as asked:
        asked.exchange("token", b"{}")
        assert all(b"Authorization: Bearer token" in said and b"Basic" not in said for said in server.asked)


OFFER = {"version": 8, "index": "a" * 64, "size": 900, "signatures": "c2ln"}
BYTES = "application/octet-stream"


def a_course(**changes: object) -> bytes:
    return an_answer("200 OK", json.dumps(OFFER | changes).encode())


def pieces_of(answer: bytes | None, start: int = 0, size: int = 10) -> bytes:
    with answering(answer) as server, asking(server.url) as asked:
        return b"".join(asked.course_blob("b" * 64, start, size))


def test_p15_whoever_has_the_course_is_told_so_in_one_answer() -> None:
    with answering(b"HTTP/1.1 304 Not Modified\r\n\r\n") as server, asking(server.url) as asked:
        assert asked.course("a" * 64) is None
        assert f'If-None-Match: "{"a" * 64}"'.encode() in server.asked[0]


def test_the_course_of_a_server_is_read() -> None:
    with answering(a_course()) as server, asking(server.url) as asked:
        assert asked.course("") == CourseOffer(8, "a" * 64, 900, b"sig")
        assert b"If-None-Match" not in server.asked[0]


@pytest.mark.parametrize(
    "answer",
    [
        a_course(index="../../etc/passwd"),
        a_course(size=0),
        a_course(size=2**40),
        a_course(version="eight"),
        a_course(signatures="?"),
        an_answer("200 OK", b"[]"),
        an_answer("200 OK", HTML, "text/html"),
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
    ],
)
def test_what_is_no_course_is_told_as_another_server(answer: bytes) -> None:
    assert type(trouble_of(answer, lambda asked: asked.course(""))) is NotOurServer


def test_a_server_without_a_course_says_so() -> None:
    trouble = trouble_of(a_problem("404 Not Found", Problem.NOT_FOUND), lambda asked: asked.course(""))
    assert type(trouble) is NotThere


def test_a_file_of_a_course_comes_whole() -> None:
    assert pieces_of(an_answer("200 OK", b"0123456789", BYTES)) == b"0123456789"


def test_a_file_of_a_course_comes_from_where_it_stopped() -> None:
    rest = an_answer("206 Partial Content", b"456789", BYTES, Content_Range="bytes 4-9/10")
    with answering(rest) as server, asking(server.url) as asked:
        assert b"".join(asked.course_blob("b" * 64, 4, 10)) == b"456789"
        assert b"Range: bytes=4-\r\n" in server.asked[0] and b"Accept-Encoding: identity" in server.asked[0]


def test_a_server_that_cannot_begin_in_the_middle_gives_all_and_the_rest_is_used() -> None:
    assert pieces_of(an_answer("200 OK", b"0123456789", BYTES), start=4) == b"456789"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (an_answer("206 Partial Content", b"56789", BYTES, Content_Range="bytes 5-9/10"), NotOurServer),
        (an_answer("206 Partial Content", b"456789", BYTES), NotOurServer),
        (an_answer("200 OK", b"0123456789!", BYTES), NotOurServer),
        (an_answer("200 OK", HTML, "text/html"), PortalFirst),
        (an_answer("302 Found", b"", Location="http://portal.example/"), PortalFirst),
        (an_answer("502 Bad Gateway", HTML, "text/html"), ServerTrouble),
        (a_problem("404 Not Found", Problem.NOT_FOUND), NotThere),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 10\r\n\r\n01234", Offline),
        (an_answer("200 OK", b"\x78\x9cnonsense", BYTES, Content_Encoding="deflate"), NotOurServer),
    ],
)
def test_what_is_no_file_of_a_course_is_told(answer: bytes, kind: type[Trouble]) -> None:
    assert type(trouble_of(answer, lambda asked: b"".join(asked.course_blob("b" * 64, 4, 10)))) is kind


def test_a_file_that_swells_a_thousandfold_is_stopped_where_it_should_end(tmp_path: Path) -> None:
    import subprocess
    import sys
    import zlib

    bomb = an_answer("200 OK", zlib.compress(bytes(300 * 1024 * 1024), 9), BYTES, Content_Encoding="deflate")
    careful = (
        "import resource, sys\n"
        "from cor_desktop.sync.transport import Transport\n"
        "from cor_desktop.errors import NotOurServer\n"
        "transport = Transport(lambda: sys.argv[1])\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    for _ in transport.course_blob('b' * 64, 0, 9000): pass\n"
        "except NotOurServer: print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    with answering(bomb) as server:
        command = [sys.executable, "-c", careful, server.url]
        measured = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    print("grown by", measured.stdout.strip(), "MiB")
    assert int(measured.stdout) < 64
