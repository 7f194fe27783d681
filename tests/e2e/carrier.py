"""A computer whose work travels on a stick, as a process of its own: the real store, vault and course, no window.

Reads one JSON object from standard input: `do`, `home` (where this computer keeps everything), `server`, and what that
needs: `log` (of the server, where its mails stand), `file` (on the stick). Prints one JSON object.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cor_desktop.actions.certificates import certificate_pdf, certificates
from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.load_sync_file import Introduction, load_sync_file, take_server
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.policy import policy
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.save_sync_file import save_sync_file
from cor_desktop.actions.start_learning import start_learning
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.app import build_desk
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_desktop.store import facts
from tools.mailbox import Mailbox

PASSWORD = "paper boats cross quietly"


def main() -> None:
    wanted = json.loads(sys.stdin.readline())
    home = Path(wanted["home"])
    paths = Paths(home / "data", home / "config")
    paths.make()
    settings = Settings(paths.settings)
    settings.set("server_address", wanted["server"])
    desk = build_desk(paths, settings)
    told = DO[wanted["do"]](desk, wanted)
    print(json.dumps(told | standing(desk)), flush=True)
    desk.store.close()


def standing(desk: Desk) -> dict[str, Any]:
    learner = desk.learner()
    with desk.store.reading() as connection:
        unsent = facts.count_unsent(connection, learner.id)
    digest = [learner.digest.count, f"{learner.digest.total:032x}"]
    return {"learner": learner.id, "device": desk.store.device, "digest": digest, "unsent": unsent}


def join(desk: Desk, wanted: dict[str, Any]) -> dict[str, Any]:
    """Register over the network, once."""
    form = RegistrationForm("Ana", "Bell", wanted["email"], PASSWORD, policy_version=policy(desk).version)
    confirm(desk, register(desk, form), Mailbox(Path(wanted["log"])).code_for(form.email))
    return {"synced": synchronize(desk).kind}


def meet(desk: Desk, wanted: dict[str, Any]) -> dict[str, Any]:
    """Begin as a guest, and take the server that introduces itself on the stick."""
    start_learning(desk)
    introduction = load_sync_file(desk, Path(wanted["file"]))
    assert isinstance(introduction, Introduction)
    take_server(desk, introduction)
    return {"name": introduction.name, "fingerprint": introduction.fingerprint}


def learn(desk: Desk, wanted: dict[str, Any]) -> dict[str, Any]:
    """Complete a module, and save the file."""
    module = desk.catalog.module("what-a-relationship-changes")
    for activity in module.activities:
        open_activity(desk, module, activity.id)
        finish_activity(desk, module, activity.id)
    finish_module(desk, module)
    saved = save_sync_file(desk, Path(wanted["file"]))
    return {"items": saved.items, "online": synchronize(desk).kind}


def load(desk: Desk, wanted: dict[str, Any]) -> dict[str, Any]:
    """Load what came back, and open the certificates."""
    loaded = load_sync_file(desk, Path(wanted["file"]))
    assert not isinstance(loaded, Introduction)
    documents = [certificate_pdf(desk, entry.number)[:5].decode() for entry in certificates(desk)]
    return {"sent": loaded.sent, "waiting": loaded.waiting, "new": loaded.certificates, "documents": documents}


def sync(desk: Desk, wanted: dict[str, Any]) -> dict[str, Any]:
    """Over the network again: what is sent, and how many certificates come."""
    sent: list[int] = []
    exchange = desk.server.exchange

    def counted(token: str, message: bytes) -> bytes:
        sent.append(message.count(b"activity.finished"))
        return exchange(token, message)

    desk.server.exchange = counted  # type: ignore[method-assign]
    outcome = synchronize(desk)
    return {"kind": outcome.kind, "new": outcome.new_certificates, "facts": sent}


DO: dict[str, Callable[[Desk, dict[str, Any]], dict[str, Any]]] = {
    "join": join,
    "meet": meet,
    "learn": learn,
    "load": load,
    "sync": sync,
}


if __name__ == "__main__":
    main()
