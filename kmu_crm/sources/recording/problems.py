"""What was odd about a file, grouped by cause, in sentences: shown before anything is written and kept with the import."""

from kmu_crm.fields import show
from kmu_crm.fields.score import SCALES
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.sources.choices import TAXES

Problem = tuple[str, str, int]  # code, column, data row
REFUSAL_LOST, OF_PERSON = "refusal_lost", "refusal_of_person"
YES_NOWHERE = {"email": "yes_nowhere", "phone": "yes_no_number", "post": "yes_no_street"}
OVERRULED, NO_WAY, WAY_OR_ORIGIN = "consent_overruled", "consent_way_unknown", "consent_way_unsure"
YES_BY_NUMBER, ONLY_NOES = "yes_by_number", "only_refusals"
UNREAD, DAYS_ALONE, APPROACH = "consent_unread", "consent_days_alone", "consent_to_approach"
IN_TEXT, TAKEN, ONE_WAY = "refusal_in_text", "refusal_taken", "refusal_of_way"
OF_ALL, IN_NAME, IN_SHEET = "refusal_of_all", "refusal_in_name", "refusal_in_sheet"
NOBODYS, GONE, CALLER_UNKNOWN = "customer_missing", "consent_gone", "caller_unknown"
GONE_ELSEWHERE, STANDS = "consent_gone_elsewhere", "consent_stands"
NEW_BEARER, OTHER_BEARER, BEARERS = "number_new_bearer", "number_other_bearer", "number_bearers"
MISSING = "recipients_missing"
UNSOLD, BOOKED, HAPPENED = "amount_unassigned", "amount_of_booking", "day_of_event"
UNTOLD, CREDITED, GIVEN_BACK = "cancelled_untold", "credit_untold", "given_back"
CAME_BACK, MOST_BACK = "came_back", "most_taken_back"
STATE_UNKNOWN, STATE_IN_PART, STATE_CODES = "state_unknown", "state_in_part", "state_codes"
UNLINKED, NET_UNKNOWN, NET_GAP = "final_unlinked", "net_unknown", "net_missing"
SPOKEN, IN_WORDS, BY_NUMBER, NO_CREDITS = "credit_spoken_of", "credit_in_words", "credit_by_number", "credits_missing"
KIND, NO_KINDS, PAYMENTS = "kind_unknown", "no_kinds", "payments_sell"
STATE, UNBILLED, UNNUMBERED = "state_unclear", "order_unbilled", "invoice_unnumbered"
OFFERED, OFFER_INVOICED = "state_offer", "state_offer_invoiced"
TURNED, FOREIGN = "currency_turned", "currency_foreign"
NUMBERLESS, UNDATED, DAYS_UNREAD, SIDES = "numbers_missing", "day_missing", "days_unread", "amount_sides"
AMOUNTLESS, AMOUNT_MISSING = "amounts_missing", "amount_missing"
AHEAD, CARD = "day_ahead", "card_number"
NOWHERE, ORDERS = "customers_nowhere", "orders_missing"
COLUMNS, NAMELESS, NOTHING = "columns_unread", "customers_nameless", "nothing_usable"
MANY, BEFORE = "collective_debtor", "chosen_before"
TERM_IN_MONTHS, TERM_UNREAD = "term_in_months", "term_unread"
OTHER_YEAR, MOVED, SEVERAL = "number_other_year", "day_corrected", "number_of_several"
DOCUMENTLESS = "document_missing"
LOUD = (  # what must not be overlooked comes first
    NOTHING, UNSOLD, BOOKED, HAPPENED, NAMELESS, IN_NAME, NO_WAY, WAY_OR_ORIGIN,
    IN_SHEET, OF_ALL, MISSING, REFUSAL_LOST, OF_PERSON, GONE, GONE_ELSEWHERE, STANDS, UNREAD, APPROACH, DAYS_ALONE, IN_TEXT, TAKEN, ONE_WAY,
    KIND, STATE, OFFERED, OFFER_INVOICED, STATE_CODES, STATE_UNKNOWN, STATE_IN_PART, UNBILLED, UNNUMBERED, TURNED, FOREIGN, UNTOLD,
    CREDITED, MOST_BACK, CAME_BACK,
    SPOKEN, BY_NUMBER, NO_CREDITS, UNLINKED, OTHER_YEAR, SEVERAL, DOCUMENTLESS, UNDATED, DAYS_UNREAD,
    AMOUNT_MISSING, ORDERS, NOWHERE, AMOUNTLESS, NET_UNKNOWN, SIDES, NUMBERLESS,
    OTHER_BEARER, NEW_BEARER, BEARERS, COLUMNS, MANY,
)  # fmt: skip

