"""A block of cells becomes rows for the store: parties, documents with their lines, articles, statements about consent."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from kmu_crm.sources.choices import DONE, KEEP, LEAVE_OUT, Choice, tax
from kmu_crm.sources.formats.datev import NO_AMOUNT
from kmu_crm.sources.hooks import Hook
from kmu_crm.sources.mapping import kinds, taken_back, watching, watching_ways
from kmu_crm.sources.mapping.blocks import Block, picked
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.lands import Lands
from kmu_crm.sources.mapping.sheets import Sheet, says_net
from kmu_crm.sources.mapping.vocabulary import ARTICLE, FACT, LINE, NAMING
from kmu_crm.sources.reading.tables import BadRow
from kmu_crm.sources.recording import answers, documents, fitting_tax, given_back, names, statements, suppliers, taxed
from kmu_crm.sources.recording.bearers import Bearers
from kmu_crm.sources.recording.built import Built
from kmu_crm.sources.recording.by_number import UNKNOWN, ByNumber
from kmu_crm.sources.recording.card_numbers import Cards
from kmu_crm.sources.recording.days_ahead import DaysAhead
from kmu_crm.sources.recording.gaps import Gaps
from kmu_crm.sources.recording.hearing import Hearing
from kmu_crm.sources.recording.in_words import Words
from kmu_crm.sources.recording.leads import Leads
from kmu_crm.sources.recording.owed import Owed
from kmu_crm.sources.recording.parties import Named, Parties
from kmu_crm.sources.recording.parts import marking
from kmu_crm.sources.recording.problems import (
    IN_TEXT,
    KIND,
    MANY,
    NOBODYS,
    ONE_WAY,
    REFUSAL_LOST,
    TAKEN,
    Problem,
)
from kmu_crm.sources.recording.shapes import ArticleRow, Refusal
from kmu_crm.sources.recording.taken_back import Marks
from kmu_crm.sources.recording.tender import Tender
from kmu_crm.sources.recording.terms import Terms
from kmu_crm.sources.recording.torn_rows import TornRows
from kmu_crm.sources.recording.unread_noes import UnreadNoes
from kmu_crm.sources.recording.values import Reader, Values

# A row whose value here cannot be read is left out.
VITAL = {"gross", "net", "day", "at", "line_quantity", "line_net", "line_gross"}
OF_UNITS = {"line_unit", "line_unit_gross"}  # vital where nothing else tells what a row comes to
DOUBTFUL = {"date_ambiguous", "amount_ambiguous"}  # left empty and told: the rest of the row is sound
EACH_ROW = LINE.keys() | ARTICLE.keys()  # what every row of a document says for itself; the rest its first row says


class Builder:
    """Knows a sheet and its columns; turns block after block into rows. A document may run over the end of a block.

    Where several rows are one document, what concerns the whole is read from the first of them. `strangers`: whoever
    the rows name is no customer by that alone. `bearers`: whose the numbers of its customers were before;
    `numbered`: the rows name them by number alone. `header`: all the names of the table's columns;
    `bad`: its rows that are no rows. `today`: the day of the run; `colours`: one of the table means a no.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[MappedColumn],
        hook: Hook | None = None,
        choices: Sequence[Choice] = (),
        strangers: bool = False,
        bearers: Bearers | None = None,
        numbered: ByNumber | None = None,
        header: Sequence[str] = (),
        bad: Sequence[BadRow] = (),
        today: date | None = None,
        colours: bool = False,
    ):
        if sheet.system == "list" and any(one.field == "line_unit" and says_net(one.header) for one in columns):
            sheet = replace(sheet, prices="net")
        self.tender = Tender(sheet, columns)
        sheet = replace(sheet, currency=self.tender.own)
        self.sheet, self.columns, self.hook, self._strangers = sheet, columns, hook, strangers
        self._bearers, self._numbered = bearers, numbered
        self.tax = taxed.rate(tax(choices), columns)
        self._chosen = {(one.column, one.code): one.action for one in choices}
        self._done = {
            (one.column, made[0]): told
            for one in choices
            for told, made in DONE.items()
            if made == (one.code, one.action)
        }
        fields = {column.field for column in columns}
        self.has_fact = bool(fields & (FACT.keys() - {"customer", "number"})) or bool(
            sheet.fact_kind or sheet.fact_kinds
        )
        self.has_line = bool(fields & LINE.keys())
        self.has_article = "article" in fields
        priced = fields & {"gross", "net", "line_net", "line_gross"}
        self._vital = VITAL if priced else VITAL | OF_UNITS
        self.in_documents = self.has_fact or self.has_line
        self.hearing = Hearing(sheet, columns, self.in_documents)
        self.gaps, self._cards = Gaps(sheet, columns), Cards(columns)
        self._days_ahead = DaysAhead(sheet, columns, today or date.today())
        self._left = suppliers.LeftOut(sheet, columns)
        self._customer = next((one.header for one in columns if one.field in NAMING | {"customer"}), "")
        self._answers, self._terms = answers.Answers(columns), Terms(sheet, columns)
        people = not self.in_documents and not self.has_article
        self._texts = list(watching.texts(columns, people, self.hearing.says, kinds.are_talks(sheet)))
        self._unread_noes = UnreadNoes(columns, self._texts, colours) if people and sheet.system == "list" else None
        self._leads = Leads(columns if people else (), sheet.leads and people)
        self._taken = list(watching.alone(columns))
        self._of_ways = list(watching_ways.of_one(columns))
        self.parties = Parties(columns, self.in_documents, sheet.keep, sheet.user_names, kinds.are_talks(sheet))
        self._marks = Marks(sheet, columns)
        self.grouped = self.has_line and "number" in fields
        self._words = Words(sheet, columns)
        self.documents = documents.Assembler(sheet, self.grouped, self.has_fact, self._words, self._marks, self.tax)
        self.documents.refunds_net = any(one.field == "refunded" and taken_back.says_net(one.header) for one in columns)
        self.documents.wording.further = next((one.header for one in columns if one.field == "further_status"), "")
        self.owed = Owed(sheet, columns, header)
        self.owed.explain(self.documents.wording)
        self.documents.wording.payments_sell = any(one.payments_sell for one in columns)
        self.documents.tells_days = self.owed.tells_days
        each = [column for column in columns if self.grouped and column.field in EACH_ROW]
        lands = Lands(columns)
        begins = {"number", "gross"} | (
            {"net", "day", "at", "fact_kind", self._words.orders[0], *marking(fields)} if sheet.yearly else set()
        )
        self._begins = Reader([column for column in columns if column.field in begins], lands)
        self._each = Reader(each, lands)
        self._whole = Reader([column for column in columns if column not in each], lands)
        number = next((column for column in columns if column.field == "number"), None)
        self.number_header = number.header if number else ""
        if number and self.grouped:
            self.documents.parts.again.update(str(one) for one in number.read(list(number.again)) if one is not None)
        self._torn = TornRows(bad, number, len(header)) if number and self.grouped and bad else None
        self._kinds_header = next((one.header for one in columns if one.field == "fact_kind" and sheet.free_kinds), "")
        self._refunds = [one for one in columns if one.field == "refunded" and sheet.system == "list"]
        self._given_back: list[Problem] = []
        self._settled: set[tuple[str, int]] = set()  # doubtful amounts that another one of their row decided
        self._left_out: Refusal | None = None  # why the document that is still open was left out
        self._open: list[tuple[int, int | None, tuple[str, ...]]] = []  # its rows in the blocks before

    def build(self, block: Block, last: bool) -> Built:
        built = Built()
        block, built.problems = self._cards.masked(block)
        block, torn = self._torn.among(block, last) if self._torn else (block, {})
        starts = self._starts(block)
        heads = block.at(starts)
        whole = self._read_whole(heads)
        keep = self._keep(block, self._reasons(heads, whole), starts, torn, built)
        self._check(self._whole, heads, starts, keep, built)
        each = self._read(self._each, block)
        built.problems += self._given_back
        kept = picked(keep, starts)
        built.problems += [*self._days_ahead.told(heads, whole, kept), *self._unknown_kinds(heads, whole, kept)]
        built.problems += self._terms.problems(heads, kept)
        of_many = zip(heads.numbers, whole.get("party_kind", ()), kept, strict=False)
        built.problems += [(MANY, self._customer, row) for row, kind, ok in of_many if ok and kind == names.COLLECTIVE]
        built.problems += self._marks.problems(heads.columns, heads.numbers, kept)
        built.problems += self._marks.of_items(block, starts, keep) if self.grouped else ()
        self._check(self._each, block, range(len(block.rows)), keep, built)
        spoilt = self._spoilt(block, starts, whole, built, torn)
        self._leave_out_the_rest(block, starts, whole, keep, built, spoilt)
        noes = list(self._noes_in_text(block, keep))
        keys = self._people(heads, whole, starts, keep, built)
        built.problems += _heard(noes, built)
        if self.has_article:
            built.articles.extend(self._articles(block, each if self.grouped else whole, keep))
        if self.in_documents:
            lines = self.documents.lines(each, block, starts, keep) if self.grouped else []
            built.facts.extend(self.documents.take(block, whole, starts, keep, keys, lines, last))
            built.problems += self._words.told
            self._words.told.clear()
        return built

    def rest(self) -> Iterator[Built]:
        """After the last block: the documents whose rows stood apart, and what only the whole list could tell."""
        parts = self.documents.parts
        for facts in self.documents.returned():
            problems = [(code, self.number_header, row) for code, row in parts.problems]
            yield Built(facts=facts, refusals=parts.refusals[:], problems=[*problems, *self._words.told])
            for told in (parts.problems, parts.refusals, self._words.told):
                told.clear()
        yield Built(problems=list(self._closing()))

    def chosen_about_numbers(self, code: str) -> str | None:
        """What a person decided about documents by their numbers."""
        return self._chosen.get((self.number_header, code))

    @property
    def turned(self) -> Collection[tuple[str, str]]:
        """Kind and key of the documents that only words, or other rows, told to take back."""
        return self._words.turned

    def _closing(self) -> Iterator[Problem]:
        """What only the whole list could tell."""
        yield from self._words.closing()
        yield from self._marks.closing()
        yield from self.documents.finals.closing()
        yield from self.gaps.closing()

    def _starts(self, block: Block) -> Sequence[int]:
        """The places of the rows that begin a document."""
        if not self.grouped:
            return range(len(block.rows))
        return self.documents.starts(self._begins.read(block), len(block.rows))

    def _read(self, reader: Reader, block: Block) -> Values:
        values = reader.read(block)
        return taxed.without_noughts(values) if self.sheet.tax_included else values

    def _read_whole(self, heads: Block) -> Values:
        values = self._read(self._whole, heads)
        self._settled = fitting_tax.settle(self.columns, heads.columns, values) if self.in_documents else set()
        if self.in_documents and (currencies := self.tender.fill(heads, values.get("currency"))):
            values["currency"] = list(currencies)
        if self.in_documents and not self.parties.keeps:
            values[":attributes"] = self._whole.attributes(heads)
        self._given_back = list(given_back.told(self._refunds, heads))
        if self._marks.active:
            values["taken_back"] = self._marks.states(values, len(heads.rows))
        self.owed.tell(values, heads)
        if self._words.active:
            values["heard"] = self._words.heard(values, len(heads.rows))
        self._answers.tell(values, heads)
        self._terms.tell(values, heads)
        if self._strangers:
            values["party_kind"] = [names.CORRESPONDENT] * len(heads.rows)
        if self.sheet.system == "list" and (many := names.kinds(values, len(heads.rows))):
            values["party_kind"] = many
        if self._kinds_header:
            found = [kinds.said(word) if word else None for word in values["fact_kind"]]
            values[":skip"] = [(one.skip or None) if one else None for one in found]
        return self.hook.derive(values, len(heads.rows)) if self.hook else values

    def _reasons(self, heads: Block, whole: Values) -> Sequence[str | None]:
        """Why the sheet's hook leaves documents out. An amount that is there and cannot be read is none of its reasons."""
        reasons = whole.get(":skip", ())
        if NO_AMOUNT not in reasons:
            return reasons
        odd = self._whole.unreadable(heads)
        unread = {i for column, i, _code, nothing in odd if column.field == "gross" and nothing}
        return [None if i in unread and reason == NO_AMOUNT else reason for i, reason in enumerate(reasons)]

    def _keep(
        self,
        block: Block,
        reasons: Sequence[str | None],
        starts: Sequence[int],
        torn: Mapping[int, Refusal],
        built: Built,
    ) -> list[bool]:
        """Rows that a sheet or its hook leaves out on purpose are counted by reason."""
        keep = [row not in torn for row in block.numbers] if torn else [True] * len(block.rows)
        found = [(place, reason) for place, reason in zip(starts, reasons, strict=False) if reason]
        for place, reason in (*found, *self._left.of(block, starts)):
            if keep[place]:
                keep[place] = False
                built.skipped[reason] = built.skipped.get(reason, 0) + 1
        return keep

    def _check(self, reader: Reader, block: Block, places: Sequence[int], keep: list[bool], built: Built) -> None:
        """Unreadable cells: vital ones leave their row out, others the field empty, unless a person chose.

        `places`: where the block's rows stand in `keep`.
        """
        for column, i, code, nothing in reader.unreadable(block):
            if not keep[places[i]] or (reader is self._whole and (column.header, i) in self._settled):
                continue
            cell = block.columns[column.index][i]
            if self.owed.understands(column, cell) or self._terms.understands(column, cell):
                continue
            vital = column.field in self._vital and code not in DOUBTFUL and nothing
            if self._chosen.get((column.header, code), LEAVE_OUT if vital else KEEP) == LEAVE_OUT:
                keep[places[i]] = False
                at = block.numbers[i], block.lines[i]
                built.refusals.append(Refusal(*at, column.header, code, cell, block.rows[i]))
            else:
                built.problems.append((code, column.header, block.numbers[i]))
        for column, i, code in reader.solved(block):
            if keep[places[i]] and (told := self._done.get((column.header, code))):
                built.problems.append((told, column.header, block.numbers[i]))

    def _unknown_kinds(self, heads: Block, whole: Values, keep: Sequence[bool]) -> Iterator[Problem]:
        if self._kinds_header:
            for number, word, kept in zip(heads.numbers, whole["fact_kind"], keep, strict=True):
                if kept and word and kinds.said(word) is None:
                    yield KIND, self._kinds_header, number

    def _noes_in_text(self, block: Block, keep: Sequence[bool]) -> Iterator[Problem]:
        """What may be an objection and stands where people write anything, which nobody decides but a person; and what
        is taken as one, or as a no to one way."""
        for code, all_watched in ((IN_TEXT, self._texts), (TAKEN, self._taken), (ONE_WAY, self._of_ways)):
            for watched in all_watched:
                cells = block.columns[watched.column.index]
                noes = watched.noes(cells)
                for number, cell, kept in zip(block.numbers, cells, keep, strict=True) if noes else ():
                    if kept and cell in noes and not self._marks.is_of_document(watched.column, cell):
                        yield code, watched.column.header, number

    def _spoilt(
        self, block: Block, starts: Sequence[int], whole: Values, built: Built, torn: Mapping[int, Refusal]
    ) -> Mapping[int, Refusal]:
        """Why documents are left out, by the row that is the cause, or by their first where that one stands elsewhere."""
        found = {**{one.row: one for one in built.refusals}, **torn}
        if self._torn:
            for place, number in zip(starts, whole["number"], strict=True):
                if number in self._torn.documents:
                    found.setdefault(block.numbers[place], self._torn.documents[number])
        return found

    def _leave_out_the_rest(
        self,
        block: Block,
        starts: Sequence[int],
        whole: Values,
        keep: list[bool],
        built: Built,
        refused: Mapping[int, Refusal],
    ) -> None:
        """Where one row of a document cannot be used the others are listed for the same reason: without it they would say too
        little, and the mended row alone would speak for the whole document."""
        if not self.grouped:
            return
        first, size = starts[0] if starts else len(block.rows), len(block.rows)
        if refused and self._left_out is None and (why := _first(refused, block.numbers[:first])):
            built.refusals += [Refusal(*row[:2], why.column, why.code, None, row[2]) for row in self._open]
            self.documents.leave(why)
            self._left_out = why
        spoilt = dict[int, Refusal]()
        for document, (begin, end) in enumerate(pairwise([0, *starts, size]) if refused or self._left_out else (), -1):
            why = self._left_out if begin < first else _first(refused, block.numbers[begin:end])
            if why and document >= 0:
                spoilt[document] = why
            for place in range(begin, end):
                if why and keep[place]:
                    keep[place] = False
                    number, line, cells = block.numbers[place], block.lines[place], block.rows[place]
                    built.refusals.append(Refusal(number, line, why.column, why.code, None, cells))
            if end == size and begin < end:
                self._left_out = why
        if spoilt:
            self.documents.spoil(whole, spoilt)
        last = starts[-1] if starts else 0
        kept: list[tuple[int, int | None, tuple[str, ...]]] = [
            (block.numbers[place], block.lines[place], block.rows[place]) for place in range(last, size) if keep[place]
        ]
        self._open = kept if starts else [*self._open, *kept]

    def _people(
        self, heads: Block, values: Values, starts: Sequence[int], keep: list[bool], built: Built
    ) -> list[str | None]:
        """Builds the parties; gives for each document the key of the record it names, None where it names nobody."""
        wanted = [i for i, place in enumerate(starts) if keep[place]]
        named = self._leads.marked(self.parties.of(heads, values, wanted), heads)
        if self._bearers and not self.in_documents:
            built.problems += self._bearers.settle(named)
        built.parties += self._unread_noes.held_back(heads, named.parties) if self._unread_noes else named.parties
        if self._numbered:
            self._numbered.hear(self.sheet, heads, values, starts, keep, built)
        else:
            unread = self._unread_noes.among(heads) if self._unread_noes else {}
            if unread or self.hearing.says or not statements.HEARD_ANYWHERE.isdisjoint(values):
                self.hearing.hear(heads, values, starts, keep, named, built, unread)
        if self.in_documents:
            built.problems += [
                (NOBODYS, self._customer, heads.numbers[i]) for i in wanted if self._is_nobodys(named, values, i)
            ]
        else:
            for i in named.nobody:
                keep[starts[i]] = False
                built.refusals.append(
                    Refusal(heads.numbers[i], heads.lines[i], None, "empty_name", None, heads.rows[i])
                )
        return named.keys

    def _is_nobodys(self, named: Named, values: Values, i: int) -> bool:
        """A document of an own list that names its customers, but not this one's; without a day it counts as no revenue."""
        own = bool(self._customer) and self.sheet.system == "list" and not named.keys[i]
        return own and any(values[field][i] for field in ("day", "at") if field in values)

    def _articles(self, block: Block, values: Values, keep: list[bool]) -> Iterator[ArticleRow]:
        names = ("article_name", "category", "price", "cost", "tax_rate", "valid_from")
        columns = [values.get(name) or [None] * len(block.rows) for name in names]
        for i, (number, *found) in enumerate(zip(values["article"], *columns, strict=True)):
            if keep[i] and number:
                yield ArticleRow(number, (*found, None), block.numbers[i], block.lines[i])


def _first(refused: Mapping[int, Refusal], rows: Sequence[int]) -> Refusal | None:
    return next((refused[row] for row in rows if row in refused), None)


def _heard(noes: Sequence[Problem], built: Built) -> Iterator[Problem]:
    """Without those that reach nobody, which is told, and so do not hold."""
    lost = {row for code, _header, row in built.problems if code == REFUSAL_LOST}
    lost |= {one.row for one in built.refusals if one.code == UNKNOWN}
    return (one for one in noes if one[0] not in (TAKEN, ONE_WAY) or one[2] not in lost)
