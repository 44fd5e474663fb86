"""A page of the timeline as it is shown; with words to look for, only entries that say them."""

from collections.abc import Collection
from sqlite3 import Connection

from kmu_crm.desk.derive import key_date
from kmu_crm.fields.text import fold
from kmu_crm.profiles import timeline
from kmu_crm.ui.pages.customers.events import Shown, Sold, shown

CHUNK = 1_000  # entries looked through at once


def page(
    db: Connection,
    number: int,
    kinds: tuple[str, ...],
    wanted: str,
    offset: int,
    most: int,
    still_open: Collection[int],
) -> tuple[list[Shown], int | None]:
    """At least `most` entries from the `offset`-th fact on, and where to go on, None at the end.

    Found is what is shown (day, number, amount, words), and all articles of a document, also those there is no room for."""
    words, chunk = fold(wanted).split(), CHUNK if wanted.strip() else most
    today = key_date(db)
    found: list[Shown] = []
    while True:
        entries = timeline.entries(db, number, kinds, chunk, offset)
        sold = timeline.articles(db, [one.fact_id for one in entries if one.fact_id is not None])
        found += [
            one for one in (_shown(entry, sold, still_open, today, words) for entry in entries) if one is not None
        ]
        offset += chunk
        if sum(one.fact_id is not None for one in entries) < chunk:
            return found, None
        if len(found) >= most:
            return found, offset


def _shown(
    entry: timeline.Entry, sold: Sold, still_open: Collection[int], today: str, words: list[str]
) -> Shown | None:
    made = shown(entry, sold, still_open, today)
    if not words:
        return made
    articles = [name for name, _quantity in sold.get(entry.fact_id or 0, ())]
    text = fold(" ".join(part for part in (made.spoken(), entry.text, entry.reference, *articles) if part))
    return made if all(word in text for word in words) else None
