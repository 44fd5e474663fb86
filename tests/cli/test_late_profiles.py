"""A program that was killed left the files in and the profiles behind: a list is made of today's customers all the same."""

from consent_desk import Desk

from kmu_crm.sources.importing import import_file
from kmu_crm.store.store import Store

HEAD = "Kundennummer;Vorname;Nachname;E-Mail;Newsletter;Einwilligung am"


def test_a_list_waits_until_every_file_is_seen(desk: Desk) -> None:
    desk.imports("alt.csv", HEAD, "1;Otto;Abel;otto@abc.de;ja;01.02.2024")
    more = desk.file("neu.csv", HEAD, "1;Otto;Abel;otto@abc.de;nein;", "2;Eva;Blau;eva@abc.de;ja;01.02.2024")
    with Store(desk.folder / "kunden.kmucrm") as store:
        import_file(store.db, more)  # and no more: the program ends here
    assert desk.mails() == {"eva@abc.de"}
