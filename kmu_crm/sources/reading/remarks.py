"""What a reader noticed about a file, counted while it reads and told in sentences at the end."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kmu_crm.i18n import N_, _

SHOWN = 20

TEXTS = {
    "encoding_uncertain": N_("The character set is not certain ({name}). Check the umlauts in the preview."),
    "maybe_cut": N_("The file may have been cut off: its last cell breaks off where others go on ({where})."),
    "row_maybe_cut": N_("The file may have been cut off: its last row ends before the others do ({where})."),
    "all_short": N_(
        "Each row has fewer cells than there are column names: the last columns stay empty ({name}). Where another column is the one"
        " that is missing, the cells behind it stand under the wrong names: look at them before you import."
    ),
    "entities": N_("Letters written as in web pages (such as &uuml; for ü) were read in {count} lines ({where})."),
    "card_group": N_("Groups of contacts are no customers and were left out: {count}."),
    "mixed_encoding": N_("Characters of another character set in {count} lines ({where}). Each was read on its own."),
    "mojibake": N_("Umlauts were damaged before (such as Ã¼ for ü) in {count} rows ({where})."),
    "mojibake_repaired": N_("Umlauts that were damaged before were set right in {count} rows ({where})."),
    "mended_by_hand": N_("Cells corrected by hand: {count}."),
    "damaged_text": N_("Characters were lost before (such as M?ller) in {count} rows ({where})."),
    "control_chars": N_("Invisible or unprintable characters in {count} lines ({where})."),
    "no_header": N_("There is no line with column names. The columns are numbered."),
    "duplicate_header": N_("Column names occur more than once: {name}."),
    "empty_name": N_("Columns without a name: {name}."),
    "name_restored": N_("Column names had damaged umlauts and are read as: {name}."),
    "footer": N_("Total or closing lines were left out: {count} (for example “{name}”)."),
    "period": N_(
        "Lines between the rows that tell a month or another time, and nothing else, were left out: {count} (for example “{name}”)."
    ),
    "repeated_header": N_("The line with column names is repeated {count} times. The repeats were left out."),
    "two_tables": N_("A second table begins in line {name}. Only the first one is read."),
    "ragged": N_("Too many or too few cells in {count} rows ({where}). They are listed, not shifted."),
    "unclosed_quote": N_(
        "A quotation mark is opened and not closed in {count} rows ({where}). They are listed and left out."
    ),
    "wrapped_rows": N_(
        "Whole rows stand in quotation marks, as a spreadsheet saves what it shows in one column: {count} ({where}). They are"
        " read cell by cell."
    ),
    "long_cell": N_("Very long cells in {count} rows ({where})."),
    "too_many_columns": N_("The table has {name} columns."),
    "wrong_extension": N_("The file is named {name}, but holds something else ({what}). It is read by its content."),
    "bad_record": N_("Contact cards that cannot be read: {count} ({where})."),
    "bad_message": N_("E-mails without a readable date, sender or recipient: {count} ({where})."),
    "bad_event": N_("Appointments that cannot be read: {count} ({where})."),
    "thrown_away": N_("Deleted messages, drafts and junk were left out: {count}."),
    "crowded": N_("E-mails or appointments of very many people: {count}. Only the first 50 of each are taken."),
    "returned_mail": N_(
        "Mail servers say of {count} e-mails that they came back. The addresses that they name are left out of lists until you have"
        " looked; those of messages that name none stay unknown."
    ),
    "owner_guessed": N_(
        "Taken as your own address: {name}. To be certain, enter yours in the settings of this customer file, under “Business”, as mail"
        " addresses of the business."
    ),
    "owner_unknown": N_(
        "Whose mailbox this is cannot be told, so sent and received stay unknown. Enter your addresses in the settings of this customer"
        " file, under “Business”, as mail addresses of the business."
    ),
    "nobody_named": N_("Appointments that name nobody else are no contacts, and no rows of their own: {count}."),
    "first_only": N_("Appointments that repeat: {count}. Only the first occurrence of each is taken."),
    "hidden_sheet": N_("The file has hidden sheets: {name}."),
    "several_sheets": N_("The file has several sheets: {name}. “{what}” is read."),
    "sheets_taken": N_("Further sheets of the workbook are taken in as well, each like a file of its own: {name}."),
    "sheets_unread": N_(
        "Sheets of the workbook that were not read: {name}. To take one in all the same, choose it on the import page, or name it with"
        " “--sheet”."
    ),
    "merged_header": N_("Column names stand in merged cells. Check the columns."),
    "error_cell": N_("Cells with an error value such as #REF! in {count} rows ({where}). They are left empty."),
    "formula_without_value": N_("Formulas without a computed value in {count} rows ({where}). They are left empty."),
    "scientific": N_("Numbers with more than 15 digits lost digits in {count} rows ({where})."),
    "sparse": N_("Cells far away from the table were left out ({name})."),
}
BAD_ROW = {
    "ragged": N_("{cells} cells instead of {width}"),
    "unclosed_quote": N_("a quotation mark is opened and not closed"),
    "bad_record": N_("this contact card cannot be read"),
    "bad_message": N_("this e-mail has no readable date, sender or recipient"),
    "bad_event": N_("this appointment cannot be read"),
}


@dataclass(frozen=True)
class Remark:
    """`rows`: the first data rows concerned, from 1, `lines`: the first lines of the file; `count`: how many in all; `text`: a
    translated sentence."""

    code: str
    text: str
    rows: tuple[int, ...] = ()
    column: str | None = None
    count: int = 1
    lines: tuple[int, ...] = ()


@dataclass
class Findings:
    """Counts by code; lines are turned into data rows when the rows they lie in go by (`place`)."""

    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    facts: dict[str, dict[str, object]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    broken: dict[int, tuple[int, ...]] = field(
        default_factory=dict
    )  # line -> cells whose mark never closes, of this block
    last: dict[str, int | None] = field(default_factory=dict)  # the row noted last; readers go from top to bottom

    def note(self, code: str, row: int | None = None, line: int | None = None, n: int = 1, **facts: object) -> None:
        self.facts.setdefault(code, facts)
        if row is not None and self.last.get(code) == row:
            return  # the same row once more: rows are told, not cells
        self.counts[code] += n
        self.last[code] = row
        if row is not None and len(self.rows[code]) < SHOWN:
            self.rows[code].append(row)
        if line is not None and len(self.lines[code]) < SHOWN:
            self.lines[code].append(line)

    def place(self, lines: Sequence[int], numbers: Sequence[int], end: int) -> None:
        """Finds the data rows of noted lines; `lines` and `numbers` of a batch, `end` the line after it."""
        for code, noted in self.lines.items():
            if self.last.get(code) is not None:
                continue  # noted with its row, which is in no batch
            for line in noted:
                if lines and lines[0] <= line < end:
                    row = numbers[bisect_right(lines, line) - 1]
                    if row not in self.rows[code] and len(self.rows[code]) < SHOWN:
                        self.rows[code].append(row)

    def remarks(self, line: Callable[[int], int]) -> list[Remark]:
        """`line`: where a data row stands in the file."""
        return [self._remark(code, count, line) for code, count in self.counts.items()]

    def _remark(self, code: str, count: int, line: Callable[[int], int]) -> Remark:
        rows = tuple(sorted(self.rows.get(code, ())))
        lines = tuple(self.lines.get(code, ())) or tuple(map(line, rows))
        facts: dict[str, object] = {"count": count, "where": _where(lines, count), "name": "", "what": ""}
        text = _(TEXTS[code]).format(**facts | self.facts.get(code, {}))
        return Remark(code, text, rows, self.columns.get(code), count, lines)


def _where(lines: Sequence[int], count: int) -> str:
    return _("line {n}").format(n=", ".join(map(str, lines[:5])) + (" …" if count > 5 else ""))
