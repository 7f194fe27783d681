"""A refusal: what the server says instead of doing what was asked, with one meaning per problem."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cor_protocol.problems import Problem

STATUS = {
    Problem.MALFORMED: 400,
    Problem.UNSUPPORTED_VERSION: 426,
    Problem.SIGN_IN_AGAIN: 401,
    Problem.WRONG_CREDENTIALS: 401,
    Problem.NOT_FOUND: 404,
    Problem.CANNOT_REGISTER: 409,
    Problem.WEAK_PASSWORD: 422,
    Problem.INVALID_FIELD: 422,
    Problem.TOO_LARGE: 413,
    Problem.TOO_MANY_FACTS: 413,
    Problem.SLOW_DOWN: 429,
    Problem.STORAGE_FULL: 507,
    Problem.SERVER_FAULT: 500,
}
"""The HTTP status of each problem."""


class Refused(Exception):
    """What was asked for is refused. `message` is a sentence for the person who asked.

    `why` says of a token that was known how it ended (a value of cor_protocol.accounts.Ended); empty otherwise.
    """

    def __init__(self, problem: Problem, message: str, why: str = "") -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.message = message
        self.why = why

    @property
    def status(self) -> int:
        """The HTTP status that goes with the problem."""
        return STATUS[self.problem]


def sign_in_again(why: str = "") -> Refused:
    """The refusal for a token that is unknown, ended or expired; `why` it ended, where it was known."""
    return Refused(Problem.SIGN_IN_AGAIN, _("Please sign in again. Nothing on your computer is lost."), why)


def not_found() -> Refused:
    """The refusal for what is missing or somebody else's: both look alike."""
    return Refused(Problem.NOT_FOUND, _("There is nothing here for this account."))
