"""The real server, killed while it sends."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
import requests

from tests.factories.server_process import Server, serving
from tests.fakes.smtp import FakeMailServer, mail_server

ADA = "ada@example.org"


def configured(post: FakeMailServer) -> dict[str, str]:
    return {"COR_SMTP_URL": f"smtp://127.0.0.1:{post.port}", "COR_MAIL_FROM": "COR <cor@example.org>"}


def cause_a_mail(server: Server, address: str = ADA) -> None:
    """Ask for a new password: whoever has no account is mailed just that."""
    answer = requests.post(f"{server.url}/_allauth/app/v1/auth/password/request", json={"email": address}, timeout=20)
    assert answer.status_code == 401, answer.text


def who_has_the_turn(folder: Path) -> int:
    """The process that holds the lock on the file, as Linux tells."""
    inode = f":{(folder / 'mail.lock').stat().st_ino} "
    (line,) = [line for line in Path("/proc/locks").read_text().splitlines() if inode in line]
    return int(line.split()[4])


def test_a_server_killed_between_handing_over_and_noting_it_sends_again_with_the_same_message_id(
    tmp_path: Path,
) -> None:
    with mail_server() as post:
        post.is_silent_after_mail = True  # it has the mail, and we shall never hear so
        with serving(tmp_path, **configured(post)) as server:
            cause_a_mail(server)
            post.wait_for(1)
            server.end(signal.SIGKILL)
        post.is_silent_after_mail = False
        with serving(tmp_path, **configured(post)) as server:
            post.wait_for(2)
            cause_a_mail(server, "rosa@example.org")
            post.wait_for(3)  # by then the first would have come a third time
        assert [mail["To"] for mail in post.received] == [ADA, ADA, "rosa@example.org"]
        assert len(set(post.ids)) == 2 and post.ids[0] == post.ids[1]


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="asks Linux who holds a lock")
def test_when_the_worker_that_sends_is_killed_another_takes_over(tmp_path: Path) -> None:
    with mail_server() as post, serving(tmp_path, **configured(post)) as server:
        post.is_silent_after_mail = True
        cause_a_mail(server)
        post.wait_for(1)
        sender = who_has_the_turn(tmp_path)
        assert sender in server.workers()
        post.is_silent_after_mail = False
        os.kill(sender, signal.SIGKILL)
        post.wait_for(2)
        assert who_has_the_turn(tmp_path) != sender
        assert post.ids[0] == post.ids[1]


def test_a_mail_that_could_not_go_out_goes_out_after_a_restart_with_a_way(tmp_path: Path) -> None:
    with mail_server() as post:
        with serving(tmp_path, COR_SMTP_URL="") as server:
            said = "Mails are kept and not sent, so nobody can register: set COR_SMTP_URL"
            assert any(line.startswith(said) for line in server.said)
            cause_a_mail(server)
        with serving(tmp_path, **configured(post)):
            post.wait_for(1)
        assert post.received[0]["From"] == "COR <cor@example.org>"
