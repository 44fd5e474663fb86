"""Verbs that span stages: import then derive, show one profile, profiles as a table, rebuild, selftest."""

from kmu_crm.sales.leads import in_rules
from kmu_crm.segments import contracts

in_rules.offer()
contracts.offer()