SENTENCES = {
    YES_NOWHERE["email"]: N_(
        "A yes to e-mails, and no usable address in the row: it counts for nobody. Import a list that has both"
    ),
    YES_NOWHERE["phone"]: N_(
        "A yes to calls, and no number in the row: it counts for nobody. Import a list that has both"
    ),
    YES_NOWHERE["post"]: N_(
        "A yes to letters, and no street with its town in the row: it counts for nobody. Import a list that has both"
    ),
    OVERRULED: N_(
        "This column says no, or names other ways alone, and another column of the row says yes: the no holds. Where the yes is"
        " meant, mend the row and import it again, or note the consent with its proof by hand"
    ),
    REFUSAL_LOST: N_(
        "An opt-out reaches nobody: its row has no usable address, or is left out. Mend the row and import it again,"
        " or put the person's addresses on the block list"
    ),
    OF_PERSON: N_(
        "An opt-out has no usable address. It is kept for the person and holds for every address that comes later: where the"
        " same person stands in another file with another address and number, merge the two by hand"
    ),
    YES_BY_NUMBER: N_(
        "A yes that names nobody but by a number counts nothing: import the list that has the addresses beside the yes, or note"
        " the consent with its proof by hand"
    ),
    ONLY_NOES: N_(
        "These rows name their customers by number alone: of such a list only the refusals are noted, and nothing else is taken over."
        " Add the names to it, and import it again"
    ),
    GONE: N_(
        "This list said yes before and no longer does, in an emptied cell or an unticked box: nobody is written to on that yes"
        " until the list says it again, or a consent with its proof is noted by hand"
    ),
    GONE_ELSEWHERE: N_(
        "Another list of yours said yes for the same number and address, and this one leaves the box unticked or says no:"
        " nobody is written to on that yes until a list says it again, or a consent with its proof is noted by hand"
    ),
    STANDS: N_(
        "This list leaves the box unticked or says no, and another list or program has a yes for the same address: the yes"
        " stands, because here they may only not have been asked. Note the withdrawal where one is meant"
    ),
    OTHER_BEARER: N_(
        "The number stood for somebody else before, and what you noted of them is now with the new name: look at these"
        " customers"
    ),
    NEW_BEARER: N_(
        "The number stood for somebody else before: the row is a customer of its own, and what you noted stays with the other"
    ),
    BEARERS: N_(
        "The number stands in several rows of the file with different people: each is kept with their own mail address and"
        " telephone, and all share the number"
    ),
    NOBODYS: N_(
        "Documents without a customer count as revenue and stand with nobody: where the list names a customer in the first"
        " of several rows only, fill the column down and import it again"
    ),
    CALLER_UNKNOWN: N_(
        "A telephone number that no customer has, and nothing else that says who it was: these talks stand with nobody, and join"
        " the customer as soon as one has that number"
    ),
    UNSOLD: N_(
        "Money stands in the rows, and no column is understood as their amount: nothing of them counts as revenue, and the rows are"
        " taken as customers. Assign the column that is their amount as one, and import the file again"
    ),
    BOOKED: N_(
        "A day or a number and money stand in each row, and nothing says that it is a sale: they are kept as written, and nothing"
        " of them counts as revenue. Assign the column of the amount and that of the day where these are sales, and import the file"
        " again"
    ),
    HAPPENED: N_(
        "A day stands in each row, and nothing says what happened then: it is kept as written and stands in no history. Where the"
        " rows are calls, appointments, payments or sales, assign this column as the date and what it was about as the subject,"
        " the number or the amount, and import the file again"
    ),
    KIND: N_(
        "A kind of document that is not known: these rows are kept and shown, and do not count as revenue. Where it is a sale,"
        " write “invoice” there and import the file again"
    ),
    STATE: N_(
        "These states do not tell whether it is a sale yet: these rows are kept and shown, and do not count as revenue. Where they are"
        " sales, write “bestätigt” there and import the file again"
    ),
    OFFERED: N_(
        "By their states these rows are offers, enquiries or pro forma invoices: they are kept and shown, and do not count as revenue."
        " Where they are sales, write “bestätigt” there and import the file again"
    ),
    OFFER_INVOICED: N_(
        "By their states these rows are offers or enquiries, and yet they have the number of an invoice: they count as revenue. Where"
        " nothing was invoiced, write “storniert” there and import the file again"
    ),
    UNBILLED: N_(
        "These rows have the number of an order and none of an invoice: they stand as orders, and count once they are invoiced. Where an"
        " invoice was written, fill in its number and import the file again"
    ),
    UNNUMBERED: N_(
        "These rows have no number of an invoice, where others of the list do: they count as sales. Where nothing was invoiced yet, leave"
        " them out; else fill in the number and import the file again"
    ),
    UNTOLD: N_(
        "This column tells which documents were cancelled, and says neither yes nor no here, or that a part was: these count as"
        " they stand. Write “yes” where one was cancelled as a whole, or the amount where a part was, and import the file again"
    ),
    CREDITED: N_(
        "This column speaks of a credit note and does not tell how much was given back: these documents count as they stand."
        " Import the list of credit notes, too, or write the amount there and import the file again"
    ),
    CAME_BACK: N_(
        "This column says that something came back, be it sold or lent: these documents count as they stand. Where sales were"
        " given back, say so in a column “Status” (“storniert”, “erstattet”) and import the file again"
    ),
    MOST_BACK: N_(
        "This column cancels most documents of the list, or gives most of them back: these do not count as revenue. If it means"
        " something else, undo the import, leave the column out in the mapping, and import the file again"
    ),
    SPOKEN: N_(
        "Speaks of a credit note, of cancelling, replacing or writing off, beside an amount that is added: these documents count as they"
        " stand. Where one"
        " takes back, undo the import, write “Gutschrift” or “Storno” into a column “Belegart”, or a minus before its amount, and"
        " import the file again"
    ),
    BY_NUMBER: N_(
        "These numbers begin as those of credit notes or cancellations do, and their amounts are added like all others: these"
        " documents count as they stand. Where one takes back, undo the import, write “Gutschrift” or “Storno” into a column"
        " “Belegart”, or a minus before its amount, and import the file again"
    ),
    NO_CREDITS: N_(
        "The file's name speaks of credit notes or cancellations, and none of its rows takes anything back: all count as sales."
        " Where one takes back, undo the import, write “Gutschrift” or “Storno” into a column “Belegart”, or a minus before its"
        " amount, and import the file again"
    ),
    UNLINKED: N_(
        "A final invoice beside invoices in advance, or of parts, of the same customer, that nothing links to it: all count in full,"
        " which is too much where the final one states the whole job. Write the number of the project or of those invoices into a"
        " column “Projekt” or “Bezug” of each, or the rest alone, and import the file again"
    ),
    NET_GAP: N_(
        "The amount without tax is missing in these rows, and nothing tells how much of the gross amount is tax: they stand in no"
        " revenue, neither added nor taken off. Fill it in and import the file again, or say which VAT they include"
    ),
    UNDATED: N_(
        "The day is missing in these rows: the documents stand in no revenue, neither added nor taken off. Where they are sales, fill it"
        " in and import the file again; an offer that nobody has accepted stays without"
    ),
    NAMELESS: N_(
        "These customers are known by their number alone: no name, no mail address and no telephone stands in their rows. Import a list"
        " that has them beside the numbers, too, or assign the column that holds them"
    ),
    NOTHING: N_("No row of this file can be used, so nothing was taken over from it"),
    AMOUNT_MISSING: N_(
        "Documents without an amount are kept and stand in no revenue. Fill it in and import the file again where something is owed"
    ),
    DAYS_UNREAD: N_(
        "No column is read as the day of these documents, and this one holds days: they stand in no revenue, neither added nor taken"
        " off. Assign it as the date where it tells theirs, and import the file again"
    ),
    CARD: N_("Numbers of payment cards are never stored: only the last four figures were taken over"),
    AHEAD: N_("The day lies in the future: these documents count from that day on"),
    SIDES: N_(
        "Amounts with S or H behind them are read as a bank writes them: what has an S takes off, what has an H adds. On the account of a"
        " customer it is the other way round: take the letters out there, write a minus before what was given back, and import the"
        " file again"
    ),
    AMOUNTLESS: N_(
        "No column tells what these items cost: the documents stand in no revenue. Assign the column of the prices where there is one,"
        " or import the list that tells what the documents come to"
    ),
    NUMBERLESS: N_(
        "No column tells the numbers of these documents: one that is changed in a later file counts beside the old one, and one that"
        " stands in two lists counts twice. Assign the column of the numbers where there is one, or add it, before you import"
    ),
    OTHER_YEAR: N_(
        "A document with the same number that stands with a day in another year, or without one, is missing in this file: both are"
        " kept. Where it is the same one with its day put right, choose so before you import; after it, undo the import first"
    ),
    IN_WORDS: N_(
        "Credit notes and cancellations by their words or number: they lower revenue, or are none. Where it is not so, undo"
        " the import, write “Rechnung” into a column “Belegart” and import the file again"
    ),
    GIVEN_BACK: N_(
        "Amounts that were given back: they lower revenue, without their share of tax. Where the amounts beside them are already"
        " less that, choose “Do not take over” for this column before you import"
    ),
    NO_KINDS: N_(
        "None of its words is a known kind of document, so the column is not read as one, and every row counts"
    ),
    PAYMENTS: N_(
        "No other row of this list is a sale, so its payments count as such, and what was paid back is taken off them. Where another"
        " list holds the orders themselves, undo the import: they would count twice"
    ),
    "amount_invalid": N_("Amount cannot be read"),
    "duration_unclear": N_("Duration cannot be read, or in two ways: name its unit in the heading"),
    "amount_ambiguous": N_("Amount can be read in two ways"),
    "score_invalid": N_("Rating cannot be read, or is none on this scale"),
    "score_scale": N_(
        "Scale unknown: neither good nor poor until you say what it is out of and which end of it is good; the rating is kept as"
        " written"
    ),
    TERM_IN_MONTHS: N_(
        "The term of these contracts names no unit and is taken for months: where it is years, write “Laufzeit (Jahre)” above it and"
        " import the file again"
    ),
    TERM_UNREAD: N_("Term cannot be read: these contracts have no end but the one that the list tells"),
    "date_invalid": N_("Date cannot be read"),
    "date_ambiguous": N_("Day and month cannot be told apart"),
    "date_implausible": N_("Date is not plausible"),
    "year_missing": N_("Birthday without its year: day and month alone are no date of birth, and are not kept"),
    "date_serial": N_("Dates are stored as Excel numbers"),
    "email_invalid": N_("E-mail address is not valid"),
    "phone_invalid": N_("Phone number cannot be read"),
    "postcode_invalid": N_("Postcode cannot be read"),
    "country_unknown": N_("Country is not known"),
    "currency_unknown": N_("Currency is not known"),
    "vat_id_invalid": N_("VAT ID is not valid"),
    "consent_unknown": N_("Neither a clear yes nor a clear no"),
    NO_WAY: N_("Names none of mail, telephone and post: the yes beside it is taken for none of them"),
    WAY_OR_ORIGIN: N_(
        "Beside the day or the proof of a yes this may be the way that was agreed to, or the one on which the yes came: it is taken"
        " for a yes to no other way than mails, and to those only where they are named"
    ),
    UNREAD: N_(
        "Speaks of contacting or locking people, but is not read as consent or objection and only kept as an own field:"
        " assign it where it says so"
    ),
    APPROACH: N_(
        "A no here is heeded on the ways that are named, else for mails and letters. A yes is not read as a consent to advertising,"
        " and only kept as an own field: assign it where it is one"
    ),
    DAYS_ALONE: N_(
        "Days of a consent, and no column says that it was given: nobody may be written to on them alone. Where they agreed,"
        " add a column “Newsletter” that says yes, and import the file again"
    ),
    IN_TEXT: N_(
        "Speaks of a no, or of having left, in a column that nobody reads as an objection: look at these rows, and note the"
        " objection where one is meant"
    ),
    TAKEN: N_(
        "These rows say, in a cell or beside a name, that somebody wants no advertising, or has died: they hold as objections."
        " Where it is not meant, note a consent with its proof on the customer's page"
    ),
    ONE_WAY: N_(
        "These rows say, in a cell or beside a name, that somebody wants no advertising by mail, by telephone or by letter: that"
        " holds for this way alone. Where they want none at all, note the objection on the customer's page"
    ),
    IN_NAME: N_(
        "The file's name, or a title above its rows, speaks of people who left or refuse, but nothing in its rows does: as it stands"
        " nobody in it is kept from being written to. If all of them refuse, say so before you import: in the menu of the mapping,"
        " or with “consent_default” in a format sheet"
    ),
    IN_SHEET: N_(
        "Another sheet of this workbook speaks of people who left or refuse, and is not read with this one: {sheets}. Whoever stands"
        " there goes on being written to, until that sheet is imported, too"
    ),
    OF_ALL: N_(
        "Every row is taken as a refusal, because the file's name, a title above its rows, or you say so. Undoing the"
        " import does not take that back: if it is not so, say it before you import: in the menu of the mapping, or with"
        " “consent_default” in a format sheet"
    ),
    "leading_zero_lost": N_("Postcode has lost its leading zero"),
    "scientific": N_("Number was shortened by Excel"),
    "number_unknown": N_(
        "Says no, and no list of yours knows a customer of that number: import the list of customers, then this file again"
    ),
    "empty_name": N_("The row names nobody"),
    "ragged": N_("The row has too many or too few cells"),
    "unclosed_quote": N_("A quotation mark is opened and not closed"),
    "bad_record": N_("The row cannot be read"),
    "bad_message": N_("The e-mail has no readable date, sender or recipient"),
    "bad_event": N_("The appointment cannot be read"),
    "rows_summed": N_("Rows with the same number were added up as one document"),
    "number_shared": N_("The same number for another customer or day: kept apart as documents of their own"),
    "row_repeated": N_("The same row twice counts once"),
    NET_UNKNOWN: N_(
        "Amounts include tax, and nothing tells how much: revenue stays unknown until a net or tax column is assigned, or you"
        " say which VAT they include"
    ),
    "supplier": N_("Suppliers"),
    "purchase": N_("Documents of suppliers, which are no sales"),
    "delivery_note": N_("Delivery notes"),
    MANY: N_(
        "A collective account for many buyers is no customer: what is booked on it belongs to nobody, and counts as revenue. In"
        " months of which the orders of a shop are imported, too, it is taken for these same sales and not added once more,"
        " unless its name says that it is the account of sales over the counter"
    ),
    "own_payment": N_("Payments of your own and movements on your account"),
    "not_completed": N_("Payments that were not completed"),
    "paid_back": N_("Payments that were paid back"),
    "aborted_basket": N_("Baskets that were not ordered"),
    "no_customer_account": N_("Bookings without a customer account"),
    "no_amount": N_("Bookings without an amount"),
    "no_account": N_("Rows without an account number"),
    "no_year": N_("Bookings whose year the file does not tell (line 1 is missing)"),
}


