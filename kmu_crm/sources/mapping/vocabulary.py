"""The words a sheet may use: every field a column can become, with the kind of value that cleans it."""

PARTY = {
    "external_id": "identifier", "customer_number": "identifier", "party_kind": "text",
    "salutation": "text", "title": "text", "given_name": "name", "family_name": "name", "full_name": "name", "display_name": "name",
    "company": "name", "company2": "name", "contact_name": "name", "department": "text",
    "email": "email", "email2": "email", "email3": "email", "phone": "phone", "mobile": "phone", "phone2": "phone", "phone3": "phone",
    "street": "text", "house_number": "text", "address_extra": "text", "postcode": "postcode", "city": "text", "country": "country",
    "postcode_city": "place", "full_address": "place",  # several parts in one cell
    "street2": "text", "address_extra2": "text", "postcode2": "postcode", "city2": "text", "country2": "country",
    "birth_date": "date", "vat_id": "vat_id", "iban": "identifier", "customer_since": "date", "language": "text",
    "recommended_by": "identifier", "origin": "text", "tags": "text", "note": "text",
}  # fmt: skip
CONSENT = {
    "consent_email": "consent", "consent_phone": "consent", "consent_post": "consent", "consent_status": "text",
    "consent_at": "moment", "consent_confirmed_at": "moment", "consent_withdrawn_at": "moment", "consent_proof": "text",
    "consent_way": "text",  # on which way a yes beside it holds
    "consent_confirmed": "consent",  # whether a sign-up was confirmed: double opt-in
    # A yes there is a no: unsubscribed, no calls, no letters; wants no advertising at all.
    "consent_refused": "text", "consent_refused_phone": "text", "consent_refused_post": "text", "objection": "text",
    "consent_bounced": "text",  # how mails came back: a hard bounce is one, a soft one is not
}  # fmt: skip
ANSWERS = {  # on a scale: recommend us, how content; `rating`: on which one nobody knows
    "recommend": "of_ten", "content": "of_five", "mark": "mark", "content_of_ten": "content_of_ten", "rating": "rating",
}  # fmt: skip
FACT = {
    "fact_key": "identifier", "number": "identifier", "invoice_number": "identifier", "offer_number": "identifier",
    "contract_number": "identifier", "contract_end": "date",
    "contract_term": "text", "contract_renewal": "text",
    "refers_to": "identifier", "takes_back": "identifier", "replaced_by": "identifier", "customer": "identifier", "fact_kind": "text",
    "day": "date", "at": "moment", "time": "text", "due": "date", "paid_at": "moment", "cancelled_at": "moment",
    "gross": "amount", "net": "amount", "tax": "amount", "shipping": "amount", "refunded": "amount",
    "paid": "amount", "unpaid": "amount", "currency": "currency",
    "words": "text",  # heard for what they say of the document, and not kept
    "cancelled": "text", "given_back": "text", "may_be_back": "text",  # whether it was taken back as a whole
    "status": "text", "further_status": "text", "channel": "text", "subject": "text", "text": "text", "outcome": "text", "author": "text",
    "minutes": "duration", "score": "quantity", "score2": "quantity", **ANSWERS,
}  # fmt: skip
LINE = {
    "line_position": "identifier", "line_article": "identifier", "line_name": "text", "line_kind": "text",
    "line_quantity": "quantity", "line_unit": "amount", "line_net": "amount", "line_gross": "amount", "line_tax": "amount",
    "line_unit_gross": "amount",  # the unit price with tax, beside one without
    "line_tax_rate": "percent",
    "line_shipping_tax": "amount",
    "line_shipping": "amount", "line_discount": "amount", "line_shipping_discount": "amount",  # of each item, not of the document
}  # fmt: skip
ARTICLE = {
    "article": "identifier", "article_name": "text", "category": "text", "price": "amount", "cost": "amount",
    "tax_rate": "percent", "valid_from": "date",
}  # fmt: skip

KIND_OF = PARTY | CONSENT | FACT | LINE | ARTICLE
SECTION_OF = {
    field: section
    for section, fields in (
        ("party", PARTY),
        ("consent", CONSENT),
        ("fact", FACT),
        ("line", LINE),
        ("article", ARTICLE),
    )
    for field in fields
}
NAMING = {
    "given_name",
    "family_name",
    "full_name",
    "display_name",
    "company",
    "company2",
    "contact_name",
    "email",
}  # who
ATTRIBUTE = "attribute"  # the column is kept as the customer's own attribute under its header
IGNORED = "ignored"  # seen, and left out on purpose

CUSTOMERS = (
    "kund|customer|client|klient|kaeufer|buyer|besteller|debitor"  # what holds one of these, folded, speaks of them
)


def kind_of(field: str) -> str:
    """The kind of value (fields.reading) that cleans a column mapped to `field`."""
    return KIND_OF.get(field, "text")  # `hook_..` columns are read by the Python beside their sheet
