"""All that is held about a learner, put together: what the page shows and the copies hold."""

from __future__ import annotations

from functools import cached_property

from cor_desktop.actions.my_data import Held
from cor_desktop.clock import Reading, local_time
from cor_desktop.learning.catalog import Catalog
from cor_desktop.presenters.my_data.about import about_you, certificates, this_computer
from cor_desktop.presenters.my_data.names import Times, Titles
from cor_desktop.presenters.my_data.parts import Part
from cor_desktop.presenters.my_data.record import Record
from cor_desktop.presenters.my_data.server import ServerSays, at_the_server


class Whole:
    """What is `here`, and what lies `there` as far as the server said. Words come in the language that is set.

    It may be made to be read `later`.
    """

    def __init__(
        self, held: Held, says: ServerSays, catalog: Catalog, reading: Reading, *, later: bool = False
    ) -> None:
        self.held = held
        self.says = says
        self.now = local_time(reading.wall, reading.offset)
        self._titles = Titles(catalog)
        self._times = Times(reading.wall, reading.offset, later=later)
        self._record = Record(held, self._titles, self._times)

    @cached_property
    def here(self) -> tuple[Part, ...]:
        """On this computer."""
        record, held = self._record, self.held
        parts = (
            about_you(held),
            record.learning,
            record.visits,
            record.others,
            certificates(held),
            this_computer(held, self._titles, self._times),
        )
        return tuple(part for part in parts if part is not None)

    @cached_property
    def there(self) -> Part:
        """On the server."""
        return at_the_server(self.held, self.says, self._record, self._times, self.now)
