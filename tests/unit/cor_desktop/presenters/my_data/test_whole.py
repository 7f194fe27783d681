from __future__ import annotations

from collections.abc import Callable

from cor_desktop.actions.my_data import Held
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.my_data.server import ServerSays
from cor_desktop.presenters.my_data.whole import Whole
from tests.fakes.clock import HandClock
from tests.unit.cor_desktop.presenters.my_data.conftest import kept


def test_the_parts_stand_in_their_order(holding: Callable[..., Held], catalog: Catalog) -> None:
    whole = Whole(holding(kept("policy.acknowledged", "1")), ServerSays(), catalog, HandClock().read())
    assert [part.title for part in whole.here] == [
        "About you",
        "What you learned",
        "Days and pages",
        "Privacy policy, and other notes",
        "Certificates",
        "Everything else here",
    ]
    assert whole.there.title == "What the server holds"


def test_a_part_with_nothing_to_say_is_left_out(holding: Callable[..., Held], catalog: Catalog) -> None:
    whole = Whole(holding(), ServerSays(), catalog, HandClock().read())
    assert len(whole.here) == 5
