"""The tables in an HTML page that calls itself .xls; nothing it points to is fetched."""

from html.parser import HTMLParser


class Tables(HTMLParser):
    """`best` after feeding: the rows of the table with most cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._tables: list[list[list[str]]] = []
        self._open: list[int] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._tables.append([])
            self._open.append(len(self._tables) - 1)
        elif tag == "tr" and self._open:
            self._close_cell()
            self._tables[self._open[-1]].append([])
        elif tag in ("td", "th") and self._open:
            self._close_cell()
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close_cell(self) -> None:
        if self._cell is None or not self._open:
            return
        rows = self._tables[self._open[-1]]
        if not rows:
            rows.append([])
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        rows[-1].append("\n".join(filter(None, lines)))
        self._cell = None

    @property
    def best(self) -> list[list[str]]:
        return max(self._tables, key=lambda rows: sum(map(len, rows)), default=[])
