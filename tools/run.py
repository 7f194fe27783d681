"""`make run` and `make serve`: a server on this machine, the client beside it, and both stopped together."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

from tools.local_server import LocalServer, Trouble, free_port, is_free
from tools.mailbox import Mail, Mailbox

RUN = Path(".run")
LOG = RUN / "server.log"
MAIL_EVERY = 0.3
CLIENT_STOP_SECONDS = 10.0
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the exit code."""
    arguments = _parser().parse_args(argv)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        with only_one():
            return _serve(arguments.port) if arguments.server_only else _run(arguments.port)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return INTERRUPTED


def has_display(environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown. Only Linux needs to be told where."""
    return sys.platform != "linux" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def client_command(url: str, environment: Mapping[str, str]) -> list[str]:
    """The program to run beside the server: the client, or where there is no display the journey through it."""
    if has_display(environment):
        return [sys.executable, "-m", "cor_desktop", "--server", url]
    journey = ["--server", url, "--mail", str(LOG), "--out", str(RUN / "journey")]
    return [sys.executable, "-m", "tools.journey", *journey]


def in_words(mail: Mail) -> str:
    """What the person at the keyboard needs of a mail that nobody was really sent."""
    return f"Mail to {mail.to}: " + (f"your code is {mail.code}" if mail.code else f"{mail.subject} (whole in {LOG})")


def _run(preferred: int) -> int:
    port = preferred if is_free(preferred) else free_port()
    if port != preferred:
        print(f"Port {preferred} is taken by another program, so the server uses {port}.")
    server = LocalServer(RUN / "server", port, log=LOG)
    with _running(server):
        print(f"The server runs at {server.url} (its log: {LOG}). Mails are not sent but shown here.", flush=True)
        if not has_display(os.environ):
            print(
                "There is no display here, so the same journey is driven through the real widgets offscreen.",
                flush=True,
            )
        with _telling_mails():
            code = _run_client(client_command(server.url, os.environ))
        if not server.is_running():
            print(f"The server stopped by itself meanwhile; {LOG} says why.", file=sys.stderr)
        return code


@contextlib.contextmanager
def _telling_mails() -> Iterator[None]:
    done = threading.Event()
    teller = threading.Thread(target=_tell_mails, args=(done,))
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell_mails(done: threading.Event) -> None:
    mailbox = Mailbox(LOG)
    told = 0
    while True:
        is_last = done.wait(MAIL_EVERY)
        mails = mailbox.mails()
        for mail in mails[told:]:
            print(in_words(mail), flush=True)
        told = len(mails)
        if is_last:
            return


def _serve(port: int) -> int:
    if not is_free(port):
        raise Trouble(f"Port {port} is taken by another program. Choose another: make serve PORT={free_port()}")
    server = LocalServer(RUN / "server", port)
    with _running(server):
        print(f"The server runs at {server.url}. Ctrl-C stops it.", flush=True)
        return server.wait()


@contextlib.contextmanager
def _running(server: LocalServer) -> Iterator[None]:
    try:
        server.start()
        server.wait_until_ready()
        yield
    finally:
        server.stop()


def _run_client(command: Sequence[str]) -> int:
    environment = os.environ | {"COR_DESKTOP_HOME": str((RUN / "client").resolve())}
    if not has_display(os.environ):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    # A session of its own, so that Ctrl-C reaches us alone and we end it in order.
    client = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        return client.wait()
    finally:
        _stop(client)


def _stop(client: subprocess.Popen[bytes]) -> None:
    client.terminate()
    try:
        client.wait(CLIENT_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        client.kill()


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two servers on one data folder would quarrel."""
    RUN.mkdir(exist_ok=True)
    with (RUN / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Trouble("COR Desktop already runs from this folder. Use its window, or close it first.") from None
        yield


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.run", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="where the server listens, if that port is free")
    parser.add_argument("--server-only", action="store_true", help="no client")
    return parser


if __name__ == "__main__":
    sys.exit(main())
