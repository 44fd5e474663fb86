"""Whether a gross and a net amount may be those of one document."""

from kmu_crm.fields.money import divided, without_tax

# VAT in thousandths: Germany, Austria, Switzerland, with the rates of 2020 to 2023; 0: small businesses.
RATES = (0, 190, 160, 70, 50, 200, 130, 100, 81, 77, 38, 37, 26, 25)


def explains(gross: int, net: int) -> bool:
    """Whether one rate leads from one to the other, to the cent; amounts in cents."""
    return any(gross == divided(net * (1000 + rate), 1000) or net == without_tax(gross, rate) for rate in RATES)
