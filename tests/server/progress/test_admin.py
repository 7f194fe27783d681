from __future__ import annotations

import pytest
from django.test import Client

from cor_protocol.corrections import TAKEN_BACK
from cor_protocol.facts import ACTIVITY_FINISHED, ACTIVITY_OPENED, MODULE_COMPLETED, MODULE_STARTED
from cor_protocol.wire import Now
from sync_server.accounts.models import User
from sync_server.audit.queries import entries, entries_about
from sync_server.progress import oddities, queries
from sync_server.progress.corrections import correct
from sync_server.progress.models import Fact
from tests.factories.certificates import COMPLETED
from tests.factories.facts import a_fact
from tests.factories.server import Device, an_account, in_catalog
from tests.factories.staff import an_administrator, signed_in, text
from tests.server.conftest import Clock

DAY = 86_400

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db: None) -> User:
    account: User = an_administrator()
    return account


@pytest.fixture
def staff(administrator: User) -> Client:
    return signed_in(administrator)


@pytest.fixture
def learner(client: Client, device: Device, time: Clock) -> User:
    """A learner who has finished one of two activities and has been in touch."""
    item = in_catalog("one", "two")
    time.now = COMPLETED + DAY
    facts = [a_fact(item, kind=MODULE_STARTED, device=device.device, wall=COMPLETED)]
    facts += [a_fact("a-module:one", kind=kind, device=device.device) for kind in (ACTIVITY_OPENED, ACTIVITY_FINISHED)]
    device.sync(client, facts, now=Now(1, COMPLETED + DAY, 0, "0" * 32))
    return User.objects.get(pk=device.account)


def test_staff_without_a_role_see_no_learner(learner: User) -> None:
    client = signed_in(an_account(is_staff=True, first_name="Sam", last_name="Staff"))
    assert client.get("/admin/accounts/user/").status_code == 403
    assert client.get(f"/admin/accounts/user/{learner.pk}/change/").status_code == 403
    assert learner.last_name not in text(client, "/admin/")


def test_the_list_of_learners_shows_how_far_each_is(staff: Client, learner: User) -> None:
    page = text(staff, "/admin/accounts/user/")
    assert "Ada Lovelace" in page and learner.email in page and "Modules started" in page


def test_the_list_of_learners_leaves_staff_out(staff: Client, learner: User, administrator: User) -> None:
    found = staff.get("/admin/accounts/user/").context["cl"].queryset
    assert [(row.pk, row.modules_started, row.modules_completed) for row in found] == [(learner.pk, 1, 0)]


def test_a_learner_is_found_by_address(staff: Client, learner: User) -> None:
    assert "Ada Lovelace" in text(staff, f"/admin/accounts/user/?q={learner.email}")


def test_a_learners_sheet_shows_what_was_started_and_finished(staff: Client, learner: User) -> None:
    page = text(staff, f"/admin/accounts/user/{learner.pk}/change/")
    dated = "18 Nov 2026, by the computer&#x27;s clock, checked on 19 Nov 2026"
    for shown in ("A module", dated, "1 of 2", "Activities of A module", "linux"):
        assert shown in page


def test_a_completion_that_lacks_activities_is_shown_as_such(client: Client, staff: Client, device: Device) -> None:
    item = in_catalog("one")
    device.sync(client, [a_fact(item, kind=MODULE_COMPLETED, device=device.device, wall=COMPLETED)])
    assert "activities still missing here" in text(staff, f"/admin/accounts/user/{device.account}/change/")


def test_progress_in_a_module_that_the_catalog_does_not_know_is_shown_by_its_key(
    client: Client, staff: Client, device: Device
) -> None:
    device.sync(client, [a_fact("from-afar:7", kind=MODULE_STARTED, device=device.device, wall=COMPLETED)])
    assert "from-afar" in text(staff, f"/admin/accounts/user/{device.account}/change/")


def test_opening_a_learner_is_written_to_the_audit(staff: Client, learner: User, administrator: User) -> None:
    staff.get(f"/admin/accounts/user/{learner.pk}/change/")
    entry = entries_about(f"learner {learner.learner_id}").get()
    assert (entry.actor, entry.act) == (f"account {administrator.pk} (administrator)", "learner.opened")


def test_looking_for_a_learner_who_is_not_there_opens_nothing(staff: Client) -> None:
    assert staff.get("/admin/accounts/user/4711/change/").status_code == 404
    assert not entries().filter(act="learner.opened").exists()


@pytest.mark.parametrize("what", ["add", "delete", "history"])
def test_nobody_edits_a_record(staff: Client, learner: User, what: str) -> None:
    address = f"/admin/accounts/user/{'' if what == 'add' else f'{learner.pk}/'}{what}/"
    before = list(Fact.objects.values_list())
    staff.post(address, {"post": "yes"})
    assert (list(Fact.objects.values_list()), User.objects.filter(pk=learner.pk).exists()) == (before, True)


def test_posting_to_a_learners_sheet_changes_nothing(staff: Client, learner: User) -> None:
    staff.post(f"/admin/accounts/user/{learner.pk}/change/", {"first_name": "Changed"})
    assert User.objects.get(pk=learner.pk).first_name == "Ada"


def test_a_password_hash_cannot_be_spelled_out_by_filters(staff: Client, learner: User) -> None:
    assert staff.get("/admin/accounts/user/?password__startswith=argon2").status_code == 400


def test_a_learner_has_no_second_page_that_would_show_the_name_unnoticed(staff: Client, learner: User) -> None:
    assert staff.get(f"/admin/accounts/user/{learner.pk}/history/").status_code == 404


def test_facts_have_no_page(staff: Client) -> None:
    assert staff.get("/admin/progress/fact/").status_code == 404


def test_odd_facts_are_listed_and_opening_one_is_audited(
    staff: Client, administrator: User, device: Device, client: Client
) -> None:
    device.sync(client, [a_fact("b-module:one", device=device.device)])
    oddities.judge(device.learner)
    assert "the catalog does not have this module or version" in text(staff, "/admin/progress/oddity/")
    odd = queries.oddities().get()
    page = text(staff, f"/admin/progress/oddity/{odd.pk}/change/")
    assert device.learner in page and "b-module:one" in page
    assert entries_about(f"learner {device.learner}")[0].act == "odd_fact.opened"


def test_staff_without_a_role_see_no_odd_facts(device: Device) -> None:
    client = signed_in(an_account(is_staff=True, first_name="Sam", last_name="Staff"))
    assert client.get("/admin/progress/oddity/").status_code == 403


def test_a_learners_sheet_shows_what_staff_corrected(staff: Client, learner: User) -> None:
    page = f"/admin/accounts/user/{learner.pk}/change/"
    assert "Corrections by staff" not in text(staff, page)
    assert learner.learner_id is not None
    correct(learner.learner_id, MODULE_COMPLETED, "a-module:1", TAKEN_BACK, "Mixed up.", "a test")
    assert "Corrections by staff" in text(staff, page) and "completion taken back" in text(staff, page)
