package risk.supply.chinese_list_test

import data.risk.supply.chinese_list as rule

dealt(hits, listed, watch_only) := {"company": {"cn_list_hits": hits, "cn_list_watch_only": watch_only}, "derived": {"chinese_list_supplier": listed}}

test_a_hit_said if rule.fires with input as dealt(1, false, false)

test_a_supplier_on_the_list if rule.fires with input as dealt(0, true, false)

test_neither if not rule.fires with input as dealt(0, false, false)

test_critical if rule.severity == "critical" with input as dealt(1, false, false)

test_critical_until_said_otherwise if rule.severity == "critical" with input.company as {"cn_list_hits": 1}

test_high_on_the_watch_list_only if rule.severity == "high" with input as dealt(1, false, true)

test_evidence if {
	found := rule.evidence with input as dealt(2, true, false)
	found == {"cn_list_hits": 2, "chinese_list_supplier": true, "cn_list_watch_only": false}
}
