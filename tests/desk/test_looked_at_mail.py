"""A mail that may say no makes lists wait until somebody has looked at the customer; then they wait no longer."""

from pathlib import Path

from kmu_crm import settings
from kmu_crm.consent import unheard
from kmu_crm.desk import entry, intake
from kmu_crm.store.store import Store

DAY = "2025-11-24"
PEOPLE = "Kundennummer;Vorname;Nachname;E-Mail\nK1;Anna;Muster;anna@muster.example\nK2;Bert;Kranz;bert@kranz.example\n"


def mail(folder: Path, name: str, subject: str, day: str) -> Path:
    file = folder / name
    file.write_text(
        f"Subject: {subject}\nFrom: Anna <anna@muster.example>\nTo: info@laden.example\nDate: {day} 09:00:00 +0100\n\nHallo\n",
        encoding="utf-8",
    )
    return file


def test_a_look_at_the_customer_frees_them_of_their_mails(tmp_path: Path) -> None:
    (tmp_path / "kunden.csv").write_text(PEOPLE, encoding="utf-8")
    with Store(tmp_path / "k.kmucrm") as store:
        settings.write(store.db, "figures.key_date", DAY)
        first = mail(tmp_path, "eins.eml", "bitte keine Werbung mehr", "Thu, 20 Nov 2025")
        assert not intake.take_in(store.db, [tmp_path / "kunden.csv", first], as_of=DAY).refused
        assert unheard.among(store.db, [1, 2], "email").keys() == {1}
        looked = entry.looked(store.db, 1, "Lena")
        assert unheard.among(store.db, [1, 2], "email") == {} and unheard.words(store.db, 1) == []
        store.db.execute("UPDATE decision SET at = '2025-11-20T12:00:00Z' WHERE id = ?", (looked,))
        store.db.execute("UPDATE import SET at = '2025-11-20T11:00:00Z'")
        again = mail(tmp_path, "zwei.eml", "wirklich keine Werbung", "Fri, 21 Nov 2025")
        assert not intake.take_in(store.db, [again], as_of=DAY).refused
        assert unheard.among(store.db, [1, 2], "email").keys() == {1}  # new words
