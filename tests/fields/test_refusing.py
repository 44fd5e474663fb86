"""A no in people's own words: which hold, which are told, and which only sound like one."""

import pytest

from kmu_crm.fields import refusing


@pytest.mark.parametrize(
    "words",
    [
        "möchte nicht mehr angeschrieben werden", "darf nicht beworben werden", "Kunde soll nicht mehr kontaktiert werden", "widersprochen",
        "keine Werbezusendungen", "wünscht keine Zusendungen", "Kontakt nicht erwünscht", "keine Kontaktaufnahme mehr", "Kontaktverbot",
        "gesperrt für Werbung", "verbittet sich jede Werbung", "will nichts mehr von uns hören", "† 2023",
        "verst. 3.4.2021", "ist verstorben",
        "hat Einwilligung widerrufen", "Werbung einstellen", "VIP; keine Werbung gewünscht!", "pas de publicité", "non contattare",
        "Stammkunde. Keine Werbung!", "Liefert montags - keine Werbung", "zahlt bar\nkeine Werbung", "Keine Werbung. Zahlt bar.",
    ],
)  # fmt: skip
def test_a_cell_that_says_nothing_else_is_an_objection(words):
    assert refusing.is_objection(words)


@pytest.mark.parametrize(
    "words",
    [
        "will nicht angerufen werden", "bat darum, sie nicht mehr anzurufen", "nie wieder anrufen", "bitte nichts mehr zuschicken",
        "Newsletter nicht gewünscht", "möchte den Newsletter nicht mehr", "will keinen NL", "NL: nein", "Katalog: nein", "E-Mail: nein",
        "keine Infopost", "keine Rundmails", "keine weiteren Angebote schicken", "keine Einladungen mehr", "kein Interesse an Werbung",
        "keine Lust mehr auf unsere Post", "Anrufe untersagt", "Mailsperre", "Anrufsperre", "Newsletter stornieren", "lehnt Newsletter ab",
        "verzichtet auf Newsletter", "von Anrufen absehen", "fühlt sich durch Anrufe belästigt", "beschwert sich über Mails",
        "Abmahnung wegen Werbung", "aus Verteiler löschen", "ist aus dem Verteiler raus", "von der Mailingliste nehmen",
        "aus Kundenkartei gestrichen", "Bitte Daten löschen", "Löschung seiner Daten verlangt", "hat seine Zustimmung zurückgezogen",
        "keine Einwilligung erteilt", "verweigert Einwilligung", "hat der Nutzung seiner Daten widersprochen", "nicht per Mail",
        "keine Mailings mehr schicken", "bitte E-Mails abstellen", "will von unserer Werbung verschont bleiben", "vom Mailing ausschließen",
        "aus Newsletter nehmen", "nicht auf Verteiler setzen", "untersagt Kontaktaufnahme", "Beschwerde: zu viele Mails",
        "hat uns blockiert",
        "bitte nicht telefonisch", "will in Ruhe gelassen werden", "bitte austragen", "no newsletter", "remove from mailing list",
        "stop emailing me", "does not want to be contacted", "ne pas appeler",
        f"Zur Werbung: {'kauft gern Rosen, kommt mit der Tochter, ' * 10} nicht erwünscht", "Otto † 2020, Frau führt weiter",
    ],
)  # fmt: skip
def test_what_turns_something_down_is_told(words):
    assert refusing.may_forbid(words)
    assert not refusing.is_objection(words)


@pytest.mark.parametrize(
    "words",
    [
        "nicht auf Anrufbeantworter sprechen", "kein Newsletter gedruckt", "Daten geprüft", "will mehr Werbung", "nichts gegen Werbung",
        "konnte ihn nicht anrufen", "wurde noch nicht angerufen", "anrufen nicht vergessen", "nicht vergessen: Katalog schicken",
        "hat auf Mail nicht geantwortet", "hat keine E-Mail", "keine E-Mail vorhanden", "keine Telefonnummer bekannt",
        "kein Anruf eingegangen",
        "Widerspruch gegen Rechnung 47", "hat der Rechnung widersprochen", "Kauf widerrufen", "Auftrag gekündigt", "Rechnung storniert",
        "keine Rechnung per Post", "Rechnung nicht per Post, sondern per Mail", "Post nicht erhalten", "Angebot nicht angenommen",
        "Straße gesperrt, Zufahrt über Weg 3", "Heizkreisverteiler löschen", "kein Interesse", "will nichts zahlen",
        "Einwilligung liegt vor",
        "nicht verstorben", "keine Werbesperre", "nicht gesperrt", "Totalschaden", "bestellt im Unternehmen nicht mehr",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_no_is_not_told(words):
    assert not refusing.may_forbid(words)
    assert not refusing.is_objection(words)
