"""The learner's settings: each declared once, with its type, default, sentence, and whether IT may lock it.

Kept as one small JSON file, so that the window can be drawn right before any database is opened.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from cor_desktop.errors import NotSaved
from cor_desktop.words import LANGUAGES, _, marked

log = logging.getLogger(__name__)

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `choices` is empty where any value of the type is good; `lockable` settings can be managed by IT."""

    name: str
    default: Value
    sentence: str
    choices: tuple[Value, ...] = ()
    lockable: bool = True

    def accepts(self, value: object) -> bool:
        """Tell whether `value` has this setting's type and is one of its choices."""
        return type(value) is type(self.default) and (not self.choices or value in self.choices)


DECLARED: Mapping[str, Setting] = MappingProxyType(
    {
        setting.name: setting
        for setting in (
            Setting(
                "appearance", "system", marked("Light, dark or high contrast."), ("system", "light", "dark", "contrast")
            ),
            Setting("language", "system", marked("The language of COR Desktop."), ("system", *LANGUAGES)),
            Setting("text_size", 100, marked("The size of all text, in percent."), (100, 125, 150, 175, 200)),
            Setting("reduce_motion", False, marked("Nothing moves by itself.")),
            Setting("server_address", "", marked("The address of the server that keeps accounts and certificates.")),
            Setting("proxy_address", "", marked("The proxy on the way to the server; empty: as this computer says.")),
            Setting(
                "extra_authority",
                "",
                marked("A file with the certificate of one more authority to trust, such as a school’s own."),
            ),
            Setting("shared_machine", False, marked("Several people use this computer.")),
            Setting(
                "idle_minutes", 0, marked("Lock after so many minutes without a key or click."), (0, 5, 10, 15, 20, 30)
            ),
            Setting("remember_names", True, marked("Names may be remembered at the sign-in on this computer.")),
            Setting("work_offline", False, marked("Use no network until this is switched off."), lockable=False),
        )
    }
)


class Settings:
    """Reads and keeps settings. A broken file is put aside and reported; the defaults hold until something is set."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Value] = _read(path)

    def get(self, name: str) -> Value:
        """The value of a declared setting. Raises KeyError for any other name."""
        return self._values.get(name, DECLARED[name].default)

    def set(self, name: str, value: Value) -> None:
        """Keep a value. Raises ValueError where the setting does not accept it.

        Raises NotSaved where the disk refuses; the value then holds until the program ends.
        """
        if not DECLARED[name].accepts(value):
            raise ValueError(f"{name} cannot be {value!r}")
        self._values = {**self._values, name: value}
        _write(self._path, self._values)

    def declared(self) -> tuple[Setting, ...]:
        """All settings, in the order in which they are shown."""
        return tuple(DECLARED.values())

    @property
    def server_address(self) -> str:
        """The server's address without a slash at its end, or an empty text."""
        return str(self.get("server_address")).rstrip("/")

    @property
    def proxy_address(self) -> str:
        """The proxy that was named by hand, or an empty text."""
        return str(self.get("proxy_address"))

    @property
    def extra_authority(self) -> str:
        """The path of a certificate file to trust besides what the computer trusts, or an empty text."""
        return str(self.get("extra_authority"))

    @property
    def shared_machine(self) -> bool:
        """Whether several people use this computer: nothing of them then opens without a password."""
        return bool(self.get("shared_machine"))

    @property
    def remember_names(self) -> bool:
        """Whether names may be remembered at the sign-in on this computer."""
        return bool(self.get("remember_names"))

    @property
    def work_offline(self) -> bool:
        """Whether the learner wants no network used."""
        return bool(self.get("work_offline"))


def _read(path: Path) -> dict[str, Value]:
    try:
        found = json.loads(path.read_text("utf-8"))
        if not isinstance(found, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".damaged.json"))
        log.info("The settings file could not be read and was put aside; the defaults are used.")
        return {}
    return {name: value for name, value in found.items() if name in DECLARED and DECLARED[name].accepts(value)}


def _write(path: Path, values: Mapping[str, Value]) -> None:
    """Replace the file in one step, so that a crash leaves the old or the new one whole."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as draft:
            json.dump(values, draft, indent=1)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(path)
    except OSError as fault:
        raise NotSaved(advice=_("The setting holds until COR Desktop is closed.")) from fault
