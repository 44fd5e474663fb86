"""Four years of business: on which day each customer buys what."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from people import Customer
from rhythm import AS_OF, Rhythm
from stock import ARTICLES, CHRISTMAS, COLD_BREW, DECAF, FILTER, LOYAL_ARTICLE, NOCCIOLA, PAIRS, SUMMER, Article

_SEASON = (0.84, 0.80, 0.92, 0.98, 1.0, 0.98, 0.9, 1.0, 1.2, 1.08, 1.22, 1.3)  # January to December
_SOLD_ALL_YEAR = [
    sku for sku in ARTICLES if sku.startswith("K") and "-" in sku and sku not in (CHRISTMAS, SUMMER, COLD_BREW)
]
_KILOS = [sku for sku in _SOLD_ALL_YEAR if sku.endswith("-1000")]
_MACHINES = ("SM3", "MM3", "SM3", "MM3", "FM1", "HM1", "VA2")  # the last one for offices
_EXTRAS = [
    article.sku
    for article in ARTICLES.values()
    if article.group in ("Milch und Zutaten", "Pflege", "Zubehör") and article.sku != PAIRS[NOCCIOLA][0]
]
FREE_SHIPPING_FROM, SHIPPING = 4900, 490  # cents


@dataclass
class Line:
    article: Article
    quantity: int


@dataclass(eq=False)
class Sale:
    customer: Customer
    at: datetime
    lines: list[Line]
    ordered: bool  # stands in the shop
    invoiced: bool  # stands in the books, on the customer's own account
    discount: int = 0  # per cent
    cancelled: bool = False
    refund: int = 0  # cents
    number: str = ""  # of the order: #5921
    invoice: str = ""  # RE-2025-1184
    invoice_day: date = field(default=AS_OF)

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def goods(self) -> int:
        return sum(line.quantity * line.article.price(self.customer.tax_free) for line in self.lines)

    @property
    def shipping(self) -> int:
        return 0 if self.customer.business or self.goods >= FREE_SHIPPING_FROM else SHIPPING

    def shares(self) -> dict[int, int]:
        """Cents the customer pays by tax rate (0 where the delivery leaves untaxed), shipping with the food."""
        goods, off = self._by_rate()
        out = {rate: goods[rate] - off[rate] for rate in sorted(goods)}
        out[min(out)] += self.shipping
        return {0: sum(out.values())} if self.customer.tax_free else out

    @property
    def total(self) -> int:
        return sum(self.shares().values())

    @property
    def margin(self) -> int:
        """Net cents less cost prices; shipping counts as income."""
        net = sum((cents * 100 + (100 + rate) // 2) // (100 + rate) for rate, cents in self.shares().items())
        return net - sum(line.quantity * line.article.cost for line in self.lines)

    def _by_rate(self) -> tuple[dict[int, int], dict[int, int]]:
        goods: dict[int, int] = {}
        for line in self.lines:
            price = line.quantity * line.article.price(self.customer.tax_free)
            goods[line.article.tax] = goods.get(line.article.tax, 0) + price
        return goods, {rate: cents * self.discount // 100 for rate, cents in goods.items()}


def sales(rng: Random, customers: list[Customer]) -> list[Sale]:
    """Everything sold, in the order of time."""
    made = [_sale(rng, customer, day) for customer in customers for day in purchase_days(rng, customer.rhythm)]
    made.sort(key=lambda sale: (sale.at, sale.customer.number))
    for sale in made:
        if sale.ordered and not sale.customer.business:
            draw = rng.random()
            sale.cancelled = draw < 0.009
            sale.refund = sale.lines[-1].article.price(sale.customer.tax_free) if 0.009 <= draw < 0.03 else 0
    return made


def purchase_days(rng: Random, rhythm: Rhythm) -> list[date]:
    """Counted back from the last purchase, so that the last one is where the play wants it."""
    days, day = [], rhythm.last
    while day > rhythm.first:
        if not rhythm.months or day.month in rhythm.months:
            days.append(day)
        spread = rhythm.jitter * (2 * rng.random() - 1)
        day -= timedelta(days=max(3, int(rhythm.gap * (1 + spread) / (_SEASON[day.month - 1] ** 0.5))))
    if not rhythm.months:
        days.append(rhythm.first)
    return sorted(set(days))


def _sale(rng: Random, customer: Customer, day: date) -> Sale:
    at = datetime.combine(day, time(rng.randint(7, 21), rng.randint(0, 59), rng.randint(0, 59)))
    by_shop = "shopify" in customer.programs and ("datev" not in customer.programs or rng.random() < 0.74)
    last = customer.company == "Café Morgenrot" and day == customer.rhythm.last
    costly = "costly_service" in customer.traits  # every sale through the shop, so that its margin is known
    lines = [Line(ARTICLES[NOCCIOLA], 10), Line(ARTICLES[DECAF], 4)] if last else basket(rng, customer, day)
    sale = Sale(customer, at, lines, by_shop or last or costly, customer.business or not by_shop)
    if costly:
        sale.discount = 15
    elif not last and rng.random() < 0.05:
        sale.discount = 10
    sale.invoice_day = min(AS_OF, day + timedelta(days=2 if last else rng.randint(0, 3)))
    return sale


def basket(rng: Random, customer: Customer, day: date) -> list[Line]:
    """The favourite coffee, perhaps another, perhaps extras; then what goes with these."""
    amount = _amount(rng, customer, day)
    bought = {_coffee(rng, customer, day): amount}
    if rng.random() < (0.5 if customer.business else 0.3):
        bought.setdefault(rng.choice(_KILOS if customer.business else _SOLD_ALL_YEAR), max(1, amount // 3))
    for _ in range(rng.choices((0, 1, 2), (50, 36, 14))[0]):
        bought.setdefault(rng.choice(_EXTRAS), max(1, amount // 4))
    if rng.random() < (0.02 if customer.business else 0.03):
        bought.setdefault(rng.choice(_MACHINES if customer.business else _MACHINES[:-1]), 1)
    if not customer.business and rng.random() < 0.05:
        bought.setdefault(rng.choice(("GUT25", "PRB4")), 1)
    if "loyal" in customer.traits and rng.random() < 0.3:
        bought.setdefault(LOYAL_ARTICLE, 1)
    for sku in list(bought):
        goes_with, how_often = PAIRS.get(sku, ("", 0.0))
        if goes_with and rng.random() < how_often:
            bought.setdefault(goes_with, max(1, bought[sku] // 4))
    return [Line(ARTICLES[sku], quantity) for sku, quantity in bought.items()]


def _amount(rng: Random, customer: Customer, day: date) -> int:
    if not customer.business:
        return customer.size + (rng.random() < 0.25)
    growth = 1 + (day.year - 2022) * (0.22 if "growing" in customer.traits else 0.06)
    return max(1, int(customer.size * _SEASON[day.month - 1] * growth * (0.85 + 0.6 * rng.random()) + 0.5))


def _coffee(rng: Random, customer: Customer, day: date) -> str:
    if not customer.favourite:
        choice = _KILOS if customer.business else _SOLD_ALL_YEAR
        customer.favourite = rng.choice([*choice, NOCCIOLA, *([] if customer.business else [FILTER, FILTER])])
    if "loyal" in customer.traits:
        return rng.choice(_KILOS)
    if "seasonal" in customer.traits or rng.random() < 0.7:
        return customer.favourite
    if day.month in (5, 6, 7, 8) and rng.random() < 0.5:
        return rng.choice((COLD_BREW, COLD_BREW, SUMMER))
    return rng.choice(_KILOS)
