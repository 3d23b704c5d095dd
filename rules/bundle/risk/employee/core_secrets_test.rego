package risk.employee.core_secrets_test

import data.risk.employee.core_secrets as rule

test_not_signed if rule.fires with input.employee as {"secret_access": "core", "nda_signed": false}

test_signed if not rule.fires with input.employee as {"secret_access": "core", "nda_signed": true}

test_core_access if rule.applies with input.employee as {"secret_access": "core"}

test_less_access if {
	every access in ["none", "general"] {
		not rule.applies with input.employee as {"secret_access": access}
	}
}

test_evidence if {
	found := rule.evidence with input.employee as {"secret_access": "core", "nda_signed": false}
	found == {"secret_access": "core", "nda_signed": false}
}
