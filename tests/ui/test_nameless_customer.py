"""A customer of whom only what was typed in is left says so."""

from kmu_crm.profiles.draw import NAMELESS
from kmu_crm.ui.pages.customers import words


def test_who_has_no_name_is_said_to_be_named_in_no_file() -> None:
    assert words.of_nobody(NAMELESS)
    assert not words.of_nobody("Anna Muster")
