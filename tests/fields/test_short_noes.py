"""Short remarks that say no in whatever words: told, where they speak of contact and of an end; the clearest ones hold."""

import pytest

from kmu_crm.fields import refusing


@pytest.mark.parametrize(
    "words",
    [
        "auf keinen Fall anschreiben", "auf keinen Fall kontaktieren", "unter keinen Umständen kontaktieren", "bloß nicht anschreiben",
        "Werbe-Sperre", "Werbe-Stopp", "Werbe-Widerspruch", "Anschreibesperre", "keine Anschreiben", "net anschreiben",
        "schreiben Sie mich bitte nicht mehr an", "Werbeverzicht", "Werbe-Verzicht", "Werbeablehner", "Werbegegner", "verbietet Werbung",
        "bitte unterlassen Sie Werbung", "Werbung nicht zulässig", "Werbung unzulässig", "keineWerbung", "keine_Werbung",
        "will nix mehr von uns hören",
    ],
)  # fmt: skip
def test_as_clear_as_the_known_ones_is_an_objection(words):
    assert refusing.is_objection(words)


@pytest.mark.parametrize(
    "words",
    [
        "Einwilligung fehlt", "Einwilligung nie erteilt", "nicht einverstanden mit Werbung", "hat der Werbung nicht zugestimmt",
        "hat nicht zugestimmt", "stimmt Werbung nicht zu", "nicht in Verteiler", "nicht in den Newsletter aufnehmen", "kein DOI",
        "Ausschluss Newsletter", "Newsletter: aus", "NL: 0", "Newsletter N", "DSGVO nein", "kein Bedarf an Newsletter", "Versandstopp",
        "Newsletter kein Bedarf", "keine Angebote", "wünscht keine Korrespondenz", "untersagt die Nutzung seiner Daten",
        "STOP", "löschen", "soll gelöscht werden", "Kundenkonto gelöscht", "tot", "lebt nicht mehr", "RIP", "hat als Spam markiert",
        "Aus dem Newsletter entfernt", "Newsletter raus", "Raus aus NL", "NL-Sperre", "Newsletter-Sperre", "Mailingsperre",
        "Marketingsperre", "E-Mail-Sperre", "Newsletterabmeldung", "meldet sich vom Newsletter ab", "bestellt Newsletter ab",
        "Bitte melden Sie mich ab", "tragen Sie mich aus", "Streichung aus dem Verteiler", "aus allen Listen nehmen",
        "Rufen Sie nicht mehr an", "Ruft nicht mehr an!", "Lassen Sie mich in Ruhe", "gegen Werbung", "ist gegen Newsletter",
        "Werbeeinwilligung verweigert", "KeinNewsletter", "E-Mail-Adresse löschen", "bitte ned anrufen", "kei Werbig", "ka Werbung",
        "mog koan Newsletter", "nöd aschriibe", "keinesfalls mailen", "Newsletter deaktiviert", "NL-Storno", "Mailing-Ausschluss",
        "ne veut plus recevoir de newsletter", "refuse la publicité", "opposé à la publicité", "pas de newsletter", "désabonné",
        "non vuole newsletter", "cancellato dalla newsletter", "no longer wants emails", "please remove", "never contact",
        "Newsletter off", "Werbung: keine", "möchte vom Verteiler", "Daten nicht verwenden", "Nutzung untersagt", "Werbung landet im Müll",
        "wants to be left alone", "Newsletter nicht aktiv", "Abmahnung wegen Newsletter", "nicht für Newsletter verwenden",
        "weder Mail noch Telefon", "will weder Post noch Anrufe", "weder telefonisch noch per Mail kontaktieren",
        "Kontakt erlaubt außer per Post",
        "weder anrufen noch anschreiben", "alles außer Mail", "außer Telefon alles ok", "ok bis auf Newsletter",
        "Newsletter nervt, bitte nichts mehr davon", "Widerruf 7/24", "abbest. 4/24", "lt. Gespräch v. 5.6. kein Interesse mehr",
        "hat Nase voll von Rundmails", "nur noch telefonisch", "nur Post", "nur SMS", "ausschließlich per Brief", "k.W.", "gest. 2023",
        "+ 12.5.25", "+12.05.2025", "Mail kommt zurück", "Mails kommen immer zurück", "Mail tot", "will Ruhe", "nimmer", "Abmeldelink",
        "Frau Berg ist umgezogen und hat jetzt zwei Hunde; Newsletter bitte nirgends mehr, gegen jede Werbung",
    ],
)  # fmt: skip
def test_something_of_contact_and_something_that_ends_it_are_told(words):
    assert refusing.may_forbid(words)
    assert not refusing.is_objection(words)


