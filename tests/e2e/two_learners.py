"""A computer that two people share, as a process of its own: the real store, vault and network, without a window.

Reads one JSON object from standard input: `phase`, `server`, `log` (of the server, where its mails stand), `home`
(where this computer keeps everything) and `people`. Prints one JSON object, and ends as if the battery fell out: what
was not written by then is not on the disk, and what lies in the write-ahead log stays there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from cor_desktop.actions.append import append_profile
from cor_desktop.actions.certificates import certificate_pdf, certificates
from cor_desktop.actions.confirm import confirm
from cor_desktop.actions.desk import Desk
from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.policy import policy
from cor_desktop.actions.register import RegistrationForm, register
from cor_desktop.actions.sign_in import SignedIn, sign_in
from cor_desktop.actions.sign_out import sign_out
from cor_desktop.actions.synchronize import synchronize
from cor_desktop.actions.views import is_started, record, who
from cor_desktop.app import build_desk
from cor_desktop.errors import Trouble, WaitBeforeTrying, WrongCredentials
from cor_desktop.journal import open_journal
from cor_desktop.memory import keep_memory_private
from cor_desktop.paths import Paths
from cor_desktop.settings import Settings
from cor_desktop.store import facts, unlocking
from tests.fakes.clock import HandClock
from tools.mailbox import Mailbox

FIRST_MODULE = "what-a-relationship-changes"


def main() -> None:
    keep_memory_private()
    wanted = json.loads(sys.stdin.readline())
    desk = a_shared_computer(Path(wanted["home"]), wanted["server"])
    told = PHASES[wanted["phase"]](desk, wanted)
    print(json.dumps(told | {"vault": desk.vault.kind}), flush=True)
    os._exit(0)


def a_shared_computer(home: Path, server: str) -> Desk:
    paths = Paths(home / "data", home / "config")
    paths.make()
    open_journal(paths.log)
    settings = Settings(paths.settings)
    settings.set("server_address", server)
    settings.set("shared_machine", True)
    return replace(build_desk(paths, settings), clock=HandClock())


def meet(desk: Desk, wanted: dict[str, Any]) -> dict[str, Any]:
    """Each registers with the code from the mail, earns a certificate, learns on without a connection, and leaves."""
    told: dict[str, Any] = {"secrets": [], "learners": [], "documents": []}
    for person in wanted["people"]:
        form = RegistrationForm(**person, policy_version=policy(desk).version)
        signed_in = confirm(desk, register(desk, form), Mailbox(Path(wanted["log"])).code_for(form.email))
        assert isinstance(signed_in, SignedIn), signed_in
        complete_module(desk)
        outcome = synchronize(desk)
        assert outcome.new_certificates == 1, outcome
        told["learners"].append(desk.learner().id)
        told["secrets"] += secrets_of(desk)
        told["documents"].append(certificate_pdf(desk, certificates(desk)[0].number).hex())
        remember_and_leave(desk, form)
    return told


def remember_and_leave(desk: Desk, form: RegistrationForm) -> None:
    """Sign out and in again with the name remembered, pull the cable, learn, and sign out for good."""
    sign_out(desk)
    assert isinstance(sign_in(desk, form.email, form.password, remember=True), SignedIn)
    desk.settings.set("work_offline", True)
    module = desk.catalog.module(FIRST_MODULE)
    desk.clock.advance(86_400)  # type: ignore[attr-defined]
    open_activity(desk, replace(module, key="a-later-module"), module.activities[0].id)
    sign_out(desk)
    desk.settings.set("work_offline", False)


def alone(desk: Desk, wanted: dict[str, Any]) -> dict[str, Any]:
    """Without a connection: wrong passwords wait ever longer, each opens their own profile, and the last one stays."""
    desk.settings.set("work_offline", True)
    first, last = wanted["people"]
    told: dict[str, Any] = {"started": is_started(desk), "waits": waits(desk, first["email"], last["password"])}
    told["names"] = [come_and_look(desk, person) for person in (first, last)]
    told["secrets"] = secrets_of(desk)
    return told


def waits(desk: Desk, email: str, wrong: str) -> list[int]:
    """Seconds to wait after each wrong password, the restart of the program in between forgotten by nobody."""
    seconds: list[int] = []
    while len(seconds) < 9:
        try:
            sign_in(desk, email, wrong)
        except WaitBeforeTrying as trouble:
            desk.clock.advance(trouble.seconds)  # type: ignore[attr-defined]
            seconds[-1] = trouble.seconds
        except WrongCredentials:
            seconds.append(0)
    desk.clock.advance(900)  # type: ignore[attr-defined]
    return seconds


def come_and_look(desk: Desk, person: dict[str, str]) -> list[str]:
    signed_in = sign_in(desk, person["email"], person["password"])
    assert isinstance(signed_in, SignedIn)
    assert signed_in.offline
    found = who(desk)
    assert found is not None
    pdf = certificate_pdf(desk, certificates(desk)[0].number)
    return [found.first_name, record(desk)[FIRST_MODULE].state, pdf[:5].decode()]


def together_again(desk: Desk, wanted: dict[str, Any]) -> dict[str, Any]:
    """The connection is back and nobody signs in: what both left is sent."""
    desk.settings.set("work_offline", False)
    before = unsent(desk, wanted["learners"])
    outcome = synchronize(desk)
    with desk.store.reading() as connection:
        tokens = sum(row.append_token is not None for row in unlocking.everyone(connection))
    left = unsent(desk, wanted["learners"])
    return {"started": is_started(desk), "before": before, "outcome": outcome.kind, "left": left, "tokens": tokens}


def complete_module(desk: Desk) -> None:
    module = desk.catalog.module(FIRST_MODULE)
    for activity in module.activities:
        open_activity(desk, module, activity.id)
        finish_activity(desk, module, activity.id)
    finish_module(desk, module)


def secrets_of(desk: Desk) -> list[str]:
    """What must lie readable in no file: the tokens in use."""
    learner = desk.learner().id
    opened, append = desk.session.of(learner), append_profile(desk, learner)
    with desk.store.reading() as connection:
        row = unlocking.find(connection, learner)
    assert row is not None
    assert row.device_pass is not None
    device_pass = desk.vault.open(f"device pass of {learner}", row.device_pass).decode()
    tokens = [opened.profile.token if opened else "", append.token if append else "", device_pass]
    return [token for token in tokens if token]


def unsent(desk: Desk, learners: list[str]) -> int:
    with desk.store.reading() as connection:
        return sum(facts.count_unsent(connection, learner) for learner in learners)


PHASES: dict[str, Callable[[Desk, dict[str, Any]], dict[str, Any]]] = {
    "meet": meet,
    "alone": alone,
    "together again": together_again,
}

if __name__ == "__main__":
    try:
        main()
    except Trouble as trouble:
        sys.exit(f"{type(trouble).__name__}: {trouble}")
