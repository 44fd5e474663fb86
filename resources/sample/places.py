"""True towns with true postcodes, and streets that do not exist."""

from random import Random
from typing import NamedTuple


class Place(NamedTuple):
    postcode: str
    city: str
    country: str


_NEAR = """04275 Leipzig|04109 Leipzig|04229 Leipzig|04317 Leipzig|04105 Leipzig|04177 Leipzig|04416 Markkleeberg
04435 Schkeuditz|04442 Zwenkau|04668 Grimma|04600 Altenburg|04720 Döbeln|04838 Eilenburg|04509 Delitzsch
04808 Wurzen|06108 Halle (Saale)|06110 Halle (Saale)|06217 Merseburg"""
_FAR = """06618 Naumburg (Saale)|06844 Dessau-Roßlau|01067 Dresden|01099 Dresden|01662 Meißen|02625 Bautzen
02826 Görlitz|08056 Zwickau|09111 Chemnitz|07743 Jena|07545 Gera|99084 Erfurt|99423 Weimar|98527 Suhl
10115 Berlin|10437 Berlin|12043 Berlin|14467 Potsdam|39104 Magdeburg|38100 Braunschweig|37073 Göttingen
30159 Hannover|20095 Hamburg|22765 Hamburg|28195 Bremen|24103 Kiel|18055 Rostock|48143 Münster|50667 Köln
40213 Düsseldorf|60311 Frankfurt am Main|55116 Mainz|67146 Deidesheim|68159 Mannheim|70173 Stuttgart
72070 Tübingen|79098 Freiburg im Breisgau|80331 München|82467 Garmisch-Partenkirchen|90402 Nürnberg
95444 Bayreuth|97070 Würzburg|93047 Regensburg"""
_AUSTRIA = "1010 Wien|1070 Wien|8010 Graz|5020 Salzburg|6020 Innsbruck|4020 Linz|9020 Klagenfurt am Wörthersee"
_SWITZERLAND = "8001 Zürich|8400 Winterthur|3011 Bern|4051 Basel|9000 St. Gallen|6003 Luzern"


def _read(block: str, country: str) -> list[Place]:
    entries = block.replace("\n", "|").split("|")
    return [Place(postcode, city, country) for postcode, city in (entry.split(" ", 1) for entry in entries)]


NEAR, FAR = _read(_NEAR, "DE"), _read(_FAR, "DE")
AUSTRIA, SWITZERLAND = _read(_AUSTRIA, "AT"), _read(_SWITZERLAND, "CH")
BY_POSTCODE = {place.postcode: place for place in NEAR + FAR + AUSTRIA + SWITZERLAND}

_STEMS = [
    "Morgentau",
    "Kranich",
    "Bernstein",
    "Sonnenuhr",
    "Wacholder",
    "Nebelmühl",
    "Silberpappel",
    "Eisvogel",
    "Honigklee",
    "Mondstein",
    "Glockenblumen",
    "Käuzchen",
    "Zeisig",
    "Rötel",
    "Kupferkessel",
    "Haselhuhn",
    "Federgras",
    "Mühlrad",
    "Schlehdorn",
    "Wolkenstein",
    "Zaunkönig",
    "Distelfink",
    "Grünspecht",
    "Bachstelzen",
    "Löwenzahn",
    "Königskerzen",
    "Wiesenschaum",
    "Flößer",
    "Köhler",
    "Böttcher",
]
_ENDINGS = ("straße", "weg", "gasse", "ring", "steig", "allee", "hang", "ufer")


def place(rng: Random) -> Place:
    """Somewhere a customer lives: half near Leipzig, one in twelve in Austria or Switzerland."""
    draw = rng.random()
    region = NEAR if draw < 0.5 else FAR if draw < 0.92 else AUSTRIA if draw < 0.97 else SWITZERLAND
    return rng.choice(region)


def street(rng: Random, country: str) -> str:
    name = rng.choice(_STEMS) + rng.choice(_ENDINGS)
    number = f"{rng.randint(1, 98)}{rng.choice(('', '', '', '', 'a', 'b'))}"
    return f"{name.replace('ß', 'ss') if country == 'CH' else name} {number}"
