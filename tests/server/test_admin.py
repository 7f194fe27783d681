from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cor_protocol.facts import ACTIVITY_FINISHED, ACTIVITY_OPENED, MODULE_COMPLETED, MODULE_STARTED
from sync_server.accounts.models import User
from sync_server.audit.models import Entry
from sync_server.audit.queries import entries, entries_about
from sync_server.catalog.models import ModuleVersion
from sync_server.certificates.models import Credential, State
from sync_server.progress.models import Fact
from tests.factories.certificates import COMPLETED, a_credential
from tests.factories.facts import a_fact
from tests.factories.server import PASSWORD, Device, an_account, in_catalog

pytestmark = pytest.mark.django_db

PAGES = [
    "/admin/",
    "/admin/accounts/user/",
    "/admin/certificates/credential/",
    "/admin/catalog/moduleversion/",
    "/admin/audit/entry/",
]


@pytest.fixture
def administrator(db: None) -> User:
    account: User = an_account(first_name="Ines", last_name="Admin", is_staff=True, is_superuser=True)
    return account


@pytest.fixture
def staff(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def learner(client: Client, device: Device) -> User:
    """A learner who has finished one of two activities and has been in touch."""
    item = in_catalog("one", "two")
    facts = [a_fact(item, kind=MODULE_STARTED, device=device.device, wall=COMPLETED)]
    facts += [a_fact("a-module:one", kind=kind, device=device.device) for kind in (ACTIVITY_OPENED, ACTIVITY_FINISHED)]
    device.sync(client, facts)
    return User.objects.get(pk=device.account)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("address", PAGES)
def test_asvs_8_3_1_nobody_sees_the_admin_without_signing_in(client: Client, address: str) -> None:
    response: Any = client.get(address)
    assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("address", PAGES)
def test_asvs_8_2_1_a_learner_sees_nothing_of_the_admin(client: Client, learner: User, address: str) -> None:
    client.force_login(learner)
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", PAGES)
def test_staff_can_open_every_list(staff: Client, learner: User, address: str) -> None:
    a_credential()
    assert staff.get(address).status_code == 200


def test_staff_without_a_role_see_no_learner(client: Client, learner: User) -> None:
    client.force_login(an_account(is_staff=True, first_name="Sam", last_name="Staff"))
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
    for shown in ("A module", "18 Nov 2026", "1 of 2", "Activities of A module", "linux"):
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


def test_facts_have_no_page(staff: Client) -> None:
    assert staff.get("/admin/progress/fact/").status_code == 404


@pytest.mark.parametrize("wanted", ["number", "spoken", "holder"])
def test_a_certificate_is_found_by_number_or_holder(staff: Client, wanted: str) -> None:
    credential = a_credential()
    words = {"number": credential.number, "spoken": credential.number[4:].replace("-", "").lower(), "holder": "okafor"}
    assert credential.number in text(staff, f"/admin/certificates/credential/?q={words[wanted]}")


def test_certificates_are_filtered_by_state(staff: Client) -> None:
    credential = a_credential()
    assert credential.number in text(staff, "/admin/certificates/credential/?state__exact=valid")
    assert credential.number not in text(staff, "/admin/certificates/credential/?state__exact=revoked")


def test_a_learners_sheet_leads_to_their_certificates(staff: Client) -> None:
    mine, other = a_credential(), a_credential(last_name="Other")
    page = text(staff, f"/admin/certificates/credential/?account__id__exact={mine.account_id}")
    assert mine.number in page and other.number not in page


def test_staff_download_the_certificate_that_its_holder_gets(staff: Client) -> None:
    credential = a_credential()
    response = staff.get(f"/admin/certificates/credential/{credential.pk}/pdf/?paper=a4")
    assert response.content.startswith(b"%PDF-")
    assert f'filename="{credential.number}.pdf"' in response["Content-Disposition"]


def test_opening_and_downloading_a_certificate_are_written_to_the_audit(staff: Client) -> None:
    credential = a_credential()
    staff.get(f"/admin/certificates/credential/{credential.pk}/change/")
    staff.get(f"/admin/certificates/credential/{credential.pk}/pdf/")
    acts = entries_about(f"credential {credential.pk}").values_list("act", flat=True)
    assert list(acts) == ["credential.downloaded", "credential.opened", "credential.awarded"]


def test_revoking_asks_for_the_reason_and_then_revokes(staff: Client) -> None:
    credential = a_credential()
    address = f"/admin/certificates/credential/{credential.pk}/revoke/"
    assert "Whoever checks this certificate" in text(staff, address)
    staff.post(address, {"reason": "Awarded by mistake."})
    revoked = Credential.objects.get(pk=credential.pk)
    assert (revoked.state, revoked.reason) == (State.REVOKED, "Awarded by mistake.")


def test_revoking_without_a_reason_asks_again(staff: Client) -> None:
    credential = a_credential()
    response = staff.post(f"/admin/certificates/credential/{credential.pk}/revoke/", {"reason": " "})
    assert "Please write the reason" in response.content.decode()
    assert Credential.objects.get(pk=credential.pk).state == State.VALID


def test_revoking_twice_says_so_and_changes_nothing(staff: Client) -> None:
    credential = a_credential()
    address = f"/admin/certificates/credential/{credential.pk}/revoke/"
    staff.post(address, {"reason": "First."})
    response = staff.post(address, {"reason": "Second."}, follow=True)
    assert "is revoked already" in response.content.decode()
    assert Credential.objects.get(pk=credential.pk).reason == "First."


def test_staff_without_a_role_cannot_revoke_or_download(client: Client) -> None:
    client.force_login(an_account(is_staff=True))
    address = f"/admin/certificates/credential/{a_credential().pk}"
    assert client.post(f"{address}/revoke/", {"reason": "Mine."}).status_code == 403
    assert client.get(f"{address}/pdf/").status_code == 403


def test_a_module_version_shows_what_completes_it(staff: Client) -> None:
    in_catalog("one", "two")
    page = text(staff, f"/admin/catalog/moduleversion/{ModuleVersion.objects.get().pk}/change/")
    assert "a-module:two" in page and "required" in page


def test_the_audit_can_be_read_and_not_written(staff: Client, learner: User) -> None:
    staff.get(f"/admin/accounts/user/{learner.pk}/change/")
    entry = entries().get(act="learner.opened")
    assert f"learner {learner.learner_id}" in text(staff, f"/admin/audit/entry/{entry.pk}/change/")
    staff.post(f"/admin/audit/entry/{entry.pk}/delete/", {"post": "yes"})
    assert Entry.objects.filter(pk=entry.pk).exists()


def test_the_first_page_counts_learners_completions_and_certificates(
    client: Client, staff: Client, device: Device
) -> None:
    device.sync(client, [a_fact(in_catalog(), kind=MODULE_COMPLETED, device=device.device, wall=COMPLETED)])
    response = staff.get("/admin/")
    assert [(figure.number, figure.words) for figure in response.context["figures"]] == [
        (1, "learner"),
        (1, "module completed this month"),
        (1, "certificate awarded"),
    ]
    assert "Ada Lovelace" in response.content.decode()


def test_signing_in_as_staff_is_written_to_the_audit(client: Client, administrator: User) -> None:
    administrator.set_password(PASSWORD)
    administrator.save()
    client.post("/admin/login/", {"username": administrator.email.upper(), "password": PASSWORD})
    assert entries().get(act="staff.signed_in").object == f"account {administrator.pk}"


def test_the_admin_runs_no_script_of_others_and_none_inline(staff: Client) -> None:
    policy = staff.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval';" in policy and "default-src 'none'" in policy
