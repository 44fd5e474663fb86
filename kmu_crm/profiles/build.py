"""Draws profiles from who is one: golden values, search text, permissions. Derived only; `rebuild` gives the same from
nothing."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from kmu_crm.consent import permissions, put_right
from kmu_crm.consent.addresses import mailbox
from kmu_crm.consent.states import states
from kmu_crm.i18n import _
from kmu_crm.profiles import draw, trust
from kmu_crm.profiles.golden import Choice, choose
from kmu_crm.profiles.word import Word, speaking
from kmu_crm.profiles.words import by_hand, grouped
from kmu_crm.progress import SILENT, Progress
from kmu_crm.store.transaction import transaction

AT_ONCE = 2000

Drawn = list[tuple[draw.Row, list[Word]]]


def refresh(db: Connection, touched: Iterable[int] | None, progress: Progress = SILENT) -> int:
    """Draws the given profile numbers anew (None: all); numbers that no longer stand for anybody disappear. Returns how
    many of them stand."""
    standing = 0
    with transaction(db):
        numbers = _all(db) if touched is None else sorted(set(touched))
        hand, rules = by_hand(db), trust.rules(db)
        progress.stage(_("Drawing profiles"))
        for start in range(0, len(numbers), AT_ONCE):
            progress.report(start, len(numbers))
            part = numbers[start : start + AT_ONCE]
            if touched is not None:
                forget(db, part)
            spoken = list(grouped(db, part))
            good = permitted(db, [word for _number, words in spoken for word in words])
            rows = [
                (
                    draw.row(
                        number,
                        hand.placed(speaking(words)),
                        hand.corrected(words),
                        hand.tagged(words),
                        good,
                        rules,
                        hand.untagged(words),
                    ),
                    words,
                )
                for number, words in spoken
            ]
            _permit(db, rows)
            _insert(db, [row for row, _words in rows])
            standing += len(rows)
    return standing


def forget(db: Connection, numbers: Sequence[int]) -> None:
    """Takes profiles out of table and search; the search index wants the very text it was given."""
    for number in numbers:
        old = db.execute("SELECT folded FROM profile WHERE id = ?", (number,)).fetchone()
        if old:
            db.execute(
                "INSERT INTO profile_search (profile_search, rowid, folded) VALUES ('delete', ?, ?)", (number, old[0])
            )
            db.execute("DELETE FROM profile WHERE id = ?", (number,))


def words_of(db: Connection, profile: int) -> list[Word]:
    """What every record of one profile says now, each with its file and row."""
    return next((words for _number, words in grouped(db, [profile])), [])


def choices_of(db: Connection, words: Sequence[Word]) -> dict[str, Choice]:
    """Field -> the golden value with its origin and why it won, the same that stands in the profile's row."""
    hand = by_hand(db)
    return choose(hand.placed(words), hand.corrected(words), permitted(db, words), trust.rules(db), told=True)


def _all(db: Connection) -> list[int]:
    db.execute("DELETE FROM profile")
    db.execute("INSERT INTO profile_search (profile_search) VALUES ('delete-all')")
    return [number for (number,) in db.execute("SELECT DISTINCT profile_id FROM membership ORDER BY profile_id")]


def permitted(db: Connection, words: Sequence[Word]) -> set[str]:
    """Mail addresses of these words that may be written to."""
    mails = {mail for word in words for mail in word.emails()}
    return {mail for mail, state in states(db, "email", "advertising", sorted(mails)).items() if state.state == "yes"}


def _permit(db: Connection, rows: Drawn) -> None:
    """Whether each may be reached at the addresses that are left, without those that a person put right."""
    replaced = put_right.replaced(db, [row["id"] for row, _words in rows])
    asked = []
    for row, words in rows:
        gone = replaced.get(row["id"], set())
        gone = gone and gone - put_right.forms(row["email"], row["phone"], row["street"], row["postcode"])
        known = (draw.emails(row, words), draw.phones(row, words), draw.doors(row, words))
        left = ([one for one in some if mailbox(one) not in gone] for some in known)
        asked.append((row["id"], row["kind"], row["country"], *left))
    answers = permissions.for_addresses(db, asked)
    for (row, _words), (_number, *answer) in zip(rows, answers, strict=True):
        row["email_ok"], row["phone_ok"], row["post_ok"] = answer


def _insert(db: Connection, rows: Sequence[draw.Row]) -> None:
    marks = ", ".join("?" * len(draw.COLUMNS))
    db.executemany(
        f"INSERT INTO profile ({', '.join(draw.COLUMNS)}) VALUES ({marks})",
        [tuple(row[column] for column in draw.COLUMNS) for row in rows],
    )
    db.executemany(
        "INSERT INTO profile_search (rowid, folded) VALUES (?, ?)", [(row["id"], row["folded"]) for row in rows]
    )
