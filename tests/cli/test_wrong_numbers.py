"""A number that nothing can have is told in a sentence."""

import json

import pytest
from consent_desk import Desk

HUGE = "9" * 20
EXPORT = ("export", "kind is person", "x.csv", "--purpose", "notice", "--channel", "email", "--preset", "brevo")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.imports("kunden.csv", "Vorname;Nachname;E-Mail", "Anna;Muster;anna@muster.example")
    return desk


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "words",
    [
        *(("show", HUGE), ("undo", HUGE), ("revoke", HUGE), ("merge", "1", HUGE), ("split", "1", HUGE)),
        *(("find", "a", "--limit", HUGE), ("consent", HUGE), (*EXPORT, "--seed", HUGE, "--control", "0.5")),
        *((*EXPORT, "--arms", HUGE), ("left-out", HUGE, "x.xlsx"), ("inspect", "kunden.csv", "--rows", HUGE)),
    ],
)
def test_a_number_beyond_all_customers_is_wrong_usage(
    filled: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], language: str
) -> None:
    monkeypatch.setenv("KMU_CRM_LANGUAGE", language)
    said = {"de": "zu große Zahl", "en": "too large a number"}[language]
    status, out, err = filled.ask(*words)
    assert (status, out, said in " ".join(err.split())) == (2, "", True)
    status, out, _err = filled.ask("--json", *words)
    told = json.loads(out)["error"]
    assert (status, told["code"], said in told["text"]) == (2, "usage", True)


@pytest.mark.parametrize("words", [("review", "--limit", "-5"), ("find", "a", "--limit", "0")])
def test_a_list_of_fewer_than_one_is_wrong_usage(filled: Desk, words: tuple[str, ...]) -> None:
    status, out, err = filled.ask(*words)
    assert (status, out, "zu klein" in " ".join(err.split())) == (2, "", True)


def test_a_contact_without_a_word_is_refused(filled: Desk) -> None:
    status, _out, err = filled.ask("log", 1, "call", " ")
    assert (status, "Text" in err, filled.json("show", 1)["timeline"]) == (1, True, [])


def test_a_list_that_cannot_be_written_is_named_as_it_was_wished(filled: Desk) -> None:
    status, _out, err = filled.ask("profiles", "--csv", filled.folder / "nirgends" / "x.csv")
    assert (status, "nirgends/x.csv" in err.replace("\\", "/"), ".part" in err) == (1, True, False)


@pytest.mark.parametrize("rule", [f"purchases > {HUGE}", f"revenue > {HUGE},00"])
def test_a_rule_with_a_number_beyond_all_is_told_in_a_sentence(filled: Desk, rule: str) -> None:
    status, _out, err = filled.ask("segment", "count", rule)
    assert (status, "Traceback" in err) in ((0, False), (1, False))
