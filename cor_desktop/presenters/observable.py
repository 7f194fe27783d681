"""A value that tells when it changes: presenters hold it, widgets listen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Observable(Generic[T]):
    """Holds one value. Listeners are told each new one, in the order in which they came, and none that is set again."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._listeners: list[Callable[[T], None]] = []

    @property
    def value(self) -> T:
        """The value now."""
        return self._value

    def set(self, value: T) -> None:
        """Hold a new value and tell it; a value equal to the one held is not told."""
        if value == self._value:
            return
        self._value = value
        self.tell()

    def tell(self) -> None:
        """Tell the value that is held once more."""
        for listener in tuple(self._listeners):
            listener(self._value)

    def subscribe(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Tell `listener` every change from now on; call what is returned to stop."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe
