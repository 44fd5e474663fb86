"""What was put right by hand and taken back again: the gate forgets the slip of the pen, and no answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from consent_book import Book
from hypothesis import given, settings
from hypothesis import strategies as some

from kmu_crm.consent import ledger, put_right
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.gate import Gate
from kmu_crm.consent.statements import Statement
from kmu_crm.decisions import journal
from kmu_crm.store.store import Store

ANNA, TYPED = "anna@kunde.example", ("bea@kunde.example", "carl@kunde.example")
STEPS = (
    *(("types", one) for one in TYPED), ("takes back", ""), ("writes a list", ""),
    *(("says no", one) for one in TYPED),
)  # fmt: skip
_LIST = (
    "INSERT INTO campaign (at, author, name, segment, rule, purpose, channel, preset, seed, control, arms, segment_size,"
    " written, funnel, file, sha256) VALUES (?, 'Lena', 'x', 's', 'r', 'advertising', 'email', 'brevo', 1, 0, 1, 1, 1,"
    " '[]', 'f.csv', 'x')"
)


class Year:
    """Each step happens at a minute of its own."""

    def __init__(self, book: Book) -> None:
        self.db, self._minutes = book.db, 0
        book.member(1, 1)
        ledger.note(self.db, Statement(ANNA, "email", "given", at="2025-01-05", evidence="form 12"), "Lena")
        self.shown = [ANNA]
        self.typed: list[tuple[int, str, str, int, int | None]] = []  # decision, value, before, began, ended
        self.lists: list[int] = []
        self.noes: list[tuple[str, int]] = []

    def does(self, step: str, address: str) -> None:
        self._minutes += 1
        at = f"{datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=self._minutes):%Y-%m-%dT%H:%M:%SZ}"
        standing = [place for place, one in enumerate(self.typed) if one[4] is None]
        if step == "types":
            what = {"records": [1], "field": "email", "value": address, "before": self.shown[-1]}
            number = journal.decide(self.db, "correct", what, "Lena")
            self.typed.append((number, address, self.shown[-1], self._minutes, None))
            self.shown.append(address)
        elif step == "takes back" and standing:
            number, value, before, began, _ended = self.typed[standing[-1]]
            journal.revoke(self.db, number, "Lena")
            self.typed[standing[-1]] = (number, value, before, began, self._minutes)
            self.shown.pop()
        elif step == "writes a list":
            self.db.execute(_LIST, (at,))
            self.lists.append(self._minutes)
        elif step == "says no":
            ledger.note(self.db, Statement(address, "email", "withdrawn"), "Lena")
            self.noes.append((address, self._minutes))
        self.db.execute(
            "UPDATE decision SET at = ? WHERE id = (SELECT max(id) FROM decision) AND at > '2026-06'", (at,)
        )
        self.db.execute(
            "UPDATE consent_event SET noted_at = ? WHERE state = 'withdrawn' AND noted_at > '2026-06'", (at,)
        )

    def is_hers(self, address: str, minute: int) -> bool:
        """Whether a no at that address, noted at that minute, may be Anna's."""
        for _number, value, before, began, ended in self.typed:
            if address not in (value, before):
                continue
            late = ended is not None and minute > ended
            if ended is None or (began < minute and (not late or any(began < one < ended for one in self.lists))):
                return True
        return False


@settings(max_examples=60, deadline=None)
@given(some.lists(some.sampled_from(STEPS), max_size=9))
def test_a_no_bars_her_where_it_may_be_hers_and_only_there(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    with Store(Path(tmp_path_factory.mktemp("jahr")) / "jahr.kmucrm") as store:
        year = Year(Book(store.db))
        for step in steps:
            year.does(*step)
        hers = {address for address, minute in year.noes if year.is_hers(address, minute)}
        told = put_right.of(store.db, "email", {1: "DE"}).get(1, set())
        assert hers == {address for address, _minute in year.noes} & told
        (verdict,) = Gate(store.db, "advertising", "email", "2026-06-01").decide(
            [Candidate(1, "person", "DE", (ANNA,), ())]
        )
        assert verdict.allowed == (not hers)
