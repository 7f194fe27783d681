"""`cor-desktop`: opens the window, or answers a question on the command line."""

from __future__ import annotations

import argparse
import sys

import cor_desktop
from cor_desktop.memory import keep_memory_private


def main(arguments: list[str] | None = None) -> int:
    """Run the client. Exit codes: 0 ok, 1 failed, 2 usage."""
    keep_memory_private()
    options = _parser().parse_args(arguments)
    from cor_desktop.app import run  # after the parser, so that --version needs no Qt

    return run(options.server)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("cor-desktop", description="Learn, with or without a network.")
    parser.add_argument("--version", action="version", version=f"COR Desktop {cor_desktop.__version__}")
    parser.add_argument("--server", metavar="URL", help="address of the server; wins over the one in Settings")
    return parser


if __name__ == "__main__":
    sys.exit(main())
