from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from cor_desktop.actions.my_account import MyAccount
from cor_desktop.actions.my_data import Held
from cor_desktop.errors import Offline
from cor_desktop.presenters.my_data.names import Times, Titles
from cor_desktop.presenters.my_data.parts import Part
from cor_desktop.presenters.my_data.record import Record
from cor_desktop.presenters.my_data.server import ServerSays, at_the_server
from tests.factories.facts import DEVICE, LEARNER
from tests.fakes.clock import TUESDAY
from tests.unit.cor_desktop.presenters.my_data.conftest import A_DAY, kept

NOW = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
ACCOUNT = MyAccount("Ana", "Bell", "ana@example.org", "", "", single_sign_on=False, has_password=True)


@pytest.fixture
def there(titles: Titles, times: Times) -> Callable[[Held, ServerSays], Part]:
    return lambda held, says: at_the_server(held, says, Record(held, titles, times), times, NOW)


def test_a_guest_reads_that_nothing_was_sent(there: Callable[..., Part]) -> None:
    part = there(Held(LEARNER, DEVICE, has_account=False, signed_in=False), ServerSays())
    assert part.sentences == ("Nothing: you have no account, so nothing of yours was ever sent.",)


def test_m1_the_account_is_shown_as_the_server_told_it(
    there: Callable[..., Part], holding: Callable[..., Held]
) -> None:
    part = there(holding(), ServerSays(ACCOUNT, NOW))
    assert part.sentences[0] == "As the server said at 15:00."
    assert [line.what for line in part.lines][:3] == ["Ana", "Bell", "ana@example.org"]


def test_without_a_connection_it_says_how_old_it_is(there: Callable[..., Part], holding: Callable[..., Held]) -> None:
    part = there(holding(last_sync=TUESDAY - 4 * A_DAY), ServerSays(trouble=Offline()))
    assert part.sentences[0] == "No connection to the server. Last known as of Friday 15:00."


def test_while_it_is_asked_that_is_said(there: Callable[..., Part], holding: Callable[..., Held]) -> None:
    assert there(holding(), ServerSays()).sentences[0] == "The server is being asked."


def test_what_cannot_be_shown_yet_is_named(there: Callable[..., Part], holding: Callable[..., Held]) -> None:
    assert there(holding(), ServerSays()).sentences[1].endswith("These two cannot be shown here yet.")


def test_what_was_sent_and_what_waits_is_told(there: Callable[..., Part], holding: Callable[..., Held]) -> None:
    held = holding(
        kept("policy.acknowledged", "1", days_ago=9),
        kept("policy.acknowledged", "2", days_ago=2),
        kept("policy.acknowledged", "3", sent=False),
    )
    part = there(held, ServerSays())
    assert {line.left: line.what for line in part.lines} == {
        "What you learned, days and pages": "2 of 3 items",
        "Privacy policy": "version 2, confirmed 22 November, 15:00",
        "Certificates": "0",
    }
    (waiting,) = part.groups
    assert waiting.words == "Only on this computer · 1 item"


def test_where_nothing_waits_there_is_no_list(there: Callable[..., Part], holding: Callable[..., Held]) -> None:
    part = there(holding(certificates=None), ServerSays())
    assert (part.groups, [line.what for line in part.lines][-2:]) == (
        (),
        ["no version confirmed", "not known just now"],
    )


def test_what_is_looked_at_is_told_as_a_matter_of_course(
    there: Callable[..., Part], holding: Callable[..., Held]
) -> None:
    said = {line.left: line.what for line in there(holding(odd=2), ServerSays()).lines}
    assert said["Unusual items"] == "2 items: kept on the server, being looked at. You need not do anything."
    assert "Unusual items" not in {line.left for line in there(holding(), ServerSays()).lines}
