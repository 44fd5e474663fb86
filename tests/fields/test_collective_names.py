"""Accounts that stand for many buyers are known by the whole of their name, and by nothing less."""

import pytest

from kmu_crm.fields.collective import is_collective


@pytest.mark.parametrize(
    "name",
    ["Diverse Debitoren", "Diverse", "DIVERSE KUNDEN", "Div. Debitoren", "Laufkundschaft", "Laufkunden Laden", "Barverkauf", "Bar-Verkauf",
     "Barverkäufe", "Barkunde", "Diverse Barverkauf", "Div. Laufkundschaft",
     "PayPal Sammelkonto", "PayPal-Sammelkonto", "Sammeldebitor", "Sammel-Debitor Online", "Kunden Amazon",
     "Amazon-Kunden", "CPD", "CPD-Konto", "Diverse Debitoren Inland", "Kunden Online-Shop", "Walk-in customer", "Clients divers"],
)  # fmt: skip
def test_whole_names_of_many_buyers(name):
    assert is_collective(name)


@pytest.mark.parametrize(
    "name",
    ["Diverse Objekte GmbH", "Bar Kunde", "Bar Kunden", "Kunde", "Otto", "Otto Käufer", "PayPal", "Amazon", "Sammler GmbH", "Diverse GmbH",
     "CPD GmbH", "Laura Diverse", "Div", "Shop", "Kundenkonto", ""],
)  # fmt: skip
def test_true_names_that_only_sound_so(name):
    assert not is_collective(name)
