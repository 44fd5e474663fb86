"""`settings preview`: what a threshold or another order of sources would change, for people and for scripts."""

import pytest
from consent_desk import Desk


@pytest.fixture
def known_twice(desk: Desk) -> Desk:
    """One customer in a list and in an address book, with another phone in each."""
    desk.imports(
        "kunden.csv", "Kundennummer;Vorname;Nachname;E-Mail;Telefon", "1;Ina;Berg;ina@berg.example;0341 2312514"
    )
    header = "First Name,Last Name,E-mail Address,Business Phone,Company"
    desk.imports("outlook.csv", header, "Ina,Berg,ina@berg.example,0341 2312577,")
    return desk


def text(desk: Desk, *words: object) -> str:
    status, out, err = desk.ask(*words)
    assert status == 0, err
    return out


def test_an_order_of_sources_tells_whose_values_it_would_change(known_twice: Desk) -> None:
    told = known_twice.json("settings", "preview", "trust.phone", "list")
    assert (told["customers"], told["fields"]) == (1, {"phone": 1})
    assert told["examples"][0]["changes"] == [["phone", "+493412312577", "+493412312514"]]
    shown = text(known_twice, "settings", "preview", "trust.phone", "list")
    assert "Ina Berg: Telefon +49 341 2312577 → +49 341 2312514" in shown
    phone = next(one for one in known_twice.json("show", 1)["fields"] if one["field"] == "phone")
    assert (phone["value"], phone["why"]["winner"], phone["why"]["loser"]) == ("+493412312577", "contacts", "list")
    known_twice.json("settings", "set", "trust.phone", "list")
    assert "gilt, weil Liste vor Adressbuch geht" in text(known_twice, "show", 1)
    assert known_twice.json("rebuild")["identical"]


def test_a_threshold_tells_who_would_come_apart(known_twice: Desk) -> None:
    told = known_twice.json("settings", "preview", "match.one_percent", 100)
    assert (told["now"]["customers"], told["then"]["customers"], told["apart"], told["below"]) == (1, 2, 1, False)
    shown = text(known_twice, "settings", "preview", "match.one_percent", 100)
    assert "Kunden: 2 (jetzt 1)" in shown and "Ina Berg / Ina Berg" in shown
    assert len(known_twice.json("find", "Berg")) == 1


@pytest.mark.parametrize(
    ("key", "value"), [("trust.phone", "nobody"), ("match.ask_percent", "96"), ("phase.lost", "500")]
)
def test_what_cannot_be_previewed_is_said_in_a_sentence(known_twice: Desk, key: str, value: str) -> None:
    status, _out, err = known_twice.ask("settings", "preview", key, value)
    assert status == 1 and len(err) > 20


def test_the_settings_of_whose_word_counts_are_listed(known_twice: Desk) -> None:
    found = {one["key"]: one for one in known_twice.json("settings")}
    assert found["trust.equals"]["value"] == "first" and "shop" in found["trust.email"]["choices"]
