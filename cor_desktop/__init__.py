"""COR Desktop: the offline learning client."""

__version__ = "0.1.0"

RELEASED = 1_793_491_200
"""2026-11-01 in UTC seconds, before this version was built: no clock that runs it can rightly show less."""
