"""Handing mails over to real mail servers, kind and unkind ones."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives

from sync_server.mail import delivery
from sync_server.mail.delivery import Cut, Never, NotNow, Unreachable, line
from sync_server.mail.route import Console, Encryption, MailServer
from tests.fakes.smtp import HOST, LOGIN, PASSWORD, FakeMailServer, asking_for_a_name, certificate, mail_server
from tools.mailbox import Mailbox

ADA = "ada@example.org"


def a_mail(text: str = "Grüße\n.\nEnd") -> EmailMessage:
    mail = EmailMultiAlternatives(
        "A wörd", text, "COR at Łódź <cor@example.org>", [ADA], headers={"Message-ID": "<1@x>"}
    )
    mail.attach_alternative("<p>Grüße</p>", "text/html")
    return mail


def way(
    server: FakeMailServer, encryption: Encryption = Encryption.NONE, login: str = "", password: str = ""
) -> MailServer:
    return MailServer(HOST if encryption is Encryption.NONE else "localhost", server.port, encryption, login, password)


def hand_over(route: MailServer | Console, mail: EmailMessage | None = None) -> None:
    with line(route) as open_line:
        open_line.send(mail or a_mail())


@pytest.fixture
def server() -> Iterator[FakeMailServer]:
    with mail_server() as running:
        yield running


def test_a_mail_arrives_as_it_was_written(server: FakeMailServer) -> None:
    hand_over(way(server))
    (mail,) = server.received
    assert (mail["From"], mail["To"], mail["Subject"]) == ("COR at Łódź <cor@example.org>", ADA, "A wörd")
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == "Grüße\n.\nEnd"
    assert html.get_content_type() == "text/html"
    assert server.ids == ["<1@x>"]


def test_several_mails_go_over_one_line(server: FakeMailServer) -> None:
    with line(way(server)) as open_line:
        open_line.send(a_mail())
        open_line.send(a_mail())
    assert len(server.received) == 2


@pytest.mark.parametrize(
    ("to_receiver", "to_mail", "kind"),
    [
        ("450 mailbox busy", "250 OK", NotNow),
        ("250 OK", "451 greylisted", NotNow),
        ("550 no such mailbox", "250 OK", Never),
        ("250 OK", "554 looks like spam", Never),
        ("452 disk full", "250 OK", Unreachable),
        ("250 OK", "421 going down", Unreachable),
    ],
)
def test_what_a_mail_server_answers_means_not_now_never_or_nobody(
    server: FakeMailServer, to_receiver: str, to_mail: str, kind: type[Exception]
) -> None:
    server.to_receiver, server.to_mail = to_receiver, to_mail
    with pytest.raises(kind) as refused:
        hand_over(way(server))
    assert ADA not in str(refused.value) and str(refused.value).startswith(f"The mail server {HOST} ")


def test_after_one_mail_was_refused_the_next_goes_over_the_same_line(server: FakeMailServer) -> None:
    with line(way(server)) as open_line:
        server.to_receiver = "550 no such mailbox"
        with pytest.raises(Never):
            open_line.send(a_mail())
        server.to_receiver = "250 OK"
        open_line.send(a_mail())
    assert len(server.received) == 1


def test_a_line_cut_after_the_mail_leaves_open_whether_it_was_taken(server: FakeMailServer) -> None:
    server.is_cut_after_mail = True
    with pytest.raises(Cut, match="hung up while a mail was handed over"):
        hand_over(way(server))


def test_a_mail_server_that_is_down_is_unreachable(server: FakeMailServer) -> None:
    server.down()
    with pytest.raises(Unreachable, match=rf"cannot be reached on port {server.port}: Connection refused"):
        hand_over(way(server))


def test_a_silent_mail_server_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_SECONDS", 0.2)
    with (
        socket.create_server((HOST, 0)) as silent,
        pytest.raises(Unreachable, match=r"hung up before|cannot be reached"),
    ):
        hand_over(MailServer(HOST, silent.getsockname()[1], Encryption.NONE))


def test_whoever_hangs_up_at_once_is_unreachable() -> None:
    with socket.create_server((HOST, 0)) as rude:
        thread = threading.Thread(target=lambda: rude.accept()[0].close())
        thread.start()
        with pytest.raises(Unreachable, match=r"hung up before|cannot be reached"):
            hand_over(MailServer(HOST, rude.getsockname()[1], Encryption.NONE))
        thread.join()


def test_a_name_and_a_password_are_given_where_they_are_asked_for() -> None:
    with mail_server(**asking_for_a_name()) as server:
        hand_over(way(server, login=LOGIN, password=PASSWORD))
        assert len(server.received) == 1


@pytest.mark.parametrize(
    ("login", "password", "sentence"),
    [(LOGIN, "wrong-password", "refused the name or the password"), ("", "", "takes no mail from the address")],
)
def test_a_refused_sign_in_is_told_and_is_nothing_against_the_mail(login: str, password: str, sentence: str) -> None:
    with mail_server(**asking_for_a_name()) as server, pytest.raises(Unreachable, match=sentence) as refused:
        hand_over(way(server, login=login, password=password))
    assert "wrong-password" not in str(refused.value) and LOGIN not in str(refused.value)


def test_asvs_12_3_2_encryption_is_used_and_the_certificate_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, trusted = certificate(tmp_path)
    with mail_server(tls_context=context, require_starttls=True) as starttls, mail_server(ssl_context=context) as tls:
        ways = [way(starttls, Encryption.STARTTLS), way(tls, Encryption.TLS)]
        for route in ways:
            with pytest.raises(Unreachable, match="certificate of localhost is not to be trusted"):
                hand_over(route)
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        for route in ways:
            hand_over(route)
        assert (len(starttls.received), len(tls.received)) == (1, 1)


def test_asvs_12_3_2_a_mail_server_without_encryption_gets_neither_mail_nor_password() -> None:
    with mail_server(**asking_for_a_name()) as server:
        with pytest.raises(Unreachable, match="does not offer what is needed"):
            hand_over(way(server, Encryption.STARTTLS, LOGIN, PASSWORD))
        assert server.received == []


def test_tls_where_none_is_spoken_is_told(server: FakeMailServer) -> None:
    with pytest.raises(Unreachable, match=r"does not speak TLS|cannot be reached|hung up before"):
        hand_over(way(server, Encryption.TLS))


def test_the_terminal_gets_whole_mails_that_can_be_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_over(Console(), a_mail("Grüße\n\nABCD-EFGH\n"))
    log = tmp_path / "server.log"
    log.write_text(capsys.readouterr().out, "utf-8")
    (mail,) = Mailbox(log).mails()
    assert (mail.to, mail.subject, mail.code, mail.text.split()[0]) == (ADA, "A wörd", "ABCD-EFGH", "Grüße")


def test_a_domain_in_letters_of_its_own_is_written_to_in_those_that_mail_servers_know(server: FakeMailServer) -> None:
    hand_over(way(server), EmailMessage("A word", "text", "cor@example.org", ["ada@łódź.example"]))
    assert server.received[0]["To"] == "ada@xn--d-uga0v4h.example"
