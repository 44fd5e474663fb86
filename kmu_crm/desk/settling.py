"""Settings as people type them; figures and profiles follow those that change them."""

from collections.abc import Mapping
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.desk.derive import follow
from kmu_crm.errors import KmuError
from kmu_crm.fields import show
from kmu_crm.fields.money import cents
from kmu_crm.fields.reading import reader_for
from kmu_crm.i18n import N_, _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.settings import OutOfBounds, Setting
from kmu_crm.store.transaction import transaction

_FIGURES = ("value.", "phase.", "figures.", "match.", "business.country", settings.TRUST)
_EVERYTHING = (
    "business.country",
)  # numbers are read another way; of thresholds, the match itself sees that they moved


ONE, ASK = "match.one_percent", "match.ask_percent"


class Crossed(KmuError):
    text = N_("Pairs are asked about from {ask} percent and merged from {one}: the first must not be above the second.")
    code = "thresholds_crossed"


def stored(setting: Setting, typed: str) -> str:
    """What is kept of "65,50" (cents) or "31.12.2025" (ISO); what cannot be read stays as it is. Raises OutOfBounds."""
    text = typed.strip()
    if not text and setting.unknown is not None:
        return str(setting.unknown)
    if text and (setting.is_money or setting.is_day):
        kind = "amount" if setting.is_money else "date"
        value = reader_for(kind, [text]).read(text).value
        text = text if value is None else str(cents(value)) if setting.is_money else value
    try:
        settings.check(setting, text)
    except OutOfBounds:
        if setting.is_day:  # with an example as people write it here
            raise OutOfBounds(setting=_(setting.title), value=typed, allowed=show.date("2025-12-31")) from None
        raise
    return text


def shown(setting: Setting, value: int | str) -> str:
    """As it is typed: amounts in whole units, days as in the language in use, nothing for what is unknown."""
    if value == setting.unknown:
        return ""
    if setting.is_money:
        return show.number(int(value) / 100, 2)
    return show.date(str(value)) if setting.is_day and value else str(value)


def settle(db: Connection, chosen: Mapping[str, str], progress: Progress = SILENT) -> dict[str, str]:
    """Writes the stored values of settings, all or none, and derives anew what rests on those that changed. Gives what
    these were before: settled again, everything is as it was. Raises OutOfBounds, Crossed."""
    before = {key: str(settings.read(db, key)) for key in chosen}
    changed = {key: text for key, text in chosen.items() if before[key] != text}
    if changed.keys() & {ONE, ASK}:
        refuse_crossed(*(int(chosen.get(key, settings.number(db, key))) for key in (ONE, ASK)))
    with transaction(db):
        for key, text in changed.items():
            settings.write(db, key, text)
        if any(key.startswith(_FIGURES) for key in changed):
            follow(
                db,
                full=any(key.startswith(_EVERYTHING) for key in changed),
                redraw=any(key.startswith(settings.TRUST) for key in changed),
                progress=progress,
            )
    return {key: before[key] for key in changed}


def refuse_crossed(one_percent: int, ask_percent: int) -> None:
    """Raises Crossed."""
    if ask_percent > one_percent:
        raise Crossed(ask=ask_percent, one=one_percent)
