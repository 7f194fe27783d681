from __future__ import annotations

import pytest

from cor_protocol.ids import new_learner_id
from sync_server.accounts import queries
from tests.factories.server import Device, an_account

pytestmark = pytest.mark.django_db


def test_learners_are_the_accounts_with_a_record() -> None:
    learner = an_account(learner_id=new_learner_id())
    staff = an_account(is_staff=True)
    assert (list(queries.learners()), set(queries.accounts())) == ([learner], {learner, staff})


def test_an_account_is_found_by_its_learner() -> None:
    learner = an_account(learner_id=new_learner_id())
    assert queries.account_of(learner.learner_id) == learner
    assert queries.account_of(new_learner_id()) is None


def test_devices_are_listed_with_their_last_contact(device: Device) -> None:
    account = queries.account_of(device.learner)
    assert account is not None
    assert [row.device for row in queries.devices_of(account)] == [device.device]
    assert [row.device for row in queries.last_contacts()] == [device.device]
