"""Everything that happened with a customer, newest first: a join over membership, nothing is copied."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any

from kmu_crm.consent import addresses, ledger, put_right
from kmu_crm.consent.objections import REFUSED
from kmu_crm.consent.words import CHANNELS, PERMISSIONS
from kmu_crm.profiles.contracts import Terms, terms
from kmu_crm.profiles.told_of import TOOK_PLACE

PURCHASES = ("order", "invoice", "credit_note", "cancellation")
COARSE = {
    "purchases": PURCHASES, "payments": ("payment",),
    "contacts": ("call", "email", "appointment", "visit", "note", "service", "enquiry", "touch", "survey"),
    "complaints": ("complaint", "return"),
}  # fmt: skip

# The facts of profile :profile: those that name it, and those that name nobody but a document of it, as payments do.
# `+` keeps the store from looking through all that name nobody, once for each document.
_OF_PROFILE = """
    SELECT f.id FROM membership AS m JOIN fact AS f ON f.record_id = m.record_id AND f.current = 1
    WHERE m.profile_id = :profile
    UNION ALL SELECT f.id FROM (
        SELECT DISTINCT d.document_id AS id FROM membership AS m JOIN fact AS d ON d.record_id = m.record_id AND d.current = 1
        WHERE m.profile_id = :profile AND d.document_id IS NOT NULL) AS own
    JOIN fact AS f ON f.current = 1 AND f.refers_to IS NOT NULL AND +f.record_id IS NULL AND f.refers_to IN (
        SELECT own.id UNION ALL SELECT document_id FROM meant_document WHERE meant = own.id)
    WHERE f.id NOT IN (SELECT fact_id FROM meant_sale)
    UNION ALL SELECT f.id FROM counted AS c JOIN meant_sale AS s ON s.sale = c.fact_id
    JOIN fact AS f ON f.id = s.fact_id AND f.record_id IS NULL WHERE c.profile_id = :profile"""


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
    score: int | None = None  # would recommend us, 0 to 10
    content: int | None = None  # how content, 1 to 5
    terms: Terms | None = None  # of a contract


def entries(
    db: Connection, profile: int, kinds: tuple[str, ...] = (), limit: int = 200, offset: int = 0
) -> list[Entry]:
    """A page of the timeline: `limit` facts, and the consent events of the profile's addresses between them."""
    found, before = _facts(db, profile, kinds, limit, offset)
    if not kinds or "consent" in kinds:
        after = (found[-1].at or "")[:10] if len(found) == limit else ""
        found += [one for one in _consents(db, profile) if after <= (one.at or "")[:10] < before]
        found.sort(key=lambda entry: entry.at or "", reverse=True)
    return found


def _facts(db: Connection, profile: int, kinds: tuple[str, ...], limit: int, offset: int) -> tuple[list[Entry], str]:
    """The facts of a page, and the day on which the page before it ended."""
    wanted = "f.kind IN (SELECT value FROM json_each(:kinds))" if kinds else "f.kind <> 'lines'"
    rows = db.execute(  # first which ones: of thousands all else is looked up only for those on the page
        f"WITH page AS MATERIALIZED (SELECT f.id, coalesce(f.day, f.at) AS day_, f.at FROM ({_OF_PROFILE}) AS own"
        f" CROSS JOIN fact AS f ON f.id = own.id WHERE {wanted} ORDER BY day_ DESC, f.at DESC, f.id DESC LIMIT :limit OFFSET :offset)"
        " SELECT f.id, coalesce(f.at, f.day), f.kind, coalesce(d.number, n.number), f.gross, f.net, f.currency, f.status, f.due, f.subject,"
        " f.text, f.outcome, f.author, f.minutes, s.system, i.file, f.row, f.score, f.score2,"
        " iif(f.kind = 'contract', f.day, NULL), iif(f.kind = 'contract', f.attributes, NULL)"
        " FROM page CROSS JOIN fact AS f ON f.id = page.id"
        " JOIN source AS s ON s.id = f.source_id JOIN import AS i ON i.id = f.import_id"
        " LEFT JOIN document AS d ON d.id = f.document_id LEFT JOIN document AS n ON n.id = f.refers_to"
        " ORDER BY page.day_ DESC, page.at DESC, page.id DESC",
        {
            "profile": profile,
            "kinds": json.dumps(kinds),
            "limit": limit + (offset > 0),
            "offset": max(offset - 1, 0),
        },
    )
    found = [_entry(*row) for row in rows]
    if not offset:
        return found, "9999"
    return found[1:], (found[0].at or "")[:10] if found else ""


