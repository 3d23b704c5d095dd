package risk.supply.hs_mismatch_test

import data.risk.supply.hs_mismatch as rule

test_inconsistent if rule.fires with input.company.hs_consistent as false

test_consistent if not rule.fires with input.company.hs_consistent as true

test_evidence if rule.evidence == {"hs_consistent": false} with input.company.hs_consistent as false
