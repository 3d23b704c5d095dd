package risk.employee.site_security_test

import data.risk.employee.site_security as rule

test_no_rules if rule.fires with input.company as {"security_rules": false, "security_staff": true}

test_no_staff if rule.fires with input.company as {"security_rules": true, "security_staff": false}

test_in_order if not rule.fires with input.company as {"security_rules": true, "security_staff": true}

test_evidence if {
	found := rule.evidence with input.company as {"security_rules": true, "security_staff": false}
	found == {"security_rules": true, "security_staff": false}
}
