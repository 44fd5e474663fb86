"""What identifies a record within its source: the source's own number, or a mark and a hash where a row has none.

The key of a further bearer of a number ends in a separator and a count; no cell can hold that sign.
"""

UNNUMBERED = "~"  # begins the key of a row without a number
AGAIN = "\x1f"
CORRESPONDENT = "~@:*"  # what the key of an address out of mail, or of a caller's number, looks like, as a GLOB
CALLER = "~@:"  # and the number: the key of whom a list of talks knows by that alone; behind a space what else it says
OF_CALLERS = f"{{0}}.key >= '{CALLER}+' AND {{0}}.key < '{CALLER},'"  # of records of the table {0}: all of them
OF_CALLER = f"{{0}}.key >= '{CALLER}' || {{1}} AND {{0}}.key < '{CALLER}' || {{1}} || '!'"  # those of the number {1}
BORNE = "coalesce('m:' || c.email, 'p:' || c.phone)"  # the key of matching of whoever bears what the correspondent c is known by

NUMBER = (
    "CASE WHEN r.key LIKE '~%' THEN '' ELSE substr(r.key, 1, instr(r.key || char(31), char(31)) - 1) END"  # of record r
)

# Records of accounts of many buyers; also those that name such an account by its number alone in another list of one's own,
# where no customer bears it.
ACCOUNTS = """
    SELECT record_id, record_id AS teller FROM party WHERE current = 1 AND kind = 'collective'
    UNION SELECT b.id, c.id FROM party AS p CROSS JOIN record AS c ON c.id = p.record_id JOIN source AS own ON own.id = c.source_id
         JOIN source AS s ON s.system = 'list' JOIN record AS b ON b.source_id = s.id AND b.key = c.key
    WHERE p.current = 1 AND p.kind = 'collective' AND own.system = 'list' AND c.key NOT LIKE '~%'
      AND NOT EXISTS (SELECT 1 FROM party WHERE record_id = b.id AND current = 1)
      AND NOT EXISTS (SELECT 1 FROM source AS t JOIN record AS o ON o.source_id = t.id AND o.key = c.key
                      JOIN party AS q ON q.record_id = o.id AND q.current = 1
                      WHERE t.system = 'list' AND q.kind <> 'collective')"""  # `teller`: whose row names the account
COLLECTIVE = f"SELECT record_id FROM ({ACCOUNTS})"


def number(key: str) -> str:
    """The source's number; empty where there is none."""
    return "" if key.startswith(UNNUMBERED) else key.partition(AGAIN)[0]


def plain(number: str) -> str:
    """As numbers compare: spreadsheets eat leading zeros, and programs write KD-1001 or kd 1001."""
    folded = number.casefold()
    return (folded if folded.isalnum() else "".join(filter(str.isalnum, folded))).lstrip("0")


def of_bearer(number: str, place: int) -> str:
    """`place`: 1 for who had the number first."""
    return number if place == 1 else f"{number}{AGAIN}{place}"
