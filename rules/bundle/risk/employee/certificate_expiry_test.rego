package risk.employee.certificate_expiry_test

import data.risk.employee.certificate_expiry as rule

holder(expiry, months) := {
	"as_of": "2026-11-23",
	"employee": {"si_certificate": "held", "si_cert_expiry": expiry, "exempt_months": months, "post_country": "DE"},
	"country": {"employee": {"si_max_months": 96}},
}

test_60_days if rule.fires with input as holder("2027-01-22", 12)

test_61_days if not rule.fires with input as holder("2027-01-23", 12)

test_expired if rule.fires with input as holder("2026-11-01", 12)

test_96_months if not rule.fires with input as holder("2028-01-01", 96)

test_97_months if rule.fires with input as holder("2028-01-01", 97)

test_country_without_a_longest_term if {
	not rule.fires with input as object.union(holder("2028-01-01", 500), {"country": {"employee": {"si_max_months": null}}})
}

test_no_host_country if not rule.applies with input.employee as {"si_certificate": "held"}

test_held if rule.applies with input as holder("2028-01-01", 12)

test_not_held if {
	every status in ["applied", "none"] {
		not rule.applies with input.employee as {"post_country": "DE", "si_certificate": status}
	}
}

test_evidence if {
	found := rule.evidence with input as holder("2027-01-22", 12)
	found == {"si_cert_expiry": "2027-01-22", "exempt_months": 12, "post_country": "DE"}
}

test_lines if {
	rule.lines == {"si_cert_expiry": "2027-01-22"} with input as holder("2026-12-01", 12)
	rule.lines == {"exempt_months": 96} with input as holder("2028-01-01", 97)
}

test_line_on_the_sixtieth_day if {
	rule.lines == {"si_cert_expiry": "2027-01-22"} with input as holder("2027-01-22", 12)
	rule.lines == {} with input as holder("2027-01-23", 96)
}
