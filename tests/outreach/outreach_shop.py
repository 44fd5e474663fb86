"""A customer file with profiles as the earlier stages leave them."""

import json
from sqlite3 import Connection

from kmu_crm.consent import ledger
from kmu_crm.consent.statements import Statement
from kmu_crm.outreach.plan import Plan, Request, plan


class Shop:
    def __init__(self, db: Connection):
        self.db = db
        db.execute("INSERT INTO source (id, system, account, title) VALUES (1, 'shop', '', 'Shop')")
        db.execute(
            "INSERT INTO import (id, source_id, file, sha256, format, mapping, confidence, at, state, rows, new,"
            " updated, unchanged, refused, seconds) VALUES (1, 1, 'f.csv', 'x', 'shop', '{}', 1, '2025-01-01',"
            " 'done', 1, 1, 0, 0, 0, 0)"
        )

    def profile(self, number: int, email: str | None = None, value_class: str | None = None, **more: object) -> int:
        """One profile with one record. `others`: further mail addresses its record knows."""
        others = more.pop("others", [])
        figures = {key: more.pop(key) for key in ("revenue_12m", "last_purchase") if key in more}
        row = {"kind": "person", "family_name": f"Kunde{number}", "country": "DE", "email": email, **more}
        row = {"display_name": row["family_name"] or row.get("company"), "sort_key": "k", **row}
        self._insert("profile", id=number, records=1, systems="shop", folded="", **row)
        self._insert("record", id=number, source_id=1, key=str(number))
        self._insert("membership", record_id=number, profile_id=number)
        self._insert("party", record_id=number, import_id=1, row=1, hash=b"", more=json.dumps({"emails": others}))
        if value_class or figures:
            self._insert("figure", profile_id=number, as_of="2025-06-01", value_class=value_class, **figures)
        return number

    def _insert(self, table: str, **row: object) -> None:
        marks = ", ".join("?" * len(row))
        self.db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))

    def consents(self, *emails: str) -> None:
        for email in emails:
            self.says(email, "given", evidence="form 12", at="2025-01-05")

    def says(self, address: str, state: str, channel: str = "email", **words: str) -> None:
        ledger.note(self.db, Statement(address, channel, state, **words), "Lena")

    def plan(self, *ids: int, **asked: object) -> Plan:
        words = {
            "name": "Sommer",
            "rule": "alle",
            "purpose": "advertising",
            "channel": "email",
            "preset": "cleverreach",
        }
        return plan(self.db, Request(profile_ids=ids, **{**words, "as_of": "2025-06-01", "seed": 7, **asked}))