def _entry(*row: Any) -> Entry:
    *told, begins, attributes = row
    one = Entry(*told)
    return (
        replace(one, terms=terms(begins, one.due, one.text, one.status, attributes)) if one.kind == "contract" else one
    )


def articles(db: Connection, facts: Sequence[int]) -> dict[int, list[tuple[str, float]]]:
    """Fact -> (name, quantity) of what was sold with it, the most expensive first; facts without lines are left out."""
    rows = db.execute(
        "SELECT c.fact_id, coalesce(l.name, a.name, l.article), l.quantity FROM json_each(?) AS w JOIN counted AS c ON c.fact_id = w.value"
        " JOIN line AS l ON l.fact_id = c.lines_fact AND l.kind = 'product' JOIN fact AS h ON h.id = l.fact_id"
        " LEFT JOIN article AS a ON a.source_id = h.source_id AND a.key = l.article AND a.current = 1"
        " WHERE coalesce(l.name, a.name, l.article) IS NOT NULL ORDER BY c.fact_id, coalesce(l.net, l.gross) DESC, l.position",
        (json.dumps(list(facts)),),
    )
    found: dict[int, list[tuple[str, float]]] = {}
    for fact, name, quantity in rows:
        found.setdefault(fact, []).append((name, (quantity or 0) / 1000))
    return found


@dataclass(frozen=True)
class Tally:
    """How many entries of one kind there are, and of those up to the day that was asked for how many and the last one's ISO day.
    Of surveys only such as have a score are dated."""

    n: int
    until: int = 0
    last: str | None = None


def tallies(db: Connection, profile: int, until: str) -> dict[str, Tally]:
    """Kind -> its entries. `until`: ISO day."""
    rows = db.execute(
        f"SELECT f.kind, count(*), count(f.day) FILTER (WHERE f.day <= :until AND {TOOK_PLACE}),"
        f" max(f.day) FILTER (WHERE f.day <= :until AND (f.kind <> 'survey' OR f.score IS NOT NULL) AND {TOOK_PLACE})"
        f" FROM ({_OF_PROFILE}) AS own JOIN fact AS f ON f.id = own.id WHERE f.kind <> 'lines' GROUP BY f.kind",
        {"profile": profile, "until": until},
    )
    found, said = {kind: Tally(*told) for kind, *told in rows}, len(_consents(db, profile))
    return found | {"consent": Tally(said)} if said else found


def counts(db: Connection, profile: int) -> dict[str, int]:
    """Kind -> how many entries of it."""
    return {kind: one.n for kind, one in tallies(db, profile, "").items()}


@dataclass(frozen=True)
class News:
    """Something that happened with a customer, for a list over all of them. Amount in cents; `at` as in `Entry`.

    For kind `consent`, `reference` is the state (given, confirmed, withdrawn) and `subject` the channel."""

    profile: int
    name: str
    at: str
    kind: str
    reference: str | None
    amount_gross: int | None
    currency: str | None
    subject: str | None


_NEWS = """
    WITH newest AS (
        SELECT f.id, m.profile_id, coalesce(f.at, f.day) AS at, f.day FROM {facts}
        JOIN membership AS m ON m.record_id = f.record_id
        WHERE f.current = 1 AND f.day <= :as_of AND f.kind NOT IN ('lines', 'shipping', 'newsletter')
          AND NOT (f.kind IN ('order', 'invoice') AND coalesce(f.gross, f.net, 0) >= 0
                   AND coalesce(f.status, '') IN ('cancelled', 'refunded', 'draft', 'unclear', 'offer'))
        ORDER BY f.day DESC, f.at DESC, f.id DESC LIMIT :n)
    SELECT p.id, p.display_name, w.at, f.kind, coalesce(d.number, r.number), f.gross, f.currency, f.subject
    FROM newest AS w JOIN fact AS f ON f.id = w.id JOIN profile AS p ON p.id = w.profile_id
    LEFT JOIN document AS d ON d.id = f.document_id LEFT JOIN document AS r ON r.id = f.refers_to
    UNION ALL
    SELECT * FROM (
        SELECT p.id, p.display_name, e.at, 'consent', e.state, NULL, NULL, e.channel
        FROM consent_event AS e JOIN profile AS p ON p.email = e.address
        WHERE e.state IN ('given', 'confirmed', 'withdrawn') AND e.taken_back_at IS NULL AND substr(e.at, 1, 10) <= :as_of
        ORDER BY e.at DESC, e.id DESC LIMIT :n)"""


