from __future__ import annotations

import pytest

from tools import acceptance, postgresql
from tools.acceptance import judged
from tools.campaign import FAILED, NOT_DONE, PASSED, Outcome


@pytest.mark.parametrize(
    ("result", "said", "judgement"),
    [
        (PASSED, "No known vulnerabilities found", PASSED),
        (
            PASSED,
            "No known vulnerabilities found\nx  Dependency not found on PyPI and could not be audited: x",
            NOT_DONE,
        ),
        (FAILED, "Found 2 known vulnerabilities in 1 package", FAILED),
        (FAILED, "requests.exceptions.ConnectionError: Max retries exceeded", NOT_DONE),
    ],
)
def test_weaknesses_that_nobody_could_be_asked_about_are_not_none(result: str, said: str, judgement: str) -> None:
    assert judged(Outcome("known weaknesses", result, note="log"), said).result == judgement


def test_a_machine_without_postgresql_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise postgresql.NoPostgresql("PostgreSQL is not installed")

    monkeypatch.setattr(postgresql, "_programs", none)
    assert acceptance.postgresql() == Outcome(
        "server tests on PostgreSQL", NOT_DONE, note="PostgreSQL is not installed"
    )
