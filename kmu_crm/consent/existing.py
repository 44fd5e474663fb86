"""UWG §7(3): mail to existing customers without consent. Only where all four conditions are on record; nothing presumes them."""

from kmu_crm.consent.statements import Statement
from kmu_crm.consent.words import SALE
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_

STALE_DAYS = 730  # after two years without a purchase courts and authorities doubt that the rule still carries


class NotAllConditions(KmuError):
    text = N_("The rule for existing customers needs all four conditions; missing for {address}: {missing}.")
    advice = N_("Ask for consent instead.")
    code = "not_all_conditions"


def statement(address: str, sale_day: str, goods: str, *, told_at_collection: bool, told_in_each_mail: bool) -> Statement:
    """The record of the four: address got with a sale (its day), own similar goods, no objection, the two notices.

    That there is no objection is checked by the gate each time. Raises NotAllConditions.
    """
    conditions = {
        "sale": bool(sale_day),
        "similar goods": bool(goods.strip()),
        "notice at collection": told_at_collection,
        "notice in each mail": told_in_each_mail,
    }
    missing = [name for name, holds in conditions.items() if not holds]
    if missing:
        raise NotAllConditions(address=address, missing=", ".join(missing))
    evidence = f"goods: {goods.strip()}; notice at collection; notice in each mail"
    return Statement(address, "email", "given", "existing-customers", SALE, evidence, sale_day)
