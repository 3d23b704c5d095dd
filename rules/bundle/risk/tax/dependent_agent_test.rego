package risk.tax.dependent_agent_test

import data.risk.tax.dependent_agent as rule

test_agent_concludes_contracts if rule.fires with input.presence as {"agent": true, "pe_handled": false}

test_no_such_agent if not rule.fires with input.presence as {"agent": false, "pe_handled": false}

test_registered_or_advised if not rule.fires with input.presence as {"agent": true, "pe_handled": true}

test_without_a_local_company if {
	every form in ["none", "rep_office"] {
		rule.applies with input.presence as {"form": form}
	}
}

test_with_a_local_company if {
	every form in ["subsidiary", "branch"] {
		not rule.applies with input.presence as {"form": form}
	}
}

test_evidence if {
	rule.evidence == {"agent": true, "pe_handled": false} with input.presence as {"agent": true, "pe_handled": false}
}
