package risk.employee.visa_free_overstay_test

import data.risk.employee.visa_free_overstay as rule

visitor(stay, total, cap) := {
	"employee": {"visa_type": "visa_free", "post_country": "TH", "stay_days": stay, "days_in_country_180": total},
	"country": {"employee": {"visa_free_days": 30, "visa_free_cap_180": cap}},
}

test_30_days if not rule.fires with input as visitor(30, 30, 90)

test_31_days if rule.fires with input as visitor(31, 31, 90)

test_90_days_in_180 if not rule.fires with input as visitor(10, 90, 90)

test_91_days_in_180 if rule.fires with input as visitor(10, 91, 90)

test_no_total_published if not rule.fires with input as visitor(10, 150, null)

test_visa_free if rule.applies with input as visitor(1, 1, 90)

test_other_visas if {
	every visa in ["tourist", "business", "voa", "exempt"] {
		not rule.applies with input as object.union(visitor(99, 99, 90), {"employee": {"visa_type": visa}})
	}
}

test_country_that_is_not_visa_free if {
	not rule.applies with input as object.union(visitor(99, 99, 90), {"country": {"employee": {"visa_free_days": null}}})
}

test_no_host_country if not rule.applies with input.employee as {"visa_type": "visa_free"}

test_evidence if {
	found := rule.evidence with input as visitor(31, 40, 90)
	found == {"stay_days": 31, "days_in_country_180": 40, "post_country": "TH"}
}

test_lines if {
	rule.lines == {"stay_days": 30} with input as visitor(31, 40, 90)
	rule.lines == {"days_in_country_180": 90} with input as visitor(10, 91, 90)
}
