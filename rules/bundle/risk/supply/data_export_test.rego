package risk.supply.data_export_test

import data.risk.supply.data_export as rule

sent(persons, sensitive, operator, route) := {
	"as_of": "2026-11-23",
	"company": {"pi_n": persons, "spi_n": sensitive, "is_ciio": operator, "pi_route": route},
}

test_a_million_needs_an_assessment if {
	every route in ["none", "scc", "cert"] {
		rule.fires with input as sent(1000000, 0, false, route)
		rule.severity == "critical" with input as sent(1000000, 0, false, route)
	}
	not rule.fires with input as sent(1000000, 0, false, "assessment")
}

test_ten_thousand_sensitive_need_an_assessment if {
	rule.fires with input as sent(0, 10000, false, "scc")
	rule.severity == "critical" with input as sent(0, 10000, false, "scc")
}

test_an_operator_needs_an_assessment_of_any_number if {
	rule.fires with input as sent(1, 0, true, "cert")
	rule.severity == "critical" with input as sent(1, 0, true, "cert")
}

test_a_hundred_thousand_need_a_contract if {
	rule.fires with input as sent(100000, 0, false, "none")
	rule.severity == "high" with input as sent(999999, 0, false, "none")
	not rule.fires with input as sent(99999, 0, false, "none")
}

test_any_sensitive_person_needs_a_contract if {
	rule.fires with input as sent(0, 1, false, "none")
	rule.severity == "high" with input as sent(0, 9999, false, "none")
}

test_contract_certificate_or_assessment_is_enough_below if {
	every route in ["scc", "cert", "assessment"] {
		not rule.fires with input as sent(999999, 9999, false, route)
	}
}

test_something_is_sent if {
	rule.applies with input as sent(1, 0, false, "none")
	rule.applies with input as sent(0, 1, false, "none")
}

test_nothing_is_sent if not rule.applies with input as sent(0, 0, true, "none")

test_evidence if {
	found := rule.evidence with input as sent(120000, 0, false, "none")
	found == {"pi_n": 120000, "spi_n": 0, "is_ciio": false, "pi_route": "none"}
}

test_line_only_when_crossed if {
	rule.lines == {"pi_n": 100000} with input as sent(120000, 0, false, "none")
	rule.lines == {} with input as sent(5, 1, false, "none")
}

test_an_operator_without_any_route if {
	rule.fires with input as sent(1, 0, true, "none")
	rule.severity == "critical" with input as sent(1, 0, true, "none")
}

test_line_at_a_hundred_thousand if {
	rule.lines == {"pi_n": 100000} with input as sent(100000, 0, false, "none")
	rule.lines == {} with input as sent(99999, 0, false, "none")
}
