"""What a column of a mailing list holds, in words."""

from kmu_crm.desk.wording import FIELDS
from kmu_crm.i18n import N_, _
from kmu_crm.outreach.letter import LINES

_WORDS = {
    "letter_postcode": N_("Postcode"), "letter_city": N_("Town"), "letter_country": N_("Country"),
    "opening": N_("Opening of the letter"), "gender": N_("Gender"), "display_name": N_("Name"),
    "customer_number": N_("Customer number"), "tags": N_("Tags"), "value_class": N_("Value class"), "lifecycle": N_("Phase"),
    "last_purchase": N_("Last purchase"), "arm": N_("Group (A/B)"), "profile_id": N_("Number in KMU CRM"),
    "consent_day": N_("Consent: day"), "consent_source": N_("Consent: source"), "consent_basis": N_("Consent: basis"),
    "consent_evidence": N_("Consent: proof"), "consent_purpose": N_("Consent: purpose"),
}  # fmt: skip


def entry(name: str) -> str:
    if name in {f"address_{number}" for number in range(1, LINES + 1)}:
        return _("Address field, line {n}").format(n=name.removeprefix("address_"))
    return _(_WORDS.get(name) or FIELDS[name])
