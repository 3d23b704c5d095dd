package risk.supply.container_term_test

import data.risk.supply.container_term as rule

test_sea_term if rule.fires with input.company.container_sea_only_term as true

test_other_term if not rule.fires with input.company.container_sea_only_term as false

test_evidence if rule.evidence == {"container_sea_only_term": true} with input.company.container_sea_only_term as true
