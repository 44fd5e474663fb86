"""Every analysis by its name on the command line."""

from collections.abc import Callable
from sqlite3 import Connection
from typing import Any

from kmu_crm.insight.attribution import attribution
from kmu_crm.insight.calls import calls
from kmu_crm.insight.cohorts import cohorts
from kmu_crm.insight.concentration import concentration
from kmu_crm.insight.loyalty import loyalty
from kmu_crm.insight.paths import typical
from kmu_crm.insight.quality import quality
from kmu_crm.insight.satisfaction import satisfaction
from kmu_crm.insight.together import together
from kmu_crm.insight.totals import totals
from kmu_crm.insight.traits import traits

Analysis = Callable[[Connection, str], dict[str, Any]]
ANALYSES: dict[str, Analysis] = {
    "totals": totals,
    "quality": quality,
    "cohorts": cohorts,
    "concentration": concentration,
    "together": together,
    "traits": traits,
    "loyalty": loyalty,
    "attribution": attribution,
    "satisfaction": satisfaction,
    "calls": calls,
    "paths": typical,
}
