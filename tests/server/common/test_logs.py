from __future__ import annotations

import json
import logging
import sys

from sync_server.common.logs import JsonLines, new_reference


def _record(**extra: object) -> logging.LogRecord:
    record = logging.LogRecord("cor.test", logging.ERROR, "file.py", 1, "what %s", ("happened",), None)
    record.__dict__.update(extra)
    return record


def test_a_line_is_one_json_object() -> None:
    line = json.loads(JsonLines().format(_record(created=0.0, places=["a.py:1 f"])))
    assert line == {
        "at": "1970-01-01T00:00:00.000+00:00",
        "level": "error",
        "from": "cor.test",
        "message": "what happened",
        "places": ["a.py:1 f"],
    }


def test_an_exception_is_given_by_its_kind_and_not_by_its_text() -> None:
    try:
        raise ValueError("ada@example.org")
    except ValueError:
        record = _record(exc_info=sys.exc_info())
    line = JsonLines().format(record)
    assert "ada@example.org" not in line
    assert json.loads(line)["kind"] == "ValueError"


def test_references_differ() -> None:
    assert new_reference() != new_reference()
