package risk.employee.dispatch_share_test

import data.risk.employee.dispatch_share as rule

staff(dispatched, own) := {"as_of": "2026-11-23", "company": {"dispatch_count": dispatched, "contract_count": own}}

test_ten_percent_exactly if not rule.fires with input as staff(10, 90)

test_just_above_ten_percent if rule.fires with input as staff(10, 89)

test_eighteen_of_138 if rule.fires with input as staff(18, 120)

test_nobody_dispatched if {
	not rule.fires with input as staff(0, 120)
	not rule.fires with input as staff(0, 0)
}

test_only_dispatched_workers if rule.fires with input as staff(1, 0)

test_evidence if rule.evidence == {"dispatch_count": 18, "contract_count": 120} with input as staff(18, 120)
