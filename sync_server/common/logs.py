"""Log lines: one JSON object each, with ids only; no names, addresses, tokens or bodies."""

from __future__ import annotations

import datetime
import json
import logging
import secrets


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON. An exception is given by its kind, never by its text."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line: dict[str, object] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if places := getattr(record, "places", None):
            line["places"] = places
        if record.exc_info and record.exc_info[0]:
            line["kind"] = record.exc_info[0].__qualname__
        return json.dumps(line, ensure_ascii=False)


def new_reference() -> str:
    """A short id that ties what a person is told to a line of the log."""
    return secrets.token_hex(4)
