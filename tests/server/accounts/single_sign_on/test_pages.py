from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from sync_server.accounts.models import User
from sync_server.audit.models import Entry
from sync_server.organizations.models import Membership
from tests.factories.mails import mails_to
from tests.factories.server import PASSWORD, an_account_with_password
from tests.factories.sign_on import BACK, LOGIN, a_member_by_sign_on, there_and_back, with_sign_on
from tests.factories.staff import code_of, signed_in, with_second_factor
from tests.fakes.lying_provider import LyingProvider, lying_provider
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db
ADDRESS = "rosa@lakeside.example"
CONNECT = "/accounts/connect/"


@pytest.fixture
def provider() -> Iterator[LyingProvider]:
    with lying_provider() as provider:
        yield provider


def _is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_somebody_new_reads_the_policy_and_is_a_member_without_a_password(
    client: Client, provider: LyingProvider
) -> None:
    organization = with_sign_on(provider)
    rosa = a_member_by_sign_on(client, provider, organization)
    assert (rosa.first_name, rosa.last_name, rosa.has_usable_password()) == ("Rosa", "Diaz", False)
    assert EmailAddress.objects.get(user=rosa).verified
    assert Membership.objects.get(account=rosa).organization == organization
    assert rosa.acknowledgements.count() == 1
    assert _is_signed_in(client)
    assert mails_to(ADDRESS) == []


