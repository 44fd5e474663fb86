"""What is told of a file all of whose rows say the same: that they refuse, or that its name may mean so; what their documents are."""

from collections.abc import Collection, Iterator

from kmu_crm.i18n import N_, _
from kmu_crm.sources.mapping import whole_list
from kmu_crm.sources.mapping.leaving_names import MAYBE, by_name
from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.recording.oddities import Oddity
from kmu_crm.sources.recording.problems import IN_NAME, IN_SHEET, OF_ALL, sentence

KIND_OF_ALL, OF_SUPPLIERS, LOOKS = "kind_of_all", "of_suppliers", "looks_unread"
_KINDS = {
    "credit_note": N_("credit notes, which lower revenue"),
    "cancellation": N_("cancellations, which lower revenue"),
    "enquiry": N_("offers, which are no revenue"),
    "note": N_("delivery notes, reminders or baskets, which are no revenue"),
    "complaint": N_("complaints, which are no revenue"),
    "cancelled": N_("cancelled documents, which are no revenue"),
    "draft": N_("drafts, which are no revenue"),
    "proforma": N_("pro forma documents, which are no revenue"),
}


def told(recognised: Recognised, rows: int, other_sheets: Collection[str], looks: bool = False) -> Iterator[Oddity]:
    """`other_sheets`: those of a workbook that are not read with this one. `looks`: the file says that a colour means a no."""
    if looks:
        text = _(
            "A line beside the list says that a colour or a stroke means a no, and these are not read: no yes of this list counts"
            " until it is clear. Write the no into a column of its own and import the file again"
        )
        yield Oddity(LOOKS, text, (), None, rows)
    if recognised.suppliers:
        text = _("This seems to be a list of suppliers, who are no customers: {why}")
        yield Oddity(OF_SUPPLIERS, text.format(why=recognised.suppliers), (), None, rows)
    code = OF_ALL if recognised.everyone not in ("", "claimed") else IN_NAME if recognised.doubtful else ""
    if code:
        yield Oddity(code, sentence(code), (), None, rows)
    leaving = [name for name in other_sheets if (named := by_name(name)) and named.strength > MAYBE]
    if leaving:
        yield Oddity(IN_SHEET, sentence(IN_SHEET).format(sheets=", ".join(leaving)), (), None, len(leaving))
    if kind := whole_list.by_its_name(recognised.sheet):
        text = _(
            "The file's name, or a heading, says that all these are {kind}. If it is not so, give the file another"
            " name, or say it row by row in a column “Belegart”"
        )
        yield Oddity(KIND_OF_ALL, text.format(kind=_(_KINDS[kind])), (), None, rows)
