"""What the API says of the course."""

from __future__ import annotations

from ninja import Schema


class CourseOut(Schema):
    """The present course: its version, SHA-256 and size (bytes) of its index, and the signatures on it (base64)."""

    version: int
    index: str
    size: int
    signatures: str
