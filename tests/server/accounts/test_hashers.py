from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from sync_server.accounts.hashers import Argon2id


def test_asvs_11_4_2_a_password_is_hashed_by_argon2id_at_the_cost_we_chose() -> None:
    hashed = make_password("seven quiet herons wading")
    assert isinstance(identify_hasher(hashed), Argon2id)
    assert hashed.startswith("argon2$argon2id$v=19$m=65536,t=3,p=4$")
    assert check_password("seven quiet herons wading", hashed)
    assert not check_password("seven quiet herons wadinG", hashed)


@pytest.mark.parametrize("password", ["half \ud800", "zero \0", "鷺 🪶", "x" * 100_000])
def test_every_text_that_json_can_say_is_hashed_and_compared(password: str) -> None:
    hashed = make_password(password)
    assert check_password(password, hashed)
    assert not check_password(password + "!", hashed)
