"""PayPal's activity: what customers paid and got back stays; what the business itself paid, moved, exchanged or had held back is
left out.

A refund or a reversed payment names the payment it takes back by the code of that transaction. The business is its sender, so the
customer is the recipient, where that is not the business itself, as in a chargeback; the bank statement tells only the sender, and
there the payment's customer is meant.
"""

import re
from typing import Any

from kmu_crm.fields import email
from kmu_crm.sources.mapping.vocabulary import PARTY
from kmu_crm.sources.recording.given_back import key_of

Values = dict[str, list[Any]]
_NEVER = (
    r"zahlungsquelle|bankgutschrift|bankkonto|w[äa]hrungsumrechnung|einbehaltung|abbuchung|auszahlung|aufladung|reserve"
    r"|guthaben (?:von|auf|einzahl)|lastschrift|gebühr|darlehen|kredit"
    r"|currency conversion|withdrawal|bank deposit|add funds|funding|hold|fee\b|transfer|loan|payout"
)
_BACK = r"rückbuchung|rückzahlung|erstattung|reversal|refund|chargeback"
NEVER = re.compile(_NEVER, re.IGNORECASE)
BACK = re.compile(_BACK, re.IGNORECASE)
OWN_SIDE = re.compile(rf"{_NEVER}|{_BACK}|payment sent|gesendete? zahlung|zahlung gesendet", re.IGNORECASE)
UNFINISHED = re.compile(
    r"ausstehend|abgelehnt|storniert|abgebrochen|zurückgegeben|nicht beansprucht|fehlgeschlagen|verweigert|abgelaufen"
    r"|pending|denied|cancel|returned|unclaimed|failed|expired|refused|placed|removed|voided",
    re.IGNORECASE,
)


class Activity:
    """A row is a customer's payment when it brings money in, or gives back what came in, is done, and is no booking of PayPal's
    own."""

    def __init__(self, head: list[str]):
        del head  # PayPal writes no machine line

    def derive(self, values: Values, size: int) -> Values:
        def column(name: str) -> list[Any]:
            return values.get(name) or [None] * size

        sides, invoices, subjects = column("hook_side"), column("hook_invoice"), column("subject")
        rows = zip(column("gross"), column("hook_type"), column("hook_status"), sides, strict=True)
        told = [subject or invoice for subject, invoice in zip(subjects, invoices, strict=True)]
        back = [_is_back(*row) for row in zip(column("gross"), column("hook_type"), strict=True)]
        found = values | {":skip": [_reason(*row) for row in rows], "subject": told}
        return found | _given_back(found, back, column("hook_of"), column("hook_to")) if any(back) else found


def _given_back(values: Values, back: list[bool], of: list[Any], to: list[Any]) -> Values:
    """Keys of refunds that name their payment, and whose they are."""
    size = len(back)
    keys = values.get("fact_key") or [None] * size
    sums = values.get("gross") or [None] * size
    ours = {email.clean(mail) for mail, cents in zip(to, sums, strict=True) if mail and (cents or 0) > 0}
    named = [email.clean(mail or "") for mail in to]
    mails = [
        named[i] if back[i] and (named[i] is None or named[i] not in ours) else mail
        for i, mail in enumerate(values.get("email") or [None] * size)
    ]
    nobody = [bool(back[i] and of[i] and not mails[i]) for i in range(size)]
    whose = {
        name: [None if nobody[i] else cell for i, cell in enumerate(values[name])] for name in PARTY if name in values
    }
    told = [key_of(of[i], key) if back[i] and of[i] and key else key for i, key in enumerate(keys)]
    return whose | {"email": mails, "fact_key": told}


def _is_back(gross: int | None, kind: str | None) -> bool:
    return gross is not None and gross < 0 and BACK.search(kind or "") is not None and not NEVER.search(kind or "")


def _reason(gross: int | None, kind: str | None, status: str | None, side: str | None) -> str | None:
    is_in = gross is not None and gross > 0 and (side or "").casefold() not in ("soll", "debit")
    if not _is_back(gross, kind) and (not is_in or OWN_SIDE.search(kind or "")):
        return "own_payment"
    return "not_completed" if UNFINISHED.search(status or "") else None