# That index has the days of all facts of customers: sooner looked through than the facts, of which few are of the last days.
_LATE = """
    (SELECT id FROM fact INDEXED BY fact_record WHERE current = 1 AND day >= :since AND day <= :as_of) AS late
    CROSS JOIN fact AS f ON f.id = late.id"""


def newest(db: Connection, as_of: str, n: int, since: str = "") -> list[News]:
    """The newest `n` things that happened with anybody up to the key date, newest first. `since`: an ISO day from which on there
    probably are so many; where there are not, older ones are found all the same."""
    named = {"as_of": as_of, "n": n, "since": since}
    rows = db.execute(_NEWS.format(facts=_LATE if since else "fact AS f"), named).fetchall()
    if since and sum(row[3] != "consent" for row in rows) < n:
        return newest(db, as_of, n)
    return sorted([News(*row) for row in rows], key=lambda one: one.at, reverse=True)[:n]


def _consents(db: Connection, profile: int) -> list[Entry]:
    """Status `refused` is a withdrawal where nobody had ever said yes; a door is told as people write it."""
    found, permitted, doors = [], set(), _doors(db, profile)
    for event in reversed(ledger.history(db, addresses_of(db, profile))):
        if event.taken_back_at and event.import_id is None:
            continue  # noted by mistake, and undone
        where = addresses.mailbox(event.address), event.channel
        if event.state in PERMISSIONS and not event.taken_back_at:
            permitted.add(where)
        if event.state == "claimed" and not event.at:
            continue  # a box ticked at an unknown time is no event of the past
        if event.state not in PERMISSIONS and event.taken_back_at:
            continue  # a slip: nobody said so
        state = REFUSED if event.state == "withdrawn" and where not in permitted else event.state
        told = doors.get(event.address) if event.channel == "post" else event.address
        found.append(
            Entry(None, event.at or event.noted_at, "consent", told, None, None, None, state, None, event.channel,
                  event.evidence, event.basis, event.author, None, "consent", "", None)
        )  # fmt: skip
    return found[::-1]


def _doors(db: Connection, profile: int) -> dict[str | None, str]:
    """Postal key -> street and town, as the newest record of the profile writes them."""
    rows = db.execute(
        "SELECT p.street, p.postcode, p.city FROM membership AS m JOIN party AS p ON p.record_id = m.record_id AND p.current = 1"
        " WHERE m.profile_id = :profile AND p.street <> '' ORDER BY p.id",
        {"profile": profile},
    )
    return {
        addresses.post(street, code): f"{street}, {' '.join(part for part in (code, city) if part)}"
        for street, code, city in rows
    }


def addresses_of(db: Connection, profile: int) -> list[str]:
    """Every mail address, phone number and postal key that a record of the profile names now, or a person ever put right,
    and where the person said no in a file that was taken back."""
    rows = db.execute(
        "WITH said AS (SELECT p.email, p.phone, p.street, p.postcode, p.more FROM membership AS m"
        " JOIN party AS p ON p.record_id = m.record_id AND p.current = 1 WHERE m.profile_id = :profile"
        " UNION ALL SELECT email, phone, street, postcode, NULL FROM profile WHERE id = :profile)"
        " SELECT email, NULL, NULL FROM said UNION SELECT phone, NULL, NULL FROM said"
        " UNION SELECT j.value, NULL, NULL FROM said, json_each(said.more, '$.emails') AS j"
        " UNION SELECT j.value, NULL, NULL FROM said, json_each(said.more, '$.phones') AS j"
        " UNION SELECT NULL, street, postcode FROM said"
        " UNION SELECT r.address, NULL, NULL FROM membership AS m JOIN refused_address AS r ON r.record_id = m.record_id"
        " WHERE m.profile_id = :profile",
        {"profile": profile},
    )
    found = [value or addresses.post(street, postcode) for value, street, postcode in rows]
    (country,) = db.execute("SELECT coalesce(max(country), 'DE') FROM profile WHERE id = ?", (profile,)).fetchone()
    for channel in CHANNELS:
        found += sorted(put_right.of(db, channel, {profile: country}).get(profile, ()))
    return list(dict.fromkeys(value for value in found if value))
