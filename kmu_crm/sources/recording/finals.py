"""Final invoices of a list beside invoices in advance, or of parts, that nothing links to them: all count, which may be too much."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import document_words, jobs
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.recording.problems import UNLINKED, Problem

_TEIL = re.compile(
    r"\b(teil|zwischen|raten) ?(rechnung|faktura)|\b(partial|progress|interim) (invoice|bill)"
)  # asked for a part
_TEIL_NUMBERED = re.compile(
    rf"(\b\d{{1,2}}\. ?)?({_TEIL.pattern})(en)?( ?(nr|no)?\.? ?\d{{1,2}}\b)?", re.IGNORECASE
)  # no name of a job
_REST = re.compile(r"\brest(?!aur)|\babz(ue|ü)?gl|\bless\b|\bsolde\b|\bsaldo\b|\d\s?(%|prozent|percent)")
_MAY_BE = re.compile(
    r"schlu|final|end ?(ab)?re|abschl|anzahl|akonto|aconto|voraus|vorschuss|teil|zwischen|raten|deposit|advance|payment|acompte|acconto"
    r"|anticip|arrhes|partial|progress|interim"
)
_TOKEN = re.compile(r"\w[\w/-]*\w|\w")
_MOST = 10_000  # invoices in advance that are held: a list of more is told by those

Customer = str | int | None


@dataclass(frozen=True)
class _Invoice:
    row: int
    part: str  # final, advance, or teil
    day: str
    number: str
    refers: str
    jobs: frozenset[str]
    tokens: frozenset[str]

    def is_told_of(self, other: "_Invoice") -> bool:
        """Linked by its job, by what both refer to, or by a number; or of another job."""
        if self.jobs and other.jobs:
            return not (self.jobs & other.jobs) or "teil" not in (self.part, other.part)
        named = (self.number and self.number in other.tokens) or (other.number and other.number in self.tokens)
        return bool(named or (self.refers and self.refers == other.refers))


class Finals:
    def __init__(self, sheet: Sheet, header: str):
        self.active = sheet.system == "list" and sheet.free_kinds
        self._header = header
        self._finals: dict[Customer, list[_Invoice]] = {}
        self._before: dict[Customer, list[_Invoice]] = {}
        self._held = 0

    def see(
        self, customer: Customer, number: str | None, refers: str | None, day: str | None, kind: str | None,
        texts: tuple[str | None, ...], row: int,
    ) -> None:  # fmt: skip
        """An invoice with the words of its kind, its subject and its text."""
        said = [text for text in (kind, *texts) if text]
        words = fold(" ".join(said))
        if not _MAY_BE.search(words):
            return
        part: str = (document_words.part(kind) if kind else "") or next(
            filter(None, (jobs.read(one).part for one in said)), ""
        )
        if not part and _TEIL.search(words):
            part = "teil"
        if (
            not part
            or (part == "final" and _REST.search(" ".join(said).casefold()))
            or customer is None
            or self._held > _MOST
        ):
            return
        named = {jobs.read(_TEIL_NUMBERED.sub(" ", text)).job for text in texts if text} - {""}
        tokens = {token.casefold() for token in _TOKEN.findall(" ".join(said)) if jobs.TELLING.fullmatch(token)}
        tokens |= {token.casefold() for token in _TOKEN.findall(refers or "")}
        one = _Invoice(
            row, part, day or "", (number or "").casefold(), refers or "", frozenset(named), frozenset(tokens)
        )
        (self._finals if part == "final" else self._before).setdefault(customer, []).append(one)
        self._held += 1

    def closing(self) -> Iterator[Problem]:
        for customer, finals in self._finals.items():
            for final in finals:
                before = [one for one in self._before.get(customer, ()) if one.day <= final.day]
                if any(not final.is_told_of(one) for one in before):
                    yield UNLINKED, self._header, final.row
