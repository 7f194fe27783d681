from __future__ import annotations

from pytest_django.fixtures import Settings

from sync_server.accounts.single_sign_on import secret


def test_a_secret_is_kept_sealed() -> None:
    kept = secret.sealed("planted-secret")
    assert "planted-secret" not in kept
    assert secret.opened(kept) == "planted-secret"


def test_another_server_s_key_opens_nothing(settings: Settings) -> None:
    kept = secret.sealed("planted-secret")
    settings.SECRET_KEY = "another"
    assert secret.opened(kept) == ""
