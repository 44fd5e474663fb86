"""A no typed where nobody hears it: in a tag, a note, the outcome of a call. It bars nobody by itself, and that is said."""

from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.desk.dossier import permissions_of
from kmu_crm.fields import beside, refusing
from kmu_crm.i18n import _
from kmu_crm.sources.mapping.vocabulary import PARTY

SHOWN, MOST = 3, 80  # texts, and letters of each
_FREE = {"note", "tags", "origin"}


def is_no(*words: str) -> bool:
    """Whether one of these texts turns down being written to or called, or tells of a death."""
    return any(refusing.may_forbid(text) or refusing.is_objection(text) for text in words)


def is_no_in(field: str, value: str) -> bool:
    """The same of a value of the customer: beside a name or a street, where a remark has no place of its own."""
    if field in _FREE or field not in PARTY:
        return is_no(value)
    return beside.objects(value) or beside.may_object(value)


def concerns(db: Connection, profile: int) -> bool:
    """Whether a no would change anything: some way to this customer is not closed yet. Raises NoSuchRecord."""
    return any(one.answer != "no" for one in permissions_of(db, profile))


def waiting(words: Sequence[str]) -> str:
    """The sentence on what may be a no of a customer, to whom no list writes because of it."""
    said = " · ".join(_("“{text}”").format(text=_shortened(one)) for one in words[:SHOWN])
    return _("May be a no: {words}. Lists leave this customer out until you have looked.").format(words=said)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST else f"{line[: MOST - 1]}…"
