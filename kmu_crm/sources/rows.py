"""A batch of cells becomes rows for the store: parties, documents with their lines, articles, statements about consent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kmu_crm.sources import documents, people, statements
from kmu_crm.sources.cells import MappedColumn
from kmu_crm.sources.hooks import Hook
from kmu_crm.sources.lands import Lands
from kmu_crm.sources.parties import Parties
from kmu_crm.sources.shapes import ArticleRow, FactRow, PartyRow, Refusal, Statement
from kmu_crm.sources.sheets import Sheet, folded
from kmu_crm.sources.tables import Batch
from kmu_crm.sources.vocabulary import ATTRIBUTE, CONSENT, FACT, LINE

VITAL = {
    "gross",
    "net",
    "day",
    "at",
    "line_quantity",
    "line_net",
    "line_gross",
}  # a row whose value here cannot be read is left out

DOUBTFUL = {"date_ambiguous", "amount_ambiguous"}  # left empty and told: the rest of the row is sound


@dataclass
class Built:
    """What one batch says, ready to be compared with what the store holds."""

    parties: list[PartyRow] = field(default_factory=list)
    facts: list[FactRow] = field(default_factory=list)
    articles: list[ArticleRow] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    problems: list[tuple[str, str, int]] = field(default_factory=list)  # code, column, row: taken without the field
    skipped: dict[str, int] = field(default_factory=dict)  # reason -> rows left out on purpose


class Builder:
    """Knows a sheet and its columns; turns batch after batch into rows. A document may run over the end of a batch."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn], hook: Hook | None = None):
        self.sheet, self.columns, self.hook = sheet, columns, hook
        self.lands = Lands(columns)
        fields = {column.field for column in columns}
        self.has_fact = bool(fields & (FACT.keys() - {"customer", "number"})) or bool(
            sheet.fact_kind or sheet.fact_kinds
        )
        self.has_line = bool(fields & LINE.keys())
        self.has_article = "article" in fields
        self.has_consent = bool(fields & CONSENT.keys())
        self.in_documents = self.has_fact or self.has_line
        self.parties = Parties(columns, self.in_documents)
        self.grouped = self.has_line and "number" in fields
        self.documents = documents.Assembler(sheet, self.grouped, self.has_fact)

    def build(self, batch: Batch, last: bool) -> Built:
        built = Built()
        values = self._values(batch)
        keep = self._keep(batch, values, built)
        self._note_problems(batch, keep, built)
        keys = self._people(batch, values, keep, built)
        if self.has_article:
            built.articles.extend(self._articles(batch, values, keep))
        if self.in_documents:
            built.facts.extend(self.documents.take(batch, values, keep, keys, last))
        return built

    def _values(self, batch: Batch) -> dict[str, list[Any]]:
        """Field -> its values; where several columns become one field the first that says something speaks."""
        texts = list(zip(*batch.rows, strict=True)) if batch.rows else []
        self._texts = texts
        values: dict[str, list[Any]] = {}
        self._countries = self.lands.of(texts) if texts else {False: None, True: None}
        for column in self.columns:
            if column.field == ATTRIBUTE or not texts:
                continue
            found = column.read(column.seen(texts[column.index], self._countries[column.is_second]))
            if column.field in values and column.field == "consent_status":
                found = [
                    statements.STATUS_MARK.join(str(word) for word in both if word)
                    for both in zip(values[column.field], found, strict=True)
                ]
            elif column.field in values:
                found = [a if a is not None else b for a, b in zip(values[column.field], found, strict=True)]
            values[column.field] = found
            if column.kind == "moment":
                values.setdefault(column.field + ":day", column.read_days(texts[column.index]))
        if self.in_documents and not self.parties.named:
            values[":attributes"] = self._attributes(len(batch.rows))
        return self.hook.derive(values, len(batch.rows)) if self.hook else values

    def _attributes(self, size: int) -> list[str | None]:
        """Cells that no field took stay with the fact, under their headers."""
        extra = [column for column in self.columns if column.field == ATTRIBUTE]
        if not extra or not self._texts:
            return [None] * size
        headers = [column.header for column in extra]
        rows = zip(*(self._texts[column.index] for column in extra), strict=True)
        return [
            people.as_json({header: text.strip() for header, text in zip(headers, row, strict=True) if text.strip()})
            for row in rows
        ]

    def _keep(self, batch: Batch, values: Mapping[str, list[Any]], built: Built) -> list[bool]:
        keep = [True] * len(batch.rows)
        reasons = values.get(":skip")
        for i, reason in enumerate(reasons or ()):
            if reason:
                keep[i] = False
                built.skipped[reason] = built.skipped.get(reason, 0) + 1
        for header, words, reason in self.sheet.skip:
            for column in self.columns:
                if folded(column.header) == header:
                    for i, text in enumerate(self._texts[column.index] if self._texts else ()):
                        if keep[i] and text.strip() in words:
                            keep[i] = False
                            built.skipped[reason] = built.skipped.get(reason, 0) + 1
        return keep

    def _note_problems(self, batch: Batch, keep: list[bool], built: Built) -> None:
        """Unreadable cells: vital ones leave their row out, others leave the field empty."""
        for column in self.columns:
            if column.field == ATTRIBUTE or not self._texts or not column.memo.problems:
                continue
            problems, texts = column.memo.problems, self._texts[column.index]
            for i, seen in enumerate(column.seen(texts, self._countries[column.is_second])):
                if keep[i] and seen in problems:
                    if column.field in VITAL and problems[seen] not in DOUBTFUL and column.memo[seen] is None:
                        keep[i] = False
                        refusal = Refusal(
                            batch.numbers[i],
                            batch.lines[i],
                            column.header,
                            problems[seen],
                            texts[i],
                            tuple(batch.rows[i]),
                        )
                        built.refusals.append(refusal)
                    else:
                        built.problems.append((problems[seen], column.header, batch.numbers[i]))

    def _people(
        self, batch: Batch, values: Mapping[str, list[Any]], keep: list[bool], built: Built
    ) -> list[str | None]:
        """Builds the parties; gives for each row the key of the record it names, None where it names nobody."""
        heads = self.documents.heads(values, len(keep))
        wanted = [i for i, (kept, begins) in enumerate(zip(keep, heads, strict=True)) if kept and begins]
        named = self.parties.of(batch, self._texts, values, wanted)
        built.parties += named.parties
        if self.has_consent:
            for i, party in zip(named.at, named.parties, strict=True):
                built.statements += statements.of(self.sheet, values, i, party.values, party.row)
        if not self.in_documents:
            for i in named.nobody:
                keep[i] = False
                cells = tuple(batch.rows[i])
                built.refusals.append(Refusal(batch.numbers[i], batch.lines[i], None, "empty_name", None, cells))
        return named.keys

    def _articles(self, batch: Batch, values: Mapping[str, list[Any]], keep: list[bool]) -> Iterator[ArticleRow]:
        names = ("article_name", "category", "price", "cost", "tax_rate", "valid_from")
        columns = [values.get(name) or [None] * len(batch.rows) for name in names]
        for i, (number, *found) in enumerate(zip(values["article"], *columns, strict=True)):
            if keep[i] and number:
                yield ArticleRow(number, (*found, None), batch.numbers[i], batch.lines[i])

    def summed(self, held: Sequence[Built]) -> Iterator[Built]:
        """Rows of one kind and number are parts of one document (an invoice booked at two tax rates): adds them up."""
        for built in held:
            yield Built(parties=built.parties, articles=built.articles, statements=built.statements)
        parts: dict[tuple[str, str], FactRow] = {}
        for fact in (fact for built in held for fact in built.facts):
            before = parts.get((fact.kind, fact.key))
            parts[fact.kind, fact.key] = fact if before is None else documents.add(before, fact)
        if parts:
            yield Built(facts=list(parts.values()))
