"""Open loops for the window and the command line: in words, closed by hand, given to somebody."""

from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm.decisions import journal
from kmu_crm.desk.derive import key_date
from kmu_crm.errors import KmuError
from kmu_crm.fields import show, text
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.sales.loops import open as loops
from kmu_crm.sales.loops.open import Loop


class NoSuchLoop(KmuError):
    text = N_("There is no open complaint or low score number {number}.")
    advice = N_("The command “loops” lists them all.")
    code = "no_loop"


def open_loops(db: Connection, profile: int | None = None) -> list[Loop]:
    """On the key date, the longest overdue first."""
    return loops.loops(db, key_date(db), profile)


def open_of(db: Connection, profile: int, has: Collection[str]) -> list[Loop]:
    """Of one customer of whom it is known which kinds of entries there are: few have any of these."""
    return open_loops(db, profile) if loops.KINDS & set(has) else []


def named(db: Connection, fact: int) -> Loop:
    """By the number of its document. Raises NoSuchLoop."""
    found = next((one for one in open_loops(db) if one.fact_id == fact), None)
    if found is None:
        raise NoSuchLoop(number=fact)
    return found


def close(db: Connection, loop: Loop, author: str) -> int:
    """Somebody has seen to it; the number of the decision."""
    return journal.decide(db, loops.CLOSED_BY_HAND, _named(loop), author)


def give(db: Connection, loop: Loop, owner: str, author: str) -> int:
    """Whose task it is; the number of the decision."""
    return journal.decide(db, loops.OWNED, {**_named(loop), "owner": text.clean(owner)}, author)


def _named(loop: Loop) -> dict[str, object]:
    return {"records": [loop.record], "fact": list(loop.key), "text": told(loop)}


def told(loop: Loop) -> str:
    """`Reklamation R-0191 vom 22.11.2025: Lieferung unvollständig`, `Bewertung 3 von 10 am 20.11.2025: zu spät`"""
    said = text.clean(loop.text)
    if loop.code == "complaint":
        head = _("Complaint {number} of {day}").format(number=loop.number, day=show.date(loop.day)).replace("  ", " ")
    elif loop.answer:
        head = _("{answer} on {day}").format(answer=text.clean(loop.answer), day=show.date(loop.day))
    else:
        head = _("Score {score} of {most} on {day}").format(score=loop.score, most=loop.out_of, day=show.date(loop.day))
    return f"{head}: {said}" if said else head


def due(loop: Loop, day: str) -> str:
    """`seit 3 Tagen überfällig`, `heute fällig`, `fällig 26.11.2025`"""
    late = loop.overdue(day)
    if late > 0:
        return ngettext("{n} day overdue", "{n} days overdue", late).format(n=show.number(late))
    return _("due today") if late == 0 else _("due {day}").format(day=show.date(loop.due))
