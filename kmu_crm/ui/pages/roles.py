"""The icon of a source, by what it is to the business."""

ICONS = {
    "orders": "shopping-cart",
    "shop": "shopping-cart",
    "newsletter": "newspaper",
    "contacts": "contact",
    "entry": "pencil",
}
OTHER = "receipt-text"


def icon(role: str) -> str:
    return ICONS.get(role, OTHER)
