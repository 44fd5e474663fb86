"""The books: invoices, payments, credit notes and reversals, as a bookkeeper enters them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from people import Customer
from rhythm import AS_OF
from trade import Sale

BANK, CASH, COUNTER_SALES, RENT, WAGES, GOODS, TRANSIT = 1200, 1000, 8300, 4210, 4120, 3300, 1360
REVENUE = {7: 8300, 19: 8400}
EXPORT, TO_EU_FIRM = 8120, 8125
SHOP_ACCOUNT = 10004  # "PayPal-Kunden", stands for many people
ORDER_BY_ORDER = date(2025, 7, 1)  # the day the shop was tied to the books
TERM = timedelta(days=14)


@dataclass(frozen=True)
class Booking:
    day: date
    cents: int
    side: str  # S or H, seen from `account`
    account: int
    contra: int
    reference: str = ""
    text: str = ""
    due: date | None = None
    order: str = ""  # the shop's number, in the pair of extra fields
    vat_id: str = ""
    reversal: bool = False


class Ledger:
    """`debtor` leads from a customer's key to the account in the books."""

    def __init__(self, rng: Random, debtor: dict[str, int]) -> None:
        self.rng, self._debtor = rng, debtor
        self.bookings: list[Booking] = []
        self.overdue: list[Sale] = []
        self.reversed: list[str] = []
        self.credited: list[str] = []
        self._credits = 0

    def enter(self, sales: list[Sale]) -> None:
        invoiced = sorted((sale for sale in sales if sale.invoiced), key=lambda sale: (sale.invoice_day, sale.at))
        self.overdue = _never_paid(invoiced)
        wrong = {
            id(sale)
            for sale in self.rng.sample(
                [s for s in invoiced if s.customer.business and "named" not in s.customer.traits], 9
            )
        }
        numbers = _numbers(invoiced, wrong)
        for sale in invoiced:
            if id(sale) in wrong:
                self._reverse(sale, next(numbers))
            sale.invoice = next(numbers)
            self.bookings += self._invoice(sale)
            self._settle(sale)
        self._shop_account(sales)
        self._daily_business()
        self.bookings.sort(key=lambda b: (b.day, b.reference, b.account, b.contra))

    def _account(self, customer: Customer) -> int:
        return self._debtor[customer.key]

    def _invoice(self, sale: Sale) -> list[Booking]:
        """One booking for each tax rate; the shop's number in the text, in the extra fields, or nowhere."""
        draw = self.rng.random() if sale.ordered else 1.0
        text = f"Bestellung {sale.number}" if draw < 0.55 else sale.customer.name
        order = sale.number if 0.55 <= draw < 0.75 else ""
        country = sale.customer.place.country
        out = []
        for rate, cents in sale.shares().items():
            revenue = REVENUE[rate] if rate else EXPORT if country == "CH" else TO_EU_FIRM
            vat_id = sale.customer.vat_id if revenue == TO_EU_FIRM else ""
            entry = Booking(
                sale.invoice_day,
                cents,
                "S",
                self._account(sale.customer),
                revenue,
                sale.invoice,
                text[:60],
                sale.invoice_day + TERM,
                order,
                vat_id,
            )
            out.append(
                entry if self.rng.random() < 0.9 else replace(entry, side="H", account=revenue, contra=entry.account)
            )
        return out

    def _settle(self, sale: Sale) -> None:
        """Paid after a few days or weeks, now and then in two halves, now and then after a credit note."""
        if sale in self.overdue:
            return
        rest = sale.total
        if sale.customer.business and self.rng.random() < 0.012:
            rest -= self._credit(sale)
        paid_on = sale.invoice_day + timedelta(days=self.rng.choice((3, 6, 9, 11, 13, 14, 16, 20, 27, 36)))
        parts = [rest // 2, rest - rest // 2] if self.rng.random() < 0.008 else [rest]
        for number, cents in enumerate(parts):
            day = paid_on + timedelta(days=3 * number)
            if day <= AS_OF:
                entry = Booking(
                    day,
                    cents,
                    "H",
                    self._account(sale.customer),
                    BANK,
                    sale.invoice,
                    f"Zahlung {sale.customer.name}"[:60],
                )
                self.bookings.append(
                    replace(entry, side="S", account=BANK, contra=entry.account) if day.year == 2023 else entry
                )

    def _credit(self, sale: Sale) -> int:
        day = sale.invoice_day + timedelta(days=self.rng.randint(4, 15))
        if day > AS_OF:
            return 0
        self._credits += 1
        share = next(iter(sale.shares().values()))
        cents = share * self.rng.choice((10, 20, 30)) // 100
        revenue = self._invoice(sale)[0]
        contra = revenue.contra if revenue.side == "S" else revenue.account
        number = f"GS-{day.year}-{self._credits:04}"
        self.bookings.append(
            Booking(day, cents, "H", self._account(sale.customer), contra, number, f"Gutschrift zu {sale.invoice}")
        )
        self.credited.append(number)
        return cents

    def _reverse(self, sale: Sale, number: str) -> None:
        """Booked under a first number, taken back by general reversal; the right invoice follows."""
        sale.invoice = number
        first = [replace(b, reference=number) for b in self._invoice(sale)]
        self.bookings += first + [replace(b, reversal=True, text=f"Storno {number}", due=None) for b in first]
        self.reversed.append(number)

    def _shop_account(self, sales: list[Sale]) -> None:
        """Private orders go to one account for all: by the month at first, later order by order."""
        months: dict[tuple[date, int], int] = {}
        for sale in sales:
            if not sale.ordered or sale.invoiced or sale.cancelled:
                continue
            for rate, cents in sale.shares().items():
                revenue = REVENUE.get(rate, EXPORT)
                if sale.day >= ORDER_BY_ORDER:
                    self.bookings.append(
                        Booking(
                            sale.day,
                            cents,
                            "S",
                            SHOP_ACCOUNT,
                            revenue,
                            sale.number.lstrip("#"),
                            sale.customer.name[:60],
                        )
                    )
                else:
                    end = (sale.day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
                    months[end, revenue] = months.get((end, revenue), 0) + cents
        for (end, revenue), cents in sorted(months.items()):
            self.bookings.append(
                Booking(end, cents, "S", SHOP_ACCOUNT, revenue, "", f"Shop-Umsätze {end.month:02}/{end.year}")
            )

    def _daily_business(self) -> None:
        """What has no customer: takings of the counter, rent, wages, and green coffee from suppliers."""
        for month in (date(2022 + number // 12, number % 12 + 1, 1) for number in range(47)):
            for day in (7, 14, 21, 28):
                self._plain(
                    month.replace(day=day),
                    self.rng.randint(90000, 240000),
                    CASH,
                    COUNTER_SALES,
                    "Tageseinnahmen Ladentheke",
                )
            self._plain(month.replace(day=3), 285000, RENT, BANK, "Miete Rösterei")
            self._plain(month.replace(day=27), 1180000, WAGES, BANK, "Löhne")
            supplier, cents = self.rng.randint(70001, 70008), self.rng.randint(600000, 1500000)
            number = str(self.rng.randint(100000, 999999))
            self._plain(month.replace(day=10), cents, GOODS, supplier, "Rohkaffee", number)
            self._plain(month.replace(day=24), cents, supplier, BANK, "Zahlung Rohkaffee", number)

    def _plain(self, day: date, cents: int, account: int, contra: int, text: str, reference: str = "") -> None:
        if day <= AS_OF:
            self.bookings.append(Booking(day, cents, "S", account, contra, reference, text))


def _never_paid(invoiced: list[Sale]) -> list[Sale]:
    """The latest invoice, due for more than 30 days, of each customer whose part it is not to pay."""
    latest = {
        s.customer.key: s
        for s in invoiced
        if "overdue" in s.customer.traits and (AS_OF - s.invoice_day - TERM).days > 30
    }
    return list(latest.values())


def _numbers(invoiced: list[Sale], wrong: set[int]) -> Iterator[str]:
    """Invoice numbers by year; those of 2025 are counted so that Café Morgenrot's last one is RE-2025-1184."""
    days = [sale.invoice_day for sale in invoiced for _ in range(2 if id(sale) in wrong else 1)]
    last = max(place for place, sale in enumerate(invoiced) if sale.customer.company == "Café Morgenrot")
    before = sum(1 + (id(s) in wrong) for s in invoiced[:last] if s.invoice_day.year == 2025)
    counted = dict.fromkeys((2022, 2023, 2024), 0) | {2025: 1183 - before}
    for day in days:
        counted[day.year] += 1
        yield f"RE-{day.year}-{counted[day.year]:04}"
