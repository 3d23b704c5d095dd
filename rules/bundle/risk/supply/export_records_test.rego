package risk.supply.export_records_test

import data.risk.supply.export_records as rule

kept(controlled, years) := {"as_of": "2026-11-23", "company": {"exports_controlled_item": controlled, "dual_use_record_years": years}}

test_four_years if rule.fires with input as kept(true, 4)

test_five_years if not rule.fires with input as kept(true, 5)

test_a_controlled_item if rule.applies with input as kept(true, 5)

test_no_controlled_item if not rule.applies with input.company as {"exports_controlled_item": false}

test_evidence if {
	found := rule.evidence with input as kept(true, 3)
	found == {"exports_controlled_item": true, "dual_use_record_years": 3}
}

test_line if rule.lines == {"dual_use_record_years": 5} with input as kept(true, 3)
