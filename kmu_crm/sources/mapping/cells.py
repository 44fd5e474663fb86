"""Columns of text become columns of values: a column's style is decided once from all its cells, each distinct cell read once."""

import dataclasses
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kmu_crm.fields import consent, duration, email, phone
from kmu_crm.fields.day_shapes import is_rough
from kmu_crm.fields.reading import reader_for
from kmu_crm.sources.mapping import contacting, legends, mailings, paid_words, taken_back
from kmu_crm.sources.mapping.memo import SHORT, Memo, Seen, Value, looked_up
from kmu_crm.sources.mapping.name_orders import NameOrder
from kmu_crm.sources.mapping.signs import Signs
from kmu_crm.sources.mapping.vocabulary import ATTRIBUTE, kind_of

STUDIED = {
    "amount",
    "consent",
    "quantity",
    "duration",
    "percent",
    "date",
    "moment",
    "postcode",
    "place",
}  # only the whole column tells
OF_DIGITS = {
    "amount",
    "quantity",
    "duration",
    "percent",
    "date",
    "moment",
    "phone",
}  # what such a column holds has figures in it
# What a person decides about a column, and why.
_ASKED = {"dayfirst": "date_ambiguous", "decimal": "amount_ambiguous", "scale": "score_scale"}
MOSTLY_DAYS = 0.5  # of what stands in a column for the day of payment: what was paid, or how, is no day
WORDS = {"fact_kind", *taken_back.NAMING}  # may turn out to be something else
GIVEN_UP = {"consent_withdrawn_at": "consent_refused"}  # no days stand there, but what does says as much
REFUSING = {"objection", "consent_refused", "consent_refused_phone", "consent_refused_post"}  # a day there: of a no
NOES = {"general", *consent.REFUSED}  # of a yes/no column
UNDATED = "undated"  # of a no that tells no day of its own
ROUGHLY = {"customer_since", "birth_date"}  # of which people may know the year alone
SINGLE = {"email", "phone"}  # one value each; of several in a cell the first is taken
BY_COUNTRY = {"phone", "postcode", "place"}  # 01067 and 0664.. say something only with their country
MOST_RATES = 8
_RATE = re.compile(r"(?:[12]?[0-9])(?:[.,][0-9]{1,2})?\s*%|[12]?[0-9](?:[.,][0-9])?")
_IN_PERCENT = re.compile(r"^\D*%")
_SIDE = re.compile(r"\d[\d.,]*\s*(EUR|€|CHF)?\s*(S|H|Soll|Haben)\s*$", re.I)
_ZERO_WITHIN = re.compile(r"(?<![0-9])0[0-9]{4} ?[^\W\d]")  # beside a town
ZERO_KEPT = re.compile(r"\s*['=\"]*0[0-9]{4}\b")


