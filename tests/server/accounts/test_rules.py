from __future__ import annotations

import pytest

from cor_protocol.problems import Problem
from sync_server.accounts import rules
from sync_server.accounts.models import User
from sync_server.common.refusals import Refused


def test_a_name_is_tidied() -> None:
    assert rules.checked_name("  Ada \n  Maria ", rules.FIRST_NAME) == "Ada Maria"


@pytest.mark.parametrize("name", ["", " \t ", "...", "😀", "a\u0000b", "x" * 11])
def test_a_name_that_cannot_be_one_is_refused_by_its_field(name: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.checked_name(name, rules.FIRST_NAME._replace(longest=10))
    assert "first name" in refused.value.message


@pytest.mark.parametrize("name", ["Ó Súilleabháin", "Nguyễn", "王", "O'Neil-Smith"])
def test_names_are_as_people_write_them(name: str) -> None:
    assert rules.checked_name(name, rules.LAST_NAME) == name


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a b@example.org", "x" * 250 + "@example.org"])
def test_an_address_that_cannot_be_one_is_refused(email: str) -> None:
    with pytest.raises(Refused, match="invalid_field"):
        rules.checked_email(email)


def test_asvs_6_2_9_a_password_may_be_long_but_not_endless() -> None:
    rules.check_password(" ".join(f"heron {number * number}" for number in range(90)), User())
    with pytest.raises(Refused) as refused:
        rules.check_password("x" * 2000, User())
    assert refused.value.problem is Problem.WEAK_PASSWORD


def test_what_a_device_runs_is_kept_as_plain_text() -> None:
    assert rules.plain("Wín\u0000dows\ud800 " + "x" * 99) == ("Wndows " + "x" * 99)[:64]
