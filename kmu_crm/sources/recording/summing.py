"""Rows of one kind and number that are parts of one document: an invoice booked at two tax rates."""

from collections.abc import Iterator

from kmu_crm.sources.mapping.document_words import NEVER_SOLD
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.recording import documents
from kmu_crm.sources.recording.built import Built
from kmu_crm.sources.recording.held import Held
from kmu_crm.sources.recording.parts import agree
from kmu_crm.sources.recording.shapes import PAID_ON, PART_PAID, Cell, FactRow, is_beside, place_of

STATUS, GROSS = place_of("status"), place_of("gross")
AT_ONCE = 5_000  # documents to a part


def summed(held: Held, sheet: Sheet, header: str) -> Iterator[Built]:
    """Rows of one kind and number are parts of one document (an invoice booked at two tax rates): adds them up. Comes in small
    parts, between which the work can be stopped."""
    parts: dict[tuple[str, str, Cell], list[FactRow]] = {}
    told, repeated = Built(), held.repeated()
    alone: FactRow | None = None  # the last document, where there is no other of its number
    said: set[FactRow] = set()
    paid: dict[tuple[tuple[str, str, Cell], int], FactRow] = {}  # goes with its invoice, wherever that one is kept
    unpaid: dict[tuple[tuple[str, str, Cell], int], FactRow] = {}  # that nothing was under the other mark
    last: tuple[tuple[str, str, Cell], int] | None = None
    for facts in held:
        for fact in facts:
            if is_beside(fact):
                if alone:
                    told.facts.append(fact._replace(key=f"{alone.key}{_mark(fact)}"))
                elif last in paid and not fact.values[GROSS] and _mark(fact) != _mark(paid[last]):
                    unpaid[last] = fact
                elif last:
                    paid[last] = documents.add(paid[last], fact) if last in paid else fact
                continue
            alone = None if fact in repeated else fact
            if alone:
                told.facts.append(alone)
                continue
            state = fact.values[STATUS] if fact.values[STATUS] in NEVER_SOLD else ""
            document = (fact.kind, fact.key, state)
            same = parts.setdefault(document, [])
            content = fact._replace(row=0, line=None)
            again = sheet.same_row_once and content in said
            said.add(content)
            place = next((i for i, before in enumerate(same) if _is_part(sheet, before, fact)), None)
            if place is None:
                same.append(fact)
            elif not again:
                same[place] = documents.add(same[place], fact)
            last = None if place is not None and again else (document, len(same) - 1 if place is None else place)
            if len(same) > 1 or place is not None:
                code = "number_shared" if place is None else "row_repeated" if again else "rows_summed"
                if sheet.same_row_once:
                    told.problems.append((code, header, fact.row))
        if len(told.facts) >= AT_ONCE:
            yield told
            told = Built()
    for (kind, key, state), same in parts.items():
        if state and (kind, key, "") in parts:  # an invoice and its draft under one number
            same = [fact._replace(key=f"{key}#{state}") for fact in same]
        kept = same if len(same) == 1 else [documents.kept_apart(fact) for fact in same]
        own = [
            (fact, beside.get(((kind, key, state), place)))
            for place, fact in enumerate(kept)
            for beside in (paid, unpaid)
        ]
        told.facts += kept
        told.facts += [part._replace(key=f"{fact.key}{_mark(part)}") for fact, part in own if part]
        if len(told.facts) >= AT_ONCE:
            yield told
            told = Built()
    yield told


def _mark(paid: FactRow) -> str:
    return PAID_ON if paid.key.endswith(PAID_ON) else PART_PAID


def _is_part(sheet: Sheet, one: FactRow, other: FactRow) -> bool:
    """Of one document: where numbers begin anew each year, another customer or day is another document."""
    marks = ((one.values[0], one.customer), (other.values[0], other.customer))
    return not sheet.yearly or agree(*marks)
