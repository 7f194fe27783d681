"""What is kept of the way to the server, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from cor_desktop import RELEASED
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.network import (
    NoProxyAddress,
    choose_authority,
    choose_proxy,
    keep_proxy_login,
    known_floor,
    proxy_in_use,
    proxy_login,
    server_keys,
)
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.sync.network import ProxyLogin
from cor_desktop.sync.trusting import NoCertificateFile
from tests.fakes.authority import Authority
from tests.fakes.clock import HandClock

PASSWORD = "word-of-the-proxy-7731"


def with_proxy(desk: Desk) -> Desk:
    desk.settings.set("server_address", "https://cor.example.org")
    choose_proxy(desk, "proxy.school.example:3128")
    return desk


def test_a_proxy_is_kept_and_taken_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxy_in_use(with_proxy(desk)) == "http://proxy.school.example:3128"
    with pytest.raises(NoProxyAddress):
        choose_proxy(desk, "http://ana:word@proxy:8080")
    assert desk.settings.proxy_address == "http://proxy.school.example:3128"
    choose_proxy(desk, " ")
    monkeypatch.setenv("https_proxy", "http://it:secret@proxy:1")
    assert (desk.settings.proxy_address, proxy_in_use(desk)) == ("", "http://proxy:1")


def test_a_proxys_password_lies_sealed_and_nowhere_else(desk: Desk, tmp_path: Path) -> None:
    assert proxy_login(with_proxy(desk)) is None
    keep_proxy_login(desk, "ana", PASSWORD)
    assert proxy_login(desk) == ProxyLogin("http://proxy.school.example:3128", "ana", PASSWORD)
    files = [path for path in (tmp_path / "desk").rglob("*") if path.is_file()]
    assert any(path.name == "proxy-login.sealed" and path.stat().st_mode & 0o077 == 0 for path in files)
    assert not any(PASSWORD.encode() in path.read_bytes() for path in files)
    (tmp_path / "desk" / "data" / "planted").write_text(PASSWORD)  # the search finds what is there
    assert any(PASSWORD.encode() in path.read_bytes() for path in (tmp_path / "desk").rglob("pl*"))


def test_a_password_that_another_computer_sealed_is_asked_for_anew(desk: Desk) -> None:
    keep_proxy_login(with_proxy(desk), "ana", PASSWORD)
    desk.vault.forget()
    desk.vault.seal("anything", b"")
    assert proxy_login(desk) is None


def test_a_file_without_a_certificate_is_refused_at_the_door(desk: Desk, tmp_path: Path) -> None:
    good = str(Authority(tmp_path).path)
    choose_authority(desk, good)
    with pytest.raises(NoCertificateFile):
        choose_authority(desk, str(tmp_path))
    assert desk.settings.extra_authority == good
    choose_authority(desk, "")
    assert desk.settings.extra_authority == ""


def test_a_server_is_known_by_its_key_once_somebody_has_signed_in(registered: Desk) -> None:
    keys = server_keys(registered)
    assert len(keys) == 1
    sign_out(registered)
    assert server_keys(registered) == keys
    registered.settings.set("server_address", "https://elsewhere.example.org")
    assert server_keys(registered) == ()


def test_no_moment_before_the_program_or_the_servers_last_word_is_taken_for_now(
    registered: Desk, clock: HandClock
) -> None:
    synchronize(registered)
    told = known_floor(registered)
    assert told > RELEASED
    clock.restart()
    clock.set_wall(0)
    assert known_floor(registered) >= told - 60
