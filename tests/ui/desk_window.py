"""A window on a small store made through the program's own import."""

from pathlib import Path

from kmu_crm.desk.intake import take_in
from kmu_crm.store.store import Store
from kmu_crm.ui.main import Desk

PEOPLE = """Kundennummer;Vorname;Nachname;E-Mail;Telefon;Straße;PLZ;Ort
1;Ina;Özdemir;ina@berg.example;0341 2312514;Am Hang 8;04275;Leipzig
2;Uwe;Kranz;uwe@tal.example;0341 2312599;Talweg 2;04275;Leipzig
3;Rosalinde;Abendschön;;0341 2312577;Gartenweg 3;04275;Leipzig
"""
NEWSLETTER = """E-Mail;Vorname;Nachname
rosalinde@see.example;Rosalinde;Abendschön
ole@wald.example;Ole;Neu
"""


def desk(tmp_path: Path, *files: str) -> Desk:
    store = tmp_path / "kunden.kmucrm"
    with Store(store) as made:
        paths = []
        for number, text in enumerate(files):
            paths.append(tmp_path / f"liste{number}.csv")
            paths[-1].write_text(text, encoding="utf-8")
        if paths:
            take_in(made.db, paths)
    return Desk(store)