@pytest.mark.parametrize(
    "words",
    [
        # nothing against it
        "hat nichts dagegen", "hat nichts gegen Newsletter", "nicht abgemeldet", "keine Einwände gegen Werbung", "Newsletter gewünscht",
        "Werbung ok", "kein Problem mit Werbung", "hat Newsletter nicht abbestellt", "möchte Newsletter nicht verpassen", "Newsletter ja",
        "will nicht verzichten auf Newsletter", "nicht von der Liste streichen!", "bitte nicht aus dem Verteiler nehmen", "nicht löschen!",
        "bitte nicht löschen", "Einwilligung nicht widerrufen",
        "hat Newsletter noch nicht, bitte eintragen", "möchte keine Angebote verpassen", "will unbedingt auf die Liste",
        # something else ends, or is missing
        "Löschpapier", "Löschpapier per Post", "Stoppuhr", "Stoppuhr aus Katalog", "Gegenstück", "Ausschreibung", "Herr Stopp",
        "Kontakt: Herr Stopp", "Newsletter-Ausgabe 5 gelesen", "Anrufen lohnt sich", "Aussenstelle", "Mail ging raus", "Katalog raus",
        "Angebot gegen Rechnung", "Katalog gegen Schutzgebühr", "Kontakt aus Messe 2023", "Anfrage per Mail aus Hamburg",
        "Kündigung per Post", "Vertrag per Brief gekündigt", "Angebot abgelehnt", "E-Mail fehlt",
        "auf Mailing nicht reagiert", "hat auf Newsletter nicht reagiert", "Mail: max@gmx.net",
        "nicht vor 9 Uhr anrufen", "bitte nicht mit Vornamen anschreiben", "Termin abgesagt, Mail geschickt", "kein Ansprechpartner",
        "Newsletter auf Englisch, nicht Deutsch", "Post nicht erhalten", "Mail geschickt, keine Antwort", "Postsendung nicht abgeholt",
        "Sperrholz Huber", "Totholz", "Werbeagentur, nicht Druckerei", "Newsletter No 5", "Non-Food Katalog", "bitte ne Mail schicken",
        "Umfrage nicht ausgefüllt", "ruft nicht zurück", "Anruf wegen Kündigung Wartungsvertrag", "Vertreter war da, kein Bedarf",
        "bestellt ab 50 Euro", "Termin storniert", "Zufahrt gesperrt", "EC-Karte gesperrt", "gestern", "KW 12",
        "nur vormittags", "nur gegen Rechnung", "Post kam zurück", "ruft zurück", "ruhige Lage", "+41.44.668.18.00", "+49 151 23456",
        "hat weder Telefon noch Internet", "Lieferung alles ok bis auf Handyhalterung", "Alles gut gelaufen außer Telefonanlage",
        "Reparatur ok, bis auf Handy Ladebuchse", "Weder Post noch Pakete vor 9 Uhr zustellen",
        "weder telefonisch noch per Mail erreichbar",
        "kein Interesse", "nur telefonisch erreichbar", "Termin + 12.5.25 bestätigt", "Schreibwaren", "Rufnummer fehlt",
    ],
)  # fmt: skip
def test_what_is_innocent_is_not_told(words):
    assert not refusing.may_forbid(words)
    assert not refusing.is_objection(words)
