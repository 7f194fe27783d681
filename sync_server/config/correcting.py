"""What the words about odd facts do: `cor-server facts odd`."""

from __future__ import annotations

import argparse

from sync_server.config.actions import _open, _say


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
