package risk.supply.dispute_clause_test

import data.risk.supply.dispute_clause as rule

test_flawed_clauses if {
	every clause in ["none", "arb_no_institution", "arb_or_court"] {
		rule.fires with input.company.dispute_clause as clause
	}
}

test_sound_clauses if {
	every clause in ["arb_named_institution", "court_foreign", "court_china"] {
		not rule.fires with input.company.dispute_clause as clause
	}
}

test_no_clause_is_high if rule.severity == "high" with input.company.dispute_clause as "none"

test_no_institution_is_medium if rule.severity == "medium" with input.company.dispute_clause as "arb_no_institution"

test_evidence if rule.evidence == {"dispute_clause": "none"} with input.company.dispute_clause as "none"

test_court_or_arbitration_is_high if rule.severity == "high" with input.company.dispute_clause as "arb_or_court"
