"""`cor-server mail test`, and settings of mail that are wrong, as an administrator meets them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.server_process import cor_server
from tests.fakes.smtp import LOGIN, PASSWORD, FakeMailServer, asking_for_a_name, mail_server

ADA = "ada@example.org"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a server was started once."""
    made = tmp_path_factory.mktemp("server")
    assert cor_server("migrate", "--data", str(made)).returncode == 0
    return made


@pytest.fixture
def post() -> Iterator[FakeMailServer]:
    with mail_server(**asking_for_a_name()) as running:
        yield running


def try_mail(folder: Path, post: FakeMailServer, to: str = ADA, **env: str) -> subprocess.CompletedProcess[str]:
    given = {
        "COR_SMTP_URL": f"smtp://{LOGIN.replace('@', '%40')}@127.0.0.1:{post.port}",
        "COR_MAIL_FROM": "cor@example.org",
        "COR_SERVER_NAME": "COR at Łódź",
    }
    return cor_server("mail", "test", "--data", str(folder), "--to", to, **(given | env))


@pytest.fixture
def password(tmp_path: Path) -> str:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    return str(file)


def test_a_mail_is_sent_and_said_to_be(folder: Path, post: FakeMailServer, password: str) -> None:
    said = try_mail(folder, post, COR_SMTP_PASSWORD_FILE=password)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == f"The mail for {ADA} was taken. If it does not arrive, look among unwanted mail.\n"
    (mail,) = post.received
    assert (mail["From"], mail["Subject"]) == ("COR at Łódź <cor@example.org>", "Mail from COR at Łódź works")


def test_a_refused_sign_in_is_said_in_words(folder: Path, post: FakeMailServer) -> None:
    said = try_mail(folder, post)
    sentence = "The mail was not sent. The mail server 127.0.0.1 refused the name or the password (535).\n"
    assert (said.returncode, said.stderr) == (1, sentence)


def test_a_mail_server_that_is_down_is_said_in_words(folder: Path, post: FakeMailServer) -> None:
    post.down()
    said = try_mail(folder, post)
    sentence = f"The mail was not sent. The mail server 127.0.0.1 cannot be reached on port {post.port}: "
    assert (said.returncode, said.stderr) == (1, f"{sentence}Connection refused.\n")


def test_a_mail_server_without_tls_is_said_in_words(folder: Path, post: FakeMailServer) -> None:
    said = try_mail(folder, post, COR_SMTP_URL=f"smtps://127.0.0.1:{post.port}")
    assert (said.returncode, "does not speak TLS" in said.stderr) == (1, True)


def test_an_address_that_is_none_is_said_in_words(folder: Path, post: FakeMailServer) -> None:
    said = try_mail(folder, post, to="ada")
    assert (said.returncode, said.stderr) == (1, "That is not the address of one mailbox.\n")


def test_no_way_for_mails_is_said_in_words(folder: Path, post: FakeMailServer) -> None:
    said = try_mail(folder, post, COR_SMTP_URL="")
    sentence = "There is no way for mails yet: set COR_SMTP_URL and COR_MAIL_FROM.\n"
    assert (said.returncode, said.stderr) == (1, sentence)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COR_SMTP_URL", "mail.example.org"),
        ("COR_SMTP_PASSWORD_FILE", "/not/there"),
        ("COR_MAIL_FROM", "cor"),
        ("COR_MAIL_FROM", ""),
    ],
)
def test_a_setting_that_is_wrong_is_refused_by_its_name(
    folder: Path, post: FakeMailServer, name: str, value: str
) -> None:
    said = try_mail(folder, post, **{name: value})
    assert (said.returncode, name in said.stderr, len(said.stderr.splitlines())) == (1, True, 1)