def sentence(code: str) -> str:
    return _(SENTENCES[code]) if code in SENTENCES else code


def told(code: str, count: int) -> str:
    """The sentence, with the count where it tells what was done by a person's choice."""
    if (rate := TAXES.get(code.removeprefix("read_"))) is not None:
        return _("Amounts read as with {rate} % VAT").format(rate=show.number(rate / 10, 0 if rate % 10 == 0 else 1))
    if (scale := code.removeprefix("read_")) in SCALES and scale != code:
        return _("Ratings read on the scale you named")
    sentences = {
        MISSING: ngettext(
            "{n} recipient who agreed in the export before is missing in this one, and stays on your lists. Whoever unsubscribed or"
            " was deleted in the newsletter tool must not be written to: import its list of the unsubscribed, too. If this file"
            " is only a part of the list, nothing is to be done",
            "{n} recipients who agreed in the export before are missing in this one, and stay on your lists. Whoever unsubscribed or"
            " was deleted in the newsletter tool must not be written to: import its list of the unsubscribed, too. If this file"
            " is only a part of the list, nothing is to be done",
            count,
        ),
        "leading_zero_repaired": ngettext(
            "{n} postcode got its leading zero back", "{n} postcodes got their leading zero back", count
        ),
        MOVED: ngettext(
            "{n} document counts with its new day, and no longer with that in another year under the same number. Where it is"
            " a further one, undo the import and choose to keep both",
            "{n} documents count with their new days, and no longer with those in another year under the same numbers. Where they"
            " are further ones, undo the import and choose to keep both",
            count,
        ),
        "read_day_first": ngettext("{n} date read as day, then month", "{n} dates read as day, then month", count),
        "read_month_first": ngettext("{n} date read as month, then day", "{n} dates read as month, then day", count),
        "read_comma": ngettext(
            "{n} amount read with a decimal comma", "{n} amounts read with a decimal comma", count
        ),
        "read_point": ngettext(
            "{n} amount read with a decimal point", "{n} amounts read with a decimal point", count
        ),
    }  # fmt: skip
    return sentences[code].format(n=show.number(count)) if code in sentences else sentence(code)
