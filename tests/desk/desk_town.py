"""A small business that gets files, changes its mind and looks at the result: few names, so that they meet."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.decisions import journal
from kmu_crm.desk import entry, intake
from kmu_crm.desk.derive import derive
from kmu_crm.errors import KmuError
from kmu_crm.identity import verdicts
from kmu_crm.profiles import queries
from kmu_crm.sources.mapping import sheets
from kmu_crm.sources.queries import imports
from kmu_crm.sources.undo import undo
from kmu_crm.store.store import Store

CUSTOMERS = ("Kundennummer", "Vorname", "Nachname", "E-Mail", "Telefon", "Straße", "PLZ", "Ort", "Newsletter")
CONTACTS = ("Vorname", "Nachname", "E-Mail", "Telefon")
SALES = (
    "Rechnungsnummer",
    "Rechnungsdatum",
    "Vorname",
    "Nachname",
    "Bruttobetrag",
)  # a list that names its customers itself
INVOICES = ("Rechnungsnummer", "Kundennummer", "Rechnungsdatum", "Nettobetrag", "Bruttobetrag")
AS_OF = "2025-12-31"
TILL = sheets.read(
    "till.toml",
    """
[[format]]
id = "till_customers"
system = "till"
title = "Kasse Kunden"
kind = "customers"
known_by = ["Kundennummer", "Vorname", "Nachname", "Newsletter"]
[format.columns]
"Kundennummer" = "external_id"
"Vorname" = "given_name"
"Nachname" = "family_name"
"E-Mail" = "email"
"Telefon" = "phone"
"Straße" = "street"
"PLZ" = "postcode"
"Ort" = "city"
"Newsletter" = "consent_email"

