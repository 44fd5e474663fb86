"""Columns for something else in which single cells may say no: a status that buries somebody, a remark against advertising."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from kmu_crm.fields import beside, consent, day, possible_noes, refusing
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import contacting, turned
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.headings import meanings
from kmu_crm.sources.mapping.kinds import CLEARLY, CONSENT_WORDS, NUMBERS
from kmu_crm.sources.mapping.memo import FORGET_AT
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, CONSENT, LINE

_TEXT = re.compile(
    r"bemerk|\bbem\b|notiz|kommentar|^infos?$|hinweis|anmerk|vermerk|freitext|^sonstiges$|remark|comment|^notes?$|^memo$"
)
_GROUP = re.compile(
    r"^tags?$|schlagw|kategori|categor|grupp|group|merkmal|kennzeichen|segment|label|sonstig|klasse|kundenart|kundentyp|typ$"
)
_OF_TEXTS = {ATTRIBUTE, "note", "text", "outcome"}
_OF_TALKS = {"subject", "fact_kind"}
_OF_PEOPLE = {ATTRIBUTE, "tags", "origin", "status"}
_LIKE_NAMES = re.compile(r"(name|firma|nachname|zusatz|name(ns)?-? ?zusatz|zusatz-? ?(info|text))[ -]?\d?")
_MONEY = {"gross", "net", *LINE, *NUMBERS}
CONTACT = "contact_name"  # whoever died there is not the customer
_NAMES = {
    "given_name", "family_name", "full_name", "display_name", "company", "company2", "department", "title", "salutation",
    "street", "house_number", "address_extra", "postcode_city", "city", "full_address", "street2", "address_extra2", "city2",
}  # fmt: skip
_REACHED = {"email", "email2", "email3", "phone", "phone2", "phone3", "mobile"}
# Headings under which a no, or anything at all, tells that somebody left or cannot be reached.
_ASKS = re.compile(
    r"\b(dsgvo|datenschutz\w*|gdpr|privacy|verteiler|korrespondenz|kommunikation|rundschreiben|kontakt(weg|art|wunsch)?)\b"
)
_LEAVING = re.compile(
    r"\b(abmelde|austrage|abbestell|austragungs|widerrufs|opt ?out|unsub\w*)\w* ?(grund|gruende|reason)\b"
    r"|\b(grund|reason) .*\b(abmeld|abbestell|austrag|unsub|opt ?out)"
    r"|^(\w+ )?(geloescht|gesperrt|entfernt) (am|seit|datum|ab)$|^(loesch|sperr)(ung)? ?(datum|am|seit)$"
    r"|mail\w*\b.* (ungueltig|unzustellbar|nicht zustellbar|invalid|undeliverable|defekt|fehlerhaft)"
    r"|\b(ungueltige?|unzustellbare?|invalid|undeliverable) (e ?)?mail"
)
_LIMIT = re.compile(r"(gueltig|gilt|valid)( bis| until)?|bis|gueltigkeit|ablauf|ablaufdatum|laeuft ab( am)?|abgelaufen")
_YEAR = re.compile(r"\b\d{4}\b")
_MAILBOX = re.compile(
    r"\s*[^\W\d_]+@[\w.-]+\.\w{2,}\s*"
)  # bounce@web.de is called so; in abgemeldet-ina@web.de it is said of Ina
_BARE = re.compile(r"(hat )?(widersprochen|widerspruch)\b[^a-z]*")
# Tags that people and programs give to those who are not to be written to, without their blanks and signs.
_TAGS = {
    "nomail", "noemail", "nomails", "noemails", "donotmail", "donotemail", "donotcontact", "nocontact", "dnm", "dne", "nonewsletter",
    "nomailing", "nonl", "hardbounce", "hardbounced", "bounced", "sperre", "gesperrt", "geloescht", "dead", "willnichts",
}  # fmt: skip
_BETWEEN_TAGS = re.compile(r"[,;|/]")
WORDS_AT_MOST = 500  # distinct cells in a block; a column of more is no column of groups, and too long to look through


class Watched(dict[str, bool]):
    """Cell -> whether it says no, each distinct one looked at once. `spoken`: one of these words is in any cell that does,
    and in few others.
    """

    def __init__(
        self, column: MappedColumn, says_no: Callable[[str], bool], words: bool = False, spoken: Sequence[str] = ()
    ):
        super().__init__()
        self.column, self._says_no, self._words, self.spoken = column, says_no, words, spoken

    def __missing__(self, cell: str) -> bool:
        if len(self) > FORGET_AT:
            self.clear()
        return self.setdefault(cell, self._says_no(cell))

    def noes(self, cells: Sequence[str]) -> Collection[str]:
        """Those of the cells of a block that say no."""
        told = self.column.unread_consent and not contacting.is_status(self.column.header)
        if told or (self._words and len(set(cells)) > WORDS_AT_MOST):
            return ()
        return self.found(cells)

    def found(self, cells: Sequence[str]) -> Collection[str]:
        """The same, whatever else is told of the column."""
        looked = _speaking(self.column, cells, self.spoken) if self.spoken else set(cells)
        return {cell for cell in looked if cell and self[cell]}


def _speaking(column: MappedColumn, cells: Sequence[str], spoken: Sequence[str]) -> Collection[str]:
    """Those of the cells of a block that hold one of the words; each distinct cell is looked through once."""
    looked, loud = column.looked, column.loud
    if len(looked) > FORGET_AT:
        looked.clear()
        loud.clear()
    if not looked.issuperset(cells):
        fresh = set(cells).difference(looked)
        looked |= fresh
        loud |= refusing.speaking(fresh, spoken)
    return loud.intersection(cells) if loud else ()


def objecting(columns: Sequence[MappedColumn]) -> Iterator[Watched]:
    """Columns in which single words decide: of a status any that object, of tags and remarks those that say nothing else."""
    for column in columns:
        if contacting.is_status(column.header):
            yield Watched(column, _objects if column.field in CONSENT or _is_of_documents(columns) else _has_left)
    yield from alone(columns)


def _is_of_documents(columns: Sequence[MappedColumn]) -> bool:
    """Whether it is not the people who are “abgemeldet”, but what they ordered."""
    return any(column.field in _MONEY for column in columns)


def _objects(status: str) -> bool:
    return refusing.forbids(status) or refusing.is_listed(status)


def _has_left(status: str) -> bool:
    """“abgemeldet” is said of nothing but lists, also where others have a “Mahnsperre”."""
    return (folded(status) in CLEARLY and CONSENT_WORDS[folded(status)] == "withdrawn") or _objects(status)


def alone(columns: Sequence[MappedColumn]) -> Iterator[Watched]:
    """Tags, groups and remarks; remarks that stand in or beside a name, a street or a number; and outcomes of talks."""
    talks = not _is_of_documents(columns)
    for column in columns:
        if is_of_names(column):
            yield Watched(column, beside.objects, spoken=beside.SPOKEN)
        elif column.field in _REACHED | {CONTACT}:
            yield Watched(column, _is_refused, spoken=beside.SPOKEN)
        elif column.field == "outcome" or (talks and _is_of_talk(column)):
            yield Watched(column, _is_outright, spoken=refusing.SPOKEN)
        if contacting.is_status(column.header):
            continue
        if is_text(column) or column.field == "consent_way" or (talks and column.field == "text"):
            yield Watched(column, refusing.is_objection, spoken=refusing.SPOKEN)
        elif is_of_tags(column):
            yield Watched(column, _objects_among_tags, spoken=refusing.SPOKEN)


def texts(columns: Sequence[MappedColumn], of_people: bool, asks: bool, of_talks: bool = False) -> Iterator[Watched]:
    """Columns of which people are told. `of_people`: a list of people, in which groups and own fields may say so, too;
    `asks`: another of its columns says who may be written to; `of_talks`: its subjects are those of talks.
    """
    taken = _objects if _is_of_documents(columns) else _has_left
    for before, column in zip([None, *columns], columns, strict=False):
        if is_of_names(column):
            yield Watched(column, beside.may_say_more, spoken=beside.SPOKEN)
        elif column.field in _REACHED:
            yield Watched(column, lambda cell: not _MAILBOX.fullmatch(cell) and _is_to_tell(cell), spoken=beside.SPOKEN)
        elif column.field == CONTACT:
            yield Watched(column, lambda cell: _is_odd(cell) and not _is_refused(cell), spoken=beside.SPOKEN)
        elif column.field == "outcome" or (of_talks and column.field in _OF_TALKS):
            holds = column.field == "outcome" or _is_of_talk(column)
            yield Watched(column, _is_left_open if holds else refusing.may_forbid, spoken=refusing.SPOKEN)
        elif contacting.is_status(column.header) and column.field in _OF_PEOPLE:
            yield Watched(column, _left_open(taken, asks), words=True)
        elif of_people and column.field == ATTRIBUTE and _is_of_end(column, before):
            yield Watched(column, _is_over)
        elif column.field == "consent_way":
            yield Watched(
                column, lambda cell: contacting.ways(cell) is None and _is_to_tell(cell), spoken=refusing.SPOKEN
            )
        elif is_text(column) or (of_talks and column.field in ("text", ATTRIBUTE)):
            yield Watched(column, _is_to_tell, spoken=refusing.SPOKEN)
        elif of_people and column.field in _OF_PEOPLE:
            yield Watched(column, _says_no(column), words=True)


def unread(columns: Sequence[MappedColumn]) -> Iterator[Watched]:
    """Columns of which people are told as a whole, with the cells in them that say no to mails."""
    for column in columns:
        if (
            column.unread_consent
            and not (column.approach.ways and column.approach.sure)
            and (says_no := contacting.says_no(column.header))
        ):
            yield Watched(column, says_no)


def _is_of_end(column: MappedColumn, before: MappedColumn | None) -> bool:
    """“Austritt”, “Newsletter bis”; or “gültig bis” behind a consent."""
    if contacting.is_ending(column.header) or turned.is_over(column.header):
        return True
    return before is not None and before.field in CONSENT and _LIMIT.fullmatch(turned.words(column.header)) is not None


def _is_over(cell: str) -> bool:
    """Anything but nothing, a no, or a day to come."""
    if not consent.objects(cell) or refusing.is_objection(cell):
        return False
    until = day.read_date(cell, day.style_of([cell])).value or max(_YEAR.findall(cell), default="")
    return until <= date.today().isoformat()


def _is_of_talk(column: MappedColumn) -> bool:
    """The kind of a contact, or what it was about where nobody said that this is its subject."""
    return column.field == "fact_kind" or (column.field == "subject" and column.guessed)


def is_of_tags(column: MappedColumn) -> bool:
    return column.field == "tags" or (column.field in _OF_PEOPLE and not is_text(column) and _is_of_groups(column))


def _is_of_groups(column: MappedColumn) -> bool:
    """Not of somebody else, as a spouse or a salesman may be."""
    return column.field != ATTRIBUTE or _GROUP.search(folded(column.header)) is not None


def _left_open(taken: Callable[[str], bool], asks: bool) -> Callable[[str], bool]:
    """Cells of a status that may say no, and are not `taken` for one."""

    def may_say_no(cell: str) -> bool:
        more = refusing.left(cell)
        return (refusing.may_forbid(more) or _is_tagged(more)) and not (taken(cell) or possible_noes.answered(cell))

    return may_say_no if asks else lambda cell: may_say_no(cell) or consent.is_idle(cell)


def _says_no(column: MappedColumn) -> Callable[[str], bool]:
    name, approach = turned.words(column.header), column.approach
    if approach.ways and not approach.sure:
        return lambda cell: bool(approach.refused(cell)) or refusing.may_forbid(cell)
    if _LEAVING.search(name):
        return consent.objects
    if _ASKS.search(name):
        return lambda cell: consent.state(cell) in consent.REFUSED
    told = _is_tag_to_tell if column.field == "tags" or _is_of_groups(column) else refusing.may_forbid
    return (lambda cell: told(cell) and not possible_noes.answered(cell)) if is_answering(column) else told


def is_answering(column: MappedColumn) -> bool:
    """Of people, where words behind a no are no matter of bills or parcels; in a remark nobody knows what the no answers."""
    return column.field in _OF_PEOPLE and not is_text(column) and not turned.is_of_documents(column.header)


def _is_tagged(cell: str) -> bool:
    return any(fold(tag).replace(" ", "") in _TAGS for tag in _BETWEEN_TAGS.split(cell.replace("_", " ")))


def _objects_among_tags(cell: str) -> bool:
    return refusing.is_objection(refusing.unlifted(cell))


def _is_tag_to_tell(cell: str) -> bool:
    return _is_to_tell(refusing.unlifted(cell)) or (_is_tagged(cell) and not _objects_among_tags(cell))


def _is_to_tell(cell: str) -> bool:
    """What may be an objection, and is not taken as one, nor understood as a no to one way."""
    return refusing.may_forbid(refusing.left(cell)) and not refusing.is_objection(cell)


def is_of_names(column: MappedColumn) -> bool:
    like = column.field == ATTRIBUTE and _LIKE_NAMES.fullmatch(folded(column.header))
    return column.field in _NAMES or bool(like)


def _is_outright(cell: str) -> bool:
    """An objection to advertising, where a “Widerspruch” alone may be one to an invoice."""
    return refusing.is_objection(cell) and not _BARE.fullmatch(folded(cell))


def _is_left_open(cell: str) -> bool:
    return refusing.may_forbid(refusing.left(cell)) and not _is_outright(cell)


def _is_odd(name: str) -> bool:
    return beside.objects(name) or beside.may_object(name)


def _is_refused(cell: str) -> bool:
    """Nothing but a no, of somebody alive."""
    return refusing.is_objection(cell) and not beside.tells_of_death(cell)


def is_text(column: MappedColumn) -> bool:
    """Whether people write there what they like: it became a note, or its heading says so."""
    if column.field not in _OF_TEXTS or column.approach.ways:  # there they answer with yes and no
        return False
    named = _TEXT.search(folded(column.header)) is not None
    return column.field == "note" or named or any(field == "note" for field, _sure in meanings(column.header))


def may_say_no(header: str, field: str) -> bool:
    """Whether single cells of such a column may object: those of a status, of remarks, tags or groups."""
    name = folded(header)
    remarks = field == "note" or (field in _OF_TEXTS and _TEXT.search(name) is not None)
    if contacting.is_status(header) or field == "tags" or remarks:
        return True
    return field in _OF_PEOPLE and (field != ATTRIBUTE or _GROUP.search(name) is not None)


def says_no(cell: str) -> bool:
    """Whether such a cell objects, or may."""
    return any(one(cell) for one in (refusing.may_forbid, refusing.is_objection, refusing.forbids, refusing.is_listed))
