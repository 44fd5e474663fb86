"""Files that cannot be read: one sentence says what the file is, a second what to do."""

from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_


class Refused(KmuError):
    """A file that is not read; `code` is one of the codes of `inspect`, `facts["file"]` the bare name."""

    def __init__(self, code: str, text: str, advice: str = "", **facts: object):
        super().__init__(**facts)
        self.code, self.text, self.advice = code, text, advice  # type: ignore[misc]  # each refusal has its own


SAVE_AS_CSV = N_("Open it in the program that made it and export the customer list as CSV or Excel file.")
SAVE_AS_XLSX = N_("Open it in Excel or LibreOffice and save it as .xlsx.")
EXPORT_AGAIN = N_("Export or copy the file once more.")
SPLIT = N_("Export a smaller part of it, for example one year at a time.")

# code, sentence, advice
_REASONS: dict[str, tuple[str, str, str]] = {
    "missing": ("missing", N_("{file} does not exist."), N_("Check the name and the folder.")),
    "folder": ("not_a_table", N_("{file} is a folder, not a file."), N_("Choose one file in it.")),
    "no_permission": ("no_permission", N_("{file} may not be opened by you."), N_("Copy it to a folder of your own.")),
    "changed": (
        "changed",
        N_("{file} was changed while it was read."),
        N_("Close it in other programs and try again."),
    ),
    "vanished": (
        "changed",
        N_("{file} was moved or deleted while it was read, or its disk was taken away."),
        N_("Choose it again where it lies now."),
    ),
    "empty": ("empty", N_("{file} is empty."), EXPORT_AGAIN),
    "no_rows": (
        "no_rows",
        N_("{file} holds column names or separators, but not one row of data."),
        N_("Check the filter of the export."),
    ),
    "pdf": ("not_a_table", N_("{file} is a PDF document, not a table."), SAVE_AS_CSV),
    "image": ("not_a_table", N_("{file} is a picture, not a table."), SAVE_AS_CSV),
    "program": ("not_a_table", N_("{file} is a program, not a table."), N_("Do not start it if you do not know it.")),
    "gzip": ("unsupported", N_("{file} is a packed archive."), N_("Unpack it and choose the file inside.")),
    "zip": ("unsupported", N_("{file} is a ZIP archive."), N_("Unpack it and choose the file inside.")),
    "nested": (
        "unsupported",
        N_("{file} is an archive within an archive."),
        N_("Unpack it and choose the file inside."),
    ),
    "nothing_packed": ("empty", N_("{file} is a ZIP archive without files."), EXPORT_AGAIN),
    "no_member": ("missing", N_("{file} holds no file of that name."), N_("Choose one of its files.")),
    "several_files": (
        "several_files",
        N_("{file} holds several files: {names}."),
        N_("Name one of them, for example {file}/{first}."),
    ),
    "unsafe_member": ("unsupported", N_("{file} has a name that leads out of its archive."), EXPORT_AGAIN),
    "document": ("not_a_table", N_("{file} is a text document or presentation, not a table."), SAVE_AS_CSV),
    "database": ("not_a_table", N_("{file} is a database (SQLite or Access), not a table."), SAVE_AS_CSV),
    "dbase": ("not_a_table", N_("{file} is a database table of dBase or FoxPro."), SAVE_AS_XLSX),
    "apple": (
        "unsupported",
        N_("{file} is a document of Apple Numbers, Pages or Keynote."),
        N_("Open it there and export it as CSV or Excel file."),
    ),
    "outlook": (
        "unsupported",
        N_("{file} is a file of Outlook (PST or MSG)."),
        N_("Export the contacts in Outlook as CSV. E-mails can be read where they are saved as .eml or .mbox."),
    ),
    "json": ("not_a_table", N_("{file} is a JSON file, not a table."), SAVE_AS_CSV),
    "xml": ("not_a_table", N_("{file} is an XML file, not a table."), SAVE_AS_CSV),
    "xml_table": ("unsupported", N_("{file} is an old XML table of Excel."), SAVE_AS_XLSX),
    "html": ("not_a_table", N_("{file} is a web page (HTML), not a table."), SAVE_AS_XLSX),
    "mht": ("not_a_table", N_("{file} is a web page with its pictures (MHT), not a table."), SAVE_AS_XLSX),
    "sql": ("not_a_table", N_("{file} is a database dump (SQL), not a table."), SAVE_AS_CSV),
    "statement": (
        "not_a_table",
        N_("{file} is a bank statement (MT940, QIF or OFX), not a list of customers."),
        N_("Export the customer list of your shop or invoice program instead."),
    ),
    "postscript": ("not_a_table", N_("{file} is a print file (PostScript), not a table."), SAVE_AS_CSV),
    "ldif": ("not_a_table", N_("{file} is an address book in the LDIF format."), N_("Export it as vCard or CSV.")),
    "code": ("not_a_table", N_("{file} holds program code or settings, not a table."), SAVE_AS_CSV),
    "ebcdic": ("not_a_table", N_("{file} is written in the EBCDIC characters of a mainframe."), SAVE_AS_CSV),
    "binary": ("not_a_table", N_("{file} is a binary file, not a table."), SAVE_AS_CSV),
    "fixed_width": (
        "not_a_table",
        N_("{file} is text with columns of fixed width, without separators."),
        N_("Export it with a separator such as the semicolon."),
    ),
    "prose": ("not_a_table", N_("{file} is plain text, not a table with columns."), SAVE_AS_CSV),
    "mailbox": (
        "unsupported",
        N_("{file} holds e-mails, but in UTF-16."),
        N_("Save it as .eml or .mbox in the mail program once more."),
    ),
    "no_messages": ("no_rows", N_("{file} holds no readable e-mail."), EXPORT_AGAIN),
    "no_events": ("no_rows", N_("{file} is a calendar without appointments."), EXPORT_AGAIN),
    "no_company": (
        "no_rows",
        N_("{file} is a calendar whose appointments name no mail address of anybody else."),
        N_("Only appointments with an organiser or participants can be assigned to customers."),
    ),
    "no_cards": ("no_rows", N_("{file} holds no readable contact card."), EXPORT_AGAIN),
    "password": (
        "password",
        N_("{file} is protected by a password."),
        N_("Enter it on the import page, or remove the password and save the file again."),
    ),
    "wrong_password": ("password", N_("This is not the password of {file}."), N_("Mind small and capital letters.")),
    "locked": (
        "locked",
        N_("{file} is locked in a way that is not understood here."),
        N_("Please remove the password and save it again."),
    ),
    "shifted": (
        "ragged",
        N_(
            "{file} has fewer cells in each row than column names, and mail addresses stand under another name than their own."
        ),
        N_("Take the name of the missing column out of the first line, or export the file once more."),
    ),
    "truncated": ("truncated", N_("{file} is cut off or damaged."), EXPORT_AGAIN),
    "corrupt": ("corrupt", N_("{file} is damaged: its table cannot be read."), SAVE_AS_XLSX),
    "hung": ("corrupt", N_("{file} could not be read in reasonable time."), SAVE_AS_XLSX),
    "xml_entity": ("xml_entity", N_("{file} holds definitions (DOCTYPE) that can do harm."), SAVE_AS_XLSX),
    "too_big": ("too_big", N_("{file} is too big to be read."), SPLIT),
    "too_many_columns": ("too_many_columns", N_("{file} has more columns than can be handled."), SPLIT),
    "no_sheet": ("missing", N_("{file} has no sheet of that name."), N_("Choose one of its sheets.")),
    "encoding": ("encoding", N_("{file} cannot be read in that encoding."), N_("Choose another encoding.")),
}


def refused(reason: str, file: str, **facts: object) -> Refused:
    code, text, advice = _REASONS[reason]
    return Refused(code, text, advice, file=file, **facts)
