"""Answers of customers: surveys, recommendations and reviews, as forms and shops write them out. A day beside an answer on a scale
makes such a list. What a column does not tell of its scale a person says: 2 of “Bewertung” may be poor, or good.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from kmu_crm.fields import score
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import contents
from kmu_crm.sources.mapping.fitting import Column
from kmu_crm.sources.mapping.vocabulary import ARTICLE, ATTRIBUTE, CONSENT, IGNORED, LINE, PARTY

RECOMMEND, CONTENT, MARK, UNSURE = "recommend", "content", "mark", "rating"  # fields
TOLD, GUESSED = 0.9, 0.7
_MOSTLY = 0.8  # of what stands in a column are answers
_WORDS = 2.5  # in a cell, on average: fewer are no comment

_ASKS_RECOMMENDING = re.compile(
    r"\bnps\b|net promoter|weiter ?(zu )?(empf[eo]hl|empfiehl)|(empfehlen|empfiehlst|recommend)\w*"
)
_HOW_LIKELY = re.compile(
    r"\bnps\b|net promoter|wahrscheinlich|how likely|likelihood|(0|null) ?(bis|to) ?(10|zehn)|\b0 10\b"
)
_STARS = re.compile(r"\b(sterne?|stars?|star rating|starrating|anzahl sterne|sternebewertung)\b")
_CONTENT = re.compile(r"zufrieden(?!stell)|satisf|\bcsat\b")
_RATING = re.compile(r"\b(rating|review rating|overall rating)\b")
_MARK = re.compile(r"(schul ?|gesamt ?|end ?)?noten?\b(?! (zu|fuer|an))|zensur|\b(grade|school mark)\b")
_SCORED = re.compile(r"bewertung|beurteilung|\b(score|punkte|punktzahl|points|feedback|gesamteindruck)\b")
# “(1 = sehr gut, 5 = schlecht)”
_GOOD = r"(sehr |am |voellig |very |extremely )?(gut|zufrieden\w*|best\w*|ausgezeichnet|hervorragend|good|satisfied|excellent)\b"
_ONE_IS_GOOD = re.compile(rf"\b1 (ist |bedeutet |is |means )?{_GOOD}")
_ONE_IS_POOR = re.compile(
    r"\b1 (ist |bedeutet |is |means )?(sehr |ganz |gar |ueberhaupt |very |not )*"
    r"(schlecht\w*|unzufrieden\w*|nicht|bad|poor|at all|dissatisfied|unsatisfied|worst)\b"
)
_FIVE_IS_GOOD = re.compile(rf"\b(5|6|10) (ist |bedeutet |is |means )?{_GOOD}")
_RANGE = re.compile(r"\b([01]) ?(?:bis|to|a)? ?(5|6|7|10|100)\b")
# When somebody answered, the surest first: forms tell when they were opened, too.
_WHEN = (
    r"(datum )?abgeschickt( am)?|eingereicht( am)?|submitted( (at|on|date))?|submit ?date( utc)?|submission (date|time)|response date"
    r"|(completion|end) (time|date)|endzeit|enddatum|fertigstellungs?(zeit|datum)|abgeschlossen( am)?|date submitted|datum der antwort",
    r"zeit ?stempel|time ?stamp|antwort ?datum|beantwortet( am)?|bewertet( am)?|bewertungs ?datum|review (date|created|created at)"
    r"|umfrage ?datum|rezensions ?datum|survey date|rated( at| on)?|reviewed( at| on)?|answered( at| on)?|datum der (bewertung|umfrage)"
    r"|review created (utc|date)|responded( at| on)?|rueckmeldung( am| vom)?",
    r"datum|date|tag|am|day|datum uhrzeit|date time|created|created (at|date|on)|createtime|create time|erstellt( am)?|published( at)?"
    r"|veroeffentlicht( am)?|erstellungsdatum|eingang|eingegangen( am)?",
    r"start ?(zeit|time|date|datum)( utc)?|gestartet( am)?|datum gestartet|date started|letzte aktivitaet|datum letzte aktivitaet",
)
_COMMENT = re.compile(
    r"\b(kommentar\w*|comments?|text|freitext|bemerkung\w*|anmerkung\w*|feedback|begruendung|grund|bewertungs ?text|review|rezension"
    r"|nachricht|message|meinung|warum|why|verbesser\w*|improve|was koennen wir|what (could|can) we)\b"
)
_TITLE = re.compile(
    r"titel|title|ueberschrift|headline|betreff|subject|review title|bewertungs ?titel|umfrage|survey|formular|form"
)
_ORDER = re.compile(
    r"(bestell|order|auftrags?|reference|referenz|invoice|rechnungs?)(ung)? ?(nummer|nr|no|number|id)|bestellung|reference"
)
_NAMED = re.compile(
    r"reviewer( (display )?name)?|rezensent(in)?|bewerter(in)?|(review )?(user|consumer|author) ?name|verfasser(in)?|befragte[rn]?"
    r"|respondent( name)?|teilnehmer(in)?|display ?name|name d(es|er) (bewerter|kunde|rezensent)\w*"
)
_MAILED = re.compile(
    r"(consumer|respondent|reviewer|participant|recipient|user) e ?mail( address)?|e ?mail( adresse)? d(es|er) \w+"
)
_KEY = re.compile(r"#|(respondent|response|review|submission|rezensions|bewertungs|antwort) ?(id|token)|token|reviewid")
_LONG = 6  # signs of a key that no second form gives again
_ANONYMOUS = {"anonym", "anonymous", "anonyme"}
# What lists of people or documents have: a rating there is a column of theirs.
_ELSEWHERE = {
    "gross", "net", "tax", "paid", "unpaid", "paid_at", "refunded", "street", "postcode", "city", "postcode_city", "full_address",
    "birth_date", "customer_since", "iban", "vat_id", "is_lead", *LINE, *ARTICLE,
}  # fmt: skip
_WHO = {"email", "full_name", "family_name", "given_name", "company", "display_name", "contact_name",
        "external_id", "customer", "customer_number", "phone", "mobile"}  # fmt: skip
# A state is that of the review, and a mail address or a day beside an answer is no consent.
_NO_CONSENT = {
    "consent_status",
    "consent_at",
    "consent_confirmed_at",
    "consent_way",
    "consent_proof",
    "consent_bounced",
}
_CALLED = {"full_name", "family_name", "company", "display_name"}
_KEPT = (
    (PARTY.keys() | CONSENT.keys() | {"customer", "author", "channel", IGNORED})
    - _NO_CONSENT
    - {"title", "note", "tags"}
)


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column] | None:
    """The columns of such a list; None where it is another one."""
    fields = {field for _, field, _ in columns}
    scales = [scale(header, said) for (header, _, _), said in zip(columns, cells, strict=True)]
    if not any(scales) or fields & _ELSEWHERE:
        return None
    when, order = _when(columns, cells), _order(columns)
    found = _with_people([(header, _kept(field), sure) for header, field, sure in columns], cells)
    if when is None or not ({field for _, field, _ in found} & _WHO or order is not None):
        return None
    answered: set[str] = set()
    for place, field in enumerate(scales):
        if field and place != when:
            once = "score" if field == RECOMMEND else "score2"
            header = found[place][0]
            found[place] = (header, ATTRIBUTE if once in answered else field, TOLD)
            answered.add(once)
    found[when] = (found[when][0], "at" if any(":" in cell for cell in cells[when]) else "day", TOLD)
    if order is not None:
        found[order] = (found[order][0], "refers_to", TOLD)
    return _with_words(found, cells)


def scale(header: str, cells: Sequence[str]) -> str:
    """The field of a column of answers, "" where it holds none."""
    said = fold(header)
    filled = [cell for cell in cells if cell.strip() and fold(cell) not in _ANONYMOUS]
    found = [one for cell in filled if (one := score.take_apart(cell))]
    if not found or len(found) < _MOSTLY * len(filled):
        return ""
    most = max(one.value for one in found)
    out_of = {one.most for one in found if one.most}
    if out_of == {5} and not _MARK.search(said):
        return CONTENT if most <= 5 else ""
    if _ASKS_RECOMMENDING.search(said):
        return _of_recommending(said, most)
    if _MARK.search(said):
        return _of_marks(said, found, most)
    named = next((one for one in (_STARS, _CONTENT, _RATING, _SCORED) if one.search(said)), None)
    if named is None or most > 10:
        return ""
    if _ONE_IS_GOOD.search(said) and not _FIVE_IS_GOOD.search(said):
        return MARK if most <= 6 and all(one.value >= 1 for one in found) else UNSURE
    in_five = most <= 5 and _reach(said) in (5, 0) and all(one.value >= 1 for one in found)
    told = _FIVE_IS_GOOD.search(said) or _ONE_IS_POOR.search(said) or named is _STARS
    told = told or (named is _CONTENT and _reach(said) == 5) or (named is _RATING and 5 in (most, _reach(said)))
    return CONTENT if in_five and told else UNSURE


def _of_recommending(said: str, most: Decimal) -> str:
    """“Würden Sie uns empfehlen?” with nothing above 5 may be out of five."""
    if most > 10 or _reach(said) not in (0, 10):
        return UNSURE if most <= 10 else ""
    return RECOMMEND if most > 5 or _HOW_LIKELY.search(said) or _reach(said) == 10 else UNSURE


def _of_marks(said: str, found: Sequence[score.Answer], most: Decimal) -> str:
    """Of a school in Switzerland the 6 is the good one, and marks there have halves."""
    if most > 6 or any(one.value < 1 for one in found):
        return UNSURE if most <= 10 else ""
    turned = _FIVE_IS_GOOD.search(said) or _ONE_IS_POOR.search(said)
    halves = any(one.value != one.value.to_integral() for one in found)
    return UNSURE if turned or halves else MARK


def _reach(said: str) -> int:
    """What the heading says that answers go up to: “(0-10)”; 0 where it does not."""
    found = _RANGE.findall(said)
    return int(found[-1][1]) if found else 0


def _when(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> int | None:
    """The place of the column that tells when somebody answered."""
    for wanted in _WHEN:
        for place, (header, _, _) in enumerate(columns):
            if re.fullmatch(wanted, fold(header)) and _are_days(cells[place]):
                return place
    return None


def _are_days(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    days = sum(any(map(str.isdigit, cell)) and not contents.SHAPES["phone"](cell) for cell in filled)
    return bool(filled) and days >= _MOSTLY * len(filled)


def _order(columns: Sequence[Column]) -> int | None:
    return next((place for place, (header, _, _) in enumerate(columns) if _ORDER.fullmatch(fold(header))), None)


def _with_people(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """With who answered, as only such lists call them, and the key of the answer."""
    found = list(columns)
    has = {field for _, field, _ in found}
    for place, (header, field, _) in enumerate(columns):
        said = fold(header) or header.strip()
        key = _KEY.fullmatch(said) and _are_keys(cells[place])
        named = (
            "full_name" if _NAMED.fullmatch(said) else "email" if _MAILED.fullmatch(said) else "fact_key" if key else ""
        )
        if named and field == ATTRIBUTE and named not in has and not (named == "full_name" and has & _CALLED):
            found[place] = (header, named, TOLD)
            has.add(named)
    return found


def _are_keys(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) == len(cells) == len(set(filled)) and all(len(cell) >= _LONG for cell in filled)


def _kept(field: str | None) -> str:
    if field in ("external_id", "customer_number"):
        return "customer"
    return field if field in _KEPT else ATTRIBUTE


def _with_words(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The comment, and what it is about; of several open questions the one that most was written to."""
    found = list(columns)
    free = [place for place, (_, field, _) in enumerate(found) if field == ATTRIBUTE]
    written = {place: sum(map(_words_in, cells[place])) for place in free}
    filled = {place: sum(map(bool, map(str.strip, cells[place]))) for place in free}
    named = [place for place in free if _COMMENT.search(fold(found[place][0])) and not _are_days(cells[place])]
    long = [place for place in free if filled[place] and written[place] >= _WORDS * filled[place]]
    if comments := named or long:
        place = max(comments, key=lambda one: (written[one], -one))
        found[place] = (found[place][0], "text", TOLD if named else GUESSED)
        free.remove(place)
    about = next((place for place in free if _TITLE.fullmatch(fold(found[place][0]))), None)
    if about is not None:
        found[about] = (found[about][0], "subject", TOLD)
    return found


def _words_in(cell: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in cell.split())
