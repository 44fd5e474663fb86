"""Who is as near to each other as can be, and two: couples of like names, twins, what is told by one word, a club's members."""

from tests.identity.never import AWAY, HOME, Row, firm, person

_SHARED = {"email": "kurz@gmx.de", "phone": "+497151123456", **HOME}
_CLUB = {"email": "info@tsv-gruenland.de"}
_ALONE = {"email": "info@kurz.de", **HOME}


def _couple(his: str, hers: str, **more: str) -> list[Row]:
    said = {**_SHARED, **more}
    return [
        person("he", his, "Kurz", customer_number="31", salutation="Herr", **said),
        person("she", hers, "Kurz", customer_number="32", salutation="Frau", **said),
    ]


def _row_of(*names: str, **more: str) -> list[Row]:
    return [firm(name, name, email="info@reihe.de", **more) for name in names]


_INN = firm("inn", "Gasthof Adler KG", email="adler@gasthof-adler.at", phone="+435522444", country="AT",
            street="Kirchplatz 1", postcode="6800", city="Feldkirch")  # fmt: skip
_EVA, _KURT = {"phone": "+436991010101", "country": "AT"}, {"phone": "+436992020202", "country": "AT"}
_HERS = {"street": "Steig 7", "postcode": "6800", "city": "Feldkirch"}
_HIS = {"street": "Au 3", "postcode": "6830", "city": "Rankweil"}


def _at_inn(who: str, given: str, family: str, **more: str) -> Row:
    return person(who, given, family, email="adler@gasthof-adler.at", **more)


def _joiner(who: str, given: str, phone: str) -> Row:
    return person(who, given, "Moosbrugger", email=f"{given.lower()}@tischlerei-moosbrugger.at", phone=phone, country="AT",
                  street="Wiesenweg 1", postcode="6911", city="Lochau")  # fmt: skip


