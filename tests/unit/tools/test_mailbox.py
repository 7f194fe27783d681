"""Reading mails and codes from the log of a server that prints them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tools.mailbox import Mailbox

BEFORE = "COR server ready on http://127.0.0.1:1\n"


def a_mail(to: str, body: str, subject: str = "Your code") -> str:
    return f"--- mail ---\nSubject: {subject}\nFrom: COR <cor@localhost>\nTo: {to}\n\n{body}\n--- end of mail ---\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "server.log"
    file.write_text(BEFORE + a_mail("ada@example.org", "Hello\n\nAAAA-BBBB\n\nIt is valid."))
    return file


def append(log: Path, text: str) -> None:
    with log.open("a") as handle:
        handle.write(text)


def test_the_newest_code_of_an_address_is_given(log: Path) -> None:
    append(log, a_mail("ada@example.org", "CCCC-DDDD") + a_mail("rosa@example.org", "EEEE-FFFF"))
    assert Mailbox(log).code_for("Ada@example.org") == "CCCC-DDDD"


def test_a_code_is_given_once_and_the_next_one_is_waited_for(log: Path) -> None:
    mailbox = Mailbox(log)
    assert mailbox.code_for("ada@example.org") == "AAAA-BBBB"
    later = threading.Timer(0.2, append, (log, a_mail("ada@example.org", "CCCC-DDDD")))
    later.start()
    assert mailbox.code_for("ada@example.org") == "CCCC-DDDD"


def test_where_no_code_comes_it_is_said_so(log: Path) -> None:
    with pytest.raises(TimeoutError, match=r"no code for nobody@example\.org within 0 seconds"):
        Mailbox(log).code_for("nobody@example.org", patience=0)


def test_a_log_that_is_not_there_yet_holds_no_mail(tmp_path: Path) -> None:
    assert Mailbox(tmp_path / "later.log").mails() == []


def test_a_mail_that_is_not_whole_yet_is_left_for_later(log: Path) -> None:
    append(log, "--- mail ---\nTo: rosa@example.org\n\nEEEE-F")
    assert [mail.to for mail in Mailbox(log).mails()] == ["ada@example.org"]
