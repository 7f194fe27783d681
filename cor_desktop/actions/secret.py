"""A password in memory: a value that cannot be written down by accident."""

from __future__ import annotations

from typing import NoReturn


class Secret:
    """Holds a password. Its repr, str and format tell nothing, and pickling it raises TypeError."""

    __slots__ = ("__words",)

    def __init__(self, words: str) -> None:
        self.__words = words

    def reveal(self) -> str:
        """The password itself: for the server's sign-in and the key that is made of it, and nothing else."""
        return self.__words

    def __repr__(self) -> str:
        return "Secret()"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is not written down")
