"""Which customers each rule finds: set-based, by indexes, the best first and never more than asked for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from kmu_crm.decisions import tasks
from kmu_crm.profiles import contracts, told_of
from kmu_crm.sales.calls.rules import Rule, Rules

# What lists write where a complaint is still open, or no more.
CLOSED = (
    "closed",
    "done",
    "resolved",
    "solved",
    "geschlossen",
    "erledigt",
    "gelöst",
    "geloest",
    "abgeschlossen",
    "cancelled",
)


# What lists write, as the state of an offer or as what came of it, where nobody waits for an answer any more.
ANSWERED = (
    "won", "closed won", "closedwon", "gewonnen", "accepted", "angenommen", "ordered", "bestellt", "beauftragt", "invoiced",
    "abgerechnet", "paid", "bezahlt", "lost", "closed lost", "closedlost", "verloren", "rejected", "declined", "abgelehnt",
    "expired", "abgelaufen", "withdrawn", "zurückgezogen", "canceled", "storniert", *CLOSED,
)  # fmt: skip
WAITS = """
    lower(coalesce(f.status, '')) NOT IN (SELECT value FROM json_each(:answered))
    AND lower(coalesce(f.outcome, '')) NOT IN (SELECT value FROM json_each(:answered))"""


@dataclass(frozen=True)
class Hit:
    """What a rule found of a profile. `since`: ISO day from which it holds, '' where that is no matter. `day`: that its sentence
    names. `fact_id`: the document behind it; `task`: the decision; `days` and `gap` in days; `cents`: revenue, or what is owed or
    offered."""

    profile: int
    code: str
    since: str = ""
    number: str = ""
    day: str = ""
    text: str = ""
    days: int | None = None
    gap: int | None = None
    cents: int | None = None
    fact_id: int | None = None
    task: int | None = None
    until: str = ""  # ISO day until which notice of a contract can be given


# Whose phone may be used, as the profile was drawn last: this only picks, the gate decides. `p` is covered by its index.
CALLABLE = "EXISTS (SELECT 1 FROM profile AS p WHERE p.id = {id} AND p.phone_ok = 'yes')"
OTHERS = (  # the index of those who may be called is asked first: it is small, and spares the row
    "NOT EXISTS (SELECT 1 FROM profile AS c INDEXED BY profile_callable WHERE c.id = {id} AND c.phone_ok = 'yes')"
    " AND EXISTS (SELECT 1 FROM profile AS p WHERE p.id = {id} AND p.phone_ok <> 'yes' AND p.phone <> '')"
)
ALL = "EXISTS (SELECT 1 FROM profile AS p WHERE p.id = {id} AND p.phone_ok <> 'yes')"  # a matter that must not be forgotten

_TASKS = """
    SELECT min(m.profile_id), json_extract(w.value, '$[1]'), '', json_extract(w.value, '$[2]'), json_extract(w.value, '$[3]'),
           NULL, NULL, NULL, NULL, json_extract(w.value, '$[0]')
    FROM json_each(:tasks) AS w CROSS JOIN membership AS m ON m.record_id = json_extract(w.value, '$[4]')
    WHERE {phone} GROUP BY json_extract(w.value, '$[0]') ORDER BY w.key LIMIT :most"""

_COMPLAINTS = """
    SELECT m.profile_id, f.day, coalesce(d.number, ''), f.day, coalesce(nullif(f.subject, ''), f.text, ''),
           NULL, NULL, NULL, f.id, NULL
    FROM {facts}
    LEFT JOIN document AS d ON d.id = f.document_id
    WHERE f.current = 1 AND f.kind = 'complaint' AND f.day <= :day AND f.day >= date(:day, '-' || :days || ' days')
      AND lower(coalesce(f.status, '')) NOT IN (SELECT value FROM json_each(:closed))
      AND (coalesce(f.status, '') <> '' OR f.day >= date(:day, '-' || :untold_days || ' days'))
      AND {phone}
    ORDER BY f.day, f.id LIMIT :most"""

_CONTRACTS = """
    SELECT json_extract(w.value, '$[0]'), '', coalesce(d.number, ''), json_extract(w.value, '$[2]'),
           coalesce(f.subject, ''),
           NULL, NULL, NULL, f.id, NULL, json_extract(w.value, '$[3]')
    FROM json_each(:contracts) AS w CROSS JOIN fact AS f ON f.id = json_extract(w.value, '$[1]')
    LEFT JOIN document AS d ON d.id = f.document_id
    WHERE lower(coalesce(f.status, '')) NOT IN (SELECT value FROM json_each(:closed)) AND {phone}
    ORDER BY w.key LIMIT :most"""

_LATE = """
    {o}.open > 0 AND {o}.due <= date(:day, '-' || :from_days || ' days') AND {o}.due >= date(:day, '-' || :until_days || ' days')"""
# The largest are looked at first, and no more of them than are wanted (LIMIT -1 keeps their order); then all of these customers.
_INVOICES = f"""
    SELECT x.profile_id, min(x.due), coalesce(d.number, ''), x.due, '', CAST(julianday(:day) - julianday(x.due) AS INTEGER), NULL,
           sum(x.open), x.fact_id, NULL
    FROM (
        SELECT DISTINCT o.profile_id FROM (
            SELECT o.profile_id FROM {{items}} WHERE {_LATE.format(o="o")} ORDER BY o.open DESC LIMIT -1
        ) AS o WHERE {{phone}} LIMIT :most
    ) AS o
    CROSS JOIN open_item AS x INDEXED BY open_item_profile ON x.profile_id = o.profile_id AND {_LATE.format(o="x")}
    LEFT JOIN fact AS f ON f.id = x.fact_id LEFT JOIN document AS d ON d.id = f.document_id
    GROUP BY x.profile_id ORDER BY 8 DESC, 1"""

_OFFERS = f"""
    SELECT m.profile_id, f.day, d.number, f.day, coalesce(nullif(f.subject, ''), f.text, ''), NULL, NULL,
           coalesce(f.gross, f.net), f.id, NULL
    FROM {{facts}}
    WHERE f.current = 1 AND f.kind = 'enquiry' AND f.day <= date(:day, '-' || :from_days || ' days')
      AND f.day >= date(:day, '-' || :until_days || ' days') AND {WAITS} AND {{phone}}
    ORDER BY f.day DESC, f.id DESC LIMIT :most"""

_FIGURES = """
    SELECT g.profile_id, '', '', {told}, '', CAST(julianday(:day) - julianday(g.last_purchase) AS INTEGER),
           CAST(round(iif(g.rhythm = 'seasonal', 365, g.median_gap)) AS INTEGER), g.revenue_net, NULL, NULL
    FROM {figures}
    WHERE {which} AND {phone}
    ORDER BY {order} LIMIT :most"""

# (day told, index, which, order)
_BY_FIGURES = {
    "overdue": (
        "g.last_purchase", "figure_lifecycle", "g.lifecycle = 'at_risk' AND g.value_class IN (SELECT value FROM json_each(:classes))"
        " AND g.next_purchase_at <= :day", "g.revenue_12m DESC, g.profile_id DESC",
    ),
    "no_contact": (
        "coalesce(g.last_contact, '')", "figure_class", "g.value_class = :class AND g.lifecycle NOT IN ('lost', 'dormant', 'prospect')"
        " AND coalesce(g.last_contact, '') < date(:day, '-' || :months || ' months')", "g.revenue_12m DESC, g.profile_id DESC",
    ),
    "first_purchase": (
        "g.first_purchase", "figure_last_purchase", "g.last_purchase <= date(:day, '-' || :from_days || ' days')"
        " AND g.last_purchase >= date(:day, '-' || :until_days || ' days') AND g.purchase_days = 1"
        " AND coalesce(g.last_contact, '') <= g.first_purchase", "g.last_purchase DESC, g.profile_id DESC",
    ),
    "reactivation": (
        "g.last_purchase", "figure_lifecycle", "g.lifecycle = :phase AND g.last_purchase <= :day"
        " AND g.last_purchase >= date(:day, '-' || :until_days || ' days')"
        " AND g.value_class IN (SELECT value FROM json_each(:classes))", "g.revenue_12m DESC, g.profile_id DESC",
    ),
}  # fmt: skip


def found(db: Connection, rule: Rule, day: str, callable_: bool, most: int) -> list[Hit]:
    """Up to `most` profiles for which a rule holds on an ISO day; `callable_`: whose phone may be used, else the others."""
    phone = CALLABLE if callable_ else ALL if rule.urgent else OTHERS
    return _hits(db, rule, {"day": day, "most": most}, phone, _FEW if callable_ and _are_few(db) else "")


def everything(db: Connection, rules: Rules, day: str, callable_: bool, most: int) -> tuple[list[Hit], bool]:
    """The hits of all rules in the order of these; and whether there may be more of any."""
    parts = [found(db, rule, day, callable_, most) for rule in rules.rules]
    return [hit for part in parts for hit in part], any(len(part) >= most for part in parts)


def of(db: Connection, rules: Rules, day: str, profile: int) -> list[Hit]:
    """Every rule that holds for one customer, in the order of the rules."""
    asked = {"day": day, "most": _MOST_OF_ONE, "profile": profile}
    return [hit for rule in rules.rules for hit in _hits(db, rule, asked, _ONE, "figure AS g")]


_MOST_OF_ONE = 20
_ONE = "{id} = :profile"
_BY_DAY = f"fact AS f INDEXED BY {{index}} CROSS JOIN membership AS m ON m.record_id = {told_of.RECORD}"
# What is owed and offered has no index by day: few rows of all are open, and an offer is found by the kind of its number.
_OWED = "open_item AS o"
_OWED_BY_FEW = (
    "profile AS q INDEXED BY profile_callable CROSS JOIN open_item AS o INDEXED BY open_item_profile"
    " ON o.profile_id = q.id AND q.phone_ok = 'yes'"
)
_OFFERED = (
    "source AS s CROSS JOIN document AS d ON d.source_id = s.id AND d.family = 'offer'"
    " CROSS JOIN fact AS f INDEXED BY fact_document ON f.document_id = d.id CROSS JOIN membership AS m ON m.record_id = f.record_id"
)
_OFFERED_TO_ONE = (
    "membership AS m CROSS JOIN fact AS f INDEXED BY fact_record ON f.record_id = m.record_id"
    " CROSS JOIN document AS d ON d.id = f.document_id AND d.family = 'offer'"
)
_OF_PROFILE = f"(SELECT :profile AS profile_id) AS m CROSS JOIN {told_of.OF_PROFILE}"
# Where few may be called, it is their figures that are looked at; where many, the best figures soon bring enough of them.
_FEW = "profile AS q INDEXED BY profile_callable CROSS JOIN figure AS g ON g.profile_id = q.id AND q.phone_ok = 'yes'"
_ARE_FEW = "SELECT count(*) FROM (SELECT 1 FROM profile INDEXED BY profile_callable WHERE phone_ok = 'yes' LIMIT :many)"
_MANY = 20_000


def _are_few(db: Connection) -> bool:
    (n,) = db.execute(_ARE_FEW, {"many": _MANY}).fetchone()
    return int(n) < _MANY


def _hits(db: Connection, rule: Rule, asked: Mapping[str, object], phone: str, figures: str) -> list[Hit]:
    """`figures`: where those are looked for, '' for all of them in the order of an index."""
    known: dict[str, object] = {
        "classes": json.dumps(rule.classes),
        "closed": json.dumps(CLOSED),
        "answered": json.dumps(ANSWERED),
    }
    known |= {**rule.numbers, **asked}
    if rule.code in _BY_FIGURES:
        sql = _by_figures(rule, phone, figures)
    elif rule.code == "task":
        sql, known["tasks"] = _TASKS.format(phone=phone.format(id="m.profile_id")), _due(db, str(asked["day"]))
    elif rule.code == "contract":
        sql = _CONTRACTS.format(phone=phone.format(id="json_extract(w.value, '$[0]')"))
        known["contracts"] = _ending(db, str(asked["day"]), rule.numbers["days"], asked.get("profile"))
    elif rule.code == "invoice":
        items = _OWED_BY_FEW if figures == _FEW else _OWED
        sql = _INVOICES.format(items=items, phone=phone.format(id="o.profile_id"))
    elif rule.code == "offer":
        facts = _OFFERED_TO_ONE if phone == _ONE else _OFFERED
        sql = _OFFERS.format(facts=facts, phone=phone.format(id="m.profile_id"))
    else:
        facts = _OF_PROFILE if phone == _ONE else _BY_DAY.format(index="fact_complaint")
        sql = _COMPLAINTS.format(facts=facts, phone=phone.format(id="m.profile_id"))
    return [Hit(row[0], rule.code, *row[1:]) for part in _portions(rule) for row in db.execute(sql, {**known, **part})]


def _portions(rule: Rule) -> list[dict[str, str]]:
    """What is asked one after the other, each in the order of its index."""
    if rule.code == "no_contact":
        return [{"class": letter} for letter in rule.classes]
    return [{"phase": phase} for phase in ("dormant", "lost")] if rule.code == "reactivation" else [{}]


def _by_figures(rule: Rule, phone: str, figures: str) -> str:
    told, index, which, order = _BY_FIGURES[rule.code]
    where = figures or f"figure AS g INDEXED BY {index}"
    return _FIGURES.format(told=told, figures=where, which=which, order=order, phone=phone.format(id="g.profile_id"))


def _due(db: Connection, day: str) -> str:
    due = tasks.due(db, day)
    return json.dumps([(one.id, one.at[:10], one.due, one.text, record) for one in due for record in one.records])


def _ending(db: Connection, day: str, days: int, profile: object = None) -> str:
    """Contracts whose end, or the last day of notice to it, is at most `days` ahead, the next of both first."""
    last = (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    found = contracts.ahead(db, day, last, None if profile is None else int(str(profile)))
    return json.dumps([(one.profile, one.fact_id, one.ends, one.until) for one in found])
