"""Mailboxes (mbox) and single messages (EML) as a table: a row for each message and each address at its other end.

A mailbox may have some gigabytes: it is read from front to back, first to find out whose it is, then row by row, and
only heads are looked at. Of a message go day, direction, subject and address; what somebody wrote only where that was
asked for, and never what the business wrote itself.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from kmu_crm.i18n import _
from kmu_crm.progress import SILENT, Progress
from kmu_crm.sources.reading import mail_fields, mail_words
from kmu_crm.sources.reading.mail_fields import Message
from kmu_crm.sources.reading.mail_heads import heads, messages
from kmu_crm.sources.reading.owners import Own
from kmu_crm.sources.reading.records import Row, Rows
from kmu_crm.sources.reading.remarks import BAD_ROW, Findings
from kmu_crm.sources.reading.sift import BadRow
from kmu_crm.sources.reading.table import Table
from kmu_crm.sources.refusals import refused

HEADER, TEXT = ["Datum", "Richtung", "Betreff", "Adresse", "Kennung"], "Text"
_BLOCK, _MOST_LISTED = 1_000, 1_000


def open_mails(path: Path, own: Sequence[str] = (), progress: Progress = SILENT, text: bool = False) -> Table:
    """`own`: the business's addresses, or @domains; `text`: whether the words of others are wanted, too. Refuses a file
    without one readable message."""
    header = [*HEADER, TEXT] if text else list(HEADER)
    seen, whose = path.stat(), Own(own)
    first = _Look(path, progress)
    if not first.messages:
        raise refused("no_messages", path.name)
    whose.infer(first.met, first.messages)

    def story(findings: Findings) -> None:
        for one in first.bad:
            findings.note("bad_message", line=one.line)
        if first.thrown_away:
            findings.note("thrown_away", n=first.thrown_away)
        if first.crowded:
            findings.note("crowded", n=first.crowded)
        if first.returned:
            findings.note("returned_mail", n=first.returned)
        if whose.guessed:
            findings.note("owner_guessed", name=whose.guessed)
        elif not whose.known:
            findings.note("owner_unknown")

    def records(findings: Findings) -> Iterator[Rows]:
        now = path.stat()
        if (now.st_size, now.st_mtime_ns) != (seen.st_size, seen.st_mtime_ns):
            raise refused("changed", path.name)
        lines = (pair for one in _messages(path, text) for pair in _rows(*one, whose, text))
        while block := list(islice(lines, _BLOCK)):
            yield [row for row, _line in block], [line for _row, line in block]

    return Table(
        path, "mail", header, records, list(header), story=story, listed=first.bad, content=_("e-mails"),
        strangers=True, own=whose.words,
    )  # fmt: skip


class _Look:
    """The first pass: who takes part how often, and what cannot be read."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self.messages = self.thrown_away = self.crowded = self.returned = 0
        self.met: Counter[str] = Counter()
        self.bad: list[BadRow] = []
        for place, (number, head) in enumerate(heads(path)):
            if place % _BLOCK == 0:
                progress.report(place, 0)
            fields = mail_fields.fields_of(head)
            if mail_fields.is_thrown_away(fields):
                self.thrown_away += 1
            elif message := mail_fields.read(fields):
                self.messages += 1
                self.crowded += message.crowded
                self.returned += message.returned is not None
                self.met.update({message.sender, *message.to} - {""} if message.returned is None else message.to)
            elif len(self.bad) < _MOST_LISTED:
                sentence = BAD_ROW["bad_message"]
                self.bad.append(BadRow(0, number, "bad_message", _(sentence), (_shown(head),)))


def _messages(path: Path, text: bool) -> Iterator[tuple[int, Message, bytes, bytes]]:
    for number, head, body in messages(path, mail_words.MOST_BODY if text else 0):
        fields = mail_fields.fields_of(head)
        if not mail_fields.is_thrown_away(fields) and (message := mail_fields.read(fields)):
            yield number, message, head, body


def _rows(number: int, message: Message, head: bytes, body: bytes, own: Own, text: bool) -> Iterator[tuple[Row, int]]:
    """Nobody's own address has a row; a message among one's own people has none at all."""
    if message.returned is not None:
        others, direction = list(message.returned), "bounced"
    elif not own.known:
        others, direction = [message.sender, *message.to], ""
    elif own.has(message.sender):
        others, direction = list(message.to), "out"
    else:
        others, direction = [message.sender or ""], "in"
    others = [address for address in others if address and not own.has(address)]
    said = (mail_words.words(head, body) if others and direction == "in" else "",) if text else ()
    for address in others:
        yield (message.at, direction, message.subject, address, f"{message.mark}|{address}", *said), number


def _shown(head: bytes) -> str:
    return " ".join(head[:200].decode("utf-8", "replace").split())
