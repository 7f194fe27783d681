"""`make run` and `make serve`, with a pretended server and client in a folder of their own."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from tools import run
from tools.local_server import HOST, LocalServer, free_port, is_free
from tools.mailbox import Mail

GOOD_SERVER = """
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Answer).serve_forever()
"""
BROKEN_SERVER = "import sys; print('the database is newer than this program'); sys.exit(3)"
MAIL = "--- mail ---\\nTo: rosa@example.org\\nSubject: Your code\\n\\nHello\\n\\nABCD-EFGH\\n--- end of mail ---"
MAILING_SERVER = f"print('{MAIL}', flush=True)\n{GOOD_SERVER}"
CLIENT = "import os, sys; print(sys.argv[1:], os.environ['COR_DESKTOP_HOME'], flush=True); sys.exit(7)"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a pretended server, client and journey, where a display is at hand."""
    for package, module, source in (
        ("sync_server", "__main__", GOOD_SERVER),
        ("cor_desktop", "__main__", CLIENT),
        ("tools", "journey", CLIENT),
    ):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
        (tmp_path / package / f"{module}.py").write_text(source, "ascii")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISPLAY", ":0")
    return tmp_path


def test_without_a_display_the_journey_is_driven_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert "tools.journey" in run.client_command("http://x", {})


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_the_client_opens(name: str) -> None:
    assert run.client_command("http://x", {name: ":0"})[1:] == ["-m", "cor_desktop", "--server", "http://x"]


def test_the_client_gets_the_server_and_a_profile_of_its_own(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    code = run.main(["--port", str(port)])
    said = f"['--server', 'http://127.0.0.1:{port}'] {place / '.run' / 'client'}"
    assert (code, said in capfd.readouterr().out) == (7, True)


def test_codes_that_nobody_is_really_mailed_are_shown_at_the_keyboard(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / "sync_server" / "__main__.py").write_text(MAILING_SERVER, "ascii")
    run.main(["--port", str(free_port())])
    assert "Mail to rosa@example.org: your code is ABCD-EFGH\n" in capfd.readouterr().out


def test_a_mail_without_a_code_is_shown_by_its_subject() -> None:
    mail = Mail("rosa@example.org", "Your password was changed", "…", "")
    said = f"Mail to rosa@example.org: Your password was changed (whole in {Path('.run/server.log')})"
    assert run.in_words(mail) == said


def test_the_server_is_stopped_when_the_client_closes(place: Path) -> None:
    port = free_port()
    run.main(["--port", str(port)])
    assert is_free(port)


def test_the_journey_keeps_its_exit_code(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert run.main(["--port", str(free_port())]) == 7


def test_where_the_port_is_taken_the_server_uses_another(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        code = run.main(["--port", str(port)])
    assert (code, f"Port {port} is taken by another program" in capfd.readouterr().out) == (7, True)


def test_serving_alone_on_a_taken_port_is_refused_with_another_to_choose(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        code = run.main(["--server-only", "--port", str(other.getsockname()[1])])
    assert (code, "make serve PORT=" in capsys.readouterr().err) == (1, True)


def test_a_second_run_from_the_same_folder_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with run.only_one():
        code = run.main(["--port", str(free_port())])
    assert (code, "already runs from this folder" in capsys.readouterr().err) == (1, True)


def test_a_server_that_ends_while_starting_is_told_with_its_last_lines(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "sync_server" / "__main__.py").write_text(BROKEN_SERVER, "ascii")
    code = run.main(["--port", str(free_port())])
    said = capsys.readouterr().err
    wanted = ("The server stopped while starting", "the database is newer than this program")
    assert (code, [words in said for words in wanted]) == (1, [True, True])


def test_a_folder_that_cannot_be_made_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / ".run").mkdir()
    (place / ".run" / "server").touch()
    code = run.main(["--port", str(free_port())])
    assert (code, "cannot make it" in capsys.readouterr().err) == (1, True)


def test_stopping_reaches_a_server_that_does_not_listen_to_signals(place: Path) -> None:
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + GOOD_SERVER
    (place / "sync_server" / "__main__.py").write_text(stubborn, "ascii")
    server = LocalServer(place / "data", free_port(), log=place / os.devnull)
    server.start()
    server.wait_until_ready()
    server.stop(patience=0.2)
    assert not server.is_running()


def test_an_interruption_ends_both_and_says_so(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    # The client interrupts us as Ctrl-C would, and would then go on for ever.
    patient = "import os, signal, threading; os.kill(os.getppid(), signal.SIGINT); threading.Event().wait()"
    (place / "cor_desktop" / "__main__.py").write_text(patient, "ascii")
    port = free_port()
    code = run.main(["--port", str(port)])
    said = capfd.readouterr()
    assert (code, "Stopped." in said.out, said.err, is_free(port)) == (130, True, "", True)
