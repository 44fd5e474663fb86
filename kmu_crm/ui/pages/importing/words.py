"""Words and signs of the import page."""

from collections.abc import Mapping

from kmu_crm.desk.preview import ColumnLook, Look
from kmu_crm.desk.trial import UNPROVEN, Cause, Trial, without
from kmu_crm.fields import phone, show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.choices import TAXES
from kmu_crm.sources.mapping.titles import is_titled, title
from kmu_crm.sources.mapping.vocabulary import kind_of
from kmu_crm.sources.reading.raw import untitled
from kmu_crm.sources.recording.changes import CONSENT, KINDS, OTHER, Sample
from kmu_crm.sources.recording.problems import OTHER_YEAR
from kmu_crm.ui.tables import Choice, Tagged

_ICONS = {
    "email": "mail",
    "phone": "phone",
    "postcode": "map-pin",
    "amount": "euro",
    "quantity": "hash",
    "duration": "hourglass",
    "percent": "percent",
    "date": "calendar",
    "moment": "calendar",
    "consent": "signature",
    "country": "globe",
    "vat_id": "receipt-text",
    "identifier": "hash",
    "name": "user",
}
_OWN_ICONS = {
    "company": "building-2",
    "company2": "building-2",
    "street": "map-pin",
    "city": "map-pin",
    "article": "package",
    "line_article": "package",
    "line_name": "package",
    "article_name": "package",
    "status": "circle-check",
    "currency": "coins",
    "note": "sticky-note",
    "birth_date": "cake",
    "attribute": "tag",
    "tags": "tags",
    "ignored": "ban",
    "consent_status": "signature",
}
_FILES = {
    **dict.fromkeys(("xlsx", "xls", "xlsm", "ods", "xlsb"), "table"),
    "mbox": "mail", "eml": "mail", "ics": "calendar", "zip": "archive",
}  # fmt: skip
_KINDS = {
    "customers": "users",
    "orders": "shopping-cart",
    "articles": "package",
    "newsletter": "mail",
    "contacts_log": "headset",
    "surveys": "star",
    "contracts": "file-check",
}


_ENCODINGS = {
    "cp1252": "Windows-1252",
    "utf-8-sig": "UTF-8",
    "mac-roman": "Macintosh",
    "mac_roman": "Macintosh",
    "cp850": "DOS",
}


def encoding(name: str) -> str:
    return _ENCODINGS.get(name, name.upper())


def field_icon(field: str | None) -> str:
    if field is None:
        return ""
    return _OWN_ICONS.get(field) or _ICONS.get(kind_of(field), "file-text")


def file_icon(name: str) -> str:
    return _FILES.get(untitled(name).lower().rpartition(".")[2], "file-text")


def program_icon(look: Look) -> str:
    return _KINDS.get(look.recognised.sheet.kind, "file-spreadsheet")


def of_look(look: Look) -> str:
    sheet = look.recognised.sheet
    if look.recognised.suppliers:
        return _("List of suppliers?")
    if sheet.id == "generic":
        return _("Own list") if look.importable else _("Unknown – own list")
    return _("Remembered list") if sheet.id == "remembered" else sheet.shown


def target(column: ColumnLook) -> Choice:
    text = title(column.field) if column.field else _("do not take over")
    return Choice(text, field_icon(column.field), "accent_text" if column.taken else "text3")


def examples(column: ColumnLook) -> str:
    """Real values; where something is converted the value read stands behind an arrow."""
    shown = [f"{one.raw}  →  {one.read}" if one.read else one.raw for one in column.examples]
    return "  ·  ".join(shown)


def verdict(column: ColumnLook, trial: Trial | None) -> Tagged:
    """The chip at the end of a column's row; once the whole file was tried, only what the trial found counts: it reads
    each row in its own country."""
    causes = [cause for cause in trial.causes if cause.column == column.header] if trial else []
    if column.verdict == "doubtful" and trial and not causes:
        return Tagged(_("all right"), "ok")
    if column.verdict == "doubtful":
        count = (
            sum(cause.count for cause in causes if cause.outcome not in ("told", "done", "unknown")) or column.doubted
        )
        code = column.doubts[0].code
        text = _("{n} not valid") if code in ("email_invalid", "phone_invalid") else _("{n} unclear")
        return Tagged(text.format(n=show.number(count)), "warn")
    return {
        "fine": Tagged(_("all right"), "ok"),
        "unique": Tagged(_("unique"), "ok"),
        "zeros_kept": Tagged(_("zeros stay"), "ok"),
        "unproven": Tagged(_("proof missing"), "warn"),
        "empty": Tagged(_("empty")),
        "skipped": Tagged(_("left out")),
        "own_field": Tagged(_("own field"), "info"),
    }[column.verdict]


def rows(count: int) -> str:
    return ngettext("{n} row", "{n} rows", count).format(n=show.number(count))


def new_entries(count: int) -> str:
    """What a trial and a result call what a source has not said before: its people may be customers by other sources."""
    return ngettext("new entry", "new entries", count)


def new_customers(count: int) -> str:
    return (
        ngettext("{n} new customer", "{n} new customers", count).format(n=show.number(count))
        if count
        else _("no new customers")
    )


def other_values(count: int) -> str:
    return ngettext(
        "{n} customer gets other values, seen over all sources",
        "{n} customers get other values, seen over all sources",
        count,
    ).format(n=show.number(count))


