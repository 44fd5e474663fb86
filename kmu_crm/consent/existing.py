"""UWG §7(3): mail to existing customers without consent, where all four conditions are on record. Off by default."""

from kmu_crm.consent.statements import Statement
from kmu_crm.consent.words import SALE
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _

STALE_DAYS = 730  # after two years without a purchase courts and authorities doubt that the rule still carries
_GOODS, _NOTICES = "goods: ", "; notice at collection; notice in each mail"


class NotAllConditions(KmuError):
    text = N_("The rule for existing customers needs all four conditions; missing for {address}: {missing}.")
    advice = N_("Ask for consent instead.")
    code = "not_all_conditions"


def statement(
    address: str, sale_day: str, goods: str, *, told_at_collection: bool, told_in_each_mail: bool
) -> Statement:
    """The record of the four: address got with a sale (its day), own similar goods, no objection, the two notices.

    That there is no objection is checked by the gate each time. Raises NotAllConditions.
    """
    conditions = {
        N_("sale"): bool(sale_day),
        N_("similar goods"): bool(goods.strip()),
        N_("notice at collection"): told_at_collection,
        N_("notice in each mail"): told_in_each_mail,
    }
    missing = [_(name) for name, holds in conditions.items() if not holds]
    if missing:
        raise NotAllConditions(address=address, missing=", ".join(missing))
    evidence = f"{_GOODS}{goods.strip()}{_NOTICES}"
    return Statement(address, "email", "given", "existing-customers", SALE, evidence, sale_day)


def complete(basis: str, evidence: str) -> bool:
    """Whether an entry of the ledger holds what `statement` writes; its date is checked with every consent's."""
    goods = evidence.removeprefix(_GOODS).removesuffix(_NOTICES)
    return basis == SALE and bool(goods.strip()) and evidence == f"{_GOODS}{goods}{_NOTICES}"
