"""`cor-desktop`: opens the window, or answers a question on the command line."""

from __future__ import annotations

import argparse
import sys

import cor_desktop
from cor_desktop.memory import keep_memory_private


def main(arguments: list[str] | None = None) -> int:
    """Run the client. Exit codes: 0 ok, 1 failed, 2 usage; those of `sync` stand in headless.py."""
    keep_memory_private()
    options = _parser().parse_args(arguments)
    if options.word == "sync":
        from cor_desktop.headless import sync

        return sync(options.server, as_json=options.json)
    from cor_desktop.app import run  # after the parser, so that --version and sync need no Qt

    return run(options.server)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("cor-desktop", description="Learn, with or without a network.")
    parser.add_argument("--version", action="version", version=f"COR Desktop {cor_desktop.__version__}")
    parser.add_argument("--server", metavar="URL", help="address of the server; wins over the one in Settings")
    words = parser.add_subparsers(metavar="COMMAND", dest="word")
    sync = words.add_parser(
        "sync",
        help="send what waits on this computer, without a window",
        description="Send what waits on this computer, without a window and without asking anything. "
        "Exit codes: 0 everything is sent, 1 offline, 2 usage, 3 somebody has to sign in, 4 trouble.",
    )
    sync.add_argument("--json", action="store_true", help="print one JSON object in place of a sentence")
    return parser


if __name__ == "__main__":
    sys.exit(main())
