"""A password in memory cannot be written down by accident."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback

import pytest

from cor_desktop.actions.pending import Pending
from cor_desktop.actions.secret import Secret

WORDS = "four quiet words here"


def test_a_secret_gives_its_words_only_when_asked() -> None:
    secret = Secret(WORDS)
    assert secret.reveal() == WORDS
    shown = f"{secret} {secret!r} {secret!s} {[secret]} %s" % secret
    assert WORDS not in shown


@pytest.mark.parametrize("way", [pickle.dumps, copy.copy, copy.deepcopy, json.dumps])
def test_a_secret_cannot_be_carried_away(way: object) -> None:
    with pytest.raises(TypeError):
        way(Secret(WORDS))  # type: ignore[operator]


def test_a_secret_stands_in_no_log_and_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("cor_desktop").debug("signing in with %s", Secret(WORDS))
    try:
        raise ValueError(Secret(WORDS))
    except ValueError:
        told = traceback.format_exc()
    assert WORDS not in caplog.text + told


def test_a_pending_sign_in_shows_only_what_it_waits_for() -> None:
    pending = Pending("verify_email", "ana@example.org", "session-of-ana", Secret(WORDS), guest="g" * 26)
    assert "verify_email" in repr(pending)
    assert not any(secret in repr(pending) for secret in ("ana@", "session-of", "quiet", "ggg"))
