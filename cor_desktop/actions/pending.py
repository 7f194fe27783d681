"""A sign-in under way that waits for a code. It lives in memory only and ends with its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cor_desktop.actions.secret import Secret

Step = Literal["verify_email", "second_factor", "reset", "email_change"]


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """What the learner typed. `policy_version` is the policy they confirmed to have read."""

    first_name: str
    last_name: str
    email: str
    password: str = field(repr=False)
    organization_type: str = ""
    association: str = ""
    policy_version: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits for a code, and for which. Its repr tells only the step.

    `session` carries it at the server; `password` opens and seals the profile once the code is right; `guest` is the
    learner id of a guest who registers; `policy_version` was acknowledged with the form. `form` is what a registration
    began with: it is sent once more where the code is used up.
    """

    step: Step
    email: str = field(repr=False)
    session: str = field(repr=False)
    password: Secret | None = field(default=None, repr=False)
    guest: str | None = field(default=None, repr=False)
    remember: bool | None = field(default=False, repr=False)
    policy_version: int = field(default=0, repr=False)
    server_is_slow_with_mail: bool = field(default=False, repr=False)
    form: RegistrationForm | None = field(default=None, repr=False)
