"""How good the data are: what is filled in, what cannot be read, which duplicates wait, as a score of 0 to 100."""

from sqlite3 import Connection
from typing import Any

# What a small business needs to reach a customer, with its weight in the score.
_FIELDS = {
    "display_name": 3, "email": 3, "phone": 2, "street": 2, "postcode": 2, "city": 2, "country": 1,
    "customer_numbers": 1, "birth_date": 0, "vat_id": 0, "salutation": 1,
}  # fmt: skip
_CHECKED = ("email", "phone", "postcode", "birth_date", "vat_id")

_FILLED = f"SELECT count(*), {', '.join(f'sum({name} <> {chr(39) * 2})' for name in _FIELDS)} FROM profile"
_UNREAD = """
    SELECT j.key, count(DISTINCT m.profile_id) FROM party AS p JOIN membership AS m ON m.record_id = p.record_id
    JOIN profile AS o ON o.id = m.profile_id, json_each(p.raw) AS j
    WHERE p.current = 1 AND p.raw <> '' AND CASE j.key WHEN 'email' THEN p.email WHEN 'phone' THEN p.phone
          WHEN 'postcode' THEN p.postcode WHEN 'birth_date' THEN p.birth_date WHEN 'vat_id' THEN p.vat_id
          ELSE 'x' END IS NULL
    GROUP BY 1"""
_WAITING = "SELECT count(*) FROM pair WHERE band = 'ask'"
_UNPROVEN = "SELECT count(*) FROM profile WHERE email_ok = 'unproven'"
_REFUSED = "SELECT count(*) FROM refused_row AS r JOIN import AS i ON i.id = r.import_id WHERE i.state = 'done'"
_DUPLICATE_WEIGHT = 3


def quality(db: Connection, as_of: str) -> dict[str, Any]:
    """`fields`: {name: {filled, fill_rate, unread, validity}}; `validity`: how much of it could be read."""
    n, *filled = db.execute(_FILLED).fetchone()
    unread = dict(db.execute(_UNREAD).fetchall())
    columns = {
        name: _field(count or 0, n, unread.get(name, 0) if name in _CHECKED else 0)
        for name, count in zip(_FIELDS, filled, strict=True)
    }
    (waiting,), (refused,), (unproven,) = (db.execute(sql).fetchone() for sql in (_WAITING, _REFUSED, _UNPROVEN))
    return {
        "asof": as_of,
        "profiles": n,
        "fields": columns,
        "duplicates_waiting": waiting,
        "refused_rows": refused,
        "consent_unproven": unproven,
        "score": _score(columns, waiting, n),
    }


def _field(filled: int, n: int, unread: int) -> dict[str, Any]:
    written = filled + unread
    return {
        "filled": filled,
        "fill_rate": filled / n if n else None,
        "unread": unread,
        "validity": filled / written if written else None,
    }


def _score(columns: dict[str, dict[str, Any]], waiting: int, n: int) -> int | None:
    """Mean of fill rate x validity by weight, with one more part for how few profiles wait as possible duplicates."""
    if not n:
        return None
    parts = [(_FIELDS[name], (of["fill_rate"] or 0) * (of["validity"] or 0)) for name, of in columns.items()]
    parts.append((_DUPLICATE_WEIGHT, max(0.0, 1 - 2 * waiting / n)))
    return round(100 * sum(weight * share for weight, share in parts) / sum(weight for weight, _ in parts))
