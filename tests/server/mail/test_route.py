"""What COR_SMTP_URL, COR_SMTP_PASSWORD_FILE and COR_MAIL_FROM may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync_server.mail.route import Console, Encryption, MailServer, from_header, route

NONE, STARTTLS, TLS = Encryption.NONE, Encryption.STARTTLS, Encryption.TLS
SERVER = MailServer("mail.example.org", 587, STARTTLS)


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("", None),
        ("console:", Console()),
        ("smtp://mail.example.org", SERVER),
        (
            "smtp://cor@example.org@mail.example.org:2525",
            MailServer("mail.example.org", 2525, STARTTLS, "cor@example.org"),
        ),
        ("smtp://cor:p%40ss@mail.example.org", MailServer("mail.example.org", 587, STARTTLS, "cor", "p@ss")),
        ("smtps://cor@mail.example.org", MailServer("mail.example.org", 465, TLS, "cor")),
        ("smtps://localhost", MailServer("localhost", 465, TLS)),
        ("smtp://localhost:25", MailServer("localhost", 25, NONE)),
        ("smtp://127.0.0.1:25", MailServer("127.0.0.1", 25, NONE)),
        ("smtp://[::1]:25", MailServer("::1", 25, NONE)),
        ("smtp://10.0.0.7:25", MailServer("10.0.0.7", 25, STARTTLS)),
    ],
)
def test_asvs_12_3_2_a_url_names_the_way_and_only_this_machine_is_spoken_to_in_clear(url: str, way: object) -> None:
    assert route(url) == way


def test_the_password_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("tin whistle\n")
    way = route("smtp://cor@mail.example.org", str(file))
    assert way == MailServer("mail.example.org", 587, STARTTLS, "cor", "tin whistle")


def test_asvs_16_2_5_a_way_shows_no_password() -> None:
    way = route("smtp://cor:tin-whistle@mail.example.org")
    assert isinstance(way, MailServer) and way.password == "tin-whistle"
    assert "tin-whistle" not in repr(way)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mail.example.org", "COR_SMTP_URL must look like"),
        ("https://cor:tin-whistle@mail.example.org", "COR_SMTP_URL must look like"),
        ("smtp://", "COR_SMTP_URL must look like"),
        ("smtp://cor:tin-whistle@mail.example.org:many", "The port in COR_SMTP_URL is not a number"),
    ],
)
def test_a_url_that_is_none_is_refused_in_a_sentence_without_the_password(url: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refused:
        route(url)
    assert "tin-whistle" not in str(refused.value)


def test_a_password_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="COR_SMTP_PASSWORD_FILE names cannot be read"):
        route("smtp://cor@mail.example.org", str(tmp_path / "missing"))


def test_two_passwords_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two mail passwords"):
        route("smtp://cor:tin-whistle@mail.example.org", str(tmp_path / "password"))


@pytest.mark.parametrize(
    ("text", "name", "header"),
    [
        ("cor@example.org", "COR at Cedar Valley", "COR at Cedar Valley <cor@example.org>"),
        ("Help, desk <cor@example.org>", "COR", None),
        ('"Help, desk" <cor@example.org>', "COR", '"Help, desk" <cor@example.org>'),
        ("Łódź <cor@example.org>", "COR", "=?utf-8?b?xYHDs2TFug==?= <cor@example.org>"),
    ],
)
def test_mails_come_from_a_real_name(text: str, name: str, header: str | None) -> None:
    if header is None:
        with pytest.raises(ValueError, match="COR_MAIL_FROM must be an address"):
            from_header(text, name, SERVER)
    else:
        assert from_header(text, name, SERVER) == header


def test_only_who_mails_for_real_has_to_say_from_where() -> None:
    assert from_header("", "COR", Console()) == from_header("", "COR", None) == "COR <cor@localhost>"
    with pytest.raises(ValueError, match="COR_MAIL_FROM must be an address"):
        from_header("", "COR", SERVER)


@pytest.mark.parametrize(("text", "name"), [("cor@example.org", "COR\nBcc: a@b.org"), ("C\r\nBcc: <a@b.org>", "COR")])
def test_asvs_1_3_11_a_name_cannot_add_to_the_header(text: str, name: str) -> None:
    with pytest.raises(ValueError, match="COR_MAIL_FROM"):
        from_header(text, name, SERVER)
