"""When a customer was last in touch, by the way it went; and when an answer to a survey last came."""

from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.i18n import N_
from kmu_crm.profiles import told_of

WAYS = {
    "phone": N_("Phone"), "email": N_("E-mail"), "personal": N_("In person"), "service": N_("Service"),
    "newsletter": N_("Newsletter"),
}  # fmt: skip

_LAST = f"""
    SELECT CASE f.kind WHEN 'call' THEN 'phone' WHEN 'email' THEN 'email' WHEN 'newsletter' THEN 'newsletter'
               WHEN 'visit' THEN 'personal' WHEN 'appointment' THEN 'personal' WHEN 'survey' THEN 'answer'
               ELSE 'service' END AS way, max(f.day), count(*)
    FROM {told_of.OF_PROFILE}
    WHERE f.day <= :today AND (
        f.kind IN ('call', 'email', 'visit', 'appointment', 'service', 'complaint', 'enquiry', 'newsletter')
        OR (f.kind = 'survey' AND f.score IS NOT NULL))
    GROUP BY way"""


@dataclass(frozen=True)
class Contacts:
    """`last`: by way, ISO day and how many there were, the newest first; `answered`: ISO day of the latest answer."""

    last: dict[str, tuple[str, int]]
    answered: str | None


def contacts(db: Connection, profile: int, today: str) -> Contacts:
    found = {way: (day, n) for way, day, n in db.execute(_LAST, {"profile": profile, "today": today})}
    answered = found.pop("answer", None)
    newest = sorted(found.items(), key=lambda one: one[1][0], reverse=True)
    return Contacts(dict(newest), answered and answered[0])
