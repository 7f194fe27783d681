from __future__ import annotations

import pytest
from django.test import Client

from sync_server.audit.queries import entries_about
from sync_server.certificates.models import Credential, State
from tests.factories.certificates import a_credential
from tests.factories.server import an_account
from tests.factories.staff import an_administrator, signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    return signed_in(an_administrator())


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


def test_staff_read_how_a_certificates_dates_are_known(staff: Client) -> None:
    page = text(staff, f"/admin/certificates/credential/{a_credential().pk}/change/")
    assert "by the computer&#x27;s clock, checked on 18 Nov 2026" in page


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


def test_staff_without_a_role_cannot_revoke_or_download() -> None:
    client = signed_in(an_account(is_staff=True))
    address = f"/admin/certificates/credential/{a_credential().pk}"
    assert client.post(f"{address}/revoke/", {"reason": "Mine."}).status_code == 403
    assert client.get(f"{address}/pdf/").status_code == 403
