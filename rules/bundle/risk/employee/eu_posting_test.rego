package risk.employee.eu_posting_test

import data.risk.employee.eu_posting as rule

posted(notified, months, extended) := {
	"as_of": "2026-11-23",
	"employee": {
		"post_country": "DE", "activity": "hands_on_work",
		"eu_notified": notified, "posting_months": months, "extension_notice": extended,
	},
	"country": {"employee": {"eu": true}},
}

test_not_notified if rule.fires with input as posted(false, 1, true)

test_12_months if not rule.fires with input as posted(true, 12, false)

test_13_months_without_an_extension if rule.fires with input as posted(true, 13, false)

test_18_months_with_an_extension if not rule.fires with input as posted(true, 18, true)

test_19_months if rule.fires with input as posted(true, 19, true)

test_posted_to_the_eu if rule.applies with input as posted(true, 1, true)

test_only_a_meeting if not rule.applies with input as object.union(posted(false, 1, true), {"employee": {"activity": "meeting"}})

test_other_activities if {
	every activity in ["negotiation", "training", "management", "unknown"] {
		rule.applies with input as object.union(posted(false, 1, true), {"employee": {"activity": activity}})
	}
}

test_elsewhere if not rule.applies with input as object.union(posted(false, 1, true), {"country": {"employee": {"eu": false}}})

test_no_host_country if not rule.applies with input.employee as {"activity": "training"}

test_evidence if {
	found := rule.evidence with input as posted(false, 14, false)
	found == {"eu_notified": false, "posting_months": 14, "extension_notice": false}
}

test_line if {
	rule.lines == {"posting_months": 12} with input as posted(true, 14, false)
	rule.lines == {"posting_months": 18} with input as posted(true, 19, true)
	rule.lines == {} with input as posted(false, 12, true)
}

test_line_at_18_months if rule.lines == {"posting_months": 12} with input as posted(true, 18, false)
