"""What lies hidden in the files, for tests: who is who, and what a good program finds."""

from collections import Counter
from dataclasses import dataclass

import stock
from cards import Card
from cast import Apart
from contacts import Subscriber
from ledger import Ledger
from people import Customer, Phones
from rhythm import AS_OF
from service import Contact
from trade import Sale


@dataclass(frozen=True)
class Firm:
    """Everything there is to know."""

    customers: list[Customer]
    apart: list[Apart]
    cards: dict[str, list[Card]]
    sales: list[Sale]
    ledger: Ledger
    subscribers: list[Subscriber]
    yes: set[str]
    service: list[Contact]
    phones: Phones


def facts(firm: Firm) -> dict[str, object]:
    """Customers are named by key (K0001); cards by source and key there (datev:10247, outlook:17, newsletter:mail)."""
    cards = [c for source in ("datev", "shopify", "outlook") for c in firm.cards[source]] + [
        s.card for s in firm.subscribers
    ]
    return {
        "as_of": AS_OF.isoformat(),
        "never_customers": ["datev:10001", "datev:10004", *(f"datev:{number}" for number in range(70001, 70009))],
        **{trait: _with(firm, trait) for trait in ("slipping", "seasonal", "growing", "overdue")},
        "overdue_invoices": sorted(sale.invoice for sale in firm.ledger.overdue),
        "reversed_invoices": firm.ledger.reversed,
        "credit_notes": firm.ledger.credited,
        "costly_service": _costly(firm),
        "loyal_article": {"sku": stock.LOYAL_ARTICLE, "customers": _with(firm, "loyal")},
        "pairs": [[sku, goes_with] for sku, (goes_with, _) in stock.PAIRS.items()],
        "cancelled_orders": [sale.number for sale in firm.sales if sale.cancelled],
        "ordered_and_invoiced": [[sale.number, sale.invoice] for sale in firm.sales if sale.ordered and sale.invoiced],
        "opt_outs_the_shop_calls_yes": sorted(
            s.card.email for s in firm.subscribers if s.state == "abgemeldet" and s.card.email in _shop_yes(firm)
        ),
        "bounced": sorted(s.card.email for s in firm.subscribers if s.state == "bounced"),
        "shop_yes_without_proof": sorted(_shop_yes(firm) - {s.card.email for s in firm.subscribers}),
        "shared_mails": sorted(mail for mail, people in _mails(cards).items() if len(people) > 1),
        "apart": [[pair.left.key, pair.right.key, pair.reason] for pair in firm.apart],
        "twists": {c.ref: c.twist for c in cards if c.twist},
        "customers": {customer.key: _customer(customer, cards) for customer in firm.customers},
    }


def _with(firm: Firm, trait: str) -> list[str]:
    return [customer.key for customer in firm.customers if trait in customer.traits]


def _shop_yes(firm: Firm) -> set[str]:
    return {c.email for c in firm.cards["shopify"] if c.key in firm.yes}


def _mails(cards: list[Card]) -> dict[str, set[str]]:
    """The different people behind each mail address."""
    out: dict[str, set[str]] = {}
    for c in cards:
        person = c.last if c.twist.startswith("second contact") else ""
        out.setdefault(c.email, set()).add(c.customer.key + person)
    return out


def _costly(firm: Firm) -> dict[str, object]:
    (key,) = _with(firm, "costly_service")
    return {
        "customer": key,
        "margin_cents": sum(sale.margin for sale in firm.sales if sale.customer.key == key),
        "service_minutes": sum(contact.minutes for contact in firm.service if contact.card.customer.key == key),
    }


def _customer(customer: Customer, cards: list[Card]) -> list[str]:
    return [customer.name, *(c.ref for c in cards if c.customer is customer)]


def summary(firm: Firm) -> dict[str, int]:
    """A few counts to see at a glance what was made."""
    counted = Counter(sale.day.strftime("%Y") for sale in firm.sales)
    lines = sum(len(sale.lines) for sale in firm.sales if sale.ordered)
    return {"customers": len(firm.customers), "orders": sum(s.ordered for s in firm.sales), "lines": lines} | dict(
        counted
    )
