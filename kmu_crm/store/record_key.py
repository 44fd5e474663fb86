"""What identifies a record within its source: the source's own number, or a mark and a hash where a row has none.

The key of a further bearer of a number ends in a separator and a count; no cell can hold that sign.
"""

UNNUMBERED = "~"  # begins the key of a row without a number
AGAIN = "\x1f"

NUMBER = (
    "CASE WHEN r.key LIKE '~%' THEN '' ELSE substr(r.key, 1, instr(r.key || char(31), char(31)) - 1) END"  # of record r
)


def number(key: str) -> str:
    """The source's number; empty where there is none."""
    return "" if key.startswith(UNNUMBERED) else key.partition(AGAIN)[0]


def plain(number: str) -> str:
    """As numbers compare: spreadsheets eat leading zeros, and programs write KD-1001 or kd 1001."""
    return "".join(sign for sign in number.casefold() if sign.isalnum()).lstrip("0")


def of_bearer(number: str, place: int) -> str:
    """`place`: 1 for who had the number first."""
    return number if place == 1 else f"{number}{AGAIN}{place}"