@dataclass
class MappedColumn:
    """A column of the file that becomes `field`, with what is needed to read it."""

    index: int
    header: str
    field: str
    kind: str = ""  # the kind of value; forced by a person, or what the field wants
    guessed: bool = False  # the header alone led to the field
    surname_first: bool | None = None  # of names in one cell, where the column tells it
    several: str = ""  # what stands between several values in one cell
    signs: Signs = dataclasses.field(default_factory=Signs, compare=False, repr=False)  # currencies beside its amounts
    order: NameOrder = dataclasses.field(default_factory=NameOrder, compare=False, repr=False)  # of names in one cell
    again: Collection[str] = ()  # of a document's number: cells that come again after others
    # Of a mark that a document was taken back: cells that are numbers of others in the list, and that document's own; and the
    # other way round numbers of documents that take back, and the cells that name what.
    named: Mapping[str, str] = dataclasses.field(default_factory=dict)
    naming: Mapping[str, str] = dataclasses.field(default_factory=dict)
    partly: set[str] = dataclasses.field(default_factory=set)  # of `named` those that take back a part
    unknown: Collection[str] = ()  # of what gave way to another document: cells that name none of the file
    style: Mapping[str, Any] = dataclasses.field(
        default_factory=dict
    )  # how a person chose to have it read (`choices.style`)

    country: str = "DE"  # of the business
    home: str | None = None  # of codes and towns: the country that all of the list's are of, as far as they tell one
    of_another: bool = False  # tells of the death of somebody beside the customer, where it is an own field
    unread_consent: bool = False  # says who may be contacted in a way that nobody reads
    approach: mailings.Approach = mailings.NOBODY  # of such a column: what a no there forbids
    alone: bool = False  # of postcodes: nothing beside them tells their country
    unread_amount: bool = False  # money in a list of documents that has no amount
    booked_amount: bool = False  # money beside the day of each row, in a list that has no documents
    event_day: bool = False  # on which something happened that nobody reads, in a list of people
    has_sides: bool = False  # S or H stands behind some of its amounts
    filled: Counter[str] = dataclasses.field(
        default_factory=Counter, compare=False, repr=False
    )  # of a day of payment, or a state
    tells_paid: bool = False  # most of what the file has there, and is not open, are days or marks that it was paid
    legend: Mapping[str, str] = dataclasses.field(default_factory=dict)  # what marks mean, by a line beside the table
    own: bool = False  # of a list of the business's own, where a no is a refusal
    of_orders: bool = False  # the numbers of the orders, in a list of invoices most of which have one of their own
    some_numbered: bool = False  # the same, where any of them has one
    payments_sell: bool = False  # of kinds: nothing else in the list is a sale
    no_kinds: bool = False  # looked as if it told kinds of documents, and tells something else
    ways: frozenset[str] = frozenset()  # of a consent: the columns of those that its cells name
    only: bool = False  # some of its noes name the only way that is wanted
    since: Memo | None = dataclasses.field(default=None, compare=False, repr=False)  # of a consent: days in its cells
    refused_on: Memo | None = dataclasses.field(default=None, compare=False, repr=False)  # of a no: the same
    # Cells that were sought for words of a no, and those of them that hold one.
    looked: set[str] = dataclasses.field(default_factory=set, compare=False, repr=False)
    loud: set[str] = dataclasses.field(default_factory=set, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.kind = self.kind or kind_of(self.field)

    def depends_on(self, cells: Sequence[str]) -> bool:
        """Whether these cells may decide how the column is read; of identifiers only long ones do."""
        if self.kind == "identifier" and self.field not in WORDS:
            return max(map(len, cells), default=0) > SHORT
        if self.field == ATTRIBUTE:
            asked = (contacting.is_about, contacting.is_status, contacting.is_ending, mailings.sent)
            return any(one(self.header) for one in asked)
        return (
            self.kind in STUDIED
            or self.field in WORDS
            or self.field in REFUSING
            or (self.guessed and self.kind in OF_DIGITS)
        )

    def prepare(
        self,
        distinct: Collection[str],
        country: str,
        dayfirst: bool | None,
        today: date | None = None,
        ahead: int | None = None,
        numbers: Collection[str] | None = None,
    ) -> None:
        """Decides the column's style from its distinct cells; a guessed field whose kind they cannot have is given up.
        `ahead`: how many days after today its days may lie; `numbers`: as `reader_for` has it."""
        self.country = country or self.country
        if self.field == ATTRIBUTE and not self.of_another:
            self.approach = mailings.approach(self.header, distinct, self.own)
            self.unread_consent = contacting.is_to_tell(self.header, distinct) or bool(
                self.approach.ways and self.approach.sure
            )
        if self.guessed and self.field in taken_back.FLAGS:
            self.field = taken_back.by_cells(self.header, distinct) or self.field
            self.kind = kind_of(self.field)
        if self.guessed and self.kind in OF_DIGITS and not self._holds_figures(distinct):
            self.field, self.kind = GIVEN_UP.get(self.field, ATTRIBUTE), "text"
        if self.guessed and self.field in ("tax", "line_tax") and _rates(self.header, distinct):
            self.field, self.kind = "tax_rate", "percent"
        if self.kind == "amount":
            marked = [cell for cell in distinct if not (cell[:1].isdigit() and cell[-1:].isdigit())]
            self.has_sides = any(map(_SIDE.search, marked))
        if self.field == "mark" and self.guessed and country == "CH":  # where the 6 is the good one
            self.field, self.kind = "rating", kind_of("rating")
        kept = {"postcode": ZERO_KEPT.match, "place": _ZERO_WITHIN.search}.get(self.kind)
        zeros_kept = kept is not None and any(map(kept, distinct))
        where = "" if zeros_kept and not self.alone else country
        told: dict[str, Any] = {
            "country": where,
            "dayfirst": dayfirst,
            "today": today,
            "ahead": ahead,
            "born": self.field == "birth_date",
            "numbers": numbers,
            "unit": (duration.unit_of(self.header) if self.guessed else duration.MINUTES)
            if self.kind == "duration"
            else "",
        }
        plain = reader_for(self.kind, distinct, **told)
        # A choice is about a doubt: cells that tell it themselves, in a later file of the list, go before it.
        style = {name: how for name, how in self.style.items() if name == "zeros" or _ASKED[name] in plain.warnings}
        how = {**told, **style}
        self.reader = reader_for(self.kind, distinct, **how) if style else plain
        asked = legends.asks_in_words(self.header)
        meant = (legends.answers(self.header) or self.legend) if self.kind == "consent" else None
        asking = self.own and self.field == "consent_email"
        by_ways = asking and contacting.is_by_ways(self.header)
        named = [ways for cell in distinct if (ways := contacting.ways(cell))] if by_ways else []
        self.ways = frozenset(way for ways in named for way in ways.answers)
        # Who objects to advertising does so on every way; a newsletter is but one of them.
        of_all = by_ways or (asking and contacting.refuses_all(self.header))
        without = plain if style else None
        zeros, rough = bool(style.get("zeros")), self.field in ROUGHLY
        way = self.field if self.field in contacting.WAYS else ""
        self.memo = Memo(
            self.kind, self.reader, without, zeros, asked, meant, of_all, by_ways, rough, way, self._names_way
        )
        self.only = bool(way) and any(map(contacting.only, distinct))
        self.memo.lettered = self.kind == "consent" and consent.has_letters(distinct)
        rows_of = self._told_as_day()
        days = sum(rows for cell, rows in rows_of.items() if self.reader.read(cell).value is not None)
        days += (marks := sum(rows for cell, rows in self.filled.items() if self.asked_of(cell) == "paid"))
        self.tells_paid = days > 0 and days >= MOSTLY_DAYS * (rows_of.total() + marks)
        if self.kind == "consent" and (since := [text for cell in distinct if (text := consent.dated(cell))]):
            self.since = Memo("date", reader_for("date", since, **how))
        if refused_on := [text for cell in distinct if (text := self._refused_on(cell))]:
            self.refused_on = Memo("moment", reader_for("moment", refused_on, **how))
        if self.kind == "moment":  # figures use the calendar day as the source wrote it, not the day in UTC
            self.days = Memo("date", reader_for("date", distinct, **how))

    def _holds_figures(self, distinct: Collection[str]) -> bool:
        """Of a day of payment by its rows, too: payments on few days make it no other column."""
        if self.field != "paid_at":
            return _mostly_figures(distinct)
        rows_of = self._told_as_day()
        return _mostly_figures(rows_of) or _mostly_figures(list(rows_of.elements()))

    def _told_as_day(self) -> Counter[str]:
        """Cells of a day of payment and their rows, without the words that mean something else: many open invoices make it
        no other column."""
        return Counter({cell: rows for cell, rows in self.filled.items() if not paid_words.read(cell)})

    def as_own_field(self, cells: Sequence[str]) -> Sequence[str]:
        """What is kept of the column as written, under its heading; of days the years and months that are none."""
        return cells if self.field == ATTRIBUTE else [cell if is_rough(cell) else "" for cell in cells]

    @property
    def asks_paid(self) -> str:
        """Of a status whether it asks for what is paid, or what is not."""
        return paid_words.asks(self.header) if self.field in ("status", "further_status") else ""

    def asked_of(self, cell: str) -> str:
        return paid_words.said(self.header, cell)

    @property
    def is_second(self) -> bool:
        """Belongs to the row's second address."""
        return self.field.endswith("2")

    def seen(self, cells: Sequence[str], countries: Sequence[Value] | None) -> Sequence[Seen]:
        """What is looked up: the cells, with their row's country where it matters and is known."""
        if self.several and self.kind in SINGLE:
            cells = [cell.partition(self.several)[0] for cell in cells]
        elif more := self.apart(cells, countries):
            cells = [more[place][0] if place in more else cell for place, cell in enumerate(cells)]
        if self.kind in BY_COUNTRY and countries is not None:
            return list(zip(cells, countries, strict=True))
        return cells

    def apart(self, cells: Sequence[str], countries: Sequence[Value] | None) -> dict[int, list[str]]:
        """Of the places with several mail addresses or phone numbers in a cell these, one by one."""
        found: dict[int, list[str]] = {}
        if self.kind == "email":
            found = {place: email.split(cell) for place, cell in enumerate(cells) if cell.count("@") > 1}
        elif self.kind == "phone" and phone.may_be_several("\0".join(cells)):
            lands = [str(land or self.country) for land in countries or [None] * len(cells)]
            found = {place: phone.split(cell, lands[place]) for place, cell in enumerate(cells)}
        return {place: several for place, several in found.items() if len(several) > 1}

    def further(self, cells: Sequence[str], countries: Sequence[Value] | None) -> dict[int, Sequence[Seen]]:
        """Of the places with several mail addresses or phone numbers in a cell what is looked up of all but the first."""
        several = {} if self.several else self.apart(cells, countries)
        return {
            place: self.seen(found[1:], countries and [countries[place]] * len(found[1:]))
            for place, found in several.items()
        }

    def read(self, cells: Sequence[Seen]) -> list[Value]:
        return looked_up(self.memo, cells)

    def read_days(self, cells: Sequence[str]) -> list[Value]:
        return looked_up(self.days, cells)

    def read_ways(self, cells: Sequence[str]) -> Iterator[tuple[str, list[Value]]]:
        """What its cells say of calls and letters, where any of them names these."""
        for field in sorted((contacting.WAYS if self.only else self.ways) - {self.field}):
            yield field, [self._of_way(field, cell) for cell in cells]

    def _of_way(self, field: str, cell: str) -> str | None:
        """Where a no wants nothing but what it is a no to, nobody knows what it says of the other ways."""
        denied = self._names_way and self.field in contacting.only(cell)
        return None if denied else contacting.answer(field, cell, field in self.ways)

    @property
    def _names_way(self) -> bool:
        return self.field != "consent_post" and contacting.names_way(self.header)  # an “Infobrief” may be any

    def read_since(self, cells: Sequence[str]) -> list[Value]:
        """The days that stand beside a yes."""
        return [self.since[day] if self.since is not None and (day := consent.dated(cell)) else None for cell in cells]

    def read_refused_on(self, cells: Sequence[str], found: Sequence[Value]) -> list[Value]:
        """Of the cells that say no, and were read as `found`, the day of it, or that they tell none."""
        days = self.refused_on

        def told(cell: str) -> Value:
            return (days[day] if days is not None and (day := self._refused_on(cell)) else None) or UNDATED

        return [told(cell) if self._refuses(cell, said) else None for cell, said in zip(cells, found, strict=True)]

    def _refused_on(self, cell: str) -> str | None:
        """The day that stands for a no, or beside one, as written."""
        if self.field in REFUSING:
            return consent.dated(cell, consent.OBJECTED)
        return consent.dated(cell, consent.REFUSED) if self.kind == "consent" else None

    def _refuses(self, cell: str, said: Value) -> bool:
        return consent.objects(cell) if self.field in REFUSING else said in NOES


def _mostly_figures(cells: Collection[str]) -> bool:
    said = [cell for cell in cells if cell.strip()]
    return 2 * sum(any(map(str.isdigit, cell)) for cell in said) >= len(said)


def _rates(header: str, distinct: Collection[str]) -> bool:
    """A column named like the tax holds its rates: a few whole figures below 30, or with the sign of percent, be it in the
    heading; behind a figure there it is the rate of the amounts."""
    said = {cell.strip() for cell in distinct if cell.strip()}
    sign = "%" if _IN_PERCENT.search(header) else ""
    return 0 < len(said) <= MOST_RATES and all(_RATE.fullmatch(cell + sign) or _RATE.fullmatch(cell) for cell in said)