NEAR: dict[str, list[Row]] = {
    "a firm's mail, and a street and a telephone of one's own": [_INN, _at_inn("eva", "Eva", "Rhomberg", **_EVA, **_HERS)],
    "a firm's mail, and two who live elsewhere": [
        _INN, _at_inn("eva", "Eva", "Rhomberg", **_EVA, **_HERS), _at_inn("kurt", "Kurt", "Nigsch", **_KURT, **_HIS),
        person("?", "Eva", "Rhomberg", **_EVA, **_HERS),
    ],
    "a firm's mail, and two with a telephone of their own": [
        _INN, _at_inn("eva", "Eva", "Rhomberg", **_EVA), _at_inn("kurt", "Kurt", "Nigsch", **_KURT),
    ],
    "a joiner, and two with his host who live and telephone elsewhere": [
        firm("firm", "Tischlerei Moosbrugger", email="office@tischlerei-moosbrugger.at", phone="+4355741234", country="AT",
             street="Bachgasse 3", postcode="6900", city="Bregenz"),
        _joiner("sepp", "Sepp", "+436641112223"), _joiner("resi", "Resi", "+436643332221"),
    ],
    **{
        f"couple: {his} and {hers}": _couple(his, hers)
        for his, hers in (
            ("Andreas", "Andrea"), ("Manuel", "Manuela"), ("Uli", "Ulrike"), ("Heiko", "Heike"), ("Luca", "Lucia"),
            ("Murat", "Meral"), ("Selim", "Selma"), ("Goran", "Gordana"), ("Oleg", "Olga"), ("Yusuf", "Yunus"),
            ("Gökhan", "Gülhan"), ("Enes", "Enisa"), ("Halil", "Halime"), ("Luca", "Luana"),
            ("Simon", "Simone"), ("Alex", "Alexandra"), ("A.", "Anna"), ("Jens", "Jenny"),
        )
    },
    "couple chain: Andrea, Andreas, A.": [*_couple("Andreas", "Andrea"), person("?", "A.", "Kurz", **_SHARED)],
    "sisters: Lara and Laura": [person("a", "Lara", "Kurz", **_SHARED), person("b", "Laura", "Kurz", **_SHARED)],
    **{
        f"one mail alone: {one} and {other}": [
            person("a", one, "Kurz", email="kurz@gmx.de", **HOME), person("b", other, "Kurz", email="kurz@gmx.de", **HOME),
        ]
        for one, other in (
            ("Jens", "Jenny"), ("Murat", "Meral"), ("Ayse", "Ayten"), ("Erdem", "Ekrem"), ("Sinan", "Sinem"), ("Emir", "Emine"),
            ("Gökhan", "Gülhan"), ("Oleg", "Olga"),
        )
    },
    "one mail alone: Simon and Simone": [
        person("he", "Simon", "Kurz", email="kurz@gmx.de"), person("she", "Simone", "Kurz", email="kurz@gmx.de"),
    ],
    "twins: Jan and Jana": _couple("Jan", "Jana", birth_date="2001-05-14"),
    "twins: Max and Moritz": [
        person("a", "Max", "Kurz", birth_date="2001-05-14", **_SHARED),
        person("b", "Moritz", "Kurz", birth_date="2001-05-14", **_SHARED),
    ],
    **{
        f"neighbours of one birthday, telephones in a row: {given} {family}": [
            person("a", "Anna", "Kranz", birth_date="1970-04-03", phone="+493412312514", **HOME),
            person("b", given, family, birth_date="1970-04-03", phone="+493412312515", **{**HOME, "street": "Nebenan 9"}),
        ]
        for given, family in (("Anna", "Weber"), ("Uta", "Kranz"), ("Uta", "Weber"))
    },
    "neighbours of one birthday, telephones in a row, and nothing of the second address": [
        person("a", "Anna", "Kranz", birth_date="1970-04-03", phone="+493412312514", **HOME),
        person("b", "Anna", "Weber", birth_date="1970-04-03", phone="+493412312515"),
    ],
    "father and son: one list knows jun. and none": [
        person("a", "Hans", "Kurz", customer_number="31", **_SHARED),
        person("b", "Hans", "Kurz jun.", customer_number="32", **_SHARED),
    ],
    "father and son: by a word behind the name": [
        person("a", "Hans", "Kurz Vater", **_SHARED), person("b", "Hans", "Kurz Sohn", **_SHARED),
    ],
    "father and son: old and young": [
        person("a", "Hans", "Kurz alt", **_SHARED), person("b", "Hans", "Kurz jung", **_SHARED),
    ],
    "one given name, a desk's mail, two surnames and towns": [
        person("a", "Erika", "Zundelart", email="lieferung@gmx.de", phone="+493415566778", **HOME),
        person("b", "Erika", "Föhrmann", email="lieferung@gmx.de", phone="+49892233445",
               street="Kaiserstr. 1", postcode="80331", city="München"),
    ],
    **{
        f"strangers of one town behind a desk: {desk}": [
            person("a", "Anna", "Kurzhals", email=desk, postcode="60311", city="Frankfurt"),
            person("b", "Bernd", "Langhals", email=desk, postcode="60311", city="Frankfurt"),
            person("c", "Clara", "Breit", email=desk, postcode="60311", city="Frankfurt"),
        ]
        for desk in ("info@reise-kolb.de", "rechnung@reise-kolb.de", "noreply@reise-kolb.de", "sportverein-hof@gmx.de")
    },
    "strangers of one house behind a desk": [
        person("a", "Anna", "Kurzhals", email="info@reise-kolb.de", phone="+491711234567", **HOME),
        person("b", "Bernd", "Langhals", email="info@reise-kolb.de", phone="+491759876543", **HOME),
    ],
    "owner and firm: one name, and the owner's own mailbox": [
        person("a", "Rudolf", "Hagenauer", email="rudolf@hagenauer.de", phone="+4994217799", **HOME),
        firm("b", "Rudolf Hagenauer GmbH", email="rudolf@hagenauer.de", phone="+4994217799", **HOME),
    ],
    "chain: owner, firm by one name, the firm's row with the owner": [
        person("a", "Rudolf", "Hagenauer", email="rudolf@hagenauer.de", phone="+4994217799", **HOME),
        firm("b", "Rudolf Hagenauer GmbH", email="rudolf@hagenauer.de", phone="+4994217799", **HOME),
        person("?", "Rudolf", "Hagenauer", company="Rudolf Hagenauer GmbH", email="rudolf@hagenauer.de", **HOME),
    ],
    "namesakes: two towns, the info@ of a club": [
        person("a", "Anna", "Müller", email="info@verein-zobten.de", **HOME),
        person("b", "Anna", "Müller", email="info@verein-zobten.de", street="Kaiserstr. 5", postcode="80331", city="München"),
    ],
    "club: three members": [
        person("a", "Otto", "Brahmsel", phone="+493452233445", **_CLUB, **HOME),
        person("b", "Ina", "Kleistner", phone="+493457788990", **_CLUB, **AWAY),
        person("c", "Uwe", "Lessinger", phone="+493451122339", **_CLUB, street="Eichenweg 3", postcode="71332", city="Waiblingen"),
    ],
    "club: itself and its members": [
        firm("f", "TSV Grünland e.V.", **_CLUB, street="Sportweg 1", postcode="71332", city="Waiblingen"),
        person("a", "Otto", "Brahmsel", phone="+493452233445", **_CLUB, **HOME),
        person("b", "Ina", "Kleistner", phone="+493457788990", **_CLUB, **AWAY),
    ],
    "club: members at a public host": [
        person("a", "Otto", "Brahmsel", email="verein-gruen@gmx.de", phone="+493452233445", **HOME),
        person("b", "Ina", "Kleistner", email="verein-gruen@gmx.de", phone="+493457788990", **AWAY),
    ],
    "household: a host of their own": [person("a", "Karl", "Kurz", **_ALONE), person("b", "Eva", "Kurz", **_ALONE)],
    "family firm: its two people": [
        firm("?", "Metzgerei Kurz", email="metzgerei.kurz@gmx.de", **HOME),
        person("a", "Josef", "Kurz", email="metzgerei.kurz@gmx.de", **HOME),
        person("b", "Rosa", "Kurz", email="metzgerei.kurz@gmx.de", **HOME),
    ],
    "row: Station 3a and 3b": _row_of("Pflegewerk Quint Station 3a", "Pflegewerk Quint Station 3b", **HOME),
    "row: Klasse 5a, 5b and none": [
        *_row_of("Schule Berg Klasse 5a", "Schule Berg Klasse 5b", **HOME),
        firm("?", "Schule Berg", email="info@reihe.de", **HOME),
    ],
    "row: Haus A and B": _row_of("Wohnpark Linde Haus A", "Wohnpark Linde Haus B", **HOME),
    "row: Linie 1A and 1B": _row_of("Busverein Linie 1A", "Busverein Linie 1B", **HOME),
    "row: Ost and West": _row_of("Autohaus Brimmel Ost", "Autohaus Brimmel West", **HOME),
    "row: Nord and Süd": _row_of("Autohaus Brimmel Nord", "Autohaus Brimmel Süd", **HOME),
}  # fmt: skip
