"""Everything that happened with a customer, newest first: a join over membership, nothing is copied."""

from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.consent import ledger

PURCHASES = ("order", "invoice", "credit_note", "cancellation")
COARSE = {
    "purchases": PURCHASES, "payments": ("payment",), "contacts": ("call", "email", "appointment", "visit", "note", "service", "enquiry", "touch"),
    "complaints": ("complaint", "return"),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One thing that happened. Amounts in cents, signed; `at` is a day or a moment as far as known."""

    fact_id: int | None
    at: str | None
    kind: str
    reference: str | None
    amount_gross: int | None
    amount_net: int | None
    currency: str | None
    status: str | None
    due: str | None
    subject: str | None
    text: str | None
    outcome: str | None
    author: str | None
    minutes: int | None
    system: str
    file: str
    row: int | None


def entries(db: Connection, profile: int, kinds: tuple[str, ...] = (), limit: int = 200, offset: int = 0) -> list[Entry]:
    """A page of the timeline. Consent events of the profile's addresses stand among the facts."""
    wanted = f"AND f.kind IN ({', '.join('?' * len(kinds))})" if kinds else "AND f.kind <> 'lines'"
    rows = db.execute(
        "SELECT f.id, coalesce(f.at, f.day), f.kind, coalesce(d.number, n.number), f.gross, f.net, f.currency, f.status, f.due, f.subject,"
        " f.text, f.outcome, f.author, f.minutes, s.system, i.file, f.row, coalesce(f.day, f.at) AS day_"
        " FROM membership AS m JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1"
        " JOIN source AS s ON s.id = f.source_id JOIN import AS i ON i.id = f.import_id"
        " LEFT JOIN document AS d ON d.id = f.document_id LEFT JOIN document AS n ON n.id = f.refers_to"
        f" WHERE m.profile_id = ? {wanted} ORDER BY day_ DESC, f.at DESC, f.id DESC LIMIT ? OFFSET ?",
        (profile, *kinds, limit, offset),
    )
    found = [Entry(*row[:-1]) for row in rows]
    if offset == 0 and (not kinds or "consent" in kinds):
        found += _consents(db, profile)
        found.sort(key=lambda entry: entry.at or "", reverse=True)
    return found


def counts(db: Connection, profile: int) -> dict[str, int]:
    """Kind -> how many facts of it."""
    rows = db.execute(
        "SELECT f.kind, count(*) FROM membership AS m JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1"
        " WHERE m.profile_id = ? AND f.kind <> 'lines' GROUP BY f.kind",
        (profile,),
    )
    return dict(rows)


def _consents(db: Connection, profile: int) -> list[Entry]:
    found = []
    for event in ledger.history(db, addresses_of(db, profile)):
        if event.state == "claimed" and not event.at:
            continue                  # a box ticked at an unknown time is no event of the past
        found.append(
            Entry(None, event.at or event.noted_at, "consent", event.address, None, None, None, event.state, None, event.channel,
                  event.evidence, event.basis, event.author, None, "consent", "", None)
        )  # fmt: skip
    return found


def addresses_of(db: Connection, profile: int) -> list[str]:
    """Every mail address and phone number that a record of the profile names now."""
    rows = db.execute(
        "SELECT DISTINCT value FROM (SELECT p.email AS value FROM membership AS m JOIN party AS p ON p.record_id = m.record_id AND p.current = 1"
        " WHERE m.profile_id = ?1 UNION SELECT p.phone FROM membership AS m JOIN party AS p ON p.record_id = m.record_id AND p.current = 1"
        " WHERE m.profile_id = ?1 UNION SELECT j.value FROM membership AS m JOIN party AS p ON p.record_id = m.record_id AND p.current = 1,"
        " json_each(p.more, '$.emails') AS j WHERE m.profile_id = ?1 AND p.more IS NOT NULL) WHERE value IS NOT NULL",
        (profile,),
    )
    return [value for (value,) in rows]
