"""A block of cells becomes rows for the store: parties, documents with their lines, articles, statements about consent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kmu_crm.consent.words import Channel
from kmu_crm.sources.choices import DONE, KEEP, LEAVE_OUT, Choice, tax
from kmu_crm.sources.hooks import Hook
from kmu_crm.sources.mapping import contacting, kinds, watching
from kmu_crm.sources.mapping.blocks import Block, picked
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.document_words import UNSOLD
from kmu_crm.sources.mapping.lands import Lands
from kmu_crm.sources.mapping.sheets import Sheet, folded, says_net
from kmu_crm.sources.mapping.vocabulary import ARTICLE, CONSENT, FACT, LINE, NAMING
from kmu_crm.sources.recording import documents, names, statements, taxed
from kmu_crm.sources.recording.bearers import Bearers
from kmu_crm.sources.recording.parties import Named, Parties
from kmu_crm.sources.recording.parts import agree, marking
from kmu_crm.sources.recording.problems import IN_TEXT, KIND, NOBODYS, OF_PERSON, REFUSAL_LOST, Problem
from kmu_crm.sources.recording.shapes import (
    FACT_COLUMNS,
    ArticleRow,
    Cell,
    FactRow,
    Objector,
    PartyRow,
    Refusal,
    Statement,
)
from kmu_crm.sources.recording.values import Reader, Values

VITAL = {
    "gross",
    "net",
    "day",
    "at",
    "line_quantity",
    "line_net",
    "line_gross",
}  # a row whose value here cannot be read is left out

UNREACHABLE = {"email_invalid", "phone_invalid"}
DOUBTFUL = {"date_ambiguous", "amount_ambiguous"}  # left empty and told: the rest of the row is sound
STATUS = FACT_COLUMNS.index("status") - 3  # its place in a fact's values
EACH_ROW = LINE.keys() | ARTICLE.keys()  # what every row of a document says for itself; the rest its first row says


@dataclass
class Built:
    """What one batch says, ready to be compared with what the store holds."""

    parties: list[PartyRow] = field(default_factory=list)
    facts: list[FactRow] = field(default_factory=list)
    articles: list[ArticleRow] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    objectors: list[Objector] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    problems: list[tuple[str, str, int]] = field(default_factory=list)  # code, column, row: taken without the field
    skipped: dict[str, int] = field(default_factory=dict)  # reason -> rows left out on purpose


class Builder:
    """Knows a sheet and its columns; turns block after block into rows. A document may run over the end of a block.

    Where several rows are one document, what concerns the whole is read from the first of them. `strangers`: whoever
    the rows name is no customer by that alone. `bearers`: whose the numbers of its customers were before.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[MappedColumn],
        hook: Hook | None = None,
        choices: Sequence[Choice] = (),
        strangers: bool = False,
        bearers: Bearers | None = None,
    ):
        if sheet.system == "list" and any(one.field == "line_unit" and says_net(one.header) for one in columns):
            sheet = replace(sheet, prices="net")
        written = {one for column in columns for one in column.currencies}
        if not sheet.currency and len(written) == 1 and all(one.field != "currency" for one in columns):
            sheet = replace(sheet, currency=written.pop())
        self.sheet, self.columns, self.hook, self._strangers = sheet, columns, hook, strangers
        self._bearers = bearers
        self.tax = tax(choices)
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
        self.has_consent = bool(fields & CONSENT.keys() or sheet.consent_default)
        saying = [one for one in columns if one.field in CONSENT]
        saying += [one for one in columns if contacting.is_status(one.header)]
        self._consent_header = next((one.header for one in saying), "")
        self.in_documents = self.has_fact or self.has_line
        self._customer = next((one.header for one in columns if one.field in NAMING | {"customer"}), "")
        self._texts = list(watching.texts(columns, not self.in_documents and not self.has_article, self.has_consent))
        self.parties = Parties(columns, self.in_documents)
        self.grouped = self.has_line and "number" in fields
        self.documents = documents.Assembler(sheet, self.grouped, self.has_fact)
        each = [column for column in columns if self.grouped and column.field in EACH_ROW]
        lands = Lands(columns)
        begins = {"number", "gross"} | ({"day", "at", *marking(fields)} if sheet.yearly else set())
        self._begins = Reader([column for column in columns if column.field in begins], lands)
        self._each = Reader(each, lands)
        self._whole = Reader([column for column in columns if column not in each], lands)
        number = next((column for column in columns if column.field == "number"), None)
        self._number_header = number.header if number else ""
        if number and self.grouped:
            self.documents.parts.again.update(str(one) for one in number.read(list(number.again)) if one is not None)
        self._kinds_header = next((one.header for one in columns if one.field == "fact_kind" and sheet.free_kinds), "")
        self._left_out: Refusal | None = None  # why the document that is still open was left out

    def build(self, block: Block, last: bool) -> Built:
        built = Built()
        starts = self._starts(block)
        heads = block.at(starts)
        whole = self._read_whole(heads)
        keep = self._keep(block, whole.get(":skip", ()), starts, built)
        self._check(self._whole, heads, starts, keep, built)
        each = taxed.lines(self._each.read(block), self.tax, len(block.rows))
        built.problems += self._unknown_kinds(heads, whole, picked(keep, starts))
        self._check(self._each, block, range(len(block.rows)), keep, built)
        self._leave_out_the_rest(block, starts, keep, built)
        built.problems += self._noes_in_text(block, keep)
        keys = self._people(heads, whole, starts, keep, built)
        if self.has_article:
            built.articles.extend(self._articles(block, each if self.grouped else whole, keep))
        if self.in_documents:
            lines = self.documents.lines(each, block, starts, keep) if self.grouped else []
            built.facts.extend(self.documents.take(heads, whole, starts, picked(keep, starts), keys, lines, last))
            told = self.documents.parts.problems
            built.problems += [(code, self._number_header, row) for code, row in told]
            told.clear()
        return built

    def _starts(self, block: Block) -> Sequence[int]:
        """The places of the rows that begin a document."""
        if not self.grouped:
            return range(len(block.rows))
        return self.documents.starts(self._begins.read(block), len(block.rows))

    def _read_whole(self, heads: Block) -> Values:
        values = taxed.documents(taxed.lines(self._whole.read(heads), self.tax, len(heads.rows)), self.tax)
        if self.in_documents and not self.parties.named:
            values[":attributes"] = self._whole.attributes(heads)
        if self._strangers:
            values["party_kind"] = [names.CORRESPONDENT] * len(heads.rows)
        if self._kinds_header:
            found = [kinds.said(word) if word else None for word in values["fact_kind"]]
            values[":skip"] = [(one.skip or None) if one else None for one in found]
        return self.hook.derive(values, len(heads.rows)) if self.hook else values

    def _keep(self, block: Block, reasons: Sequence[str | None], starts: Sequence[int], built: Built) -> list[bool]:
        """Rows that a sheet or its hook leaves out on purpose are counted by reason."""
        keep = [True] * len(block.rows)
        found = [(place, reason) for place, reason in zip(starts, reasons, strict=False) if reason]
        rules = [(*rule, True) for rule in self.sheet.skip] + [(*rule, False) for rule in self.sheet.only]
        for header, words, reason, named in rules:
            for column in self.columns:
                if folded(column.header) == header:
                    texts = enumerate(block.columns[column.index])
                    found += [(place, reason) for place, text in texts if (text.strip() in words) == named]
        for place, reason in found:
            if keep[place]:
                keep[place] = False
                built.skipped[reason] = built.skipped.get(reason, 0) + 1
        return keep

    def _check(self, reader: Reader, block: Block, places: Sequence[int], keep: list[bool], built: Built) -> None:
        """Unreadable cells: vital ones leave their row out, others the field empty, unless a person chose.

        `places`: where the block's rows stand in `keep`.
        """
        for column, i, code, nothing in reader.unreadable(block):
            if not keep[places[i]]:
                continue
            vital = column.field in VITAL and code not in DOUBTFUL and nothing
            if self._chosen.get((column.header, code), LEAVE_OUT if vital else KEEP) == LEAVE_OUT:
                keep[places[i]] = False
                cell = block.columns[column.index][i]
                built.refusals.append(
                    Refusal(block.numbers[i], block.lines[i], column.header, code, cell, block.rows[i])
                )
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
        """What may be an objection and stands where people write anything: nobody decides that but a person."""
        for watched in self._texts:
            cells = block.columns[watched.column.index]
            noes = watched.noes(cells)
            for number, cell, kept in zip(block.numbers, cells, keep, strict=True) if noes else ():
                if kept and cell in noes:
                    yield IN_TEXT, watched.column.header, number

    def _leave_out_the_rest(self, block: Block, starts: Sequence[int], keep: list[bool], built: Built) -> None:
        """Where the first row of a document cannot be used the others cannot either, and are listed for the same reason."""
        refused = {one.row: one for one in built.refusals}
        if not self.grouped or not (refused or self._left_out):
            return
        begins = set(starts)
        for place, number in enumerate(block.numbers):
            if place in begins:
                self._left_out = refused.get(number)
            elif self._left_out and keep[place]:
                keep[place] = False
                why = self._left_out
                built.refusals.append(
                    Refusal(number, block.lines[place], why.column, why.code, None, block.rows[place])
                )

    def _people(
        self, heads: Block, values: Values, starts: Sequence[int], keep: list[bool], built: Built
    ) -> list[str | None]:
        """Builds the parties; gives for each document the key of the record it names, None where it names nobody."""
        wanted = [i for i, place in enumerate(starts) if keep[place]]
        named = self.parties.of(heads, values, wanted)
        if self._bearers and not self.in_documents:
            built.problems += self._bearers.settle(named)
        built.parties += named.parties
        if self.has_consent or "objection" in values:
            self._hear(heads, values, starts, keep, named, built)
        if self.in_documents:
            built.problems += [
                (NOBODYS, self._customer, heads.numbers[i]) for i in wanted if self._is_nobodys(named, i)
            ]
        else:
            for i in named.nobody:
                keep[starts[i]] = False
                built.refusals.append(
                    Refusal(heads.numbers[i], heads.lines[i], None, "empty_name", None, heads.rows[i])
                )
        return named.keys

    def _is_nobodys(self, named: Named, i: int) -> bool:
        """A document of an own list that names its customers, but not this one's."""
        return bool(self._customer) and self.sheet.system == "list" and not named.keys[i]

    def _hear(
        self, heads: Block, values: Values, starts: Sequence[int], keep: Sequence[bool], named: Named, built: Built
    ) -> None:
        """What the rows say about consent. An opt-out without an address is the person's; that, or that it reaches nobody, is told."""
        parties = dict(zip(named.at, named.parties, strict=True))
        unread = {row for code, _header, row in built.problems if code in UNREACHABLE}
        unread |= {one.row for one in built.refusals if one.code in UNREACHABLE}
        refused = {one.row for one in built.refusals}
        for i, place in enumerate(starts):
            row = heads.numbers[i]
            party = parties[i].values if i in parties else statements.NOBODY
            if keep[place] or row in refused:
                said = list(statements.of(self.sheet, values, i, party, row))
                if keep[place] and not self.in_documents:
                    said += statements.silent(self.sheet, values, i, party, row, said)
                lost = [one for one in said if statements.is_lost(one, row in unread)]
                key, emails = named.keys[i] if keep[place] else None, statements.emails(party)
                if lost:
                    code = OF_PERSON if key or emails else REFUSAL_LOST
                    built.problems.append((code, self._consent_header, row))
                if general := next((one for one in said if one.general), None):
                    built.objectors.append(Objector(key, emails, general.at))
                else:
                    built.objectors += [Objector(key, emails, one.at, one.channel) for one in lost]
                built.statements += [one for one in said if one.address not in (statements.LOST, statements.UNASKED)]

    def consent_header(self, channel: Channel) -> str:
        """The column that says who may be contacted on a channel, else the first that says anything of the kind."""
        wanted = statements.ASKED.get(channel, ())
        return next((one.header for one in self.columns if one.field in wanted), self._consent_header)

    def _articles(self, block: Block, values: Values, keep: list[bool]) -> Iterator[ArticleRow]:
        names = ("article_name", "category", "price", "cost", "tax_rate", "valid_from")
        columns = [values.get(name) or [None] * len(block.rows) for name in names]
        for i, (number, *found) in enumerate(zip(values["article"], *columns, strict=True)):
            if keep[i] and number:
                yield ArticleRow(number, (*found, None), block.numbers[i], block.lines[i])

    def summed(self, held: Sequence[Built]) -> Iterator[Built]:
        """Rows of one kind and number are parts of one document (an invoice booked at two tax rates): adds them up."""
        for built in held:
            yield Built(built.parties, [], built.articles, built.statements, built.objectors)
        parts: dict[tuple[str, str, Cell], list[FactRow]] = {}
        told = Built()
        said: set[FactRow] = set()
        for fact in (fact for built in held for fact in built.facts):
            state = fact.values[STATUS] if fact.values[STATUS] in UNSOLD else ""
            same = parts.setdefault((fact.kind, fact.key, state), [])
            content = fact._replace(row=0, line=None)
            again = self.sheet.same_row_once and content in said
            said.add(content)
            place = next((i for i, before in enumerate(same) if self._is_part(before, fact)), None)
            if place is None:
                same.append(fact)
            elif not again:
                same[place] = documents.add(same[place], fact)
            if len(same) > 1 or place is not None:
                code = "number_shared" if place is None else "row_repeated" if again else "rows_summed"
                if self.sheet.same_row_once:
                    told.problems.append((code, self._number_header, fact.row))
        for (kind, key, state), same in parts.items():
            if state and (kind, key, "") in parts:  # an invoice and its draft under one number
                same = [fact._replace(key=f"{key}#{state}") for fact in same]
            told.facts += same if len(same) == 1 else [documents.kept_apart(fact) for fact in same]
        yield told

    def _is_part(self, one: FactRow, other: FactRow) -> bool:
        """Of one document: where numbers begin anew each year, another customer or day is another document."""
        marks = ((one.values[0], one.customer), (other.values[0], other.customer))
        return not self.sheet.yearly or agree(*marks)
