"""Line 1 of DATEV's files: the year, the length of accounts, the chart of accounts and whose books they are.

Source: DATEV's interface description "DATEV-Format" (header versions 510 and 700).
"""

import re
from datetime import date

from kmu_crm.fields import currency

CREDITORS = "789"  # first digits of suppliers' accounts
PAYMENT_ACCOUNTS = {"03": ((1000, 1399),), "04": ((1400, 1499), (1600, 1899))}  # cash, bank, transit
_WHOLE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b|(\d{4})-(\d{2})-(\d{2})\b")


class Head:
    """Line 1 of the file: what the columns do not say."""

    def __init__(self, cells: list[str]):
        def at(position: int) -> str:
            return cells[position - 1].strip().strip('"') if len(cells) >= position else ""

        self.account = "/".join(part for part in (at(11), at(12)) if part)
        self.ledger_length = int(at(14)) if at(14).isdigit() else 4
        self.chart = at(27) if at(27) in PAYMENT_ACCOUNTS else ""
        self.currency = currency.read(at(22)).value or ""
        self.start, self.first, self.last = _date(at(13)), _date(at(15)), _date(at(16))

    @property
    def tells_year(self) -> bool:
        return bool(self.start or self.first or self.last)

    def is_debtor(self, account: str) -> bool:
        return account.isdigit() and len(account) == self.ledger_length + 1 and account[0] in "123456"

    def full_date(self, text: str) -> str | None:
        """DDMM (a leading zero may be missing) with the year that lies in the batch or the fiscal year; whole dates, too."""
        if whole := _WHOLE.match(text):
            day, month, year, *ymd = (part or "0" for part in whole.groups())
            said = (int(year) + 2000 * (len(year) == 2), int(month), int(day)) if day != "0" else tuple(map(int, ymd))
            return _iso(*said)
        if not text.isdigit() or not 3 <= len(text) <= 8:
            return None
        if len(text) > 4:
            return _iso(int(text[-4:]), int(text[-6:-4]), int(text[:-6])) if len(text) >= 7 else None
        day, month = int(text[:-2]), int(text[-2:])
        begin = self.first or self.start
        years = [begin.year, begin.year + 1] if begin else [self.last.year] if self.last else []
        found = [iso for year in years if (iso := _iso(year, month, day))]
        inside = [iso for iso in found if begin is None or iso >= begin.isoformat()]
        return next(iter(inside or found), None)


def _date(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])) if len(text) == 8 and text.isdigit() else None
    except ValueError:
        return None


def short_date(text: str) -> str | None:
    """TTMMJJ of Belegfeld 2."""
    return _iso(2000 + int(text[4:]), int(text[2:4]), int(text[:2])) if len(text) == 6 and text.isdigit() else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
