"""What higher apps want to know of the catalog; they fill it in `ready()`."""

from __future__ import annotations

from collections.abc import Callable

on_loaded: list[Callable[[], None]] = []
"""Called after a pack was loaded, in the same transaction."""
