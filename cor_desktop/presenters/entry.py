"""What is under way before somebody is signed in: the code that is waited for, and what was typed. Memory only."""

from __future__ import annotations

from dataclasses import dataclass, field

from cor_desktop.actions.pending import Pending


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of a new account. Nothing of it can be written down by mistake."""

    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    organization_type: str = field(default="", repr=False)
    association: str = field(default="", repr=False)
    acknowledged: bool = False
    server: str = field(default="", repr=False)


WAY_IN = frozenset({"register", "sign_in", "code", "reset", "new_password", "browser", "policy"})
"""The pages between which it is kept; going anywhere else lets go of it."""


class Entry:
    """One for the whole window; `forget` when the way in is left or has led in."""

    def __init__(self) -> None:
        self.pending: Pending | None = None
        self.typed = Typed()
        self.email = ""
        self.sentence = ""
        self.providers: tuple[tuple[str, str], ...] = ()

    def wait_for_code(self, pending: Pending) -> None:
        """A code is on its way."""
        self.pending = pending
        self.email = pending.email

    def passed(self, page: str) -> None:
        """The learner came to a page: beyond the way in, nothing of it is kept."""
        if page not in WAY_IN:
            self.forget()

    def forget(self) -> None:
        """Let go of everything."""
        self.pending = None
        self.typed = Typed()
        self.email = self.sentence = ""
