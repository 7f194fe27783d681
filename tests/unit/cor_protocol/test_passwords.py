"""What a password must be: long, and not what others try first."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cor_desktop.presenters.passphrase import new_passphrase, words
from cor_protocol.password_lists import long_passwords
from cor_protocol.passwords import LONGEST, SHORTEST, faults, strength

CONTEXT = ("Ada", "Lovelace", "ada.lovelace@example.org", "Springfield School District", "COR server")


def codes(password: str, *, second_factor: bool = False) -> list[str]:
    return [fault.code for fault in faults(password, CONTEXT, second_factor=second_factor)]


def test_asvs_6_2_1_alone_it_has_15_characters_and_8_with_a_second_factor() -> None:
    assert codes("owl fjord tundr") == []
    assert codes("owl fjord tund") == ["too_short"]
    assert codes("fjord qu", second_factor=True) == []
    assert codes("fjord q", second_factor=True) == ["too_short"]


def test_asvs_6_2_9_up_to_1024_characters_are_kept_whole() -> None:
    varied = "".join(chr(0x4E00 + place * place * 7 % 20_011) for place in range(LONGEST + 1))
    assert codes(varied[:LONGEST]) == []
    assert codes(varied) == ["too_long"]


@pytest.mark.parametrize(
    "password", ["siedmiu cichych czapli", "sieben stille Reiher waten", "семь тихих цапель у реки"]
)
def test_asvs_6_2_5_any_letters_and_blanks_will_do_and_no_digit_or_sign_is_asked_for(password: str) -> None:
    assert codes(password) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        (" " * 20, "repeated"),
        ("a" * 15, "repeated"),
        ("passwordpassword", "repeated"),
        ("P4$$w0rdP4$$w0rd!", "repeated"),
        ("123456789012345", "walk"),
        ("qwertyuiopasdfgh", "walk"),
        ("Manchester United 1999!", "common"),
        ("correct horse battery staple", "common"),
        ("To be, or not to be", "common"),
        ("AdaLovelace2026!", "personal"),
        ("ada.lovelace@example.org", "personal"),
        ("l0velace-1815-11-27", "personal"),
        ("COR Desktop 2026!!", "personal"),
        ("springfieldschool1", "personal"),
        ("internationalized", "guessable"),
        ("quiet herons \ud800 wading", "characters"),
        ("quiet herons \0 wading", "characters"),
    ],
)
def test_asvs_6_2_4_what_others_try_first_is_refused(password: str, code: str) -> None:
    assert code in codes(password)


def test_asvs_6_2_4_no_listed_password_is_accepted() -> None:
    assert [listed for listed in long_passwords() if not codes(listed)] == []


@settings(max_examples=200)
@given(st.sampled_from(long_passwords()), st.sampled_from([str.upper, str.title, str.swapcase]), st.integers(0, 99))
def test_asvs_6_2_12_a_variant_of_a_listed_password_is_refused(listed: str, dress: object, year: int) -> None:
    assert callable(dress)
    assert codes(dress(listed) + str(year) + "!")


@settings(max_examples=300)
@given(st.lists(st.sampled_from(words()), min_size=5, max_size=5), st.sampled_from([" ", "-", ".", ""]))
def test_five_words_drawn_at_random_are_accepted(drawn: list[str], between: str) -> None:
    if len(set(drawn)) == len(drawn):
        assert codes(between.join(drawn)) == []


def test_400_generated_passphrases_are_accepted() -> None:
    refused = []
    for _ in range(400):
        refused += codes(new_passphrase())
    assert refused == []


@settings(max_examples=300)
@example("\ud800" * 20, ("\ud800",))
@example("4@8({[<369&1!|0$5+7%2x" * 3, ())
@given(st.text(st.characters(), max_size=80), st.lists(st.text(max_size=20), max_size=4).map(tuple))
def test_no_text_breaks_the_rule(password: str, context: tuple[str, ...]) -> None:
    found = faults(password, context)
    assert all(fault.sentence.endswith(".") for fault in found)
    assert 0 <= strength(password, context).score <= (1 if found else 4)


def test_two_ways_to_write_the_same_password_are_judged_alike() -> None:
    composed, taken_apart = "\u00e9t\u00e9 \u00e0 la r\u00e9union", "e\u0301te\u0301 a\u0300 la re\u0301union"
    assert codes(composed) == codes(taken_apart) == []


@pytest.mark.parametrize(
    ("password", "score", "word"),
    [
        ("", 0, "very weak"),
        ("passwordpassword", 0, "very weak"),
        ("correct horse battery staple", 1, "weak"),
        ("summerwinterspring2026", 2, "fair"),
        ("seven quiet herons", 3, "good"),
        ("seven quiet herons wading", 4, "strong"),
    ],
)
def test_strength_has_a_word(password: str, score: int, word: str) -> None:
    found = strength(password, CONTEXT)
    assert (found.score, found.word) == (score, word)
    assert len(found.suggestions) == (0 if score == 4 else 1 if score > 1 else 2)


def test_an_empty_field_loads_nothing() -> None:
    """The guide looks at it when its page opens."""
    looks = (
        "import sys; from cor_protocol import passwords as rule; rule.strength('', ()); print('zxcvbn' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout == "False\n"


def test_a_sentence_names_the_length_that_holds() -> None:
    (fault,) = faults("owl fjor", CONTEXT)
    assert str(SHORTEST) in fault.sentence
    (fault,) = faults("owl fj", CONTEXT, second_factor=True)
    assert "8 characters" in fault.sentence


def test_no_fault_repeats_the_password() -> None:
    planted = "plantedplantedplanted"
    assert not any("planted" in repr(each) for each in (*faults(planted, ()), strength(planted, ())))


def test_whoever_asks_says_it_in_their_language() -> None:
    def aloud(sentence: str) -> str:
        return sentence.upper().replace("{SHORTEST}", "{shortest}")

    (fault,) = faults("short", (), say=aloud)
    assert fault.sentence.startswith(f"THIS PASSWORD IS TOO SHORT. IT NEEDS AT LEAST {SHORTEST} CHARACTERS")
    assert strength("short", (), say=aloud).suggestions[0].startswith(f"ADD WORDS UNTIL IT HAS {SHORTEST}")
