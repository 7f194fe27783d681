"""`make run` and `make serve`: a server on this machine, the client beside it, and both stopped together."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType

from tools.local_server import LocalServer, Trouble, free_port, is_free

RUN = Path(".run")
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
    return [sys.executable, "-m", "tools.journey", "--server", url, "--out", str(RUN / "journey")]


def _run(preferred: int) -> int:
    port = preferred if is_free(preferred) else free_port()
    if port != preferred:
        print(f"Port {preferred} is taken by another program, so the server uses {port}.")
    server = LocalServer(RUN / "server", port, log=RUN / "server.log")
    with _running(server):
        print(f"The server runs at {server.url} (its log: {RUN / 'server.log'}).", flush=True)
        if not has_display(os.environ):
            print(
                "There is no display here, so the same journey is driven through the real widgets offscreen.",
                flush=True,
            )
        code = _run_client(client_command(server.url, os.environ))
        if not server.is_running():
            print(f"The server stopped by itself meanwhile; {RUN / 'server.log'} says why.", file=sys.stderr)
        return code


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
