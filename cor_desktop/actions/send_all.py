"""Send what waits on this computer, whosever it is, without anybody there to be asked: for a scheduled task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.synchronize import SyncOutcome, synchronize
from cor_desktop.store import facts, learners
from cor_desktop.words import _, ngettext

Result = Literal["sent", "offline", "sign_in", "trouble"]


@dataclass(frozen=True, slots=True)
class Report:
    """How it went; `waiting` is the number of facts that are still only here."""

    result: Result
    waiting: int
    sentence: str


def send_all(desk: Desk) -> Report:
    """Sync once, with whichever tokens open without a password. Blocks on network and vault; raises NotSaved."""
    outcome = synchronize(desk)
    waiting = _waiting(desk)
    result = _result(outcome, waiting)
    if result == "sent":
        return Report(result, waiting, _("Everything on this computer is sent."))
    return Report(result, waiting, f"{_told(outcome, result)} {_left(waiting)}".strip())


def _result(outcome: SyncOutcome, waiting: int) -> Result:
    """What waits decides: where nothing does, nobody has to care that there was no connection."""
    kinds = {outcome.kind, *outcome.others}
    if "trouble" in kinds:
        return "trouble"
    if not waiting:
        return "sent"
    return "offline" if "offline" in kinds else "sign_in"


def _told(outcome: SyncOutcome, result: Result) -> str:
    if outcome.kind == result:
        return outcome.sentence
    words = {
        "offline": _("There is no connection to the server."),
        "sign_in": _("Somebody has to sign in on this computer again."),
        "trouble": _("The server has a problem just now."),
    }
    return words[result]


def _left(waiting: int) -> str:
    if not waiting:
        return ""
    return ngettext(
        "{count} item not sent yet. It is saved on this computer.",
        "{count} items not sent yet. They are saved on this computer.",
        waiting,
    ).format(count=waiting)


def _waiting(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return sum(facts.count_unsent(connection, learner) for learner in learners.with_account(connection))
