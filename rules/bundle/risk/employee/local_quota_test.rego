package risk.employee.local_quota_test

import data.risk.employee.local_quota as rule

test_country_with_a_quota if rule.applies with input.derived.quota_country as true

test_no_such_country if not rule.applies with input.derived.quota_country as false

test_a_country_misses if rule.fires with input.derived.quota_missed as ["TH"]

test_all_keep if not rule.fires with input.derived.quota_missed as []

test_evidence if rule.evidence == {"quota_missed": ["TH"]} with input.derived.quota_missed as ["TH"]
