"""What the roastery sells: about sixty articles with selling price, cost price and tax rate."""

from typing import NamedTuple


class Article(NamedTuple):
    sku: str
    name: str
    group: str
    net: int  # cents
    cost: int  # cents
    tax: int  # per cent
    stocked: bool

    def price(self, tax_free: bool) -> int:
        """Cents the customer pays for one: gross, or net where no German tax is due."""
        return self.net if tax_free else (self.net * (100 + self.tax) + 50) // 100


_COFFEES = (  # name, net and cost of 1 kg in cents
    ("Nocciola", 2794, 1480),
    ("Brühl Espresso", 2607, 1340),
    ("Decaf", 2654, 1560),
    ("Haustrunk Filterkaffee", 2243, 1120),
    ("Südhang Crema", 2411, 1210),
    ("Montagskaffee", 2056, 1065),
    ("Espresso Nachtschicht", 2701, 1385),
    ("Bio Hochland", 2934, 1720),
    ("Sidamo Wild", 3355, 2010),
    ("Guatemala Antigua", 3168, 1840),
    ("Sumatra Dunkel", 2981, 1650),
    ("Kolumbien Supremo", 2887, 1590),
    ("Cold Brew Mischung", 2710, 1455),
    ("Weihnachtsröstung", 2990, 1570),
    ("Sommerröstung", 2850, 1530),
)
_OTHERS = """Y250|Single Origin Yirgacheffe Lot 7, 250 g|Spezialitäten|1112|690|7|ja
SM3|Siebträger M3|Maschinen|109500|81200|19|ja
MM3|Mühle M3|Maschinen|38900|27400|19|ja
SM5|Siebträger M5 zweigruppig|Maschinen|329000|268000|19|nein
FM1|Filterkaffeemaschine F1|Maschinen|14900|9900|19|ja
VA2|Vollautomat Büro V2|Maschinen|89900|70300|19|nein
HM1|Handmühle Kranich|Maschinen|6900|3900|19|ja
HAF12|Hafermilch Barista, 12er|Milch und Zutaten|2269|1685|19|ja
SOJ12|Sojadrink Barista, 12er|Milch und Zutaten|2017|1490|19|ja
SIR3|Sirup Vanille 0,7 l|Milch und Zutaten|588|310|7|ja
SIR4|Sirup Karamell 0,7 l|Milch und Zutaten|588|310|7|ja
ZUC1|Zuckersticks 1.000 Stück|Milch und Zutaten|1028|620|7|ja
KAK1|Trinkschokolade 1 kg|Milch und Zutaten|1215|680|7|ja
KEK1|Espressogebäck 150 Stück|Milch und Zutaten|1682|990|7|ja
RT100|Reinigungstabletten 100 Stück|Pflege|1840|790|19|ja
ENT1|Entkalker 1 l|Pflege|1252|480|19|ja
MSR1|Milchsystemreiniger 1 l|Pflege|1168|450|19|ja
PIN1|Pinsel-Set für Mühlen|Pflege|1080|390|19|ja
WF1|Wasserfilter Kartusche|Pflege|3353|1990|19|ja
FP04|Filterpapier 04, 100 Stück|Zubehör|336|120|19|ja
FP02|Filterpapier 02, 100 Stück|Zubehör|294|105|19|ja
FPK|Korbfilter 90 mm, 500 Stück|Zubehör|1336|700|19|ja
KBK1|Kaltbrühkanne 1 l|Zubehör|2857|1610|19|ja
TAM1|Tamper 58 mm|Zubehör|3697|1880|19|ja
MK1|Milchkännchen 0,6 l|Zubehör|1849|890|19|ja
TAS6|Espressotassen, 6er|Zubehör|3277|1720|19|ja
CAP6|Cappuccinotassen, 6er|Zubehör|4118|2210|19|ja
BEC50|Mehrwegbecher, 50er|Zubehör|12605|8200|19|nein
WAA1|Barista-Waage|Zubehör|4958|2890|19|ja
HF02|Handfilter 02 Porzellan|Zubehör|1933|870|19|ja
DOS1|Vorratsdose 1 kg|Zubehör|2101|1120|19|ja
GUT25|Geschenkset Röstmeister|Geschenke|2710|1450|7|ja
PRB4|Probierpaket 4 x 250 g|Geschenke|2523|1380|7|ja
KUR1|Barista-Kurs am Samstag|Dienste|7479|2500|19|nein
WV12|Wartungsvertrag Siebträger, 12 Monate|Dienste|28900|11800|19|nein
INS1|Einweisung und Aufbau|Dienste|11900|5400|19|nein"""


def _coffees() -> list[Article]:
    """Each coffee in 1 kg, the first nine also in 500 g or 250 g bags (dearer by weight)."""
    out = []
    for number, (name, net, cost) in enumerate(_COFFEES, start=1):
        group = "Espresso" if "Espresso" in name or name in ("Nocciola", "Decaf") else "Kaffee"
        out.append(Article(f"K{number:02}-1000", f"{name} 1 kg", group, net, cost, 7, True))
        if number <= 9:
            out.append(Article(f"K{number:02}-500", f"{name} 500 g", group, net * 55 // 100, cost * 52 // 100, 7, True))
    return out


def _others() -> list[Article]:
    rows = [line.split("|") for line in _OTHERS.splitlines()]
    return [
        Article(sku, name, group, int(net), int(cost), int(tax), kept == "ja")
        for sku, name, group, net, cost, tax, kept in rows
    ]


ARTICLES = {article.sku: article for article in _coffees() + _others()}
NOCCIOLA, DECAF, FILTER, COLD_BREW, CHRISTMAS, SUMMER = (
    "K01-1000",
    "K03-1000",
    "K04-500",
    "K13-1000",
    "K14-1000",
    "K15-1000",
)
LOYAL_ARTICLE = "Y250"

PAIRS = {  # what is bought, what then goes with it, how often
    NOCCIOLA: ("HAF12", 0.4),
    "SM3": ("RT100", 0.85),
    FILTER: ("FP04", 0.55),
    DECAF: (NOCCIOLA, 0.7),
    "MM3": ("PIN1", 0.8),
    COLD_BREW: ("KBK1", 0.4),
}
