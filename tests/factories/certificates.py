"""Certificates for tests: a learner who completed a module, and what was awarded."""

from __future__ import annotations

from typing import Any

from cor_protocol.ids import new_learner_id
from tests.factories.server import an_account

COMPLETED = 1_795_000_000
"""18 November 2026 in UTC seconds; started four days before."""


def a_completion(learner: str, key: str = "small-steps", version: int = 1, completed: int = COMPLETED) -> Any:
    """What progress tells of a completed module."""
    from sync_server.progress.registry import Completion
    from sync_server.progress.resolver import exact

    started = COMPLETED - 4 * 86_400
    return Completion(
        learner=learner,
        item=f"{key}:{version}",
        key=key,
        version=version,
        title="Small steps",
        objectives=("Notice what works", "Try one small thing"),
        contact_hours=(("Professional learning", 0.5),),
        started=exact(started, started),
        completed=exact(completed, completed),
    )


def a_credential(account: Any = None, **names: str) -> Any:
    """A credential, awarded to a new learner (Marisol Okafor unless named) or to the account given."""
    from sync_server.certificates import domain
    from sync_server.certificates.models import Credential

    named = {"first_name": "Marisol", "last_name": "Okafor", **names}
    account = account or an_account(learner_id=new_learner_id(), **named)
    domain.award(a_completion(account.learner_id))
    return Credential.objects.get(learner_id=account.learner_id)
