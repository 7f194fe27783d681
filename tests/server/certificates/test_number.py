from __future__ import annotations

import re

import pytest
from pytest_django.fixtures import Settings

from sync_server.certificates.number import normalized, number_for


def test_a_number_is_three_groups_of_speakable_letters() -> None:
    assert re.fullmatch(r"COR(-[0-9A-HJKMNP-TV-Z]{4}){3}", number_for("learner", "a-module"))


def test_numbers_come_from_the_whole_alphabet_and_do_not_repeat() -> None:
    numbers = {number_for(f"learner{place}", "a-module") for place in range(2000)}
    assert len(numbers) == 2000
    assert len(set("".join(number[4:] for number in numbers))) == 33


def test_the_same_award_has_the_same_number_and_every_other_has_another() -> None:
    number = number_for("learner", "a-module")
    assert number_for("learner", "a-module") == number
    assert number not in {number_for("learner", "b-module"), number_for("other", "a-module")}


def test_nobody_without_the_servers_secret_can_work_a_number_out(settings: Settings) -> None:
    number = number_for("learner", "a-module")
    settings.SECRET_KEY = "another secret, which is long enough to be one"
    assert number_for("learner", "a-module") != number


@pytest.mark.parametrize(
    "typed",
    ["COR-7F3K-92QX-M4TD", "cor 7f3k 92qx m4td", "7F3K92QXM4TD", " COR-7F3K–92QX–M4TD ", "cor7f3k92qxm4td"],
)
def test_a_number_is_understood_however_it_is_typed(typed: str) -> None:
    assert normalized(typed) == "COR-7F3K-92QX-M4TD"


def test_letters_that_sound_or_look_like_digits_are_read_as_digits() -> None:
    assert normalized("COR-OIL1-0000-1111") == "COR-0111-0000-1111"


@pytest.mark.parametrize("typed", ["", "COR", "hello", "🙂", "COR-7F3K-92QX-M4TD-XXXX"])
def test_other_text_is_no_number(typed: str) -> None:
    assert not re.fullmatch(r"COR(-[0-9A-Z]{4}){3}", normalized(typed))
