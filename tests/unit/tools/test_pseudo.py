from __future__ import annotations

from tools.pseudo import accented, from_right


def test_a_pseudo_sentence_is_accented_a_third_longer_and_in_brackets() -> None:
    assert accented("Start") == "[Šţàŕţ··]"


def test_named_fields_stay_as_they_are() -> None:
    assert accented("Completed on {day}").format(day="3 May") == "[Çöɱþļéţéð öñ 3 May······]".replace("ɱþ", "mp")


def test_the_other_one_runs_from_the_right() -> None:
    assert from_right("Start") == "\u200f\u202e[Šţàŕţ··]\u202c"


def test_each_paragraph_stands_in_brackets_of_its_own() -> None:
    assert accented("No\n\nYes") == "[Ñö·]\n\n[Ýéš·]"
    assert from_right("No\n\nYes").count("\u202e") == 2
