package risk.employee.short_exemption_test

import data.risk.employee.short_exemption as rule

exempt(days, filed) := {
	"employee": {"work_permit_status": "exempt", "post_country": "VN", "days_in_country_ytd": days, "exempt_notice_filed": filed},
	"country": {"employee": {"short_exempt_days": 90}},
}

test_90_days if rule.fires with input as exempt(90, true)

test_89_days if not rule.fires with input as exempt(89, true)

test_no_notice if rule.fires with input as exempt(1, false)

test_exempt if rule.applies with input as exempt(1, true)

test_other_permits if {
	every status in ["held", "applied", "none"] {
		not rule.applies with input as object.union(exempt(100, false), {"employee": {"work_permit_status": status}})
	}
}

test_country_without_an_exemption if {
	not rule.applies with input as object.union(exempt(100, false), {"country": {"employee": {"short_exempt_days": null}}})
}

test_no_host_country if not rule.applies with input.employee as {"work_permit_status": "exempt"}

test_evidence if {
	found := rule.evidence with input as exempt(92, true)
	found == {"days_in_country_ytd": 92, "exempt_notice_filed": true, "post_country": "VN"}
}

test_line if {
	rule.lines == {"days_in_country_ytd": 90} with input as exempt(92, true)
	rule.lines == {} with input as exempt(89, false)
}

test_line_at_90_days if rule.lines == {"days_in_country_ytd": 90} with input as exempt(90, true)
