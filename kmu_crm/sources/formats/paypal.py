"""PayPal's activity: what customers paid stays; what the business paid, moved, exchanged or had held back is left out."""

import re
from typing import Any

Values = dict[str, list[Any]]
OWN_SIDE = re.compile(
    r"zahlungsquelle|bankgutschrift|bankkonto|w[äa]hrungsumrechnung|einbehaltung|abbuchung|auszahlung|aufladung|reserve"
    r"|guthaben (?:von|auf|einzahl)|lastschrift|rückbuchung|rückzahlung|erstattung|gebühr|darlehen|kredit"
    r"|currency conversion|withdrawal|bank deposit|add funds|funding|hold|reversal|refund|fee\b|transfer|loan|payout"
    r"|payment sent|gesendete? zahlung|zahlung gesendet",
    re.IGNORECASE,
)
UNFINISHED = re.compile(
    r"ausstehend|abgelehnt|storniert|abgebrochen|zurückgegeben|nicht beansprucht|fehlgeschlagen|verweigert|abgelaufen"
    r"|pending|denied|cancel|returned|unclaimed|failed|expired|refused|placed|removed|voided",
    re.IGNORECASE,
)


class Activity:
    """A row is a customer's payment when it brings money in, is done, and is no booking of PayPal's own."""

    def __init__(self, head: list[str]):
        del head  # PayPal writes no machine line

    def derive(self, values: Values, size: int) -> Values:
        def column(name: str) -> list[Any]:
            return values.get(name) or [None] * size

        sides, invoices, subjects = column("hook_side"), column("hook_invoice"), column("subject")
        rows = zip(column("gross"), column("hook_type"), column("hook_status"), sides, strict=True)
        told = [subject or invoice for subject, invoice in zip(subjects, invoices, strict=True)]
        return values | {":skip": [_reason(*row) for row in rows], "subject": told}


def _reason(gross: int | None, kind: str | None, status: str | None, side: str | None) -> str | None:
    if gross is None or gross <= 0 or (side or "").casefold() in ("soll", "debit") or OWN_SIDE.search(kind or ""):
        return "own_payment"
    return "not_completed" if UNFINISHED.search(status or "") else None