def test_whoever_came_before_is_signed_in_at_once(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    a_member_by_sign_on(client, provider, organization)
    again = Client()
    assert there_and_back(again, provider, organization, to="/accounts/")["Location"] == "/accounts/"
    assert _is_signed_in(again)
    assert User.objects.count() == 1


def test_nothing_of_what_the_provider_says_is_kept_beside_the_account(client: Client, provider: LyingProvider) -> None:
    provider.claims = {"sub": "planted-subject", "phone_number": "planted-number"}
    a_member_by_sign_on(client, provider, with_sign_on(provider))
    joined = SocialAccount.objects.get()
    assert (joined.extra_data, "planted" in joined.uid) == ({}, False)


@pytest.mark.parametrize("said", [False, "false", "true", None, 1])
def test_an_address_counts_as_verified_only_where_just_that_is_said(
    client: Client, provider: LyingProvider, said: object
) -> None:
    provider.claims = {"email_verified": said}
    a_member_by_sign_on(client, provider, with_sign_on(provider))
    assert not EmailAddress.objects.get().verified
    assert not _is_signed_in(client)
    assert len(mails_to(ADDRESS)) == 1


def test_the_policy_is_asked_for(client: Client, provider: LyingProvider) -> None:
    there_and_back(client, provider, with_sign_on(provider))
    answer = client.post("/accounts/3rdparty/signup/", {"first_name": "Rosa", "last_name": "Diaz"})
    assert b"Please read the privacy policy" in answer.content
    assert User.objects.count() == 0


def test_the_address_of_the_welcome_page_is_the_provider_s(client: Client, provider: LyingProvider) -> None:
    rosa = a_member_by_sign_on(client, provider, with_sign_on(provider))
    assert rosa.email == ADDRESS


def test_asvs_6_8_1_no_provider_opens_an_account_by_claiming_its_address(
    client: Client, provider: LyingProvider
) -> None:
    victim = an_account_with_password(email=ADDRESS)
    answer = there_and_back(client, provider, with_sign_on(provider))
    assert answer["Location"] == CONNECT
    assert not _is_signed_in(client)
    assert SocialAccount.objects.count() == 0
    page = client.get(CONNECT).content.decode()
    assert "You have an account here already" in page
    assert client.post(CONNECT).status_code == 200
    assert (SocialAccount.objects.count(), Membership.objects.filter(account=victim).count()) == (0, 0)


def test_its_owner_signs_in_once_with_the_password_and_joins_the_two(client: Client, provider: LyingProvider) -> None:
    owner = an_account_with_password(email=ADDRESS)
    organization = with_sign_on(provider)
    there_and_back(client, provider, organization, to="/accounts/")
    client.post(f"/accounts/login/?next={CONNECT}", {"login": ADDRESS, "password": PASSWORD})
    assert "from now on?" in client.get(CONNECT).content.decode()
    assert SocialAccount.objects.count() == 0, "looking is not joining"
    assert client.post(CONNECT)["Location"] == "/accounts/"
    assert SocialAccount.objects.get().user == owner
    assert Membership.objects.get(account=owner).organization == organization
    assert len(mails_to(ADDRESS)) == 1, "the owner is told"
    again = Client()
    there_and_back(again, provider, organization)
    assert _is_signed_in(again)


def test_whoever_is_signed_in_already_has_to_do_it_anew(provider: LyingProvider) -> None:
    """Or a few seconds at somebody's open browser would be enough to get into the account for good."""
    browser = signed_in(an_account_with_password(email=ADDRESS))
    there_and_back(browser, provider, with_sign_on(provider))
    assert not _is_signed_in(browser)


def test_what_waits_for_a_password_waits_a_quarter_of_an_hour(
    client: Client, provider: LyingProvider, time: Clock
) -> None:
    provider.claims = {"iat": 1_700_000_000, "exp": 4_000_000_000}
    an_account_with_password(email=ADDRESS)
    there_and_back(client, provider, with_sign_on(provider))
    time.forward(15 * 60)
    answer = client.get(CONNECT)
    assert (answer.status_code, b"This sign-in is over" in answer.content) == (404, True)


def test_asvs_6_8_1_another_issuer_in_the_place_of_the_first_begins_with_nobody(
    client: Client, provider: LyingProvider
) -> None:
    organization = with_sign_on(provider)
    a_member_by_sign_on(client, provider, organization)
    with lying_provider() as another:
        from sync_server.accounts.single_sign_on import clients

        clients.set_up(organization.slug, organization.name, clients.Client(another.issuer, "cor-server", "secret"))
        stranger = Client()
        assert there_and_back(stranger, another, organization)["Location"] == CONNECT
    assert not _is_signed_in(stranger)


def test_a_way_back_is_gone_once(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    away = client.get(LOGIN.format(organization.slug))
    back = BACK.format(organization.slug) + provider.seen(away["Location"])
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 401
    assert Entry.objects.latest("id").reason == "an answer to no sign-in, or to one that is over"


def test_a_way_back_belongs_to_the_browser_that_went(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    away = client.get(LOGIN.format(organization.slug))
    answer = Client().get(BACK.format(organization.slug) + provider.seen(away["Location"]))
    assert answer.status_code == 401
    assert User.objects.count() == 0


def test_whoever_stops_there_reads_that_nothing_was_changed(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    provider.seen(client.get(LOGIN.format(organization.slug))["Location"])
    back = BACK.format(organization.slug) + f"?error=access_denied&state={provider.asked['state']}"
    assert b"You stopped the sign-in" in client.get(back, follow=True).content
    assert Entry.objects.latest("id").reason == "cancelled there"


@pytest.mark.parametrize("address", [LOGIN, BACK])
@pytest.mark.parametrize("name", ["nobody", "openid_connect"])
def test_a_provider_that_is_not_there_has_no_page(
    client: Client, provider: LyingProvider, address: str, name: str
) -> None:
    with_sign_on(provider)
    with_sign_on(provider)
    assert client.get(address.format(name)).status_code == 404


def test_nobody_is_led_anywhere_else_afterwards(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    a_member_by_sign_on(client, provider, organization)
    answer = there_and_back(Client(), provider, organization, to="https://evil.example/")
    assert answer["Location"] == "/accounts/"


def test_asvs_6_3_3_staff_who_come_so_still_show_their_second_factor(provider: LyingProvider) -> None:
    organization, browser = with_sign_on(provider), Client()
    rosa = a_member_by_sign_on(browser, provider, organization)
    secret = with_second_factor(rosa)
    again = Client()
    answer = there_and_back(again, provider, organization)
    assert (answer["Location"].partition("?")[0], _is_signed_in(again)) == ("/accounts/2fa/authenticate/", False)
    again.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert _is_signed_in(again)


def test_an_account_that_is_closed_stays_closed(client: Client, provider: LyingProvider) -> None:
    organization = with_sign_on(provider)
    rosa = a_member_by_sign_on(client, provider, organization)
    rosa.is_active = False
    rosa.save()
    again = Client()
    there_and_back(again, provider, organization)
    assert not _is_signed_in(again)
