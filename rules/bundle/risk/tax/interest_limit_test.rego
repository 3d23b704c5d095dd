package risk.tax.interest_limit_test

import data.risk.tax.interest_limit as rule

in_country(country, interest, ebitda) := {
	"as_of": "2026-11-23",
	"presence": {"country": country, "net_interest": interest, "ebitda": ebitda},
}

test_over_thirty_percent if rule.fires with input as in_country("VN", 301, 1000)

test_thirty_percent if not rule.fires with input as in_country("VN", 300, 1000)

test_negative_ebitda if rule.fires with input as in_country("VN", 1, -1000)

test_amounts_left_alone if {
	floors := {"MX": 20000000, "DE": 3000000, "HU": 939810000, "PL": 3000000, "GB": 2000000}
	every country, amount in floors {
		rule.fires with input as in_country(country, amount + 1, 0)
		not rule.fires with input as in_country(country, amount, 0)
	}
}

test_nothing_left_alone_in_the_united_states if rule.fires with input as in_country("US", 301, 1000)

test_interest if rule.applies with input as in_country("VN", 1, 1)

test_no_interest if {
	not rule.applies with input as in_country("VN", 0, 1)
	not rule.applies with input as in_country("VN", -1, 1)
}

test_country_without_such_a_limit if not rule.applies with input as in_country("TH", 1, 1)

test_evidence if rule.evidence == {"net_interest": 301, "ebitda": 1000} with input as in_country("VN", 301, 1000)

test_lines if {
	rule.lines == {"net_interest": 3000000, "ebitda": 30} with input as in_country("DE", 4000000, 1000)
	rule.lines == {"ebitda": 30} with input as in_country("VN", 301, 1000)
}
