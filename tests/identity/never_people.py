"""People who must never become one: of a household, father and son, namesakes; as pairs and as chains."""

from tests.identity.never import AWAY, HOME, Row, person, row

PEOPLE: dict[str, list[Row]] = {
    "household: 2 people, shared mail": [
        person("a", "Anna", "Kurz", email="anna.kurz@gmx.de", **HOME),
        person("p", "Peter", "Kurz", email="anna.kurz@gmx.de", **HOME),
    ],
    "household: shared mail + phone": [
        person("a", "Anna", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("p", "Peter", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
    ],
    "household: other surnames": [
        person("a", "Anna", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("p", "Peter", "Lang", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
    ],
    "household chain: nameless mail row": [
        person("a", "Anna", "Kurz", email="anna.kurz@gmx.de", **HOME),
        person("p", "Peter", "Kurz", email="anna.kurz@gmx.de", **HOME),
        row("?", email="anna.kurz@gmx.de"),
    ],
    "household chain: surname only": [
        person("a", "Anna", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("p", "Peter", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("?", "", "Kurz", email="anna.kurz@gmx.de", **HOME),
    ],
    "household chain: initial A. fits one": [
        person("a", "Anna", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("p", "Peter", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("?", "A.", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("?", "P.", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
    ],
    "household chain: same initial (Anna/Andreas, A.)": [
        person("a", "Anna", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("p", "Andreas", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
        person("?", "A.", "Kurz", email="anna.kurz@gmx.de", phone="+497151123456", **HOME),
    ],
    "household chain: couple row": [
        person("a", "Anna", "Kurz", email="anna.kurz@gmx.de", **HOME),
        person("p", "Peter", "Kurz", email="anna.kurz@gmx.de", **HOME),
        person("c", "Anna und Peter", "Kurz", email="anna.kurz@gmx.de", **HOME),
    ],
    "household: rare/foreign given names": [
        person("a", "Xhevahire", "Krasniqi", email="krasniqi@gmx.de", phone="+497151123456", **HOME),
        person("p", "Xhevat", "Krasniqi", email="krasniqi@gmx.de", phone="+497151123456", **HOME),
    ],
    "household: Jan/Jana": [
        person("a", "Jan", "Kurz", email="familie.kurz@gmx.de", **HOME),
        person("p", "Jana", "Kurz", email="familie.kurz@gmx.de", **HOME),
    ],
    "household: Hans/Hannes brothers": [
        person("a", "Hans", "Kurz", email="familie.kurz@gmx.de", birth_date="1950-01-01", **HOME),
        person("p", "Hannes", "Kurz", email="familie.kurz@gmx.de", birth_date="1980-01-01", **HOME),
    ],
    "household: initials A. / P.": [
        person("a", "A.", "Kurz", email="familie.kurz@gmx.de", **HOME),
        person("p", "P.", "Kurz", email="familie.kurz@gmx.de", **HOME),
    ],
    "household chain: via double name": [
        person("a", "Anna", "Kurz", email="familie.kurz@gmx.de", **HOME),
        person("p", "Lena", "Kurz", email="familie.kurz@gmx.de", **HOME),
        person("?", "Anna Lena", "Kurz", email="familie.kurz@gmx.de", **HOME),
    ],
    "father/son: birth dates": [
        person("f", "Karl", "Huber", birth_date="1950-03-03", **HOME),
        person("s", "Karl", "Huber", birth_date="1980-05-05", **HOME),
    ],
    "father/son: birth + shared mail + phone": [
        person("f", "Karl", "Huber", email="karl.huber@gmx.de", phone="+497151123456", birth_date="1950-03-03", **HOME),
        person("s", "Karl", "Huber", email="karl.huber@gmx.de", phone="+497151123456", birth_date="1980-05-05", **HOME),
    ],
    "father/son: sen/jun": [
        person("f", "Karl", "Huber sen.", phone="+497151123456", **HOME),
        person("s", "Karl", "Huber jun.", phone="+497151123456", **HOME),
    ],
    "father/son: only jun. on one": [
        person("f", "Karl", "Huber", phone="+497151123456", **HOME),
        person("s", "Karl", "Huber jun.", phone="+497151123456", **HOME),
    ],
    "father/son chain: row without birth": [
        person("f", "Karl", "Huber", birth_date="1950-03-03", **HOME),
        person("s", "Karl", "Huber", birth_date="1980-05-05", **HOME),
        person("?", "Karl", "Huber", phone="+497151123456", **HOME),
    ],
    "father/son chain: sen - plain - jun with mail": [
        person("f", "Karl", "Huber sen.", email="k@huber-web.de", **HOME),
        person("s", "Karl", "Huber jun.", email="k@huber-web.de", **HOME),
        person("?", "Karl", "Huber", email="k@huber-web.de", **HOME),
    ],
    "father/son chain: 2 bridges": [
        person("f", "Karl", "Huber", birth_date="1950-03-03", email="k1@gmx.de", **HOME),
        person("?", "Karl", "Huber", email="k1@gmx.de", phone="+497151123456", **HOME),
        person("?", "Karl", "Huber", email="k2@gmx.de", phone="+497151123456", **HOME),
        person("s", "Karl", "Huber", birth_date="1980-05-05", email="k2@gmx.de", **HOME),
    ],
    "father/son: different mails+mobiles only, one addr": [
        person("f", "Karl", "Huber", email="karl.huber@gmx.de", phone="+491701111111", **HOME),
        person("s", "Karl", "Huber", email="kalle83@web.de", phone="+491702222222", **HOME),
    ],
    "father/son: 'Karl Huber, Senior' full name": [
        row("f", full_name="Karl Huber Senior", **HOME),
        row("s", full_name="Karl Huber Junior", **HOME),
    ],
    "father/son: two numbers of one list, same door, other birth years": [
        person("f", "Karl", "Huber", customer_number="101", birth_date="1950-03-03", **HOME),
        person("s", "Karl", "Huber", customer_number="102", birth_date="1980-03-03", **HOME),
    ],
    "namesakes: one town, other streets": [
        person("a", "Thomas", "Müller", **HOME),
        person("b", "Thomas", "Müller", **AWAY),
    ],
    "namesakes: + other mail, phone": [
        person("a", "Thomas", "Müller", email="thomas.mueller@gmx.de", phone="+491701111111", **HOME),
        person("b", "Thomas", "Müller", email="tm77@web.de", phone="+491702222222", **AWAY),
    ],
    "namesakes: local part same, other host": [
        person("a", "Thomas", "Müller", email="thomas.mueller@gmx.de", **HOME),
        person("b", "Thomas", "Müller", email="thomas.mueller@web.de", **AWAY),
    ],
    "namesakes: digit mails": [
        person("a", "Thomas", "Müller", email="t.mueller1@gmx.de", **HOME),
        person("b", "Thomas", "Müller", email="t.mueller2@gmx.de", **AWAY),
    ],
    "namesakes: rare name": [
        person("a", "Gwendolin", "Zschoche", **HOME),
        person("b", "Gwendolin", "Zschoche", **AWAY),
    ],
    "namesakes: town alone": [
        person("a", "Thomas", "Müller", postcode="71332", city="Waiblingen"),
        person("b", "Thomas", "Müller", postcode="71332", city="Waiblingen"),
    ],
    "namesakes chain: bare name row": [
        person("a", "Thomas", "Müller", email="thomas.mueller@gmx.de", **HOME),
        person("b", "Thomas", "Müller", email="tm77@web.de", **AWAY),
        person("?", "Thomas", "Müller", city="Waiblingen", postcode="71332"),
    ],
    "namesakes: birth dates differ, one street w/o number": [
        person("a", "Thomas", "Müller", birth_date="1960-01-01", **HOME),
        person("b", "Thomas", "Müller", birth_date="1990-02-02", **AWAY),
    ],
    "namesakes: one house (flats), two list numbers": [
        person("a", "Thomas", "Müller", customer_number="1", email="tm1960@web.de", **HOME),
        person("b", "Thomas", "Müller", customer_number="2", email="thomas.m@gmx.de", **HOME),
    ],
}