[[format]]
id = "till_invoices"
system = "till"
title = "Kasse Rechnungen"
kind = "invoices"
known_by = ["Rechnungsnummer", "Kundennummer", "Rechnungsdatum"]
fact_kind = "invoice"
[format.columns]
"Rechnungsnummer" = "number"
"Kundennummer" = "customer"
"Rechnungsdatum" = "day"
"Nettobetrag" = "net"
"Bruttobetrag" = "gross"
""",
)


@dataclass
class Town:
    """`folder` takes the files; every verb ends with everything derived. Verbs that are refused change nothing."""

    folder: Path
    store: Store
    files: int = 0
    refused: list[KmuError] = field(default_factory=list)

    def customers(self, *rows: tuple[str, ...]) -> intake.Delivery:
        return self.file("kunden", CUSTOMERS, rows)

    def invoices(self, *rows: tuple[str, ...]) -> intake.Delivery:
        return self.file("rechnungen", INVOICES, rows)

    def sales(self, *rows: tuple[str, ...]) -> intake.Delivery:
        return self.file("verkaeufe", SALES, rows)

    def contacts(self, mode: str, *rows: tuple[str, ...]) -> intake.Delivery:
        """A list of another source, ranked by its mode."""
        return self.file("kontakte", CONTACTS, rows, mode=mode)

    def mailbox(self, *messages: tuple[str, str, str, str]) -> intake.Delivery:
        """Messages as (sender, recipients, ISO day, subject); the same words are the same message."""
        self.files += 1
        path = self.folder / f"post{self.files}.mbox"
        path.write_text("".join(letter(*one) for one in messages), encoding="utf-8", newline="")
        return intake.take_in(self.store.db, [path], further=TILL, as_of=AS_OF)

    def calendar(self, *events: tuple[str, str, str]) -> intake.Delivery:
        """Events as (ISO day, title, participants)."""
        self.files += 1
        path = self.folder / f"kalender{self.files}.ics"
        lines = ["BEGIN:VCALENDAR", *(line for one in events for line in event(*one)), "END:VCALENDAR", ""]
        path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
        return intake.take_in(self.store.db, [path], further=TILL, as_of=AS_OF)

    def file(
        self, name: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], mode: str | None = None
    ) -> intake.Delivery:
        self.files += 1
        path = self.folder / f"{name}{self.files}.csv"
        path.write_text("".join(";".join(row) + "\r\n" for row in (header, *rows)), encoding="utf-8-sig", newline="")
        return self.take_in(path, mode)

    def take_in(self, path: Path, mode: str | None = None) -> intake.Delivery:
        return intake.take_in(self.store.db, [path], further=TILL, mode=mode, as_of=AS_OF)

    def derived(self) -> None:
        derive(self.store.db, as_of=AS_OF)

    def undo(self, place: int) -> None:
        """The import at this place of the log, counted round."""
        standing = [one.id for one in imports(self.store.db) if one.state == "done" and one.format != "entry"]
        if standing:
            undo(self.store.db, standing[place % len(standing)])
            derive(self.store.db, as_of=AS_OF)

    def decide(self, verb: str, a: int, b: int, text: str = "") -> None:
        """merge, apart, split, correct, tag, note or revoke, with the profiles at these places of the list."""
        ids = sorted(queries.everybody(self.store.db))
        if not ids:
            return
        one, other = ids[a % len(ids)], ids[b % len(ids)]
        try:
            self._said(verb, one, other, text)
        except KmuError as error:
            self.refused.append(error)
        derive(self.store.db, as_of=AS_OF)

    def _said(self, verb: str, one: int, other: int, text: str) -> None:
        db = self.store.db
        if verb in ("merge", "apart"):
            {"merge": verdicts.merge, "apart": verdicts.apart}[verb](db, one, other, "test")
        elif verb == "split":
            verdicts.split(db, one, verdicts.records_of(db, one)[1:], "test")
        elif verb == "revoke":
            standing = journal.standing(db)
            journal.revoke(db, standing[other % len(standing)].id if standing else 0, "test")
        elif verb == "note":
            entry.new(db, "note", {"profile": str(one), "text": text, "day": "2025-06-01"})
        elif verb == "tag":
            entry.tag(db, one, text or "Stamm", "test")
        else:
            entry.correct(db, one, verb, text, "test")

    def consent(self, address: str, state: str) -> None:
        ledger.note(self.store.db, Statement(address, "email", state, "advertising", "form", "Messe", None), "test")
        derive(self.store.db, as_of=AS_OF)

    def profile(self, name: str) -> dict[str, Any]:
        (found,) = [row for row in self.profiles() if row["display_name"] == name]
        return found

    def profiles(self) -> list[dict[str, Any]]:
        db = self.store.db
        return [queries.profile(db, number) for number in sorted(queries.everybody(db))]

    def names(self) -> list[str]:
        return sorted(str(row["display_name"]) for row in self.profiles())


def customer(
    number: str, given: str, family: str, mail: str = "", newsletter: str = "", **more: str
) -> tuple[str, ...]:
    place = (more.get("street", ""), more.get("postcode", ""), more.get("city", ""))
    return number, given, family, mail, more.get("phone", ""), *place, newsletter


def invoice(number: str, whom: str, day: str, net: str) -> tuple[str, ...]:
    gross = round(float(net.replace(",", ".")) * 1.19, 2)
    return number, whom, day, net, f"{gross:.2f}".replace(".", ",")


def letter(sender: str, to: str, day: str, subject: str) -> str:
    stamp = datetime.fromisoformat(f"{day}T09:30:00+01:00")
    mark = hashlib.sha1(repr((sender, to, day, subject)).encode()).hexdigest()
    head = [f"Message-ID: <{mark}@post.example>", f"Date: {format_datetime(stamp)}", f"From: {sender}", f"To: {to}"]
    lines = [
        f"From - {stamp:%a %b %d %H:%M:%S %Y}",
        *head,
        f"Subject: {subject}",
        "",
        "Guten Tag,",
        ">From here on ..",
        "",
    ]
    return "\n".join([*lines, ""])


def event(day: str, title: str, people: str) -> list[str]:
    begin, mark = day.replace("-", ""), hashlib.sha1(f"{day}{title}".encode()).hexdigest()
    lines = [
        "BEGIN:VEVENT",
        f"UID:{mark}",
        f"DTSTART;TZID=Europe/Berlin:{begin}T100000",
        "DURATION:PT45M",
        f"SUMMARY:{title}",
    ]
    return [*lines, *(f"ATTENDEE;CN=Gast:mailto:{one.strip()}" for one in people.split(",")), "END:VEVENT"]
