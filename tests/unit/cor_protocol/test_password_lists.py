"""Common passwords are found however they are dressed up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_protocol.password_lists import bare, folded, is_listed, key, left_without, long_passwords

_LEET = str.maketrans("aeiost", "431057")


def test_asvs_6_2_4_the_list_has_over_3000_passwords_that_are_long_enough_to_be_chosen() -> None:
    listed = long_passwords()
    assert len(listed) >= 3000
    assert min(map(len, listed)) >= 15
    assert len({key(each) for each in listed}) == len(listed)


def test_the_list_is_sorted() -> None:
    assert list(long_passwords()) == sorted(long_passwords())


@given(
    st.sampled_from([each for each in long_passwords() if bare(each + "1") == each]),
    st.sampled_from(
        [str, str.upper, str.title, lambda text: text.translate(_LEET), lambda text: text.replace(" ", "-")]
    ),
    st.sampled_from(["", "1", "99", "!", "7!!"]),
)
def test_asvs_6_2_12_case_leet_blanks_and_a_tail_change_nothing(listed: str, dress: object, tail: str) -> None:
    assert callable(dress)
    assert is_listed(dress(listed) + tail)


def test_a_common_short_password_with_a_tail_is_listed() -> None:
    assert is_listed("Password1234567")


@pytest.mark.parametrize("text", ["seven quiet herons wading", "fidget kansas oboe trellis", "", "   "])
def test_what_nobody_else_uses_is_not_listed(text: str) -> None:
    assert not is_listed(text)


def test_digits_and_signs_around_are_taken_off_up_to_eight() -> None:
    assert bare("12herons wading!!") == "herons wading"
    assert bare("heron123456789") == "heron123456789"
    assert bare("123456") == "123456"


def test_two_ways_to_write_the_same_text_are_one() -> None:
    assert folded("E\u0301COLE ﬁn") == folded("\u00c9cole fin")


def test_names_are_taken_out_in_whatever_leet() -> None:
    assert left_without("l0velace quietly", ("lovelace",)) == " quietly"
    assert left_without("adaada", ("ada",)) == ""
    assert left_without("herons", ()) == "herons"
