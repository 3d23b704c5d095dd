package risk.employee.harassment_rules_test

import data.risk.employee.harassment_rules as rule

test_no_rules if rule.fires with input.company as {"anti_harassment": false, "discrim_terms": false}

test_discriminating_terms if rule.fires with input.company as {"anti_harassment": true, "discrim_terms": true}

test_in_order if not rule.fires with input.company as {"anti_harassment": true, "discrim_terms": false}

test_evidence if {
	found := rule.evidence with input.company as {"anti_harassment": true, "discrim_terms": true}
	found == {"anti_harassment": true, "discrim_terms": true}
}
