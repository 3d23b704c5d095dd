package risk.employee.staff_data_abroad_test

import data.risk.employee.staff_data_abroad as rule

firm(people, sensitive, route, fields) := {
	"as_of": "2026-11-23",
	"company": object.union(
		{
			"hr_data_abroad": true, "rules_democratic": false, "collective_contract": false,
			"pi_count": people, "spi_count": sensitive, "is_ciio": false, "pi_route": route,
		},
		fields,
	),
}

test_few_people_without_sensitive_data if not rule.fires with input as firm(99999, 0, "none", {})

test_100000_people if {
	rule.fires with input as firm(100000, 0, "none", {})
	not rule.fires with input as firm(100000, 0, "scc", {})
	not rule.fires with input as firm(100000, 0, "cert", {})
	not rule.fires with input as firm(100000, 0, "assessment", {})
}

test_one_person_with_sensitive_data if {
	rule.fires with input as firm(1, 1, "none", {})
	not rule.fires with input as firm(1, 1, "scc", {})
}

test_a_million_people if {
	not rule.fires with input as firm(999999, 0, "scc", {})
	every route in ["none", "scc", "cert"] {
		rule.fires with input as firm(1000000, 0, route, {})
	}
	not rule.fires with input as firm(1000000, 0, "assessment", {})
}

test_10000_with_sensitive_data if {
	not rule.fires with input as firm(10000, 9999, "cert", {})
	rule.fires with input as firm(10000, 10000, "cert", {})
}

test_critical_infrastructure if {
	rule.fires with input as firm(1, 0, "scc", {"is_ciio": true})
	not rule.fires with input as firm(1, 0, "assessment", {"is_ciio": true})
}

test_exempt_with_both if {
	not rule.fires with input as firm(1000000, 10000, "none", {"rules_democratic": true, "collective_contract": true})
}

test_one_of_the_two_is_not_enough if {
	rule.fires with input as firm(1, 1, "none", {"rules_democratic": true})
	rule.fires with input as firm(1, 1, "none", {"collective_contract": true})
}

test_sent_abroad if rule.applies with input as firm(1, 0, "none", {})

test_not_sent_abroad if not rule.applies with input.company as {"hr_data_abroad": false}

test_evidence if {
	found := rule.evidence with input as firm(320, 320, "none", {})
	found == {
		"rules_democratic": false, "collective_contract": false, "pi_count": 320,
		"spi_count": 320, "is_ciio": false, "pi_route": "none",
	}
}

test_exempt_where_a_contract_would_do if {
	both := {"rules_democratic": true, "collective_contract": true}
	not rule.fires with input as firm(100000, 0, "none", both)
	not rule.fires with input as firm(1, 1, "none", both)
}
