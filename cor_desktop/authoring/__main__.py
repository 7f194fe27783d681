"""`cor-content`: begin modules, check, show, translate and pack them. Exit codes: 0 ok, 1 faults, 2 wrong usage."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from cor_desktop.authoring.check import Checked, check, module_folders
from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.new import CannotBegin, new_module
from cor_desktop.authoring.pack import load_key, write_pack
from cor_desktop.authoring.source import Source, read_source
from cor_desktop.authoring.translate import po_path, write_translation
from cor_desktop.authoring.translation import LANGUAGE, read_translation
from cor_desktop.clock import Reading, SystemClock, local_time

OK, FAULTS = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one word of `cor-content` and return its exit code; wrong usage ends the program with 2."""
    parser = _make_parser()
    chosen = parser.parse_args(arguments)
    return _WORDS[chosen.word](chosen, parser)


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cor-content", description="Write the modules of a course.")
    words = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    _add_writing(words)
    checking = words.add_parser("check", help="tell every fault, with its file and line")
    checking.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a module, or a folder of modules")
    packing = words.add_parser("pack", help="check, then write the pack that clients and servers read")
    packing.add_argument("folders", nargs=1, type=Path, metavar="FOLDER", help="a module, or a folder of modules")
    packing.add_argument("out", type=Path, metavar="OUT", help="the folder of the pack")
    packing.add_argument("--key", type=Path, metavar="FILE", help="an Ed25519 private key (PEM) to sign the pack with")
    packing.add_argument("--expires", type=_day, metavar="DATE", help="when a newer pack is due, as 2027-08-31")
    packing.add_argument("--version", type=_version, metavar="N", help="to hand in where a module was taken out")
    return parser


