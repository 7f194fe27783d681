"""Identifiers both sides exchange. All are plain text that is safe in a URL, a file name and a database key."""

from __future__ import annotations

import base64
import re
import secrets
from typing import NewType

LearnerId = NewType("LearnerId", str)
"""Names one learning record: 128 random bits as 26 lower-case base32 characters, made on the client."""

DeviceId = NewType("DeviceId", str)
"""Names one installation of the client, made like a LearnerId. `server` and `web` are devices of the server's own."""

ModuleKey = NewType("ModuleKey", str)
"""Names a module for good, e.g. `what-a-relationship-changes`; 3 to 31 characters."""

ActivityKey = NewType("ActivityKey", str)
"""Names an activity for good as `<module key>:<activity id>`; at most 64 characters."""

SERVER_DEVICE = DeviceId("server")
WEB_DEVICE = DeviceId("web")

_RANDOM_ID = re.compile(r"[a-z2-7]{26}")
_MODULE_KEY = re.compile(r"[a-z][a-z0-9-]{2,30}")
_ACTIVITY_ID = re.compile(r"[a-z][a-z0-9-]{2,31}")


def new_learner_id() -> LearnerId:
    """Draw a fresh learner id from the system's secure randomness."""
    return LearnerId(_random_id())


def new_device_id() -> DeviceId:
    """Draw a fresh device id from the system's secure randomness."""
    return DeviceId(_random_id())


def is_random_id(text: str) -> bool:
    """Tell whether `text` has the shape of a learner or device id."""
    return _RANDOM_ID.fullmatch(text) is not None


def is_module_key(text: str) -> bool:
    """Tell whether `text` may name a module."""
    return _MODULE_KEY.fullmatch(text) is not None


def is_activity_id(text: str) -> bool:
    """Tell whether `text` may name an activity within its module."""
    return _ACTIVITY_ID.fullmatch(text) is not None


def activity_key(module: ModuleKey, activity_id: str) -> ActivityKey:
    """Join a module's key and an activity's id into the key that facts carry."""
    return ActivityKey(f"{module}:{activity_id}")


def _random_id() -> str:
    return base64.b32encode(secrets.token_bytes(16)).decode("ascii").rstrip("=").lower()
