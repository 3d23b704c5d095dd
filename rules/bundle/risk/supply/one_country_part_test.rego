package risk.supply.one_country_part_test

import data.risk.supply.one_country_part as rule

parts(found) := {"derived": {"one_country_part": count(found) > 0, "one_country_parts": found}}

test_a_part_from_one_country if rule.fires with input as parts(["8542 JP"])

test_no_such_part if not rule.fires with input as parts([])

test_evidence if {
	found := rule.evidence with input as parts(["8542 JP"])
	found == {"one_country_part": true, "one_country_parts": ["8542 JP"]}
}
