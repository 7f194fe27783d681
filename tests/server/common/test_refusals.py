from __future__ import annotations

import pytest

from cor_protocol.problems import Problem
from sync_server.common.refusals import STATUS, Refused, not_found, sign_in_again


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_has_the_status_that_the_protocol_names(problem: Problem) -> None:
    assert Refused(problem, "A sentence.").status == STATUS[problem]


def test_ready_made_refusals_are_sentences() -> None:
    assert [refused.problem for refused in (sign_in_again(), not_found())] == [Problem.SIGN_IN_AGAIN, Problem.NOT_FOUND]
    assert all(refused.message.endswith(".") for refused in (sign_in_again(), not_found()))
