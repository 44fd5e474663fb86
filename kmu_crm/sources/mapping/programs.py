"""Which programs' exports are recognised, by what people use them for."""

from itertools import takewhile

from kmu_crm.sources.mapping.sheets import bundled

# What a program is for, by the kinds of export it has; the first that fits.
_USES = (
    ("shop", {"orders"}),
    ("newsletter", {"newsletter"}),
    ("bookkeeping", {"bookings", "invoices", "payments", "open_items"}),
)
# Those of which only lists of customers are read.
_KNOWN_FOR = {"prestashop": "shop", "magento2": "shop", "invoiceninja": "bookkeeping"}


def recognised() -> dict[str, list[str]]:
    """bookkeeping, shop, newsletter, addresses: names of programs, in the order of their sheets."""
    titles: dict[str, list[str]] = {}
    kinds: dict[str, set[str]] = {}
    for sheet in bundled():
        if sheet.declined:
            continue
        titles.setdefault(sheet.system, []).append(sheet.label)
        kinds.setdefault(sheet.system, set()).add(sheet.kind)
    found: dict[str, list[str]] = {"bookkeeping": [], "shop": [], "addresses": [], "newsletter": []}
    for system, its in titles.items():
        by_kind = next((use for use, has in _USES if kinds[system] & has), "addresses")
        use = _KNOWN_FOR.get(system, by_kind)
        found[use].append(_name(its))
    return found


def program(system: str) -> str | None:
    """What people call the program behind a source's system; None for one that has no sheet here."""
    titles = [sheet.title for sheet in bundled() if sheet.system == system and not sheet.declined]
    return _name(titles) if titles else None


def with_several_reports() -> list[str]:
    """Systems that tell the same documents in reports of several layouts."""
    return sorted({sheet.system for sheet in bundled() if sheet.account})


def _name(titles: list[str]) -> str:
    """The words that all titles of a program begin with: “Shopify Kunden”, “Shopify Bestellungen” are Shopify."""
    words = list(dict.fromkeys(tuple(title.partition(" (")[0].replace(":", "").split()) for title in titles))
    shared = [same[0] for same in takewhile(lambda same: len(set(same)) == 1, zip(*words, strict=False))]
    return " ".join(shared[:-1] if len(words) == 1 and len(shared) > 1 else shared) or titles[0]
