"""Python beside a sheet, only where a format truly needs it: columns worked out from several cells and the machine head."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kmu_crm.sources.formats import bexio, birthday, cleverreach, datev, etsy, magento, paypal, stripe


class Hook(Protocol):
    """Sees a batch's values by field and gives them back changed; `:skip` holds a reason where a row is left out on purpose."""

    def derive(self, values: dict[str, list[Any]], size: int) -> dict[str, list[Any]]: ...


HOOKS: Mapping[str, Callable[[list[str]], Hook]] = {
    "datev_debtors": datev.Debtors,
    "datev_one_off": datev.OneOff,
    "datev_bookings": datev.Bookings,
    "paypal": paypal.Activity,
    "etsy": etsy.Orders,
    "magento": magento.Addresses,
    "stripe": stripe.Payments,
    "bexio": bexio.Contacts,
    "birthday": birthday.Birthday,
    "cleverreach": cleverreach.Receivers,
}
