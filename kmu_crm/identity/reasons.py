"""Reasons in words: the code kept beside a pair becomes a sentence when it is read, in the language in use."""

from kmu_crm.i18n import N_, _

_TEXTS = {
    "given.same": N_("same given name"),
    "given.variant": N_("another form of the same given name"),
    "given.part": N_("part of the given name agrees"),
    "given.initial": N_("the initial of the given name agrees"),
    "given.swapped": N_("given name and surname swapped"),
    "given.typo": N_("given name with a typing error"),
    "given.near": N_("similar given name"),
    "given.close": N_("another given name, written alike"),
    "given.different": N_("another given name"),
    "given.numbered": N_("the same name with another number"),
    "family.same": N_("same surname"),
    "family.part": N_("part of the surname agrees"),
    "family.initial": N_("the initial of the surname agrees"),
    "family.swapped": N_("given name and surname swapped"),
    "family.typo": N_("surname with a typing error"),
    "family.close": N_("another surname, written alike"),
    "family.different": N_("another surname"),
    "family.numbered": N_("the same name with another number"),
    "gender.same": N_("same form of address"),
    "gender.contrary": N_("another form of address"),
    "generation.same": N_("both senior or both junior"),
    "generation.part": N_("senior or junior on one side only"),
    "generation.contrary": N_("one is senior, one is junior"),
    "birth.same": N_("same date of birth"),
    "birth.typo": N_("date of birth differs in one digit or in the order"),
    "birth.contrary": N_("another date of birth"),
    "birth.different": N_("a date of birth: probably a private customer"),
    "mail.same": N_("same mail address"),
    "mail.shared": N_("same mail address, used by several people"),
    "mail.crowded": N_("same mail address, used by many"),
    "mail.typo": N_("mail address with a typing error"),
    "mail.near": N_("mail address agrees in part"),
    "mail.different": N_("another mail address"),
    "mail.contrary": N_("mail address of another company"),
    "phone.same": N_("same telephone number"),
    "phone.shared": N_("same telephone number, used by several people"),
    "phone.crowded": N_("same telephone number, used by many"),
    "phone.variant": N_("same telephone number with another extension"),
    "phone.typo": N_("telephone number differs in one digit"),
    "phone.different": N_("another telephone number"),
    "place.same": N_("same address"),
    "place.typo": N_("address with a typing error"),
    "place.variant": N_("same street, another postcode"),
    "place.near": N_("same town"),
    "place.near.street": N_("another street in the same town"),
    "place.different": N_("another address"),
    "iban.same": N_("same bank account"),
    "iban.different": N_("another bank account"),
    "civil.same": N_("same social security or tax number"),
    "civil.typo": N_("social security or tax number differs in one digit"),
    "civil.different": N_("another social security or tax number"),
    "number.same": N_("same customer number, and the same number range"),
    "number.variant": N_("same customer number, and the same full name"),
    "number.only": N_("same customer number, and nothing else is known"),
    "number.shared": N_("same customer number, but another name"),
    "number.near": N_("same number in another program, which may count for itself"),
    "number.different": N_("two customer numbers of one number range"),
    "number.contrary": N_("two customer numbers of one source, in use side by side"),
    "company.same": N_("same company name"),
    "company.variant": N_("the mail address bears the company name"),
    "company.part": N_("part of the company name agrees"),
    "company.typo": N_("company name with a typing error"),
    "company.near": N_("company name agrees in a word"),
    "company.close": N_("another company name, written alike"),
    "company.sister": N_("name of a sister company"),
    "company.different": N_("another company name"),
    "company.numbered": N_("the same name with another number"),
    "form.same": N_("same legal form"),
    "form.part": N_("one legal form is short for the other, perhaps"),
    "form.different": N_("another legal form"),
    "vat.same": N_("same VAT number"),
    "vat.typo": N_("VAT number differs in one character"),
    "vat.contrary": N_("another VAT number"),
    "contact.same": N_("same contact person"),
    "contact.different": N_("another contact person"),
    "desk.same": N_("mail address of a company"),
    "fits.two": N_("fits another customer as well, or what else is known of one of the two speaks against it"),
}


def sentence(reason: str) -> str:
    """`mail.same.rare` in words: "same mail address, rare". Unknown codes come back as they are.

    In stores of old what agrees may speak against (`place.same.common`), and says why: a family shares it as well."""
    field, level, *more = reason.split(".")
    text = _TEXTS.get(reason) or _TEXTS.get(f"{field}.{level}")
    if text is None:
        return reason
    if "common" in more:
        return _("{reason}, as others of a household or company share it").format(reason=_(text))
    return _("{reason}, rare").format(reason=_(text)) if "rare" in more else _(text)
