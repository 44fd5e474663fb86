"""Firms and people who must never become one: sisters, owners, strangers at one address, numbers; as pairs and as chains."""

from tests.identity.never import AWAY, HOME, OFFICE, Row, firm, person, row

FIRMS: dict[str, list[Row]] = {
    "sister: Bau / Bau Verwaltungs GmbH": [
        firm("a", "Huber Bau GmbH", **OFFICE),
        firm("b", "Huber Bau Verwaltungs GmbH", **OFFICE),
    ],
    "sister: shared mail, door, phone": [
        firm("a", "Huber Bau GmbH", email="info@huber.example", **OFFICE),
        firm("b", "Huber Immobilien GmbH", email="info@huber.example", **OFFICE),
    ],
    "sister: Holding": [
        firm("a", "Huber GmbH", email="info@huber.example", **OFFICE),
        firm("b", "Huber Holding GmbH", email="info@huber.example", **OFFICE),
    ],
    "sister: other trade (Hoch- / Tiefbau)": [
        firm("a", "Huber Hochbau GmbH", email="info@huber.example", **OFFICE),
        firm("b", "Huber Tiefbau GmbH", email="info@huber.example", **OFFICE),
    ],
    "sister: Service / Vertrieb": [
        firm("a", "Huber Service GmbH", email="info@huber.example", **OFFICE),
        firm("b", "Huber Vertriebs GmbH", email="info@huber.example", **OFFICE),
    ],
    "sister: GmbH vs GmbH & Co. KG (2 VAT)": [
        firm("a", "Huber GmbH", vat_id="DE136695976", **OFFICE),
        firm("b", "Huber GmbH & Co. KG", vat_id="DE811569869", **OFFICE),
    ],
    "sister: GmbH vs AG, no VAT, one door": [
        firm("a", "Huber GmbH", **OFFICE),
        firm("b", "Huber AG", **OFFICE),
    ],
    "sister: II / 2": [
        firm("a", "Huber Objekt I GmbH", **OFFICE),
        firm("b", "Huber Objekt II GmbH", **OFFICE),
    ],
    "sister chain: mail-only row": [
        firm("a", "Huber Bau GmbH", email="info@huber.example", **OFFICE),
        firm("b", "Huber Immobilien GmbH", email="info@huber.example", **OFFICE),
        row("?", email="info@huber.example"),
    ],
    "sister chain: 'Huber' short name": [
        firm("a", "Huber Bau GmbH", email="info@huber.example", **OFFICE),
        firm("b", "Huber Immobilien GmbH", email="info@huber.example", **OFFICE),
        firm("?", "Huber", email="info@huber.example", **OFFICE),
    ],
    "sister chain: contact": [
        firm("a", "Huber Bau GmbH", given_name="Karl", family_name="Huber", email="info@huber.example", **OFFICE),
        firm(
            "b", "Huber Immobilien GmbH", given_name="Karl", family_name="Huber", email="info@huber.example", **OFFICE
        ),
        person("?", "Karl", "Huber", email="karl@huber.example", **OFFICE),
    ],
    "sister chain: Hochbau - Huber Bau - Tiefbau": [
        firm("a", "Huber Hochbau GmbH", email="info@huber.example", **OFFICE),
        firm("b", "Huber Tiefbau GmbH", email="info@huber.example", **OFFICE),
        firm("?", "Huber GmbH", email="info@huber.example", **OFFICE),
    ],
    "owner/firm: one door, other mails": [
        firm("f", "Huber Bau GmbH", given_name="Karl", family_name="Huber", email="info@huberbau.example", **HOME),
        person("o", "Karl", "Huber", email="karl.huber@gmx.de", **HOME),
    ],
    "owner/firm: one door+phone, private without mail": [
        firm("f", "Huber Bau GmbH", given_name="Karl", family_name="Huber", email="info@huberbau.example", **OFFICE),
        person("o", "Karl", "Huber", **OFFICE),
    ],
    "owner/firm: firm without contact": [
        firm("f", "Huber Bau GmbH", **OFFICE),
        person("o", "Karl", "Huber", **OFFICE),
    ],
    "owner/firm: private with the firm's mail": [
        firm("f", "Huber Bau GmbH", given_name="Karl", family_name="Huber", email="info@huberbau.example", **OFFICE),
        person(
            "o",
            "Karl",
            "Huber",
            email="info@huberbau.example",
            birth_date="1960-01-01",
            street="Waldweg 1",
            postcode="71332",
            city="Waiblingen",
        ),
    ],
    "owner/firm: own phone, personal mail at gmx on both": [
        firm("f", "Malerbetrieb Huber", given_name="Karl", family_name="Huber", email="karl.huber@gmx.de", **HOME),
        person("o", "Karl", "Huber", email="karl.huber@gmx.de", birth_date="1960-01-01", **HOME),
    ],
    "owner/firm: same gmx mail, no birth date": [
        firm("f", "Malerbetrieb Huber", given_name="Karl", family_name="Huber", email="karl.huber@gmx.de", **HOME),
        person("o", "Karl", "Huber", email="karl.huber@gmx.de", **HOME),
    ],
    "owner/firm chain: contact at firm host + private": [
        firm("f", "Huber Bau GmbH", given_name="Karl", family_name="Huber", email="info@huberbau.example", **OFFICE),
        person("?", "Karl", "Huber", email="karl@huberbau.example", **OFFICE),
        person("o", "Karl", "Huber", email="karl.huber@gmx.de", **OFFICE),
    ],
    "owner/firm chain: via phone-only row": [
        firm("f", "Huber Bau GmbH", given_name="Karl", family_name="Huber", email="info@huberbau.example", **OFFICE),
        person("?", "Karl", "Huber", phone="+4971519999"),
        person("o", "Karl", "Huber", email="karl.huber@gmx.de", **OFFICE),
    ],
    "strangers: amazon relay": [
        person(
            "0", "Anna", "Kurz", email="x1y2z3@marketplace.amazon.de", street="Gasse 1", postcode="70331", city="Aalen"
        ),
        person(
            "1", "Bernd", "Lang", email="x1y2z3@marketplace.amazon.de", street="Gasse 4", postcode="71331", city="Bonn"
        ),
        person(
            "2", "Clara", "Moos", email="x1y2z3@marketplace.amazon.de", street="Gasse 7", postcode="72331", city="Celle"
        ),
        person(
            "3",
            "Doris",
            "Nagel",
            email="x1y2z3@marketplace.amazon.de",
            street="Gasse 10",
            postcode="73331",
            city="Dahn",
        ),
        person(
            "4", "Emil", "Ott", email="x1y2z3@marketplace.amazon.de", street="Gasse 13", postcode="74331", city="Erfurt"
        ),
        person(
            "5",
            "Felix",
            "Pohl",
            email="x1y2z3@marketplace.amazon.de",
            street="Gasse 16",
            postcode="75331",
            city="Fulda",
        ),
    ],
    "strangers: amazon relay, pair": [
        person(
            "0", "Anna", "Kurz", email="x1y2z3@marketplace.amazon.de", street="Gasse 1", postcode="70331", city="Aalen"
        ),
        person(
            "1", "Bernd", "Lang", email="x1y2z3@marketplace.amazon.de", street="Gasse 4", postcode="71331", city="Bonn"
        ),
    ],
    "strangers: relay of unknown marketplace": [
        person(
            "0",
            "Anna",
            "Kurz",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 1",
            postcode="70331",
            city="Aalen",
        ),
        person(
            "1",
            "Bernd",
            "Lang",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 4",
            postcode="71331",
            city="Bonn",
        ),
        person(
            "2",
            "Clara",
            "Moos",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 7",
            postcode="72331",
            city="Celle",
        ),
        person(
            "3",
            "Doris",
            "Nagel",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 10",
            postcode="73331",
            city="Dahn",
        ),
        person(
            "4",
            "Emil",
            "Ott",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 13",
            postcode="74331",
            city="Erfurt",
        ),
        person(
            "5",
            "Felix",
            "Pohl",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 16",
            postcode="75331",
            city="Fulda",
        ),
    ],
    "strangers: unknown marketplace pair": [
        person(
            "0",
            "Anna",
            "Kurz",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 1",
            postcode="70331",
            city="Aalen",
        ),
        person(
            "1",
            "Bernd",
            "Lang",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 4",
            postcode="71331",
            city="Bonn",
        ),
    ],
    "strangers: info@ own host": [
        person("0", "Anna", "Kurz", email="info@reisebuero-meier.de", street="Gasse 1", postcode="70331", city="Aalen"),
        person("1", "Bernd", "Lang", email="info@reisebuero-meier.de", street="Gasse 4", postcode="71331", city="Bonn"),
        person(
            "2", "Clara", "Moos", email="info@reisebuero-meier.de", street="Gasse 7", postcode="72331", city="Celle"
        ),
        person(
            "3", "Doris", "Nagel", email="info@reisebuero-meier.de", street="Gasse 10", postcode="73331", city="Dahn"
        ),
        person(
            "4", "Emil", "Ott", email="info@reisebuero-meier.de", street="Gasse 13", postcode="74331", city="Erfurt"
        ),
        person(
            "5", "Felix", "Pohl", email="info@reisebuero-meier.de", street="Gasse 16", postcode="75331", city="Fulda"
        ),
    ],
    "strangers: info@ own host, no places": [
        person("0", "Anna", "Kurz", email="info@reisebuero-meier.de"),
        person("1", "Bernd", "Lang", email="info@reisebuero-meier.de"),
        person("2", "Clara", "Moos", email="info@reisebuero-meier.de"),
        person("3", "Doris", "Nagel", email="info@reisebuero-meier.de"),
        person("4", "Emil", "Ott", email="info@reisebuero-meier.de"),
        person("5", "Felix", "Pohl", email="info@reisebuero-meier.de"),
    ],
    "strangers: info@ pair no places": [
        person("0", "Anna", "Kurz", email="info@reisebuero-meier.de"),
        person("1", "Bernd", "Lang", email="info@reisebuero-meier.de"),
    ],
    "strangers: family@ pair": [
        person("0", "Anna", "Kurz", email="familie@gmx.de", street="Gasse 1", postcode="70331", city="Aalen"),
        person("1", "Bernd", "Lang", email="familie@gmx.de", street="Gasse 4", postcode="71331", city="Bonn"),
    ],
    "strangers: switchboard phone": [
        person("0", "Anna", "Kurz", phone="+4971511000", street="Gasse 1", postcode="70331", city="Aalen"),
        person("1", "Bernd", "Lang", phone="+4971511000", street="Gasse 4", postcode="71331", city="Bonn"),
        person("2", "Clara", "Moos", phone="+4971511000", street="Gasse 7", postcode="72331", city="Celle"),
        person("3", "Doris", "Nagel", phone="+4971511000", street="Gasse 10", postcode="73331", city="Dahn"),
        person("4", "Emil", "Ott", phone="+4971511000", street="Gasse 13", postcode="74331", city="Erfurt"),
        person("5", "Felix", "Pohl", phone="+4971511000", street="Gasse 16", postcode="75331", city="Fulda"),
    ],
    "strangers: same surname at info@": [
        person("a", "Anna", "Kurz", email="info@kurz-web.de"),
        person("b", "Peter", "Kurz", email="info@kurz-web.de"),
    ],
    "strangers chain: nameless info@ rows": [
        person("0", "Anna", "Kurz", email="info@reisebuero-meier.de", street="Gasse 1", postcode="70331", city="Aalen"),
        person("1", "Bernd", "Lang", email="info@reisebuero-meier.de", street="Gasse 4", postcode="71331", city="Bonn"),
        person(
            "2", "Clara", "Moos", email="info@reisebuero-meier.de", street="Gasse 7", postcode="72331", city="Celle"
        ),
        person(
            "3", "Doris", "Nagel", email="info@reisebuero-meier.de", street="Gasse 10", postcode="73331", city="Dahn"
        ),
        person(
            "4", "Emil", "Ott", email="info@reisebuero-meier.de", street="Gasse 13", postcode="74331", city="Erfurt"
        ),
        person(
            "5", "Felix", "Pohl", email="info@reisebuero-meier.de", street="Gasse 16", postcode="75331", city="Fulda"
        ),
        row("?", email="info@reisebuero-meier.de"),
        row("?", email="info@reisebuero-meier.de"),
    ],
    "strangers chain: firms at one agency mail": [
        firm("a", "Bäckerei Kurz", email="info@agentur-x.de", street="Gasse 1", postcode="71331", city="Aalen"),
        firm("b", "Metzgerei Lang", email="info@agentur-x.de", street="Gasse 9", postcode="53111", city="Bonn"),
        row("?", email="info@agentur-x.de"),
    ],
    "strangers chain: firms at gmx mail of tax adviser": [
        firm("a", "Bäckerei Kurz", email="steuer@gmx.de", postcode="71331", city="Aalen"),
        firm("b", "Metzgerei Lang", email="steuer@gmx.de", postcode="53111", city="Bonn"),
        person("?", "Sabine", "Vogt", email="steuer@gmx.de"),
    ],
    "strangers: namesakes behind marketplace mail held by 6": [
        person(
            "0",
            "Anna",
            "Kurz",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 1",
            postcode="70331",
            city="Aalen",
        ),
        person(
            "1",
            "Bernd",
            "Lang",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 4",
            postcode="71331",
            city="Bonn",
        ),
        person(
            "2",
            "Clara",
            "Moos",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 7",
            postcode="72331",
            city="Celle",
        ),
        person(
            "3",
            "Doris",
            "Nagel",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 10",
            postcode="73331",
            city="Dahn",
        ),
        person(
            "4",
            "Emil",
            "Ott",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 13",
            postcode="74331",
            city="Erfurt",
        ),
        person(
            "5",
            "Felix",
            "Pohl",
            email="order-77@kunden.marktplatz-sued.de",
            street="Gasse 16",
            postcode="75331",
            city="Fulda",
        ),
        person("a", "Thomas", "Müller", email="order-77@kunden.marktplatz-sued.de", **HOME),
        person(
            "b",
            "Thomas",
            "Müller",
            email="order-77@kunden.marktplatz-sued.de",
            street="Allee 3",
            postcode="10115",
            city="Berlin",
        ),
    ],
    "number: Kunde 000001/2 GmbH": [
        firm("a", "Kunde 000001 GmbH"),
        firm("b", "Kunde 000002 GmbH"),
    ],
    "number: one door, phone, mail": [
        firm("a", "Kunde 000001 GmbH", email="info@x-kunde.example", **OFFICE),
        firm("b", "Kunde 000002 GmbH", email="info@x-kunde.example", **OFFICE),
    ],
    "number: Filiale 12/13 one mail": [
        firm("a", "Filiale 12", email="f@kette.example", **HOME),
        firm("b", "Filiale 13", email="f@kette.example", **AWAY),
    ],
    "number: persons Kunde 17 / Kunde 18": [
        person("a", "Kunde", "17", phone="+497151123456", **HOME),
        person("b", "Kunde", "18", phone="+497151123456", **HOME),
    ],
    "number: family '0815'/'0816' full_name": [
        row("a", full_name="Testkunde 0815", email="t@gmx.de", **HOME),
        row("b", full_name="Testkunde 0816", email="t@gmx.de", **HOME),
    ],
    "number: Person 'Max Muster1/Muster2' one door": [
        person("a", "Max", "Muster1", email="m@gmx.de", **HOME),
        person("b", "Max", "Muster2", email="m@gmx.de", **HOME),
    ],
    "number: Kita 1 / Kita 2 of a town": [
        firm("a", "Kita 1 Waiblingen", email="kita@waiblingen.de", **HOME),
        firm("b", "Kita 2 Waiblingen", email="kita@waiblingen.de", **HOME),
    ],
    "number: Autohaus 24 / 24h? roman II/III": [
        firm("a", "WEG Ringweg II", **OFFICE),
        firm("b", "WEG Ringweg III", **OFFICE),
    ],
    "number chain: 'Kunde GmbH' bridges": [
        firm("a", "Kunde 000001 GmbH", email="info@x-kunde.example", **OFFICE),
        firm("b", "Kunde 000002 GmbH", email="info@x-kunde.example", **OFFICE),
        firm("?", "Kunde GmbH", email="info@x-kunde.example", **OFFICE),
    ],
    "number: WEG Ringweg 12 / 14": [
        firm("a", "WEG Ringweg 12", email="info@hausverwaltung.example", **HOME),
        firm("b", "WEG Ringweg 14", email="info@hausverwaltung.example", **HOME),
    ],
}