def cause(one: Cause) -> str:
    """The cause with its first cells: “12,6o” (line 214)."""
    cells = [
        _("“{text}” (l. {line})").format(text=text, line=show.number(line))
        if text
        else _("line {n}").format(n=show.number(line))
        for line, text in one.cells
    ]
    if one.outcome == "done":
        return f"{one.column}: {one.text}" if one.column else one.text
    where = f"{one.column}: " if one.column and one.code != UNPROVEN else ""
    shown = cells and (one.outcome != "told" or one.code == OTHER_YEAR)
    return f"{where}{one.text}" + (f": {', '.join(cells)}" if shown else "")


def action(one: Cause, name: str) -> str:
    """What a person may choose to do about a cause."""
    if name == "keep":
        if one.code == "mojibake":
            return _("leave the text as it is")
        if one.code == "net_unknown":
            return _("leave revenue unknown")
        if one.code == OTHER_YEAR:
            return _("keep both documents")
        if one.code == "score_scale":
            return _("take as written")
        as_written = one.code in ("leading_zero_lost", "scientific") or not without(one)
        return _("take as written") if as_written else _("take without {field}").format(field=without(one))
    if name == "repair":
        return _("set the text right") if one.code == "mojibake" else _("put the zero back")
    if name in TAXES:
        rate = TAXES[name] / 10
        return (
            _("with {rate} % VAT").format(rate=show.number(rate, 0 if rate.is_integer() else 1))
            if rate
            else _("without VAT")
        )
    return {
        "leave_out": _("leave rows out"),
        "corrected": _("one document, new day"),
        "day_first": _("read as day/month"),
        "month_first": _("read as month/day"),
        "of_ten": _("0 to 10: would recommend us"),
        "content_of_ten": _("0 to 10: how content"),
        "of_five": _("1 to 5: 5 is best"),
        "mark": _("school marks: 1 is best"),
        "mark_six": _("school marks: 6 is best"),
        "comma": _("read with decimal comma"),
        "point": _("read with decimal point"),
    }[name]


def outcome(one: Cause) -> Tagged:
    if one.outcome == "left_out":
        return Tagged(_("rows stay out"), "warn")
    if one.outcome == "without_field":
        return Tagged(_("taken without {field}").format(field=without(one)), "neutral")
    return Tagged(_("only a remark"), "neutral")


def changed(counts: Mapping[str, int]) -> str:
    """`184 addresses, 77 telephone numbers`: of what is replaced, the kinds that change most."""
    found = []
    for kind, n in sorted(counts.items(), key=lambda one: -one[1]):
        sentences = {
            "address": ngettext("{n} address", "{n} addresses", n),
            "phone": ngettext("{n} telephone number", "{n} telephone numbers", n),
            "email": ngettext("{n} e-mail address", "{n} e-mail addresses", n),
            "name": ngettext("{n} name", "{n} names", n),
            "amount": ngettext("{n} amount", "{n} amounts", n),
            "day": ngettext("{n} date", "{n} dates", n),
            "status": ngettext("{n} status", "{n} statuses", n),
            CONSENT: ngettext("{n} word on consent", "{n} words on consent", n),
        }
        if kind in sentences:
            found.append(sentences[kind].format(n=show.number(n)))
    return ", ".join(found[:2])


def changed_most(counts: Mapping[str, int]) -> str:
    """`61 new addresses`: the kind that changes most."""
    kind, n = max(counts.items(), key=lambda one: (one[0] != OTHER, one[1]), default=("", 0))
    sentences = {
        "address": ngettext("{n} new address", "{n} new addresses", n),
        "phone": ngettext("{n} new number", "{n} new numbers", n),
        "email": ngettext("{n} new e-mail", "{n} new e-mails", n),
        "name": ngettext("{n} new name", "{n} new names", n),
        "amount": ngettext("{n} new amount", "{n} new amounts", n),
        "day": ngettext("{n} new date", "{n} new dates", n),
        "status": ngettext("{n} new status", "{n} new statuses", n),
        CONSENT: ngettext("{n} new word on consent", "{n} new words on consent", n),
    }
    return sentences[kind].format(n=show.number(n)) if kind in sentences else ""


def changes(one: Sample) -> list[str]:
    """`Street: Weg 1 → Gasse 2`, and so on; what people do not see as a value is told in general."""
    told = [
        _("{field}: {before} → {now}").format(field=title(field), before=_shown(field, before), now=_shown(field, now))
        for field, before, now in one.changes
        if is_titled(field)
    ]
    return told or [_("other values")]


def _shown(field: str, value: str | int | None) -> str:
    if value is None or value == "":
        return _("empty")
    if field in KINDS["amount"] and isinstance(value, int):
        return show.amount(value)
    if field in ("day", "due", "birth_date", "customer_since"):
        return show.date(str(value))
    return phone.show(str(value)) if field == "phone" else str(value)


def seconds_left(seconds: float) -> str:
    if seconds < 90:
        return ngettext("about {n} second left", "about {n} seconds left", max(1, round(seconds))).format(
            n=max(1, round(seconds))
        )
    return ngettext("about {n} minute left", "about {n} minutes left", round(seconds / 60)).format(
        n=round(seconds / 60)
    )
