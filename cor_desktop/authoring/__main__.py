"""`cor-content`: check modules and pack them. Exit codes: 0 ok, 1 faults, 2 wrong usage."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from cor_desktop.authoring.check import Checked, check, module_folders
from cor_desktop.authoring.pack import load_key, write_pack

OK, FAULTS = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one word of `cor-content` and return its exit code; wrong usage ends the program with 2."""
    parser = _make_parser()
    chosen = parser.parse_args(arguments)
    folders = [module for folder in chosen.folders for module in _modules_in(folder, parser)]
    checked = check(folders)
    if checked.faults:
        return _tell_faults(checked)
    if chosen.word == "pack":
        return _pack(checked, chosen, parser)
    return _tell_modules(checked)


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cor-content", description="Check the modules of a course and pack them.")
    words = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    checking = words.add_parser("check", help="tell every fault, with its file and line")
    checking.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a module, or a folder of modules")
    packing = words.add_parser("pack", help="check, then write the pack that clients and servers read")
    packing.add_argument("folders", nargs=1, type=Path, metavar="FOLDER", help="a module, or a folder of modules")
    packing.add_argument("out", type=Path, metavar="OUT", help="the folder of the pack")
    packing.add_argument("--key", type=Path, metavar="FILE", help="an Ed25519 private key (PEM) to sign the pack with")
    packing.add_argument("--expires", type=_day, metavar="DATE", help="when a newer pack is due, as 2027-08-31")
    packing.add_argument("--version", type=_version, metavar="N", help="to hand in where a module was taken out")
    return parser


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it like 2027-08-31") from None


def _version(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 9:
        raise argparse.ArgumentTypeError(f"{text} is no version: a whole number of up to nine digits")
    return int(text)


def _modules_in(folder: Path, parser: argparse.ArgumentParser) -> tuple[Path, ...]:
    found = module_folders(folder)
    if not found:
        parser.error(f"{folder} holds no module: a module is a folder with a file module.yaml")
    return found


def _tell_faults(checked: Checked) -> int:
    for fault in checked.faults:
        print(fault)
    count = len(checked.faults)
    print(f"{count} fault{'s' * (count > 1)}. Nothing was packed.", file=sys.stderr)
    return FAULTS


def _tell_modules(checked: Checked) -> int:
    for each in checked.modules:
        module = each.module
        print(
            f"{module.key} {module.version}: {len(module.activities)} activities, {module.minutes:g} minutes, no fault"
        )
    return OK


def _pack(checked: Checked, chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    out: Path = chosen.out
    try:
        key = load_key(chosen.key) if chosen.key else None
    except (OSError, ValueError) as error:
        parser.error(str(error))
    try:
        index = write_pack(checked.modules, out, key, version=chosen.version, expires=chosen.expires)
    except OSError as error:
        print(f"The pack could not be written: {error}. A pack that was there before is still whole.", file=sys.stderr)
        return FAULTS
    size = sum(entry.size + sum(item.size for item in entry.media) for entry in index.modules)
    print(f"{out}: version {index.version}, {len(index.modules)} module(s), {size:,} bytes")
    return OK


if __name__ == "__main__":
    sys.exit(main())
