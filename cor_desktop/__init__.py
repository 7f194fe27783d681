"""COR Desktop: the offline learning client."""

__version__ = "0.1.0"
