package risk.supply.failing_supplier_test

import data.risk.supply.failing_supplier as rule

supplier(dishonest, insolvent, critical) := {"active": true, "dishonest": dishonest, "insolvency": insolvent, "critical": critical}

test_dishonest if rule.fires with input.supplier as supplier(true, false, false)

test_insolvent if rule.fires with input.supplier as supplier(false, true, false)

test_neither if not rule.fires with input.supplier as supplier(false, false, false)

test_critical_part if rule.severity == "critical" with input.supplier as supplier(true, false, true)

test_other_part if rule.severity == "high" with input.supplier as supplier(true, false, false)

test_in_use if rule.applies with input.supplier as supplier(true, false, false)

test_not_in_use if not rule.applies with input.supplier as {"active": false, "dishonest": true}

test_evidence if {
	found := rule.evidence with input.supplier as supplier(true, false, false)
	found == {"dishonest": true, "insolvency": false, "critical": false}
}
