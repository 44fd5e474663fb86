"""Whether a gross and a net amount may be those of one document."""

# VAT in thousandths: Germany, Austria, Switzerland, with the rates of 2020 to 2023; 0: small businesses.
RATES = (0, 190, 160, 70, 50, 200, 130, 100, 81, 77, 38, 37, 26, 25)


def explains(gross: int, net: int) -> bool:
    """Whether one rate leads from one to the other, to the cent; amounts in cents."""
    return any(
        gross == _rounded(net * (1000 + rate), 1000) or net == _rounded(gross * 1000, 1000 + rate) for rate in RATES
    )


def _rounded(dividend: int, divisor: int) -> int:
    """Half a cent goes away from zero, as invoices and SQLite have it."""
    cents = (2 * abs(dividend) + divisor) // (2 * divisor)
    return cents if dividend >= 0 else -cents