def _add_writing(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    beginning = words.add_parser("new", help="make a module to begin with, with an example of everything")
    beginning.add_argument(
        "key", type=Path, metavar="KEY", help="its name, such as small-steps; or a folder of that name"
    )
    beginning.add_argument("--title", default="", help="what learners read; its key where you give none")
    showing = words.add_parser("preview", help="show a module as learners see it, and again whenever a file is saved")
    showing.add_argument("folder", type=Path, metavar="FOLDER", help="a module")
    showing.add_argument("--at", default="", metavar="ACTIVITY", help="the activity to begin with")
    translating = words.add_parser("translate", help="make the file in which a module is translated")
    translating.add_argument("folder", type=Path, metavar="FOLDER", help="a module")
    translating.add_argument("language", type=_language, metavar="LANGUAGE", help="such as es or pt-BR")
    translating.add_argument("--update", action="store_true", help="bring the file up to date with the module")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; write it like 2027-08-31") from None


def _version(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 9:
        raise argparse.ArgumentTypeError(f"{text} is no version: a whole number of up to nine digits")
    return int(text)


def _language(text: str) -> str:
    if not LANGUAGE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text} is no language code; write it like es or pt-BR")
    return text


def _new(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    in_course = chosen.key.parent == Path() and Path("content").is_dir()
    try:
        folder = new_module(Path("content") / chosen.key if in_course else chosen.key, chosen.title)
    except CannotBegin as refused:
        parser.error(str(refused))
    except OSError as error:
        return _say_unwritten("The module", error)
    print(f"{folder.as_posix()} is there. Look at it: cor-content preview {folder.as_posix()}")
    return OK


def _check(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    checked = check(_modules_in(chosen.folders, parser))
    if checked.faults:
        return _tell_faults(checked)
    for each in checked.modules:
        module = each.module
        told = f"{len(module.activities)} activities, {module.minutes:g} minutes, no fault"
        print(f"{module.key} {module.version}: {told}")
    _tell(checked.coverage)
    _tell_advice(checked.advice)
    return OK


def _pack(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    checked = check(_modules_in(chosen.folders, parser))
    if checked.faults:
        return _tell_faults(checked)
    try:
        key = load_key(chosen.key) if chosen.key else None
    except OSError:
        parser.error(f"{chosen.key} cannot be read: there is no such file, or it is not for you")
    except ValueError as error:
        parser.error(str(error))
    try:
        index = write_pack(checked.modules, chosen.out, key, version=chosen.version, expires=chosen.expires)
    except OSError as error:
        sentence = f"The pack could not be written: {error}. A pack that was there before is still whole."
        print(sentence, file=sys.stderr)
        return FAULTS
    size = sum(entry.size + sum(item.size for item in entry.media) for entry in index.modules)
    print(f"{chosen.out}: version {index.version}, {_modules(len(checked.modules))}, {size:,} bytes, {_signed(key)}")
    return OK


def _modules(count: int) -> str:
    return "1 module" if count == 1 else f"{count} modules"


def _signed(key: object) -> str:
    return "signed" if key else "not signed"


def _preview(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    folder = _one_module(chosen.folder, parser)
    if chosen.at and not (folder / "activities" / f"{chosen.at}.md").is_file():
        parser.error(f"there is no activity {chosen.at} in {folder.as_posix()}")
    try:
        from cor_desktop.authoring.preview import preview  # Qt, which nothing else here needs
    except ModuleNotFoundError as missing:
        parser.error(f"the preview is the learners' window, which is not installed here ({missing.name} is missing)")
    return preview(folder, chosen.at)


def _translate(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    source = read_source(_one_module(chosen.folder, parser))
    path = po_path(source.folder, chosen.language)
    if chosen.language == source.language:
        parser.error(f"the module is written in {source.language}: translate it into another language")
    if path.exists() and not chosen.update:
        parser.error(f"{path.as_posix()} is there already; add --update to bring it up to date")
    if checked := _not_sound(source):
        return _tell_faults(checked)
    try:
        write_translation(source, chosen.language, _now(SystemClock().read()))
    except OSError as error:
        return _say_unwritten("The translation", error)
    translation = read_translation(source, path)
    print(f"{path.as_posix()}: {translation.done} of {translation.of} texts are translated")
    return OK


def _not_sound(source: Source) -> Checked | None:
    """Texts that cannot be read cannot be translated either."""
    checked = check([source.folder])
    broken = tuple(fault for fault in checked.faults if not fault.file.endswith(".po"))
    return Checked((), broken) if broken else None


def _now(reading: Reading) -> datetime.datetime:
    return local_time(reading.wall, reading.offset)


def _modules_in(folders: Iterable[Path], parser: argparse.ArgumentParser) -> list[Path]:
    found: list[Path] = []
    for folder in folders:
        if not (modules := module_folders(folder)):
            parser.error(f"{folder} holds no module: a module is a folder with a file module.yaml")
        found += modules
    return found


def _one_module(folder: Path, parser: argparse.ArgumentParser) -> Path:
    if not (folder / "module.yaml").is_file():
        parser.error(f"{folder} is no module: a module is a folder with a file module.yaml")
    return folder


def _tell_faults(checked: Checked) -> int:
    _tell(checked.faults)
    count = len(checked.faults)
    print(f"{count} fault{'s' * (count > 1)} to mend.", file=sys.stderr)
    return FAULTS


def _tell_advice(advice: Sequence[Fault]) -> None:
    for each in advice:
        print(f"{each.file}:{each.line}: worth a look: {each.sentence}")


def _tell(lines: Iterable[object]) -> None:
    for line in lines:
        print(line)


def _say_unwritten(what: str, error: OSError) -> int:
    print(f"{what} could not be written: {error}.", file=sys.stderr)
    return FAULTS


_WORDS: Mapping[str, Callable[[argparse.Namespace, argparse.ArgumentParser], int]] = {
    "new": _new,
    "check": _check,
    "preview": _preview,
    "pack": _pack,
    "translate": _translate,
}

if __name__ == "__main__":
    sys.exit(main())
