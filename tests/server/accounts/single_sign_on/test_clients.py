from __future__ import annotations

import pytest
from allauth.socialaccount.models import SocialApp

from sync_server.accounts.single_sign_on import clients
from sync_server.accounts.single_sign_on.clients import Client

pytestmark = pytest.mark.django_db
ISSUER = "https://id.example.org"


def test_what_is_offered_is_in_order_of_names_and_gives_away_nothing_else() -> None:
    clients.set_up("west", "Westside", Client(ISSUER, "us", "planted-secret"))
    clients.set_up("lake", "Lakeside", Client(ISSUER, "us", "planted-secret"))
    assert clients.offered() == [{"id": "lake", "name": "Lakeside"}, {"id": "west", "name": "Westside"}]


def test_setting_one_up_again_changes_it() -> None:
    clients.set_up("lake", "Lakeside", Client(ISSUER, "us", "first"))
    clients.set_up("lake", "Lakeside", Client("https://new.example.org", "us", "second"))
    assert [row.settings["server_url"] for row in SocialApp.objects.all()] == ["https://new.example.org"]


def test_a_long_name_is_offered_whole() -> None:
    name = "The School District of the Three Lakes and All Their Islands"
    clients.set_up("lake", name, Client(ISSUER, "us", "secret"))
    assert clients.offered() == [{"id": "lake", "name": name}]


@pytest.mark.parametrize(
    ("id", "client"),
    [
        ("lake", Client("http://id.example.org", "us", "secret")),
        ("lake", Client("id.example.org", "us", "secret")),
        ("lake", Client(ISSUER, "", "secret")),
        ("lake", Client(ISSUER, "us", "")),
        ("openid_connect", Client(ISSUER, "us", "secret")),
    ],
)
def test_what_could_not_work_or_not_safely_is_refused_in_a_sentence(id: str, client: Client) -> None:
    with pytest.raises(ValueError, match=r"^[A-Zo].*\.$"):
        clients.set_up(id, "Lakeside", client)
    assert clients.offered() == []


def test_a_secret_is_not_repeated() -> None:
    assert "planted-secret" not in repr(Client(ISSUER, "us", "planted-secret"))
