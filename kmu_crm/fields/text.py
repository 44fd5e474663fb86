"""Plain text: one spelling for storing, one for matching, one for sorting."""

import re
import unicodedata
from collections.abc import Iterator

_BREAKS = frozenset(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"))

# Letters that Unicode does not take apart into base and accent.
_STROKES = {"ß": "ss", "ø": "oe", "æ": "ae", "œ": "oe", "þ": "th"}
_STROKES |= {"ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t"}
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}

_EMPTY = frozenset({"", "-", "--", "–", "—", "NULL", "0000-00-00", "0/0/00", "0.0.00"})
_BLANKS = re.compile(" {2,}")
_PLAIN = re.compile("[A-Za-z0-9À-ÖØ-öø-ÿ#_/-]+(?: [A-Za-z0-9À-ÖØ-öø-ÿ#_/.-]+)*")
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"')


LONGEST = 300  # characters of a name, an address, a number: what is longer is none, and is not searched for one
_PIECE = 500  # characters; sorting a run of accents takes the square of its length


class _Visible(dict[int, str]):
    """For `str.translate`: blanks of every kind become a blank, what cannot be seen becomes nothing."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        if code in _BREAKS or category in ("Zs", "Zl", "Zp"):
            self[code] = " "
        elif category in ("Cc", "Cf"):
            self[code] = ""
        elif category == "Cs":
            self[code] = "\ufffd"  # half a character cannot be stored; the hole stays visible
        else:
            self[code] = chr(code)
        return self[code]


class _Folded(dict[int, str]):
    """For `str.translate`: letters to their plain small form, everything else to a blank."""

    def __init__(self, letters: dict[str, str]):
        super().__init__()
        self._letters = letters

    def __missing__(self, code: int) -> str:
        self[code] = self._fold(chr(code))
        return self[code]

    def _fold(self, letter: str) -> str:
        small = letter.lower() if len(letter.lower()) == 1 else letter
        if small in self._letters:
            return self._letters[small]
        if unicodedata.category(letter)[0] == "M":
            return ""
        parts = unicodedata.normalize("NFKD", letter.casefold())
        if parts == letter:
            return letter if letter.isalnum() else " "
        return "".join(self._fold(part) for part in parts)


_VISIBLE = _Visible()
_LONG = _Folded(_STROKES | _UMLAUTS)
_SHORT = _Folded(_STROKES)


def composed(text: str) -> str:
    """NFC. A run of more than some hundred accents on one letter is sorted piece by piece."""
    if len(text) <= _PIECE or text.isascii():
        return unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFC", piece) for piece in _pieces(text))


def is_composed(text: str) -> bool:
    """Whether composing would find nothing to do."""
    return all(unicodedata.is_normalized("NFC", piece) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """Each begins with an ASCII character, which joins none before it, if there is one before it gets twice as long."""
    at = 0
    while at < len(text):
        end = at + _PIECE
        while end < len(text) and end < at + 2 * _PIECE and not text[end].isascii():
            end += 1
        yield text[at:end]
        at = end


def clean(text: str) -> str:
    """NFC, without invisible, bidi and control characters; blanks of every kind single, none outside."""
    if not text.isascii():
        text = composed(text.translate(_VISIBLE))
    elif not text.isprintable():
        text = text.translate(_VISIBLE)
    text = text.strip(" ")
    return _BLANKS.sub(" ", text) if "  " in text else text


def fold(text: str) -> str:
    """For matching and search: `"Jürgen Weiß-Łuk, Söhne"` becomes `"juergen weiss luk soehne"`."""
    return _folded(text, _LONG)


def fold_short(text: str) -> str:
    """As `fold`, but umlauts lose only their dots: finds Muller for Müller."""
    return _folded(text, _SHORT)


def _folded(text: str, table: _Folded) -> str:
    if not text.isascii():
        text = composed(text)
    return " ".join(text.translate(table).split())


def sort_key(text: str) -> str:
    """The order of dictionaries, DIN 5007-1: ä as a, ß as ss, no difference of case."""
    return fold_short(text) or text.lower()


def is_empty(text: str) -> bool:
    """Spellings that exports use for nothing. `NULL` only like that: Null and null are names of people."""
    return text in _EMPTY or text.strip() in _EMPTY


def is_plain(text: str) -> bool:
    """Nothing but words of letters and figures: cleaning would find nothing to do."""
    return _PLAIN.fullmatch(text) is not None and text not in _EMPTY


def strip_guard(text: str) -> str:
    """Takes off what keeps spreadsheets from calculating: `'01067`, `="01067"`. Names such as `'t Hooft` stay."""
    if text.startswith("'"):
        rest = text[1:]
        guards = rest != "" and not rest.endswith("'") and (not rest[0].isalpha() or any(c.isdigit() for c in rest))
        return rest if guards else text
    if text.startswith('="') and (inner := _FORMULA_TEXT.fullmatch(text)):
        return inner[1].replace('""', '"')
    return text
