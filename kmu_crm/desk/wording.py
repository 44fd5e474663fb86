"""What fields, forms of address, countries and kinds of events are called by people."""

from kmu_crm.decisions import authors
from kmu_crm.fields import phone, show
from kmu_crm.i18n import N_, _
from kmu_crm.outreach.letter import country_name
from kmu_crm.settings import NO, YES

FIELDS = {
    "company": N_("Company"), "salutation": N_("Form of address"), "title": N_("Title"), "given_name": N_("Given name"),
    "family_name": N_("Surname"), "full_name": N_("Name"), "email": N_("E-mail"), "phone": N_("Phone"),
    "street": N_("Street"), "address_extra": N_("Address line 2"), "postcode": N_("Postcode"), "city": N_("Town"),
    "country": N_("Country"), "vat_id": N_("VAT number"), "birth_date": N_("Birthday"),
    "customer_since": N_("Customer since"), "recommended_by": N_("Recommended by"),
}  # fmt: skip
SALUTATIONS = {"mr": N_("Mr"), "ms": N_("Ms"), "mx": N_("neutral"), "company": N_("company"), "family": N_("family")}
COUNTRIES = {"DE": N_("Germany"), "AT": N_("Austria"), "CH": N_("Switzerland")}
KINDS = {
    "order": N_("Order"), "invoice": N_("Invoice"), "credit_note": N_("Credit note"), "cancellation": N_("Cancellation"),
    "payment": N_("Payment"), "return": N_("Return"), "complaint": N_("Complaint"), "call": N_("Call"),
    "email": N_("E-mail"), "appointment": N_("Appointment"), "visit": N_("Visit"), "newsletter": N_("Newsletter"),
    "touch": N_("Contact"), "consent": N_("Consent"), "note": N_("Note"), "service": N_("Service"),
    "enquiry": N_("Enquiry"), "survey": N_("Survey"), "contract": N_("Contract"), "shipping": N_("Shipping"),
}  # fmt: skip


NO_SALE = {
    "draft": N_("draft"), "proforma": N_("pro forma"), "unclear": N_("unclear whether it is a sale"), "offer": N_("offer"),
    "cancelled": N_("cancelled"),
}  # fmt: skip


def no_sale(status: str | None) -> str:
    """Why a document is none, "" where its state does not say so."""
    return _(NO_SALE[status]) if status in NO_SALE else ""


def kind(name: str) -> str:
    known = KINDS.get(name)
    return _(known) if known else name


def value(field: str, text: str) -> str:
    """A golden value as people read it."""
    if field == "phone":
        return phone.show(text)
    if field in ("birth_date", "customer_since") and len(text) >= 10:
        return show.date(text)
    if field == "salutation":
        known = SALUTATIONS.get(text, text)
        return _(known)
    return country(text) if field == "country" else text


def country(code: str) -> str:
    known = COUNTRIES.get(code)
    return _(known) if known else country_name(code)


def choice(code: str) -> str:
    """One of those that a setting offers."""
    return {YES: _("yes"), NO: _("no")}.get(code) or country(code)


def author(name: str | None) -> str:
    """Who wrote something down, in the language in use."""
    return _("You") if authors.is_ours(name) else name or ""


def by(name: str) -> str:
    """As `author`, after “by”: “von Ihnen”."""
    return _("you") if authors.is_ours(name) else name
