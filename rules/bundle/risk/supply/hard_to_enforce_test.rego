package risk.supply.hard_to_enforce_test

import data.risk.supply.hard_to_enforce as rule

court(assets, treaty) := {"company": {"dispute_clause": "court_china", "counterparty_country": "VN", "counterparty_assets_in_china": assets, "judgment_treaty_or_reciprocity": treaty}, "derived": {"counterparty_nyc": true}}

agreed(clause, party) := {"company": {"dispute_clause": clause, "counterparty_country": "LY"}, "derived": {"counterparty_nyc": party}}

test_chinese_court_without_assets_or_treaty if rule.fires with input as court(false, false)

test_assets_in_china if not rule.fires with input as court(true, false)

test_treaty_or_reciprocity if not rule.fires with input as court(false, true)

test_arbitration_outside_the_convention if {
	every clause in ["arb_named_institution", "arb_no_institution", "arb_or_court"] {
		rule.fires with input as agreed(clause, false)
		not rule.fires with input as agreed(clause, true)
	}
}

test_other_clauses if {
	every clause in ["none", "court_foreign", "court_china"] {
		not rule.fires with input as agreed(clause, false)
	}
}

test_evidence if {
	found := rule.evidence with input as court(false, false)
	found == {"dispute_clause": "court_china", "counterparty_country": "VN", "counterparty_nyc": true, "counterparty_assets_in_china": false, "judgment_treaty_or_reciprocity": false}
}

test_only_a_chinese_judgment_needs_assets_or_a_treaty if {
	every clause in ["none", "court_foreign", "arb_named_institution"] {
		not rule.fires with input as object.union(court(false, false), {"company": {"dispute_clause": clause}})
	}
}
