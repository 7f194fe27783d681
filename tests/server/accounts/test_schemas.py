from __future__ import annotations

import pytest
from pydantic import ValidationError

from sync_server.accounts.schemas import AccountChangesIn, MachineIn


@pytest.mark.parametrize("text", ["half \ud800", "zero \u0000"])
@pytest.mark.parametrize("field", ["device", "learner", "platform", "client"])
def test_text_that_some_database_does_not_hold_is_not_of_its_form(field: str, text: str) -> None:
    with pytest.raises(ValidationError):
        MachineIn.model_validate({"device": "d", field: text})


def test_every_other_letter_is_taken_as_it_is() -> None:
    assert AccountChangesIn(first_name="鷺 🪶 é\n").first_name == "鷺 🪶 é\n"
