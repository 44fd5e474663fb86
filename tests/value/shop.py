"""A small store filled by hand: the rows that imports would leave, without reading files."""

import json
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from kmu_crm.store.store import Store
from kmu_crm.value import base, queries

AS_OF = "2025-12-31"


class Shop:
    """Every verb writes the rows of one thing a business has; `score` derives the figures. Amounts in cents."""

    def __init__(self, folder: Path):
        self.store = Store(folder / "shop.kmucrm")
        self.db: Connection = self.store.db
        self.source("till")

    def source(self, system: str) -> int:
        row = self.db.execute("INSERT INTO source (system, title) VALUES (?, ?)", (system, system))
        self.db.execute(
            "INSERT INTO import (source_id, file, sha256, format, mapping, confidence, at, state,"
            " rows, new, updated, unchanged, refused, seconds)"
            " VALUES (?, 'file.csv', ?, 'f', ?, 1, '2026-01-01', 'done', 0, 0, 0, 0, 0, 0)",
            (row.lastrowid, system, json.dumps({"Kundennummer": "customer_number", "Quelle": "origin"})),
        )
        return int(row.lastrowid or 0)

    def customer(self, name: str = "Anna Muster", number: str = "", **profile: Any) -> int:
        party = {key: profile.pop(key) for key in ("attributes", "origin", "raw") if key in profile}
        record = self._add("record", source_id=1, key=number or f"{name}{self._count('record')}")
        self._add(
            "party", record_id=record, import_id=1, row=record, hash=b"", full_name=name, customer_number=number,
            email=profile.get("email"), **party,
        )  # fmt: skip
        self.db.execute("INSERT INTO membership VALUES (?, ?)", (record, record))
        given = {"kind": "person", "display_name": name, "sort_key": name.lower(), "records": 1, "systems": "till"}
        self._add("profile", **given | {"folded": "", "customer_numbers": number} | profile, id=record)
        return record

    def document(self, number: str, family: str = "invoice", source: int = 1) -> int:
        found = self.db.execute(
            "SELECT id FROM document WHERE (source_id, family, number) = (?, ?, ?)", (source, family, number)
        ).fetchone()
        return int(found[0]) if found else self._add("document", source_id=source, family=family, number=number)

    def fact(self, kind: str, whose: int | None = None, day: str | None = None, **columns: Any) -> int:
        given = {"source_id": 1, "import_id": 1, "key": f"{kind}{self._count('fact')}", "status": ""}
        return self._add("fact", kind=kind, record_id=whose, day=day, row=1, hash=b"", **given | columns)

    def invoice(self, whose: int | None, day: str, net: int | None, number: str = "", **columns: Any) -> int:
        number = number or f"RE-{self._count('fact'):05}"
        given = {"key": number, "document_id": self.document(number, source=columns.get("source_id", 1))}
        given |= {"net": net, "gross": None if net is None else round(net * 1.19)}
        return self.fact("invoice", whose, day, **given | columns)

    def order(self, whose: int | None, day: str, net: int | None, number: str = "", **columns: Any) -> int:
        number = number or f"B-{self._count('fact'):05}"
        given = {"key": number, "document_id": self.document(number, "order", columns.get("source_id", 1))}
        given |= {"net": net, "gross": None if net is None else round(net * 1.19)}
        return self.fact("order", whose, day, **given | columns)

    def credit(self, whose: int, day: str, net: int, to: str = "", **columns: Any) -> int:
        given: dict[str, Any] = {"net": -net, "gross": -round(net * 1.19)}
        given["refers_to"] = self.document(to) if to else None
        return self.fact("credit_note", whose, day, **given | columns)

    def pay(self, number: str, day: str, gross: int, **columns: Any) -> int:
        return self.fact("payment", None, day, gross=gross, refers_to=self.document(number), **columns)

    def line(self, fact: int, article: str, net: int, quantity: int = 1, **columns: Any) -> int:
        given = {"position": 1, "row": 1, "article": article, "quantity": quantity * 1000, "net": net}
        return self._add("line", fact_id=fact, **given | columns)

    def article(self, key: str, cost: int | None, **columns: Any) -> int:
        given = {"source_id": 1, "import_id": 1, "row": 1, "hash": b"", "name": f"Artikel {key}"}
        return self._add("article", key=key, cost=cost, **given | columns)

    def buys(self, whose: int, *days: str, net: int = 10000) -> None:
        for day in days:
            self.invoice(whose, day, net)

    def setting(self, key: str, value: int) -> None:
        self.db.execute("INSERT INTO setting VALUES (?, ?)", (key, str(value)))

    def score(self, as_of: str = AS_OF) -> base.ScoreReport:
        return base.refresh(self.db, as_of)

    def figures(self, profile: int) -> queries.Figures:
        found = queries.figures(self.db, profile)
        assert found is not None
        return found

    def why(self, fact: int) -> str:
        counts, why = self.db.execute("SELECT counts, why FROM counted WHERE fact_id = ?", (fact,)).fetchone()
        return "counts" if counts else str(why)

    def _count(self, table: str) -> int:
        return int(self.db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])

    def _add(self, table: str, **columns: Any) -> int:
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        row = self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))
        return int(row.lastrowid or 0)
