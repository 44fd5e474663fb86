"""A no that is typed into a tag or a note is known for what it is."""

import pytest

from kmu_crm.desk import unheard


@pytest.mark.parametrize(
    "words", ["keine Werbung", "will keine Werbung mehr", "verstorben", "nicht anrufen", "Werbewiderspruch", "†"]
)
def test_a_no(words):
    assert unheard.is_no("ruft wieder an", words)


@pytest.mark.parametrize("words", ["Stammkunde", "nicht erreicht", "will mehr Werbung", "ruft nicht zurück", ""])
def test_no_no(words):
    assert not unheard.is_no(words)


def test_beside_a_name_only_what_is_a_remark():
    assert unheard.is_no_in("family_name", "Abel (verstorben)")
    assert not unheard.is_no_in("family_name", "Robinson")
    assert unheard.is_no_in("note", "keine Werbung")
