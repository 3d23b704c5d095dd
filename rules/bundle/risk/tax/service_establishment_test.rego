package risk.tax.service_establishment_test

import data.risk.tax.service_establishment as rule

served(days, handled, most) := {"presence": {"svc_days": days, "pe_handled": handled}, "country": {"tax": {"svc": most}}}

test_more_days_than_the_treaty_allows if rule.fires with input as served(184, false, 183)

test_exactly_as_many if not rule.fires with input as served(183, false, 183)

test_registered_or_advised if not rule.fires with input as served(184, true, 183)

test_services if rule.applies with input as served(1, false, 183)

test_no_services if not rule.applies with input as served(0, false, 183)

test_no_such_clause_known if not rule.applies with input as served(300, false, 0)

test_country_without_tax_parameters if {
	not rule.applies with input as {"presence": {"svc_days": 300}, "country": {"employee": {}}}
}

test_evidence if rule.evidence == {"svc_days": 210, "pe_handled": false} with input as served(210, false, 183)

test_line if rule.lines == {"svc_days": 183} with input as served(210, false, 183)
