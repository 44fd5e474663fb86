"""Remarks that stand beside a name or a street, for want of a better place."""

import pytest

from kmu_crm.fields import beside


@pytest.mark.parametrize(
    "cell",
    [
        "Eva Schmidt (verstorben)", "Otto Huber - KEINE WERBUNG", "Müller †", "† Müller", "Schmidt (keine Werbung!)", "verstorben",
        "*** verstorben ***", "Müller verst.", "Müller (verst. 3/2021)", "Huber †2023", "Huber, Werbesperre", "Huber / Werbewiderspruch",
        "Berg verstorben", "verstorben Kurz", "KEINE WERBUNG! Berg", "Weg 7 (verstorben)", "Weg 7 - bitte nicht anschreiben",
        "Bäckerei Huber GmbH [keine Werbung]", "Huber *nicht kontaktieren*", "Abel – verstorben am 3.4.2021", "Abel_verstorben",
        "Huber keine Werbung mehr", "Anna Gast (gest. 2022)", "Meier-Lang (deceased)", "Huber: keine Werbung erwünscht",
        "Robinsonliste! Kern", "!!! KEINE WERBUNG !!!", "Maler Kern e.K. -KEINE WERBUNG-",
    ],
)  # fmt: skip
def test_a_clear_no_beside_a_name_objects(cell):
    assert beside.objects(cell)
    assert not beside.may_object(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "Huber - gesperrt", "gesperrt Ida Kurz", "Huber (abgemeldet)", "Lang, nicht anrufen", "Kern (Robinson)", "Kern / kein Newsletter",
        "Hans (†) und Eva Abel", "Maria Huber (Mann verstorben)", "Berg (Inhaber verstorben)", "Erben nach Otto Abel †", "Weg 3 (gesperrt)",
        "Bestattungen † Kern GmbH", "Abel (+ 12.3.2021)", "Keine Werbung GmbH", "Anna und Otto Kern, verstorben", "Witwe Kern (verstorben)",
        "Huber - möchte keine Kataloge", "gesperrt", "Kern (tot)", "Kern - gelöscht", "Kern (Newsletter: nein)",
    ],
)  # fmt: skip
def test_what_may_be_one_is_told_and_decides_nothing(cell):
    assert beside.may_object(cell)
    assert not beside.objects(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "Werbung & Druck GmbH", "Robinson Club GmbH", "Robinson", "Peter Robinson", "Robinson, Peter", "Huber Werbeagentur", "Park 7",
        "Sperrgasse 3", "Bounce Fitness GmbH", "Blacklist Records", "Kontaktlinsen Huber GmbH", "Post & Brief Service", "Gesperrter",
        "Storbeck, Anna", "Keiner, Otto", "Anna Nichterlein", "Huber (nicht verstorben)", "Müller (keine Werbesperre)", "Am Sperrbrunnen 1",
        "Verst", "Anna Kern-Verst", "Verstärkerbau Kern", "Werbemittel Kern - Druck und Werbung", "Newsletter Verlag (Anzeigen)",
        "No Limits Marketing GmbH", "Herr Stopp", "Löschpapier KG", "Aussenstelle Süd", "Sperrgasse 7",
        "Opt-In Media AG", "Kein & Söhne", "Kern (geb. Lang)", "Kern, Dr. Anna",
    ],
)  # fmt: skip
def test_a_name_that_only_holds_such_a_word_is_a_name(cell):
    assert not beside.objects(cell)
    assert not beside.may_object(cell)
