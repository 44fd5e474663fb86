"""Remarks behind a mark beside a name: whatever a remark of its own would be told for is told there, too."""

import pytest

from kmu_crm.fields import beside


def looked_at(cell):
    """Whether the column's quick look would have come to it."""
    return any(word in cell.lower() for word in beside.SPOKEN)


@pytest.mark.parametrize(
    "cell",
    [
        "Abel (Opt-out)", "Abel (opted out)", "Bauer - unsubscribed", "Bauer *unsubscribed*", "Conrad (Blacklist)", "Conrad [blacklisted]",
        "Decker ohne Werbung", "Decker - ohne Werbung", "Engel (ohne Newsletter)", "Engel ohne NL", "Fuchs (Löschung beantragt)",
        "Fuchs - Löschantrag", "Graf - DSGVO gelöscht", "Graf (DSGVO-Löschung)", "Haas NL: nein", "Haas - NL: nein",
        "Haas (Newsletter nein)", "Nachlass Decker", "Decker gesperrt", "Otto Decker abgemeldet",
        "Jung R.I.P.", "Jung (RIP)", "Jung - R. I. P.", "Nachlass Kuhn", "Kuhn (Nachlass)", "Nachlass von Karl Kuhn",
        "Kuhn - Nachlasspfleger",
        "Lorenz - will nichts mehr", "*** Opt-out *** Abel", "(Opt-out) Abel", "Opt-out - Abel", "Blacklist: Kern", "unsubscribed Bauer",
        "Abel opt-out", "Abel unsubscribed", "Abel auf Blacklist", "Kern (aus Verteiler entfernt)", "Kern (Newsletter storniert)",
        "Kern - bitte austragen", "Kern (stop emailing me)", "Weg 1 (Opt-out)", "Bäckerei Kern GmbH (Opt-out)",
        "Kern – verweigert Einwilligung", "Kern (lehnt Newsletter ab)", "Nachlaß Kern",
    ],
)  # fmt: skip
def test_a_likely_no_behind_a_mark_or_at_the_end_is_told_and_decides_nothing(cell):
    assert looked_at(cell)
    assert beside.may_object(cell)
    assert not beside.objects(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "Weber (Nachlassverwaltung) GmbH", "Nachlass & Antiquitäten Kern GmbH", "Kern Nachlassberatung", "Kern (10 % Nachlass)",
        "Kern - Nachlass 5 %", "Blacklist Records", "Blacklist Bar", "Blacklist Records - Berlin", "Opt-Out Optik", "Opt-Out Optik - Köln",
        "Anna Kern-Opt", "Kern-Blacklist", "Rip van Winkel", "Anna Rip", "RIP Software GmbH", "Ohnesorg, Anna", "Ohne Gleichen GmbH",
        "Robert Nein", "Nein, Anna", "Kern (NL)", "Kern (NL 7)", "Streich, Anna", "Stopp, Otto", "Kern (Büro)", "Kern - Druck und Werbung",
        "Newsletter Verlag (NL Köln)", "Kern (Optik)", "Kern (ohne Titel)", "Kern - ohne Anhänger", "Unsubscribe Media GmbH", "Tripp, Jo",
        "Kündigungsservice Kern (Büro)", "Nachlassgericht", "Verbotzky, Ida", "Lehnter - Stahlbau",
    ],
)  # fmt: skip
def test_a_firm_or_a_name_that_only_sounds_so_is_not_told(cell):
    assert not beside.may_object(cell)
    assert not beside.objects(cell)
