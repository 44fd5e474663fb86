"""Uncertain pairs on the command line: those asked about together, groups with the same reason, and merging more than two."""

from consent_desk import Desk

NAMES = ("Rosalinde;Abendschön", "Ina;Özdemir", "Uwe;Kranz", "Ole;Neuland")


def filled(desk: Desk) -> None:
    desk.imports(
        "kunden.csv", "Kundennummer;Vorname;Nachname;Telefon;PLZ;Ort",
        *(f"{at};{name};0341 23125{at + 10};04275;Leipzig" for at, name in enumerate(NAMES)),
    )  # fmt: skip
    desk.imports(
        "anrufer.csv", "Vorname;Nachname;Telefon", *(f"{name};0731 23125{at + 50}" for at, name in enumerate(NAMES))
    )


def test_pairs_with_the_same_reason_say_so(desk: Desk) -> None:
    filled(desk)
    told = desk.json("review")
    assert [one["group_pairs"] for one in told] == [4] * 4 and len({one["group"] for one in told}) == 1
    assert all(one["customers"] == [one["a"], one["b"]] for one in told)
    assert "4 Paare: gleicher Name" in desk.ask("review")[1]


def test_each_pair_is_told_with_both_names_their_numbers_and_the_reasons(desk: Desk) -> None:
    filled(desk)
    (pair, *_others) = [one for one in desk.json("review") if "Uwe Kranz (Nr. 2)" in one["names"]]
    other = f"Uwe Kranz (Profil {pair['b']})"
    assert pair["names"] == ["Uwe Kranz (Nr. 2)", other]
    shown = desk.ask("review")[1]
    assert "Uwe Kranz (Nr. 2)" in shown and other in shown
    assert "spricht dafür: gleicher" in shown and "spricht dagegen: andere Telefonnummer" in shown


def test_the_journal_tells_two_of_one_name_apart(desk: Desk) -> None:
    filled(desk)
    (pair, *_others) = [one for one in desk.json("review") if "Uwe Kranz (Nr. 2)" in one["names"]]
    desk.json("apart", pair["a"], pair["b"])
    assert f"Getrennt: Uwe Kranz (Nr. 2 / Profil {pair['b']})" in desk.ask("decisions")[1]
    desk.json("revoke", 1)
    desk.json("merge", pair["a"], pair["b"])
    assert f"Verbunden: Uwe Kranz (Nr. 2 / Profil {pair['b']})" in desk.ask("decisions")[1]


def test_customers_that_are_asked_about_together_are_merged_and_come_apart_again(desk: Desk) -> None:
    filled(desk)
    desk.imports("gast.csv", "Vorname;Nachname;Telefon;PLZ;Ort", "Rosalinde;Abendschön;089 7712345;80331;München")
    (whole,) = {tuple(one["customers"]) for one in desk.json("review") if len(one["customers"]) > 2}
    assert f"zusammen gefragt: {', '.join(map(str, whole))}" in desk.ask("review")[1]
    made = desk.json("merge", *whole)
    assert made["decision"] == made["decisions"][0] and len(made["decisions"]) == 2
    assert all(len(one["customers"]) == 2 for one in desk.json("review"))
    assert desk.json("revoke", *made["decisions"])["profiles"] == made["profiles"] + 2
    assert whole in {tuple(one["customers"]) for one in desk.json("review")}


def test_a_merge_of_several_that_is_refused_leaves_nothing(desk: Desk) -> None:
    filled(desk)
    status, _out, err = desk.ask("merge", 1, 2, 1)
    assert status == 1 and "bereits derselbe Kunde" in err and desk.json("decisions") == []
