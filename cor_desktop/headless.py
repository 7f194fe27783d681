"""`cor-desktop sync`: send what waits, for a scheduled task. No window, no Qt, and nobody is asked anything.

It may run beside an open window: both send the same facts at worst, and facts that are sent twice change nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType

from cor_desktop import words
from cor_desktop.actions.send_all import Report, send_all
from cor_desktop.building import build_desk
from cor_desktop.errors import Trouble
from cor_desktop.journal import open_journal
from cor_desktop.paths import Paths, find_paths
from cor_desktop.settings import Settings
from cor_desktop.store.database import open_database
from cor_desktop.store.store import Store
from cor_desktop.words import _

EXIT: Mapping[str, int] = MappingProxyType({"sent": 0, "offline": 1, "sign_in": 3, "trouble": 4})
"""Exit codes by what came of it; 2 is wrong usage."""


def sync(server: str | None, *, as_json: bool) -> int:
    """Send once and print how it went, in one line. Gives the exit code."""
    paths = find_paths()
    settings = Settings(paths.settings)
    _speak(str(settings.get("language")))
    report = _report(paths, settings, server)
    print(json.dumps(asdict(report), ensure_ascii=False) if as_json else report.sentence)
    return EXIT[report.result]


def _report(paths: Paths, settings: Settings, server: str | None) -> Report:
    try:
        if server and server != settings.server_address:
            settings.set("server_address", server)
        return _send(paths, settings)
    except Trouble as trouble:
        return Report("trouble", 0, str(trouble))


def _send(paths: Paths, settings: Settings) -> Report:
    """A damaged database is not mended here: a window may be open that works with it."""
    if not paths.database.exists():
        return Report("sent", 0, _("Nobody has started on this computer, so nothing waits to be sent."))
    open_journal(paths.log)
    store = Store(open_database(paths.database))
    try:
        return send_all(build_desk(paths, settings, store))
    finally:
        store.close()


def _speak(chosen: str) -> None:
    """What Settings name, else what the computer asks for in its environment."""
    asked = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = os.environ.get("COR_LANGUAGE") or chosen
    words.set_language(words.system_language(filter(None, asked)) if wanted == "system" else wanted)
