"""What the words about odd facts and corrections do: `cor-server facts odd` and `cor-server correct`."""

from __future__ import annotations

import argparse
import datetime

from cor_protocol.ids import is_random_id
from sync_server.config.actions import _account, _open, _say
from sync_server.config.state import StateFault

_NOON = datetime.time(12, tzinfo=datetime.UTC)
"""So that a day is the same day nearly everywhere."""


def list_odd_facts(options: argparse.Namespace) -> int:
    """Judge what has changed, then print one odd fact a line: since when, learner, kind, item, device, what is odd."""
    _open()
    from sync_server.common import clock
    from sync_server.progress import oddities, queries

    for _learner in oddities.judge_changed():
        pass
    found = queries.oddities().filter(learner=options.learner) if options.learner else queries.oddities()
    for odd in found:
        since = clock.date_of(odd.found_at).isoformat()
        _say("\t".join([since, odd.learner, odd.kind, odd.item, odd.device, odd.reason]))
    return 0


def correct_record(options: argparse.Namespace) -> int:
    """Correct what is shown of a record, and say what came of it."""
    _open()
    from cor_protocol.corrections import SET, TAKEN_BACK
    from sync_server.progress import corrections

    learner = options.learner if is_random_id(options.learner) else _account(options.learner).learner_id
    effect, time = (TAKEN_BACK, 0) if options.take_back else (SET, _noon_of(options.date))
    kind = f"module.{options.what}"
    corrections.correct(learner or "", kind, options.module, effect, options.reason, "command line", time)
    _say("Corrected. The learner reads it, with the reason, on each computer after its next sync.")
    if options.what == "completed":
        _say(_certificate_in_words(learner or "", options.module))
    return 0


def _noon_of(day: str) -> int:
    try:
        return int(datetime.datetime.combine(datetime.date.fromisoformat(day), _NOON).timestamp())
    except ValueError as fault:
        raise StateFault(f"{day} is not a day as in 2026-05-03.") from fault


def _certificate_in_words(learner: str, item: str) -> str:
    from sync_server.certificates import queries

    found = queries.of_learner(learner).filter(module_key=item.rpartition(":")[0]).first()
    if found is None:
        return "There is no certificate for this module."
    return f"The certificate {found.number} is {found.state}; what stands on it does not change."
