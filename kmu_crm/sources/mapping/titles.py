"""What the fields of the vocabulary are called by people, and the groups they are offered in."""

from kmu_crm.i18n import N_, _, kept
from kmu_crm.sources.mapping.sheets import bundled
from kmu_crm.sources.mapping.vocabulary import ARTICLE, ATTRIBUTE, CONSENT, FACT, IGNORED, LINE, PARTY

_TITLES = {
    "external_id": N_("Customer no. in program"), "customer_number": N_("Customer number"), "party_kind": N_("Person or company"),
    "salutation": N_("Salutation"), "title": N_("Title"), "given_name": N_("Given name"), "family_name": N_("Surname"),
    "full_name": N_("Full name"), "display_name": N_("Name as shown"),
    "company": N_("Company"), "company2": N_("Company, second line"), "contact_name": N_("Contact person"),
    "department": N_("Department"), "email": N_("E-mail"), "email2": N_("Second e-mail"), "email3": N_("Third e-mail"),
    "phone": N_("Telephone"), "mobile": N_("Mobile phone"), "phone2": N_("Second telephone"), "phone3": N_("Third telephone"),
    "street": N_("Street"), "house_number": N_("House number"), "address_extra": N_("Address addition"), "postcode": N_("Postcode"),
    "city": N_("Town"), "country": N_("Country"), "postcode_city": N_("Postcode and town"),
    "full_address": N_("Whole address"), "street2": N_("Street (second address)"),
    "address_extra2": N_("Address addition (second address)"), "postcode2": N_("Postcode (second address)"),
    "city2": N_("Town (second address)"), "country2": N_("Country (second address)"), "birth_date": N_("Date of birth"),
    "vat_id": N_("VAT number"), "iban": N_("Bank account (IBAN)"), "customer_since": N_("Customer since"), "language": N_("Language"),
    "recommended_by": N_("Recommended by"), "origin": N_("Origin"), "tags": N_("Tags"), "note": N_("Note"),
    "consent_email": N_("Consent to e-mail"), "consent_phone": N_("Consent to calls"), "consent_post": N_("Consent to letters"),
    "consent_status": N_("State of the consent"), "consent_at": N_("Consent given on"),
    "consent_confirmed_at": N_("Consent confirmed on"),
    "consent_way": N_("Ways that were agreed to"),
    "consent_confirmed": N_("Consent confirmed (yes/no)"),
    "consent_withdrawn_at": N_("Consent withdrawn on"), "consent_refused": N_("Unsubscribed (yes/no)"),
    "consent_refused_phone": N_("No calls (yes/no)"), "consent_refused_post": N_("No letters (yes/no)"),
    "consent_bounced": N_("Kind of bounce"),
    "objection": N_("Objects to advertising (yes/no)"), "consent_proof": N_("Proof of the consent"),
    "fact_key": N_("Key of the row"), "number": N_("Document number"), "invoice_number": N_("Invoice number"),
    "offer_number": N_("Offer number"), "contract_number": N_("Contract number"), "contract_end": N_("Contract ends on"),
    "contract_term": N_("Contract term"), "contract_renewal": N_("Contract goes on for"),
    "refers_to": N_("Belongs to document"),
    "takes_back": N_("Takes back document"), "replaced_by": N_("Replaced by document"),
    "customer": N_("Customer (number)"), "fact_kind": N_("Kind of document"), "day": N_("Date"), "at": N_("Date and time"),
    "time": N_("Time"), "due": N_("Due on"), "paid_at": N_("Paid on"), "cancelled_at": N_("Cancelled on"), "gross": N_("Gross amount"),
    "net": N_("Net amount"), "tax": N_("Tax"), "shipping": N_("Shipping cost"), "refunded": N_("Refunded"),
    "paid": N_("Paid so far"), "unpaid": N_("Still to be paid"),
    "words": N_("Further text"), "cancelled": N_("Cancelled (yes or no)"), "given_back": N_("Refunded (yes or no)"),
    "may_be_back": N_("Came back, sold or lent"),
    "currency": N_("Currency"),
    "status": N_("Status"), "further_status": N_("Further status"),
    "channel": N_("Channel"), "subject": N_("Subject"), "text": N_("Text"), "outcome": N_("Outcome"),
    "author": N_("Done by"), "minutes": N_("Minutes"), "score": N_("Score"), "score2": N_("Second score"),
    "recommend": N_("Recommends us (0 to 10)"), "content": N_("How content (1 to 5 stars)"), "mark": N_("School mark (1 is best)"),
    "content_of_ten": N_("How content (0 to 10)"), "rating": N_("Rating, scale unknown"),
    "line_position": N_("Item: position"), "line_article": N_("Item: article number"), "line_name": N_("Item: name"),
    "line_kind": N_("Item: kind"), "line_quantity": N_("Item: quantity"), "line_unit": N_("Item: unit price"),
    "line_unit_gross": N_("Item: unit price with tax"),
    "line_net": N_("Item: net"), "line_gross": N_("Item: gross"), "line_tax": N_("Item: tax"),
    "line_shipping": N_("Item: shipping"), "line_discount": N_("Item: discount"),
    "line_shipping_tax": N_("Item: tax on shipping"), "line_shipping_discount": N_("Item: discount on shipping"),
    "line_tax_rate": N_("Item: tax rate"),
    "article": N_("Article number"), "article_name": N_("Article name"), "category": N_("Category"), "price": N_("Price"),
    "cost": N_("Cost price"), "tax_rate": N_("Tax rate"), "valid_from": N_("Valid from"),
    ATTRIBUTE: N_("Own field"), IGNORED: N_("Do not take over"),
}  # fmt: skip
_OWN_LISTS = {"generic": N_("Own list"), "remembered": N_("Remembered list")}
_GROUPS = (
    (N_("Customer"), PARTY),
    (N_("Consents"), CONSENT),
    (N_("Documents and events"), FACT),
    (N_("Items of a document"), LINE),
    (N_("Articles"), ARTICLE),
)


def title(field: str | None) -> str:
    """The field in words; None (no target) as not taken over. `hook_` columns are read together by the program."""
    if field is not None and field.startswith("hook_"):
        return _("Read together with other columns")
    return _(_TITLES[field or IGNORED])


def is_titled(field: str) -> bool:
    """Whether people know the field by a name."""
    return field in _TITLES


def of_format(format_id: str, otherwise: str) -> str:
    """What a format is called by its id; a user's own sheet as `otherwise`, which the store kept of it."""
    known = _OWN_LISTS.get(format_id) or next((sheet.title for sheet in bundled() if sheet.id == format_id), "")
    return _(known) if known else kept(otherwise)


def groups() -> list[tuple[str, list[str]]]:
    """What a column may become: (heading, fields), in the order people look for them."""
    return [(_(heading), list(fields)) for heading, fields in _GROUPS] + [(_("Other"), [ATTRIBUTE, IGNORED])]
