"""How mails read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import allauth
import pytest
from django.template.loader import get_template
from pytest_django.fixtures import Settings

from sync_server.mail.domain import NEWS_SECONDS, send, send_at_once
from sync_server.mail.route import Console
from tests.factories.mails import Mail, code_to, mails_to
from tests.server.conftest import Clock

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
OURS = Path(__file__).parents[3] / "sync_server" / "mail" / "templates"
THEIRS = Path(allauth.__file__).parent / "templates"
NOT_SENT = {
    "account/email/login_code",  # nobody signs in by code alone
    "account/email/password_reset_key",  # a reset goes by code
}
CONTEXT: dict[str, Any] = {
    "account/email/email_changed": {"from_email": ADA, "to_email": "ada.l@example.org"},
    "account/email/email_deleted": {"deleted_email": ADA},
    "accounts/invitation": {
        "link": "https://learn.example.org/accounts/invitation/5f3b/",
        "hours": 72,
        "roles": ["Support staff", "Privacy officer"],
    },
    "socialaccount/email/account_connected": {"provider": "Cedar Valley"},
    "socialaccount/email/account_disconnected": {"provider": "Cedar Valley"},
}
CODES = ("email_confirmation", "email_confirmation_signup", "password_reset_code")


def prefixes(folder: Path) -> set[str]:
    """All mails worded in a folder of templates."""
    found = folder.rglob("*_subject.txt")
    return {path.relative_to(folder).as_posix().removesuffix("_subject.txt") for path in found}


def written(template: str, **context: Any) -> Mail:
    code = {"code": "ABCD-EFGH"} if template.endswith(CODES) else {}
    send(template, ADA, **CONTEXT.get(template, {}) | code | context)
    return mails_to(ADA)[-1]


@pytest.fixture(autouse=True)
def named(settings: Settings) -> None:
    settings.COR_SERVER_NAME = "COR at Łódź & Sons"
    settings.COR_HELP = "help@example.org"


def test_every_mail_that_allauth_can_send_is_worded_by_us() -> None:
    assert prefixes(THEIRS) - prefixes(OURS) == NOT_SENT


@pytest.mark.parametrize("template", sorted(prefixes(OURS)))
def test_the_words_are_ours_not_those_of_allauth(template: str) -> None:
    for end in ("_subject.txt", "_message.txt"):
        compiled: Any = get_template(template + end)
        assert Path(compiled.origin.name).is_relative_to(OURS)


@pytest.mark.parametrize("template", sorted(prefixes(OURS)))
def test_each_says_who_writes_to_whom_and_what_to_do_if_it_was_not_you(template: str) -> None:
    mail = written(template)
    assert mail.message.startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    for words in ("COR at Łódź & Sons", "written by", f"for {ADA}", "help@example.org"):
        assert words in mail.message
    if template != "mail/test":
        assert "was not you" in mail.message or "did not expect it" in mail.message
    assert 8 < len(mail.subject) < 78


@pytest.mark.parametrize("template", sorted(prefixes(OURS)))
def test_the_html_says_the_same_and_fetches_nothing(template: str) -> None:
    mail = written(template)
    assert "COR at Łódź &amp; Sons" in mail.html_message
    assert not any(word in mail.html_message for word in ("<img", "src=", "url(", "@import", "<script", "{{", "{%"))
    for line in mail.message.splitlines():
        if not line.startswith("--"):
            assert all(word.replace("&", "&amp;").replace('"', "&quot;") in mail.html_message for word in line.split())


@pytest.mark.parametrize("name", CODES)
def test_a_code_stands_in_a_line_of_its_own_large_and_with_its_end(name: str) -> None:
    mail = written(f"account/email/{name}")
    assert code_to(ADA) == "ABCD-EFGH"
    assert "valid for 30 minutes" in mail.message and "ABCD-EFGH" not in mail.subject
    (large,) = [line for line in mail.html_message.splitlines() if ">ABCD-EFGH<" in line]
    assert "monospace" in large and "font-size: 30px" in large


def test_an_invitation_carries_its_link_whole_and_how_long_it_is_good_for() -> None:
    mail = written("accounts/invitation", link="https://learn.example.org/accounts/invitation/" + "x" * 60 + "/")
    link = CONTEXT["accounts/invitation"]["link"].replace("5f3b", "x" * 60)
    assert link in mail.message.splitlines() and f'href="{link}"' in mail.html_message
    words = " ".join(mail.message.split())
    assert "as support staff and privacy officer." in words and "within 72 hours" in words


@pytest.mark.parametrize(
    ("template", "seconds"),
    [
        ("account/email/password_reset_code", 30 * 60),
        ("accounts/invitation", 72 * 3600),
        ("account/email/password_changed", NEWS_SECONDS),
    ],
)
def test_a_mail_is_worth_sending_as_long_as_what_it_carries(template: str, seconds: int, time: Clock) -> None:
    expires = written(template).expires_at
    assert expires is not None and int(expires.timestamp()) == time.now + seconds


def test_asvs_1_3_7_what_somebody_typed_stays_text() -> None:
    mail = written("account/email/email_changed", to_email="<b>{{ help }}{% now 'Y' %}</b>")
    assert "<b>{{ help }}{% now 'Y' %}</b>" in " ".join(mail.message.split())
    assert "&lt;b&gt;{{ help }}{% now &#x27;Y&#x27; %}&lt;/b&gt;" in mail.html_message


def test_asvs_1_3_11_a_provider_with_a_line_break_in_its_name_cannot_add_to_the_header() -> None:
    with pytest.raises(ValueError, match="must be one line"):
        written("socialaccount/email/account_connected", provider="X\nBcc: eve@example.org")


def test_a_mail_that_strangers_can_cause_quotes_nothing_they_typed() -> None:
    spam = {"first_name": "WIN-NOW", "user": "WIN-NOW", "signup_url": "https://evil.example/WIN-NOW"}
    for name in ("email_confirmation_signup", "account_already_exists", "unknown_account", "password_reset_code"):
        mail = written(f"account/email/{name}", **spam)
        assert "WIN-NOW" not in mail.subject + mail.message + mail.html_message


def test_one_mail_can_be_sent_past_the_queue(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.COR_MAIL_ROUTE = Console()
    send_at_once("mail/test", ADA)
    assert "To: ada@example.org\n" in capsys.readouterr().out
    assert mails_to(ADA) == []


def test_past_the_queue_nothing_goes_where_no_way_is_set(settings: Settings) -> None:
    settings.COR_MAIL_ROUTE = None
    with pytest.raises(ValueError, match="set COR_SMTP_URL"):
        send_at_once("mail/test", ADA)
