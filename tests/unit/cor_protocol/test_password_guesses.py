"""How many tries a password would take."""

from __future__ import annotations

import threading

from zxcvbn import matching

from cor_protocol.password_guesses import LOOKED_AT, guesses


def test_words_that_do_not_belong_together_take_more_tries_than_a_common_word() -> None:
    assert guesses("internationally", ()) < 6 < 15 < guesses("seven quiet herons wading", ())


def test_leet_counts_for_little() -> None:
    assert guesses("1nt3rn4t10n4lly", ()) < guesses("internationally", ()) + 2


def test_typing_it_again_counts_for_nothing() -> None:
    assert guesses("kestrel" * 5, ()) == guesses("kestrel", ())


def test_what_is_known_of_the_owner_counts_for_nothing() -> None:
    assert guesses("wigglesworth", ("wigglesworth",)) < 2 < guesses("wigglesworth", ())


def test_only_the_first_64_characters_are_looked_at() -> None:
    varied = "".join(map(chr, range(0x4E00, 0x4E00 + 3 * LOOKED_AT, 3)))
    assert guesses(varied, ()) == guesses(varied[:LOOKED_AT], ())


def test_the_context_is_kept_nowhere() -> None:
    """The library's own front door leaves it in a table that all threads share."""
    others = threading.Thread(target=guesses, args=("seven quiet herons", ("plantedname",)))
    others.start()
    guesses("seven quiet herons", ("plantedname",))
    others.join()
    assert "plantedname" not in str(matching.RANKED_DICTIONARIES.get("user_inputs"))


def test_nothing_takes_no_tries() -> None:
    assert guesses("", ()) == 0
