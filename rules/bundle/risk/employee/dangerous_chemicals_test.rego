package risk.employee.dangerous_chemicals_test

import data.risk.employee.dangerous_chemicals as rule

firm(fields) := object.union(
	{
		"haz_chem": true, "haz_produce_store": true, "haz_guard": true, "haz_filed_5d": true,
		"haz_toxic_or_major": true, "haz_dual_lock": true,
	},
	fields,
)

test_in_order if not rule.fires with input.company as firm({})

test_no_guards if rule.fires with input.company as firm({"haz_guard": false})

test_guards_are_asked_of_makers_and_keepers_only if {
	not rule.fires with input.company as firm({"haz_produce_store": false, "haz_guard": false})
}

test_not_filed if rule.fires with input.company as firm({"haz_filed_5d": false})

test_no_double_lock if rule.fires with input.company as firm({"haz_dual_lock": false})

test_double_lock_is_asked_for_the_worst_stock_only if {
	not rule.fires with input.company as firm({"haz_toxic_or_major": false, "haz_dual_lock": false})
}

test_with_chemicals if rule.applies with input.company as firm({})

test_without_chemicals if not rule.applies with input.company as {"haz_chem": false}

test_evidence if {
	found := rule.evidence with input.company as firm({"haz_guard": false})
	found == {"haz_produce_store": true, "haz_guard": false, "haz_filed_5d": true, "haz_toxic_or_major": true, "haz_dual_lock": true}
}
