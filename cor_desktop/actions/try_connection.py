"""Try the way to the server, step by step, on the learner's word."""

from __future__ import annotations

from collections.abc import Iterator

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.network import network_of
from cor_desktop.sync.network import Step
from cor_desktop.words import _


def try_connection(desk: Desk) -> Iterator[Step]:
    """Each step when it is asked for; each blocks on the network for a few seconds at most."""
    if desk.settings.work_offline:
        yield Step(False, _("You are working offline, so nobody was asked."))
        return
    from cor_desktop.sync.probe import steps  # imports what speaks to the network, which no start should pay

    yield from steps(desk.settings.server_address, network_of(desk))
