from __future__ import annotations

import pytest

from sync_server.accounts import session_rows
from tests.factories.server import an_account
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db


def test_asvs_7_4_5_all_sessions_but_this_one_can_be_ended() -> None:
    account = an_account()
    here, elsewhere = signed_in(account), signed_in(account)
    this = str(here.session.session_key)
    assert session_rows.number_of_others(account, this) == 1
    assert session_rows.end_all(account, but=this) == 1
    assert [browser.get("/accounts/").status_code for browser in (here, elsewhere)] == [200, 302]


def test_the_sessions_of_others_stay() -> None:
    account, browser = an_account(), signed_in(an_account())
    assert session_rows.end_all(account) == 0
    assert browser.get("/accounts/").status_code == 200
